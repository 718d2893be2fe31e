"""What became of a file of applicants, in numbers, for a person and for a script."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.batch.figures import Figures
from core.batch.index import RowIndex
from core.batch.problem_groups import ProblemGroup

BIN_WIDTH = 10
LOWEST_SCORE, HIGHEST_SCORE = 300, 900
BINS = (HIGHEST_SCORE - LOWEST_SCORE) // BIN_WIDTH
_PROBLEMS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class BatchReport:
    """The result of scoring one file.

    Attributes:
        source: the file of applicants.
        target: the scored file.
        model: version of the model.
        calibrated: whether the model's PD refers to a real default rate.
        rows: rows of the file; ``scored`` + ``refer`` + ``rejected``.
        scored: rows with a score that nobody needs to look at.
        refer: rows that a person must look at; some have a score, some not.
        rejected: rows without a score, for an input is missing or cannot be true.
        mended: rows with a slip of the pen that was mended.
        ratings: rows with a score by rating, lowest band first.
        histogram: rows with a score in ``BINS`` bins of ``BIN_WIDTH`` points; the last one includes its upper end.
        mean_default_probability: over the rows with a score; ``None`` without any.
        expected_defaults: sum of the PD of the rows with a score.
        problems: all problems, those of most rows first.
        seconds: how long it took.
        index: where rows stand in ``target``.
        reading: how the file was read, where that is not plain, in sentences.
        figures: what the scores add up to.
    """

    source: Path
    target: Path
    model: str
    calibrated: bool
    rows: int
    scored: int
    refer: int
    rejected: int
    mended: int
    ratings: dict[str, int]
    histogram: tuple[int, ...]
    mean_default_probability: float | None
    expected_defaults: float
    problems: tuple[ProblemGroup, ...]
    seconds: float
    index: RowIndex
    reading: tuple[str, ...] = ()
    figures: Figures = field(default_factory=Figures)

    def to_dict(self) -> dict[str, Any]:
        """All of it but the index, in the kinds that JSON has."""
        return {
            "source": str(self.source),
            "target": str(self.target),
            "model": self.model,
            "calibrated": self.calibrated,
            "rows": self.rows,
            "scored": self.scored,
            "refer": self.refer,
            "rejected": self.rejected,
            "mended": self.mended,
            "ratings": dict(self.ratings),
            "histogram": list(self.histogram),
            "mean_default_probability": self.mean_default_probability,
            "expected_defaults": self.expected_defaults,
            "problems": list(map(_problem, self.problems)),
            "reading": list(self.reading),
            "seconds": round(self.seconds, 3),
        }

    def lines(self) -> list[str]:
        """The same for a person, a line each."""
        found = f"{self.scored:,} scored, {self.refer:,} for a person to look at, {self.rejected:,} rejected"
        model = f"model {self.model}" if self.model else "a model without a version"
        lines = [f"{self.source.name}: {_rows(self.rows)}, {found} by {model} in {self.seconds:.1f} s."]
        lines += self.reading
        if self.mean_default_probability is not None:
            lines.append("Ratings: " + ", ".join(f"{name} {count:,}" for name, count in self.ratings.items()) + ".")
            lines.append(self._expectation(self.mean_default_probability))
        if self.mended:
            lines.append(f"Mended: {_rows(self.mended)} with a misspelled category.")
        lines += [f"{_rows(group.rows)}: {group.words}" for group in self.problems[:_PROBLEMS_SHOWN]]
        others = len(self.problems) - _PROBLEMS_SHOWN
        if others > 0:
            lines.append(f"And {others} more problems; the column row_problem tells each row's.")
        return [*lines, f"Written to {self.target}."]

    def _expectation(self, mean: float) -> str:
        words = f"Mean probability of default {mean:.2%}, {self.expected_defaults:,.1f} defaults expected"
        return f"{words}." if self.calibrated else f"{words} (uncalibrated: as if half of all borrowers defaulted)."


def _problem(group: ProblemGroup) -> dict[str, Any]:
    values = [{"value": one.value, "rows": one.rows} for one in group.values]
    return {"problem": group.words, "rows": group.rows, "column": group.column, "values": values}


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
