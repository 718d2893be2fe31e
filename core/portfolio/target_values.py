"""How the outcome of loans is written, and what each way of writing it was taken for."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from core.parsing import shorten
from core.portfolio.cells import Texts, read_outcomes
from core.portfolio.text_frame import text_column

_SHOWN = 10


class Meaning(StrEnum):
    """What the text of an outcome says."""

    DEFAULT = "a default"
    PAID = "paid back"
    NOTHING = "no outcome, left out"
    MIXED = "not shown"


class TargetValue(NamedTuple):
    """A text of the outcome, blank where there is none; what it means; joined loans that have it."""

    text: str
    meaning: Meaning
    rows: int


def target_values(texts: Texts) -> tuple[TargetValue, ...]:
    """The texts of the outcome, the most frequent first; what goes beyond ten is told together."""
    positions, different = pd.factorize(texts.fillna(""))
    codes = read_outcomes(text_column(different))
    rows = np.bincount(positions, minlength=len(different))
    found = [
        TargetValue(shorten(text), _meaning(code), count)
        for text, code, count in zip(different, codes.tolist(), rows.tolist(), strict=True)
    ]
    found.sort(key=lambda value: -value.rows)
    rest = found[_SHOWN:]
    others = TargetValue(f"{len(rest)} other texts", Meaning.MIXED, sum(value.rows for value in rest))
    return (*found[:_SHOWN], others) if rest else tuple(found)


def _meaning(code: int) -> Meaning:
    return {1: Meaning.DEFAULT, 0: Meaning.PAID}.get(code, Meaning.NOTHING)
