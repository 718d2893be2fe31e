"""What the checks found in some rows: which rows, how grave, and the sentence for a person."""

import math
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core import grouping
from core.parsing import shorten
from core.schema import Field, Kind

_BEYOND_COUNTING = 1e15

BoolArray = NDArray[np.bool_]


class Status(StrEnum):
    """Row status, as written to ``row_status``; from harmless to grave."""

    SCORED = "scored"
    REFER = "refer"
    REJECTED = "rejected"


class Finding(NamedTuple):
    """One rule that some rows break.

    Attributes:
        field: the input or factor it is about.
        status: what becomes of the rows.
        scorable: whether the rows can still be scored.
        rows: positions of the rows, shape (k,).
        sentence: the message for a row position.
    """

    field: str
    status: Status
    scorable: bool
    rows: NDArray[np.intp]
    sentence: Callable[[int], str]


class Findings(NamedTuple):
    """All that was found in n rows."""

    size: int
    found: tuple[Finding, ...]

    def scorable(self) -> BoolArray:
        """Which rows get a score, shape (n,)."""
        result = np.ones(self.size, dtype=bool)
        for finding in self.found:
            if not finding.scorable:
                result[finding.rows] = False
        return result

    def status(self) -> NDArray[np.intp]:
        """Position of each row's status in ``Status``, shape (n,): the gravest finding decides."""
        result = np.zeros(self.size, dtype=np.intp)
        for grave, status in enumerate(Status):
            for finding in self.found:
                if finding.status is status:
                    result[finding.rows] = grave
        return result


def rejection(field: str, mask: BoolArray, sentence: str | Callable[[int], str]) -> Finding:
    """The rows of a mask cannot be true, so they get no score."""
    return _finding(field, mask, sentence, Status.REJECTED, scorable=False)


def referral(field: str, mask: BoolArray, sentence: str | Callable[[int], str], *, scorable: bool) -> Finding:
    """A person must look at the rows of a mask."""
    return _finding(field, mask, sentence, Status.REFER, scorable=scorable)


def say(number: float) -> str:
    """A number for a sentence, with all the decimals that somebody may have typed; roughly if it is beyond counting."""
    number += 0.0  # which makes a plain zero of one below zero
    if abs(number) >= _BEYOND_COUNTING:
        return f"{number:.3g}"
    return grouping.grouped(f"{number:.10g}" if abs(number) < 1000 else f"{number:.15g}")


def as_typed(number: float, text: Callable[[], str]) -> str:
    """A number for a sentence; quoted as it was typed where ``say`` would write it otherwise: ``1e308``, ``-0``.

    Args:
        number: as it was read.
        text: gives what was typed; empty where that is not known.
    """
    plain = say(number)
    is_other = "e" in plain or (number == 0 and math.copysign(1.0, number) < 0)
    typed = shorten(text()) if is_other else ""
    return f"'{typed}'" if typed else plain


def say_shortly(number: float) -> str:
    """A number in four digits, such as the edge of an interval."""
    return say(float(f"{number:.4g}"))


def too_small(item: Field) -> str:
    """What is said of a value beneath the least that a field can hold."""
    return f"below {_limit(item, item.minimum)}, the least it can be"


def too_large(item: Field) -> str:
    """What is said of a value above the most that a field can hold."""
    return f"above {_limit(item, item.maximum)}, the most it can be"


def _limit(item: Field, limit: float) -> str:
    """A limit as people say it: 10,000 crore, 480."""
    return (grouping.in_words(limit) if item.kind is Kind.MONEY else "") or say(limit)


def _finding(
    field: str, mask: BoolArray, sentence: str | Callable[[int], str], status: Status, *, scorable: bool
) -> Finding:
    rows = np.flatnonzero(mask)
    if isinstance(sentence, str):
        words = sentence
        return Finding(field, status, scorable, rows, lambda _row: words)
    return Finding(field, status, scorable, rows, sentence)
