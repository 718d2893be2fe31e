"""The scorecard as readable JSON: opening one runs no code, and an altered or cut file is refused.

The file carries a checksum of its content. It protects against accidents and careless edits; the golden rows
(``core.scoring.verify``) catch a program that computes otherwise.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from core.errors import ModelError
from core.features import FEATURES
from core.scorecard import (
    Band,
    Calibration,
    Curve,
    GoldenRow,
    Scorecard,
    ScoreScale,
    TrainingRange,
    UnseenPair,
)

FORMAT = "credit-desk-scorecard"
FORMAT_VERSION = 1
_T = TypeVar("_T")


def to_json(scorecard: Scorecard) -> str:
    """Write the scorecard as JSON text; reading it back gives an equal scorecard, to the last digit."""
    body = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(scorecard)}
    return json.dumps({**body, "checksum": _checksum(body)}, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def from_json(text: str) -> Scorecard:
    """Read a scorecard from JSON text.

    Raises:
        ModelError: the text is no scorecard, is cut short, was altered, or comes from a newer program.
    """
    body = _parse(text)
    if body.get("format") != FORMAT:
        raise ModelError("This is not a Credit Desk scorecard. Choose a scorecard.json, or import the notebook's file.")
    if not isinstance(body.get("format_version"), int) or body["format_version"] > FORMAT_VERSION:
        raise ModelError("This scorecard was made by a newer version of the program. Update the program to use it.")
    if body.pop("checksum", None) != _checksum(body):
        raise ModelError("This scorecard was altered after it was made. Use the original file or another version.")
    try:
        return _scorecard(body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"This scorecard is incomplete ({error}). Use the original file.") from error


def _parse(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ModelError(
            "The model file is damaged or cut short: it is not complete JSON. Use the original file."
        ) from error
    if not isinstance(body, dict):
        raise ModelError("The model file holds no scorecard. Choose a scorecard.json.")
    return body


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _checksum(body: dict[str, Any]) -> str:
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _scorecard(body: dict[str, Any]) -> Scorecard:
    factors = (*body["curves"], *body["tables"])
    unknown = [name for name in factors if name not in FEATURES]
    if unknown:
        raise ModelError(f"The model uses a factor this program does not know: {unknown[0]}. Update the program.")
    return Scorecard(
        version=str(body["version"]),
        created=str(body["created"]),
        intercept=float(body["intercept"]),
        curves=_each(body["curves"], _curve),
        tables=_each(body["tables"], _numbers),
        calibration=Calibration(**body["calibration"]),
        scale=ScoreScale(**body["scale"]),
        bands=tuple(Band(**band) for band in body["bands"]),
        training_ranges=_each(body["training_ranges"], lambda item: TrainingRange(**item)),
        unseen_pairs=tuple(UnseenPair(**pair) for pair in body["unseen_pairs"]),
        reference=_numbers(body["reference"]),
        golden_rows=tuple(GoldenRow(**row) for row in body["golden_rows"]),
        metrics=_numbers(body["metrics"]),
        provenance=dict(body["provenance"]),
    )


def _each(items: dict[str, Any], make: Callable[[Any], _T]) -> dict[str, _T]:
    return {name: make(item) for name, item in items.items()}


def _curve(item: dict[str, Any]) -> Curve:
    knots, log_odds = (tuple(map(float, item[key])) for key in ("knots", "log_odds"))
    return Curve(knots, log_odds, bool(item["extrapolate"]))


def _numbers(items: dict[str, Any]) -> dict[str, float]:
    return {name: value if isinstance(value, int) else float(value) for name, value in items.items()}
