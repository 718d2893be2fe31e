"""From cells of text to the inputs of the model.

Plain cells are read all at once. Each other text is read once, by the rules of ``core.parsing``, so that a cell means
the same in a file as in the form, but for what the column that it stands in tells.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core import parsing, schema
from core.batch.distinct import read_each
from core.batch.number_cells import plain_numbers, read_numbers
from core.batch.tick import Tick
from core.errors import InputError
from core.features import MISSING, UNKNOWN, Columns
from core.parsing import AS_TYPED, Convention, Conventions
from core.schema import Field


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


def read_cells(cells: pl.DataFrame, tick: Tick, conventions: Conventions = AS_TYPED) -> Inputs:
    """Read cells.

    Args:
        cells: texts by field name; null or "" where empty.
        tick: called often.
        conventions: how columns are written.

    Returns:
        The inputs; NaN or ``MISSING`` stands for nothing, ``UNREADABLE`` or ``UNKNOWN`` for a text without meaning.
    """
    fields = [schema.field(name) for name in cells.columns]
    plain = cells.select(_plain(item, conventions.get(item.name)) for item in fields)
    columns: dict[str, NDArray[np.float64] | NDArray[np.intp]] = {}
    mended: list[Mended] = []
    for item in fields:
        texts, values = cells[item.name], plain[item.name]
        if item.is_category:
            columns[item.name] = _categories(item, texts, values, mended, tick)
        else:
            columns[item.name] = read_numbers(item, conventions.get(item.name), texts, values, tick)
    return Inputs(columns, mended)


def _plain(item: Field, convention: Convention | None) -> pl.Expr:
    """The column with null where its text is not plain."""
    if not item.is_category:
        return plain_numbers(item, convention)
    codes = pl.col(item.name).cast(pl.Enum(item.categories), strict=False).to_physical()
    return codes.cast(pl.Int64).fill_null(MISSING)


def _categories(item: Field, texts: pl.Series, values: pl.Series, mended: list[Mended], tick: Tick) -> NDArray[np.intp]:
    codes = values.to_numpy()
    rows = np.flatnonzero(codes == MISSING)
    if rows.size == 0:
        return codes
    codes = codes.copy()
    found = read_each(texts.gather(rows), lambda text: _category(text, item), tick)
    codes[rows] = [code for code, _ in found]
    for row, (code, slip) in zip(rows.tolist(), found, strict=True):
        if slip:
            mended.append(Mended(row, item.name, texts[row], item.categories[code]))
    return codes


def _category(text: str, item: Field) -> tuple[int, bool]:
    """The code of the category, and whether the text had to be mended."""
    if parsing.is_nothing(text):
        return MISSING, False
    try:
        category = parsing.parse_category(text, item)
    except InputError:
        return UNKNOWN, False
    return item.categories.index(category.value), category.mended
