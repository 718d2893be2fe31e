"""A table as text: one kind of cell whatever the table was read from, one spelling of each column name."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

import numpy as np
import pandas as pd

from core.errors import DataError
from core.portfolio.columns import made_plain, plain_name
from core.portfolio.naming import NOT_CHOSEN, DoubleColumnError

TEXT = pd.StringDtype("python", na_value=np.nan)
"""Kept in Python strings also where pyarrow happens to be installed, so that every desk runs what was tested."""

NOBODY: Mapping[str, str] = MappingProxyType({})
_MOST_EXACT = 1e15
_THREE_DECIMALS = re.compile(r"\.\d{3}$")


def text_frame(
    frame: pd.DataFrame, header: Sequence[str], source: str, chosen: Mapping[str, str] = NOBODY
) -> pd.DataFrame:
    """Give a frame of texts its column names.

    Columns without a name, such as a saved row number, are left out: nobody can say what they mean.

    Args:
        frame: texts with NaN for blanks, shape (rows, columns), its columns numbered from 0.
        header: the names as the source has them.
        source: what people call the table.
        chosen: names as the source has them by the program's, as a person said; "" where no column is meant.

    Raises:
        DataError: there are no rows, or two columns stand for the same thing.
    """
    if frame.empty:
        raise DataError(f"{source} has a header but no rows. Give a table with one row for each record.")
    spelled = _spelled(header, chosen)
    named = {position: _name(name.strip(), spelled) for position, name in enumerate(header) if name.strip()}
    _refuse_doubles(named, header, source)
    return frame[list(named)].rename(columns=named)


def text_column(values: Iterable[object]) -> "pd.Series[str]":
    """Texts of values that have types of their own, as databases give them; NaN for nothing."""
    return pd.Series([_text(value) for value in values], dtype=TEXT)


def _text(value: object) -> str | None:
    if isinstance(value, bytes):  # as some systems store text
        value = value.decode(errors="replace")
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float | Decimal):
        return None if math.isnan(value) else _number_text(value)
    return None if value is None else str(value)


def _number_text(value: float | Decimal) -> str:
    """A number that can be read in one way only: 5.0 is the id or flag 5, and 12.400 must not look like 12,400."""
    if -_MOST_EXACT < value < _MOST_EXACT and value == int(value):
        return str(int(value))
    text = str(value)
    return text + "0" if _THREE_DECIMALS.search(text) else text


def _spelled(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """The chosen names as the header spells them; people may type them as a message tells them."""
    names = [name.strip() for name in header]
    by_plain = {made_plain(name): name for name in names}
    return {
        ours: theirs if theirs in names else by_plain.get(made_plain(theirs), theirs) for ours, theirs in chosen.items()
    }


def _name(name: str, chosen: Mapping[str, str]) -> str:
    """The program's name for a column; another than the chosen one keeps its own."""
    for ours, theirs in chosen.items():
        if name == theirs:
            return ours
    plain = plain_name(name)
    return f"{name}{NOT_CHOSEN}" if plain in chosen else plain


def _refuse_doubles(named: dict[int, str], header: Sequence[str], source: str) -> None:
    first: dict[str, int] = {}
    for position, name in named.items():
        if name in first:
            raise DoubleColumnError(source, name, (header[first[name]].strip(), header[position].strip()))
        first[name] = position
