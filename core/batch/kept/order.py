"""The rows of a kept file in the order of one column.

Numbers come first, then what is no number, then empty cells, whichever way the order runs; equal rows stay in the order
of the file. Words of scoring have an order of their own: ratings and decisions from the lowest band to the highest, the
status from harmless to grave.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core.batch.kept.rows import KeptRows
from core.batch.kept.text_order import order_of_texts
from core.batch.kept.wish import Sort
from core.batch.tick import Tick
from core.features import FloatArray

_BAND = ("rating", "decision")
_SCORES = ("default_probability", "balanced_probability", "credit_score", "default_prediction")


class _Keys(NamedTuple):
    """What to order by: numbers, NaN where there is none, and then texts, "" where there is none."""

    numbers: FloatArray
    texts: pl.Series | None = None


def arrange(kept: KeptRows, sort: Sort, tick: Tick) -> NDArray[np.uint32]:
    """The numbers of all rows, from 0, in the order of a column."""
    keys = _keys(kept, sort.column, tick)
    tick()
    has_number = ~np.isnan(keys.numbers)
    rows, rest = np.flatnonzero(has_number), np.flatnonzero(~has_number)
    ordered = [rows[_order_of_numbers(keys.numbers[rows], descending=sort.descending)]]
    if keys.texts is not None:
        texts = keys.texts.gather(rest)
        has_text = (texts != "").to_numpy()
        tick()
        chosen = order_of_texts(texts.filter(pl.Series(has_text)), descending=sort.descending)
        ordered.append(rest[has_text][chosen])
        rest = rest[~has_text]
    return np.concatenate([*ordered, rest]).astype(np.uint32)


def _order_of_numbers(numbers: FloatArray, *, descending: bool) -> NDArray[np.intp]:
    return np.argsort(-numbers if descending else numbers, kind="stable")


def _keys(kept: KeptRows, place: int, tick: Tick) -> _Keys:
    name = kept.columns[place]
    if place < len(kept.about.header):
        return _given(kept, place, tick)
    if name in _SCORES:
        return _Keys(kept.numbers(name, tick))
    if name in _BAND:
        return _Keys(_coded(kept.files.parts(["band"], tick)["band"]))
    if name == "row_status":
        return _Keys(kept.files.parts(["status"], tick)["status"].astype(np.float64))
    if name == "row_problem":
        return _of_texts(kept.texts(len(kept.about.header), tick))
    rank = int(name.removeprefix("reason_")) - 1
    return _of_words(kept.about.texts, kept.files.parts(["reasons"], tick)["reasons"][:, rank])


def _given(kept: KeptRows, place: int, tick: Tick) -> _Keys:
    """By a column of the source: as scoring read it, or by the numbers and texts it holds."""
    field = next((name for name in kept.about.numbers if kept.fields[name] == place), None)
    if field is None:
        return _of_texts(kept.texts(place, tick))
    numbers = kept.numbers(field, tick)
    odd = np.isinf(numbers)
    if not odd.any():
        return _Keys(numbers)
    texts = kept.texts(place, tick)
    return _Keys(np.where(odd, np.nan, numbers), texts.set(pl.Series(~odd), ""))


def _coded(codes: NDArray[np.generic]) -> FloatArray:
    """Codes as numbers; NaN for −1."""
    numbers = codes.astype(np.float64)
    numbers[numbers < 0] = np.nan
    return numbers


def _of_words(words: Sequence[str], codes: NDArray[np.generic]) -> _Keys:
    """By words in alphabetical order, given by their codes."""
    folded = [word.lower() for word in words]
    places = {word: place for place, word in enumerate(sorted(set(folded)))}
    table = np.array([*(places[word] for word in folded), np.nan])  # the last one is where the code −1 points
    return _Keys(table[codes.astype(np.intp)])


def _of_texts(texts: pl.Series) -> _Keys:
    """By numbers where texts are plain ones, else by the texts, whatever their case."""
    numbers = texts.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
    numbers = np.where(np.isinf(numbers), np.nan, numbers)
    return _Keys(numbers, texts)
