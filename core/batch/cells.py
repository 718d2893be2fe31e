"""From cells of text to the inputs of the model.

Plain cells are read all at once. Each other text is read once, by the rules of ``core.parsing``, so that a cell means
the same in a file as in the form.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core import parsing, schema
from core.batch.tick import Tick
from core.errors import InputError
from core.features import MISSING, UNKNOWN, Columns, FloatArray
from core.schema import Field, Kind
from core.validation import UNREADABLE

_LEAST_PLAIN_MONEY = 1_000.0
"""A smaller sum may be written like 12.400, which ``core.parsing`` refuses."""
_TEXTS_BETWEEN_TICKS = 1_000
Value = TypeVar("Value")


class Mended(NamedTuple):
    """A category with a slip of the pen: where it stands, how it was written, what it was read as."""

    row: int
    field: str
    text: str
    value: str

    @property
    def sentence(self) -> str:
        """What was done, for people."""
        return f"{self.field} '{parsing.shorten(self.text)}' was read as {self.value}."


class Inputs(NamedTuple):
    """Inputs of some rows as ``core.validation`` takes them, and the categories that were mended."""

    columns: Columns
    mended: list[Mended]


def read_cells(cells: pl.DataFrame, tick: Tick) -> Inputs:
    """Read cells.

    Args:
        cells: texts by field name; null or "" where empty.
        tick: called often.

    Returns:
        The inputs; NaN or ``MISSING`` stands for nothing, ``UNREADABLE`` or ``UNKNOWN`` for a text without meaning.
    """
    fields = [schema.field(name) for name in cells.columns]
    plain = cells.select(map(_plain, fields))
    columns: dict[str, NDArray[np.float64] | NDArray[np.intp]] = {}
    mended: list[Mended] = []
    for item in fields:
        texts, values = cells[item.name], plain[item.name]
        if item.is_category:
            columns[item.name] = _categories(item, texts, values, mended, tick)
        else:
            columns[item.name] = _numbers(item, texts, values, tick)
    return Inputs(columns, mended)


def _plain(item: Field) -> pl.Expr:
    """The column with null where its text is not plain."""
    if not item.is_category:
        return pl.col(item.name).cast(pl.Float64, strict=False)
    codes = pl.col(item.name).cast(pl.Enum(item.categories), strict=False).to_physical()
    return codes.cast(pl.Int64).fill_null(MISSING)


def _numbers(item: Field, texts: pl.Series, values: pl.Series, tick: Tick) -> FloatArray:
    numbers = values.to_numpy()
    doubtful = ~np.isfinite(numbers)
    if item.kind is Kind.MONEY:
        small = np.flatnonzero(np.abs(numbers) < _LEAST_PLAIN_MONEY)
        doubtful[small] |= texts.gather(small).str.contains(parsing.THREE_DECIMALS).to_numpy()
    rows = np.flatnonzero(doubtful)
    if rows.size == 0:
        return numbers
    numbers = numbers.copy()
    numbers[rows] = _each(texts.gather(rows), lambda text: _number(text, item), tick)
    return numbers


def _categories(item: Field, texts: pl.Series, values: pl.Series, mended: list[Mended], tick: Tick) -> NDArray[np.intp]:
    codes = values.to_numpy()
    rows = np.flatnonzero(codes == MISSING)
    if rows.size == 0:
        return codes
    codes = codes.copy()
    found = _each(texts.gather(rows), lambda text: _category(text, item), tick)
    codes[rows] = [code for code, _ in found]
    for row, (code, slip) in zip(rows.tolist(), found, strict=True):
        if slip:
            mended.append(Mended(row, item.name, texts[row], item.categories[code]))
    return codes


def _each(texts: pl.Series, read: Callable[[str], Value], tick: Tick) -> list[Value]:
    """The meaning of each text; equal texts are read once."""
    known: dict[str | None, Value] = {}
    for number, text in enumerate(texts.unique().to_list()):
        if number % _TEXTS_BETWEEN_TICKS == 0:
            tick()
        known[text] = read(text or "")
    return [known[text] for text in texts.to_list()]


def _number(text: str, item: Field) -> float:
    if parsing.is_nothing(text):
        return np.nan
    try:
        return parsing.parse_number(text, item)
    except InputError:
        return UNREADABLE


def _category(text: str, item: Field) -> tuple[int, bool]:
    """The code of the category, and whether the text had to be mended."""
    if parsing.is_nothing(text):
        return MISSING, False
    try:
        category = parsing.parse_category(text, item)
    except InputError:
        return UNKNOWN, False
    return item.categories.index(category.value), category.mended
