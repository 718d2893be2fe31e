"""What is written down of a training in the scorecard: data, choices, what was found, and what it was built with."""

import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from core.training.options import TrainingOptions
from core.version import VERSION

_LIBRARIES = ("numpy", "scipy", "scikit-learn", "imbalanced-learn", "optuna", "pandas")
_LIMITS = ("trials", "minutes")
"""How far a search goes; a longer one has the same trials first."""


def plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """As it will be read back, tuples as lists."""
    read: dict[str, Any] = json.loads(json.dumps(told))
    return read


def build() -> dict[str, str]:
    """Versions of the program and of the libraries that decide what comes out."""
    return {"program": VERSION, "python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def identity(data_hash: str, options: TrainingOptions, first: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All that decides the trials of a search, so that only the very same one is gone on with."""
    chosen = {name: value for name, value in options.to_dict().items() if name not in _LIMITS}
    return {"data_hash": data_hash, "options": chosen, "first": [dict(point) for point in first], "build": build()}


def drawn(provenance: Mapping[str, Any]) -> list[Any]:
    """What decides which rows of which data were held out; models of old were all split at random."""
    options = {**TrainingOptions().to_dict(), "seed": None, **provenance.get("options", {})}
    return [provenance.get("data_hash"), *(options[name] for name in ("seed", "split", "held_out", "since"))]
