"""From columns of text to numbers, category codes and outcomes, by the rules of ``core.parsing``.

The plain cells, nearly all of them, are read at once; of the others each different text is read once.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core import parsing
from core.errors import InputError
from core.features import MISSING, UNKNOWN, FloatArray
from core.progress import Report, part_of, silent
from core.schema import Field, Kind
from core.validation import UNREADABLE

_TEXTS_BETWEEN_REPORTS = 500
_ROWS_BETWEEN_REPORTS = 5_000
_LEAST_PLAIN_MONEY = 1_000.0
"""A smaller sum may be written like 12.400, which can be read in two ways."""

_YES = frozenset({"true", "1", "1.0", "yes", "y"})
_NO = frozenset({"false", "0", "0.0", "no", "n"})
Texts: TypeAlias = "pd.Series[str]"
_Value = TypeVar("_Value")


class Mended(NamedTuple):
    """A category that had to be mended: how it was written, what it means, in how many rows."""

    column: str
    text: str
    value: str
    rows: int


def read_numbers(texts: Texts, field: Field, report: Report = silent) -> FloatArray:
    """Numbers of a column, shape (rows,): NaN where blank, ``UNREADABLE`` where the text is no number."""
    values = _plain_numbers(texts, part_of(report, 0.0, 0.5))
    doubtful = texts.notna().to_numpy() & ~np.isfinite(values)
    if field.kind is Kind.MONEY:
        doubtful |= np.abs(values) < _LEAST_PLAIN_MONEY
    codes, different = pd.factorize(texts[doubtful])
    read = _each(different.tolist(), lambda text: _number(text, field), part_of(report, 0.5, 1.0))
    values[doubtful] = np.array(read, dtype=np.float64)[codes]
    return values


def read_categories(texts: Texts, field: Field, report: Report = silent) -> tuple[NDArray[np.intp], list[Mended]]:
    """Codes of a column, shape (rows,), ``MISSING`` where blank, ``UNKNOWN`` where no category, and what was mended."""
    positions, different = pd.factorize(texts)
    read = _each(different.tolist(), lambda text: _category(text, field), report)
    codes = np.array([*(code for code, _ in read), MISSING], dtype=np.intp)
    counts = np.bincount(positions[positions >= 0], minlength=len(read))
    mended = [
        Mended(field.name, parsing.shorten(text), field.categories[code], int(count))
        for text, (code, was_mended), count in zip(different, read, counts, strict=True)
        if was_mended
    ]
    return codes[positions], mended


def read_outcomes(texts: Texts) -> NDArray[np.intp]:
    """Outcomes of loans, shape (rows,): 1 default, 0 none, ``MISSING`` where blank, ``UNKNOWN`` where neither."""
    positions, different = pd.factorize(texts)
    return np.array([*map(_outcome, different), MISSING], dtype=np.intp)[positions]


def _plain_numbers(texts: Texts, report: Report) -> FloatArray:
    """The numbers as pandas reads them; in pieces, since no other thread runs while it does."""
    values = np.empty(len(texts))
    for start in range(0, len(texts), _ROWS_BETWEEN_REPORTS):
        report(start / len(texts), "Reading values")
        rows = slice(start, start + _ROWS_BETWEEN_REPORTS)
        values[rows] = pd.to_numeric(texts.iloc[rows], errors="coerce")
    return values


def _each(different: Sequence[str], read: Callable[[str], _Value], report: Report) -> list[_Value]:
    result = []
    for position, text in enumerate(different):
        if position % _TEXTS_BETWEEN_REPORTS == 0:
            report(position / len(different), "Reading values")
        result.append(read(text))
    return result


def _number(text: str, field: Field) -> float:
    if parsing.is_nothing(text):
        return np.nan
    try:
        return parsing.parse_number(text, field)
    except InputError:
        return UNREADABLE


def _category(text: str, field: Field) -> tuple[int, bool]:
    if parsing.is_nothing(text):
        return MISSING, False
    try:
        value, mended = parsing.parse_category(text, field)
    except InputError:
        return UNKNOWN, False
    return field.categories.index(value), mended


def _outcome(text: str) -> int:
    plain = text.strip().casefold()
    if plain in _YES:
        return 1
    if plain in _NO:
        return 0
    return MISSING if parsing.is_nothing(text) else UNKNOWN
