"""From cells of text to numbers: plain ones all at once, then those that are well written, then each other text.

Whatever way a text is read, it means what ``core.parsing`` says it means.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core import parsing
from core.batch.distinct import read_each
from core.batch.tick import Tick
from core.errors import InputError
from core.features import FloatArray
from core.parsing import Convention, Decimal, Percent
from core.schema import Field, Kind
from core.validation import UNREADABLE

_LEAST_PLAIN = 1_000.0
"""A smaller number may be written like 12.400, which can mean twelve thousand four hundred."""
_GROUPED = r"^[+-]?(?:[1-9]\d?(?:,\d\d)*|[1-9]\d{0,2}(?:,\d{3})*),\d{3}(?:\.\d*)?$"
"""As ``core.parsing`` has it, for a library of patterns that cannot look ahead."""
_MONEY = r"^(?i:₹|rs\.?|inr)\s*"


def plain_numbers(item: Field, convention: Convention | None) -> pl.Expr:
    """A column of texts as numbers, with null where a text is not plain."""
    texts = _pointed(pl.col(item.name), convention)
    if item.kind is Kind.INTEGER and convention is not None and not convention.certain:
        return texts.cast(pl.Int64, strict=False).cast(pl.Float64)
    return texts.cast(pl.Float64, strict=False)


def read_numbers(
    item: Field, convention: Convention | None, texts: pl.Series, values: pl.Series, tick: Tick
) -> FloatArray:
    """The numbers of a column.

    Args:
        item: the field.
        convention: how the column is written; ``None`` to read each text as the form does.
        texts: its cells; null or "" where empty.
        values: the same by ``plain_numbers``.
        tick: called often.

    Returns:
        NaN stands for nothing, ``UNREADABLE`` for a text that is no number or could be two.
    """
    numbers = values.to_numpy()
    doubtful = _could_be_two(item, convention, texts, numbers)
    if item.unit == "%" and convention is not None:
        doubtful |= _could_be_share(item, convention, numbers)
        numbers = _in_per_cent(convention, numbers)
    doubtful |= ~np.isfinite(numbers)
    rows = np.flatnonzero(doubtful)
    if rows.size == 0:
        return numbers
    numbers = numbers.copy()
    numbers[rows] = _look_closer(item, convention, texts.gather(rows), tick)
    return numbers


def _pointed(texts: pl.Expr, convention: Convention | None) -> pl.Expr:
    """The texts with a point before decimals and commas between groups."""
    if convention is None or convention.decimal is not Decimal.COMMA:
        return texts
    return texts.str.replace_many([",", "."], [".", ","])


def _could_be_two(
    item: Field, convention: Convention | None, texts: pl.Series, numbers: FloatArray
) -> NDArray[np.bool_]:
    """Which plain numbers might be thousands, written with a mark between groups."""
    found = np.zeros(len(numbers), dtype=np.bool_)
    small = np.flatnonzero(np.abs(numbers) < _least_plain(item, convention))
    if small.size:
        written = _pointed(pl.lit(texts.gather(small)), convention)
        found[small] = pl.select(written.str.contains(parsing.THREE_DECIMALS)).to_series().to_numpy()
    return found


def _least_plain(item: Field, convention: Convention | None) -> float:
    """From where on a plain number can mean nothing else."""
    if convention is not None and convention.certain:
        return 0.0
    if item.kind is Kind.MONEY:
        return _LEAST_PLAIN
    is_unknown = convention is not None and convention.decimal is None
    return min(item.maximum / 999, _LEAST_PLAIN) if item.kind is Kind.NUMBER and is_unknown else 0.0


def _could_be_share(item: Field, convention: Convention, numbers: FloatArray) -> NDArray[np.bool_]:
    """Which numbers without a sign might be per cent or a share of 1."""
    if convention.percent is not None:
        return np.zeros(len(numbers), dtype=np.bool_)
    return (numbers > 0) & (numbers <= item.maximum / 100)


def _in_per_cent(convention: Convention, numbers: FloatArray) -> FloatArray:
    with np.errstate(over="ignore"):
        return numbers * 100 if convention.percent is Percent.SHARE else numbers


def _look_closer(item: Field, convention: Convention | None, texts: pl.Series, tick: Tick) -> FloatArray:
    tick()
    if convention is None:
        return _each(item, convention, texts, tick)
    numbers = _well_written(item, convention, texts)
    rows = np.flatnonzero(~np.isfinite(numbers))
    numbers[rows] = _each(item, convention, texts.gather(rows), tick)
    return numbers


def _well_written(item: Field, convention: Convention, texts: pl.Series) -> FloatArray:
    """Numbers with units or groups of digits; NaN for what has to be looked at by itself."""
    bare = _pointed(_without_units(pl.lit(texts), item), convention)
    grouped = bare.str.contains(_GROUPED)
    digits = pl.when(grouped).then(bare.str.replace_all(",", "", literal=True)).otherwise(bare)
    unsure = pl.lit(value=False)
    if not convention.certain:
        by_point = bare.str.contains(parsing.THREE_DECIMALS)
        unsure = grouped | by_point if item.kind is Kind.NUMBER else by_point
    values = pl.when(~unsure).then(digits).cast(pl.Float64, strict=False)
    numbers = pl.select(values).to_series().to_numpy().copy()
    if item.unit == "%":
        unsigned = ~texts.str.ends_with("%").fill_null(value=False).to_numpy()
        numbers[unsigned & _could_be_share(item, convention, numbers)] = np.nan
        numbers[unsigned] = _in_per_cent(convention, numbers[unsigned])
    return numbers


def _without_units(texts: pl.Expr, item: Field) -> pl.Expr:
    if item.kind is Kind.MONEY:
        return texts.str.replace(_MONEY, "").str.strip_suffix("/-")
    return texts.str.strip_suffix("%") if item.unit == "%" else texts


def _each(item: Field, convention: Convention | None, texts: pl.Series, tick: Tick) -> FloatArray:
    return np.array(read_each(texts, lambda text: _number(text, item, convention), tick), dtype=np.float64)


def _number(text: str, item: Field, convention: Convention | None) -> float:
    if parsing.is_nothing(text):
        return np.nan
    try:
        return parsing.parse_number(text, item, convention)
    except InputError:
        return UNREADABLE
