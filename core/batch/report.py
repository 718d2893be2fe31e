"""What became of a file of applicants, in numbers, for a person and for a script."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.affordability import Policy
from core.batch.figures import Figures
from core.batch.likeness import likeness
from core.batch.problem_groups import NO_APPLICANT, ProblemGroup
from core.grouping import in_words, rounded
from core.scorecard import CUTOFF

BIN_WIDTH = 10
LOWEST_SCORE, HIGHEST_SCORE = 300, 900
BINS = (HIGHEST_SCORE - LOWEST_SCORE) // BIN_WIDTH
_PROBLEMS_SHOWN = 5
_CUTOFFS = 60
_ASSUMED = Policy()


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
        separator: what stands between the cells of ``target``.
        scored_at: when it was written, in ISO 8601 with the offset from UTC.
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
    separator: str
    scored_at: str
    reading: tuple[str, ...] = ()
    figures: Figures = field(default_factory=Figures)

    @property
    def to_mend(self) -> int:
        """Rows that a person must look at or that were rejected, and that somebody can mend."""
        hopeless = sum(group.rows for group in self.problems if group.words.startswith(NO_APPLICANT))
        return self.refer + self.rejected - hopeless

    def to_dict(self, policy: Policy = _ASSUMED) -> dict[str, Any]:
        """All of it, in the kinds that JSON has; losses given default are the policy's."""
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
            "separator": self.separator,
            "scored_at": self.scored_at,
            "seconds": round(self.seconds, 3),
            "likeness": likeness(self.figures).sentence,
            **self.figures.to_dict(self._cutoffs(), policy),
        }

    def lines(self, policy: Policy = _ASSUMED) -> list[str]:
        """What a person wants of it, a line each."""
        found = f"{self.scored:,} scored, {self.refer:,} for a person to look at, {self.rejected:,} rejected"
        model = f"model {self.model}" if self.model else "a model without a version"
        lines = [f"{self.source.name}: {_rows(self.rows)}, {found} by {model} in {self.seconds:.1f} s."]
        lines += self.reading
        if self.mean_default_probability is not None:
            lines.append("Ratings: " + ", ".join(f"{name} {count:,}" for name, count in self.ratings.items()) + ".")
            lines += [self._expectation(self.mean_default_probability), *self._prospects(policy)]
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

    def _prospects(self, policy: Policy) -> list[str]:
        """What is to be expected of approving, and whether the scores can be relied on."""
        lines = []
        loss = self.figures.loss(policy)
        if loss is not None:
            lines.append(f"Expected loss {money(loss)} ({lgd_words(policy)}).")
        if self.figures.scores.minimum <= CUTOFF <= self.figures.scores.maximum:
            approved = self.figures.scores.approved(CUTOFF, policy)
            words = f"{approved.share:.1%} would be approved, {approved.expected_defaults:,.1f} defaults among them"
            lines.append(f"At a cut-off of {CUTOFF} {words}.")
        return [*lines, likeness(self.figures).sentence]

    def _cutoffs(self) -> tuple[int, ...]:
        scores = self.figures.scores
        step = max(BIN_WIDTH, (scores.maximum - scores.minimum) // _CUTOFFS)
        return tuple(range(scores.minimum, scores.maximum + 1, step))


def money(amount: float) -> str:
    """An amount of rupees as people say it: ₹12.4 lakh."""
    return f"₹{in_words(amount) or rounded(amount, 0)}"


def lgd_words(policy: Policy) -> str:
    """What is assumed to be lost on default."""
    secured, unsecured = rounded(100 * policy.lgd_secured, 2), rounded(100 * policy.lgd_unsecured, 2)
    return f"loss given default {secured} % of secured, {unsecured} % of unsecured loans"


def _problem(group: ProblemGroup) -> dict[str, Any]:
    values = [{"value": one.value, "rows": one.rows} for one in group.values]
    return {"problem": group.words, "rows": group.rows, "column": group.column, "values": values}


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
