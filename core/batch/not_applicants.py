"""Rows that hold no applicant: empty ones, totals and footers, and headers that are repeated amid the rows."""

import re

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core.batch.column_names import field_of
from core.batch.problem_groups import NO_APPLICANT
from core.batch.ragged import EMPTY, Fault
from core.batch.reading import Rows
from core.findings import BoolArray

_FOOTER = Fault.of(f"{NO_APPLICANT}: it looks like a total or a footer.")
_HEADER = Fault.of(f"{NO_APPLICANT}: it repeats the header.")
_FOOTER_WORDS = (
    r"(?:(?:grand|sub)[\s-]*)?totals?|sum|averages?|avg|mean|count|(?:no|number)\.? of|end of|generated|printed|"
    r"exported|prepared|checked|approved by|report|page|source|notes?|disclaimer|confidential|copyright|as (?:of|on|at)"
)
_FOOTER_LINE = rf"(?i)^[^\p{{L}}\p{{N}}]*(?:{_FOOTER_WORDS})\b"
_MARKS_LINE = r"^[^\p{L}\p{N}]*$"
_REMARK = r"(?:[*†‡§#]+\s*\p{L}\S*\s+\S|\p{L}\S*(?:\s+\S+){5})"
"""How a text begins that stands alone in a row and is no name: with a mark and words, or with six words."""
_EMPTY_LINE = r'^[\s",;|]*$'
_NAME = r"^\s*\p{L}"
_ENOUGH_NAMES = 2


def find_no_applicants(rows: Rows, rejected: BoolArray) -> dict[int, Fault]:
    """What is to be said of rows that hold no applicant, by position.

    Args:
        rows: some rows.
        rejected: which of them are not scored for what they hold; only among these is looked.
    """
    looked_at = rejected.copy()
    looked_at[[row for row, fault in rows.faults.items() if fault.fatal]] = False
    places = np.flatnonzero(looked_at)
    if places.size == 0:
        return {}
    cells, lines = rows.cells[places], rows.lines.gather(places)
    mostly_empty = 2 * _filled(cells) <= cells.width
    found: dict[int, Fault] = {}
    for rule, fault in (
        (mostly_empty & lines.str.contains(_FOOTER_LINE).to_numpy(), _FOOTER),
        (_remarks(lines, rows.separator), _FOOTER),
        (lines.str.contains(_MARKS_LINE).to_numpy(), _FOOTER),
        (lines.str.contains(_EMPTY_LINE).to_numpy(), EMPTY),
        (_names(cells) >= min(_ENOUGH_NAMES, cells.width), _HEADER),
    ):
        found |= dict.fromkeys(places[rule].tolist(), fault)
    return found


def _remarks(lines: pl.Series, separator: str) -> BoolArray:
    """Which rows hold a remark in one cell and nothing else."""
    blank, other = rf"[\s{re.escape(separator)}]*", rf'[^"{re.escape(separator)}]'
    is_alone = lines.str.contains(rf'(?s)^{blank}(?:{other}+|"(?:[^"]|"")+"){blank}$')
    begins = lines.str.contains(rf'^[\s"{re.escape(separator)}]*{_REMARK}')
    return (is_alone & begins).to_numpy()


def _filled(cells: pl.DataFrame) -> NDArray[np.int64]:
    """How many cells of each row hold something."""
    filled = [pl.col(name).fill_null("").str.strip_chars() != "" for name in cells.columns]
    return cells.select(pl.sum_horizontal(filled)).to_series().to_numpy().astype(np.int64)


def _names(cells: pl.DataFrame) -> NDArray[np.int64]:
    """How many cells of each row hold the name of their own column."""
    counts = np.zeros(cells.height, dtype=np.int64)
    for column in cells.iter_columns():
        words = column.filter(column.str.contains(_NAME)).unique().to_list()
        own = [word for word in words if (item := field_of(word)) is not None and item.name == column.name]
        if own:
            counts += column.is_in(own).fill_null(value=False).to_numpy()
    return counts
