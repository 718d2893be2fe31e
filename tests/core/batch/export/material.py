"""Scored files for tests of exports: real ones, and one that holds whatever texts a test thinks of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core.batch.choices import ReadingChoices
from core.batch.kept.rows import KeptRows, open_kept
from core.batch.kept.writer import KeptWriter
from core.batch.own_columns import added_columns
from core.batch.pipeline import score_file
from core.batch.report import BatchReport
from tests.core.batch.files import applicants, write_csv
from tests.core.factories import curve_scorecard

ADDED = added_columns(4)
ANSWER = {
    "default_probability": "0.034512345678901234", "balanced_probability": "0.2754", "credit_score": "734",
    "rating": "Good", "decision": "Low Risk", "default_prediction": "0", "reason_1": "Age of the applicant",
    "reason_2": "", "reason_3": "", "reason_4": "", "row_status": "scored", "row_problem": "",
}  # fmt: skip


def scored(folder: Path, *changes: Mapping[str, str]) -> tuple[BatchReport, KeptRows]:
    """A file of applicants, scored."""
    return scored_from(write_csv(folder / "in.csv", applicants(*changes)))


def scored_from(source: Path, choices: ReadingChoices | None = None) -> tuple[BatchReport, KeptRows]:
    """Any file, scored."""
    model = curve_scorecard()
    with KeptWriter(source.parent / "batches", model) as keeper:
        target = source.with_name(f"{source.stem}_scored.csv")
        report = score_file(source, target, model, keeper=keeper, choices=choices or ReadingChoices())
        kept = keeper.finish(report)
    assert kept is not None
    return report, open_kept(kept)


@dataclass(frozen=True)
class Texts:
    """A scored file of any texts.

    Attributes:
        header: names of the source's columns.
        cells: the source's texts, row by row.
        answers: what scoring found in each row, where it is not ``ANSWER``.
        chosen: names of columns by the fields that they hold, where only a person knows.
    """

    header: Sequence[str]
    cells: Sequence[Sequence[str]]
    answers: Sequence[Mapping[str, str]] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, int]:
        """Position of the column by the name of the field that it is chosen for."""
        return {field: list(self.header).index(name) for field, name in self.chosen.items()}

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns."""
        return (*self.header, *ADDED)

    def __len__(self) -> int:
        return len(self.cells)

    def frame(self, rows: "range | NDArray[np.integer[Any]]", /) -> pl.DataFrame:
        """Some rows, as ``KeptRows`` gives them."""
        found = [(*self.cells[row], *(self._answer(row)[name] for name in ADDED)) for row in map(int, rows)]
        return pl.DataFrame(found, schema={str(at): pl.String for at in range(len(self.columns))}, orient="row")

    def _answer(self, row: int) -> Mapping[str, str]:
        return {**ANSWER, **(self.answers[row] if self.answers else {})}
