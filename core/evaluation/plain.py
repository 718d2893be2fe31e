"""Findings as plain values for JSON: dataclasses as objects, arrays as lists, what is no number as null."""

import math
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """The same in dicts, lists, texts, finite numbers, truth values and None.

    A property that a dataclass names in ``SHOWN`` stands among its fields.
    """
    if is_dataclass(value):
        names = (*(field.name for field in fields(value)), *getattr(value, "SHOWN", ()))
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return _single(value)


def _single(value: object) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value) if isinstance(value, str) else value
