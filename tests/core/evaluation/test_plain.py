"""Findings become plain values that JSON can hold, whatever they are made of."""

import json
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.evaluation.plain import plain


class _Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class _Inner:
    part: int
    whole: int

    SHOWN = ("rate",)

    @property
    def rate(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class _Outer:
    inner: tuple[_Inner, ...]
    by_ratio: dict[float, _Inner | None]
    colour: _Colour
    line: np.ndarray[tuple[int], np.dtype[np.float64]]
    number: np.int64
    is_sure: np.bool_


def test_everything_becomes_plain_and_what_is_no_number_becomes_null() -> None:
    found = plain(
        _Outer((_Inner(1, 4),), {2.5: None}, _Colour.RED, np.array([np.inf, 0.5, np.nan]), np.int64(7), np.bool_(True))
    )
    assert found == {
        "inner": [{"part": 1, "whole": 4, "rate": 0.25}],
        "by_ratio": {"2.5": None},
        "colour": "red",
        "line": [None, 0.5, None],
        "number": 7,
        "is_sure": True,
    }
    assert type(found["colour"]) is str
    assert json.loads(json.dumps(found, allow_nan=False)) == found
