"""Some rows of a kept file in some order, as the table shows them: chosen by what a person asks for."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core.batch.kept.kept_files import RowNumbers
from core.batch.kept.order import arrange
from core.batch.kept.rows import KeptRows
from core.batch.kept.search import lines_with, problems_like
from core.batch.kept.wish import Sort, Wish
from core.batch.tick import Tick
from core.findings import BoolArray, Status

_AT_ONCE = 50_000


class View:
    """Rows of a kept file.

    Attributes:
        kept: the file.
        wish: what they were chosen by.
        rows: their numbers in the file from 0, in the order of the view.
        referred: places in the view, from 0, of the rows that a person must look at.
    """

    def __init__(self, kept: KeptRows, wish: Wish, rows: RowNumbers, referred: NDArray[np.intp]) -> None:
        self.kept, self.wish, self.rows, self.referred = kept, wish, rows, referred

    def __len__(self) -> int:
        return len(self.rows)

    def page(self, start: int, stop: int) -> list[tuple[str, ...]]:
        """The texts of some rows; raises ``FileError`` when they are gone."""
        return self.kept.page(self.rows[start:stop])

    def frames(self, at_once: int = _AT_ONCE) -> Iterator[pl.DataFrame]:
        """All rows as tables of texts, some at a time; see ``KeptRows.frame``."""
        for start in range(0, len(self), at_once):
            yield self.kept.frame(self.rows[start : start + at_once])

    def place_of(self, row: int) -> int | None:
        """Where a row of the file stands in the view."""
        if isinstance(self.rows, range):
            return row if row in self.rows else None
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if found.size else None

    def next_referred(self, place: int, step: int) -> int | None:
        """The nearest row to look at below a place (``step`` 1) or above it (−1); None where there is none."""
        if step > 0:
            at = np.searchsorted(self.referred, place, "right")
            return int(self.referred[at]) if at < len(self.referred) else None
        at = np.searchsorted(self.referred, place, "left") - 1
        return int(self.referred[at]) if at >= 0 else None


class Chooser:
    """Chooses rows of one kept file; remembers the last order, so that a filter that changes sorts nothing anew."""

    def __init__(self, kept: KeptRows) -> None:
        self.kept = kept
        self._last: tuple[Sort, NDArray[np.uint32]] | None = None

    def choose(self, wish: Wish, tick: Tick = lambda: None) -> View:
        """The rows of a wish.

        Args:
            wish: what is wanted.
            tick: called often; may raise ``Cancelled``.

        Raises:
            FileError: the rows are gone.
        """
        status = self.kept.files.parts(["status"], tick)["status"]
        is_referred = status == list(Status).index(Status.REFER)
        rows: RowNumbers = range(len(self.kept)) if wish.sort is None else self._order(wish.sort, tick)
        if not wish.is_everything:
            chosen = _chosen(self.kept, wish, tick)
            rows = np.flatnonzero(chosen).astype(np.uint32) if isinstance(rows, range) else rows[chosen[rows]]
        referred = is_referred if isinstance(rows, range) else is_referred[rows]
        return View(self.kept, wish, rows, np.flatnonzero(referred))

    def _order(self, sort: Sort, tick: Tick) -> NDArray[np.uint32]:
        if self._last is None or self._last[0] != sort:
            self._last = sort, arrange(self.kept, sort, tick)
        return self._last[1]


def _chosen(kept: KeptRows, wish: Wish, tick: Tick) -> BoolArray:
    """Which rows of the file are wanted."""
    parts = kept.files.parts(["status", "band", "credit_score"], tick)
    chosen = np.ones(len(kept), dtype=bool)
    if wish.statuses:
        chosen &= np.isin(parts["status"], [list(Status).index(Status(name)) for name in wish.statuses])
    if wish.ratings:
        chosen &= np.isin(parts["band"], _bands(kept, wish.ratings))
    for limit, is_within in ((wish.lowest, np.greater_equal), (wish.highest, np.less_equal)):
        if limit is not None:
            chosen &= (parts["band"] >= 0) & is_within(parts["credit_score"], limit)
    if wish.problem:
        chosen &= problems_like(kept, wish.problem, tick)
    if wish.text:
        chosen &= lines_with(kept, wish.text, tick)
    return chosen


def _bands(kept: KeptRows, ratings: tuple[str, ...]) -> list[int]:
    """The codes of ratings."""
    return [code for code, band in enumerate(kept.scorecard.bands) if band.rating in ratings] + [-1] * ("" in ratings)
