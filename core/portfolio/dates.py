"""Reading a column of dates: year first, or day and month in the order that the column itself shows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core import parsing
from core.portfolio.cells import Texts
from core.progress import Report, silent

Days = NDArray[np.datetime64]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[T\s].*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_TIME}")
_NAMED = re.compile(rf"(\d{{1,2}})[-/.\s]([a-z]{{3}})[a-z]*[-/.,\s]\s?(\d{{4}}){_TIME}", re.IGNORECASE)
_TEXTS_BETWEEN_REPORTS = 5_000
IF_MONTH_FIRST = "If it is the month, say so at the months of the data report, or with --date-order month."
"""What to do where the day was taken to come first without any sign of it."""
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")


class DateOrder(StrEnum):
    """Which of two numbers comes first in dates whose year comes last."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """A column of dates.

    Attributes:
        days: shape (n,), NaT where there is no date.
        blank: cells of the column without a value.
        unreadable: cells of it whose text is no date.
        form: how most of these are written, 9 for a digit and a for a letter; empty where there are none.
        is_assumed: whether the column does not show which of two numbers is the day and nobody has said, so that the
            first was taken for it, as is usual in India.
    """

    days: Days
    blank: int
    unreadable: int
    form: str
    is_assumed: bool

    def take(self, rows: NDArray[np.intp]) -> "Dates":
        """Those of some rows, of the same column."""
        return replace(self, days=self.days[rows])


def read_dates(texts: Texts, report: Report = silent, order: DateOrder | None = None) -> Dates:
    """Read dates like 2024-07-22, 22-07-2024, 22/07/2024 and 22-Jul-2024, also with a time behind them.

    Whether the day or the month comes first is one and the same for the column: a person says it in ``order``, or it
    shows where one of the two numbers is above 12.
    """
    positions, different = pd.factorize(texts)
    plain = [str(text).strip() for text in different]
    shown, is_assumed = _order([found for text in plain if (found := _YEAR_LAST.fullmatch(text))])
    month_first = shown if order is None else order is DateOrder.MONTH
    read = np.array([*_each(plain, report, month_first=month_first), None], dtype="datetime64[D]")
    nothing = np.array([*(parsing.is_nothing(text) for text in plain), True])
    days, blank = read[positions], int(nothing[positions].sum())
    unread = np.flatnonzero(np.isnat(days) & ~nothing[positions])
    form = _form([plain[position] for position in positions[unread]])
    return Dates(days, blank, len(unread), form, is_assumed and order is None)


def _form(unread: Sequence[str]) -> str:
    """The most frequent form of texts; the texts themselves may belong to applicants."""
    forms = Counter(_LETTER.sub("a", _DIGIT.sub("9", text)) for text in unread)
    return parsing.shorten(max(forms, key=forms.__getitem__)) if forms else ""


def _order(found: Sequence[re.Match[str]]) -> tuple[bool, bool]:
    """Whether the month comes first in dates whose year comes last, and whether that is only assumed."""
    first_is_day = any(int(match[1]) > 12 for match in found)
    second_is_day = any(int(match[2]) > 12 for match in found)
    is_assumed = bool(found) and not (first_is_day or second_is_day) and any(match[1] != match[2] for match in found)
    return second_is_day and not first_is_day, is_assumed


def _each(plain: Sequence[str], report: Report, *, month_first: bool) -> list[date | None]:
    read = []
    for position, text in enumerate(plain):
        if position % _TEXTS_BETWEEN_REPORTS == 0:
            report(position / len(plain), "Reading dates")
        read.append(_day(text, month_first=month_first))
    return read


def _day(text: str, *, month_first: bool) -> date | None:
    parts: tuple[str | int, ...]
    if found := _YEAR_FIRST.fullmatch(text):
        parts = found.groups()
    elif found := _YEAR_LAST.fullmatch(text):
        parts = (found[3], found[1], found[2]) if month_first else (found[3], found[2], found[1])
    elif (found := _NAMED.fullmatch(text)) and found[2].lower() in _MONTHS:
        parts = (found[3], _MONTHS.index(found[2].lower()) + 1, found[1])
    else:
        return None
    year, month, day = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:  # a 31st of June
        return None


def told_form(form: str) -> str:
    """A sentence that says how dates are written that cannot be read; nothing where there are none."""
    return f" They are written like {form} (9 for a digit), not like 2024-07-22 or 22-07-2024." if form else ""
