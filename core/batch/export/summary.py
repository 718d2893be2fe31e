"""What the summary sheet of a workbook says: what became of the rows in it, by which model, and when."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

import polars as pl

from core.batch.export.rows import Rows
from core.batch.report import BatchReport
from core.findings import Status

_SAID = {
    Status.SCORED: "Scored",
    Status.REFER: "For a person to look at",
    Status.REJECTED: "Rejected",
}


class Fact(NamedTuple):
    """A line of the sheet; without a value it is a heading.

    Attributes:
        label: what it is about.
        value: what there is to say; a share of 1 where ``is_share``.
        share: the same as a share of the rows it is counted among.
        is_share: whether the value is read in per cent.
    """

    label: str
    value: str | int | float | None = None
    share: float | None = None
    is_share: bool = False


class Counts:
    """Counts over the rows that go into a workbook."""

    def __init__(self, rows: Rows, cutoff: int) -> None:
        self._columns, self._given, self._cutoff = rows.columns, rows.given, cutoff
        self._status: Counter[str] = Counter()
        self._rating: Counter[str] = Counter()
        self._approved, self._expected = 0, 0.0

    def add(self, frame: pl.DataFrame) -> None:
        """Count some more rows."""
        self._status.update(self._column(frame, "row_status").to_list())
        self._rating.update(self._column(frame, "rating").to_list())
        scores = self._column(frame, "credit_score").cast(pl.Int64, strict=False)
        self._approved += int((scores >= self._cutoff).sum())
        self._expected += float(self._column(frame, "default_probability").cast(pl.Float64, strict=False).sum())

    def facts(self, batch: BatchReport, now: datetime) -> list[Fact]:
        """The lines of the sheet; ``batch`` tells what became of the whole file, ``now`` when it is written."""
        scored_at = datetime.fromisoformat(batch.scored_at).astimezone(now.tzinfo)
        return [
            Fact(batch.source.name),
            *self._rows(batch),
            Fact("Ratings"),
            *self._ratings(batch),
            Fact("Model"),
            Fact("Version", batch.model),
            Fact("Scored", f"{scored_at:%Y-%m-%d %H:%M}"),
            Fact("Exported", f"{now:%Y-%m-%d %H:%M}"),
        ]

    def _rows(self, batch: BatchReport) -> list[Fact]:
        rows = self._status.total()
        found = [
            Fact(words, self._status[status], _share(self._status[status], rows)) for status, words in _SAID.items()
        ]
        return [Fact("Rows in this workbook", rows), *found, Fact("Rows in the file", batch.rows)]

    def _ratings(self, batch: BatchReport) -> list[Fact]:
        counts = {rating: self._rating[rating] for rating in batch.ratings}
        scored = sum(counts.values())
        word = "Mean probability of default" if batch.calibrated else "Mean probability of default, uncalibrated"
        return [
            *(Fact(rating, count, _share(count, scored)) for rating, count in counts.items()),
            Fact("Cut-off", self._cutoff),
            Fact("At or above the cut-off", self._approved, _share(self._approved, scored)),
            Fact(word, _share(self._expected, scored), is_share=True),
            Fact("Expected defaults", round(self._expected, 1)),
        ]

    def _column(self, frame: pl.DataFrame, name: str) -> pl.Series:
        return frame[str(self._columns.index(name, self._given))]


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
