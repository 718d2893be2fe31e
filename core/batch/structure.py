"""Where the rows of well-formed text end, found with numpy over all its bytes at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.batch.layout import BOM
from core.batch.records import LONGEST_CELL, QUOTE

_LF, _CR, _MARK = b"\n"[0], b"\r"[0], QUOTE[0]
Bytes = NDArray[np.uint8]
Positions = NDArray[np.intp]


class Structure(NamedTuple):
    """The rows of a text.

    Attributes:
        ends: position of the line feed that ends each row, shape (rows,).
        one_line_each: whether no row has a line break within.
    """

    ends: Positions
    one_line_each: bool


def structure(text: bytes, separator: bytes, width: int, *, final: bool) -> Structure | None:
    """Find the rows of a text in which every row is well-formed and has ``width`` cells.

    Args:
        text: whole lines, the last one with its line end.
        separator: a single byte.
        width: cells of a row.
        final: whether the file ends with this text; otherwise the last row may be unfinished and is left out.

    Returns:
        The rows; ``None`` when a row is not well-formed by the grammar of ``core.batch.records``, has another number
        of cells, or has a carriage return elsewhere than in a line end; when there is but one column, in which an
        empty row looks like others; or when the text begins with a byte order mark, which polars would leave out.
    """
    if width == 1 or text.startswith(BOM) or (b"\r" in text and text.count(b"\r") != text.count(b"\r\n")):
        return None
    array = np.frombuffer(text, dtype=np.uint8)
    breaks = array == _LF
    bounds = np.flatnonzero(breaks | (array == separator[0]))
    if QUOTE in text:
        if not _marks_fit(array, separator[0], final=final):
            return None
        bounds = bounds[~np.logical_xor.accumulate(array == _MARK)[bounds]]
    at = np.flatnonzero(breaks[bounds])
    if not np.array_equal(at, np.arange(1, len(at) + 1) * width - 1):
        return None
    ends = bounds[at]
    one_line_each = np.count_nonzero(breaks[: ends[-1] + 1 if ends.size else 0]) == len(ends)
    return Structure(ends, bool(one_line_each))


def _marks_fit(array: Bytes, separator: int, *, final: bool) -> bool:
    """Whether every quotation mark opens a cell, closes one, or is one of a pair within a cell."""
    marks = np.flatnonzero(array == _MARK)
    first, second = marks[0::2], marks[1::2]
    between = second[: len(first) - 1] + 1 == first[1:]  # a closing mark at once followed by an opening one: a pair
    opening = first[np.append(True, ~between)]
    closing = second[~between] if len(second) < len(first) else second[np.append(~between, True)]
    before = np.where(opening > 0, array[opening - 1], _LF)
    after = array[closing + 1]
    if not (_any_of(before, separator, _LF).all() and _any_of(after, separator, _LF, _CR).all()):
        return False
    if len(opening) > len(closing) and (final or opening[-1] + LONGEST_CELL <= len(array)):
        return False
    return bool((closing - opening[: len(closing)] < LONGEST_CELL).all())


def _any_of(values: Bytes, *wanted: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.logical_or.reduce([values == value for value in wanted])
    return found
