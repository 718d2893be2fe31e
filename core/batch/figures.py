"""What the scores of a file add up to: who passes a cut-off, what is lost, what drives defaults, what has shifted."""

from dataclasses import asdict, dataclass, field
from typing import Any

from core.affordability import Policy
from core.evaluation.stability import Shift

PROBABILITY_EDGES = (0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.20, 0.30, 0.50, 0.75)
"""Where the bins of PD meet; each includes its lower edge."""
SCORE = "score"
"""The name of the score among the characteristics that may have shifted."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The rows that reach a cut-off.

    Attributes:
        cutoff: the lowest score of those that are approved.
        rows: how many there are.
        share: of the rows with a score.
        expected_defaults: sum of their PD.
        expected_loss: in rupees; None where the file does not tell amounts and types of the loans.
    """

    cutoff: int
    rows: int
    share: float
    expected_defaults: float
    expected_loss: float | None


@dataclass(frozen=True, slots=True)
class ScoreCounts:
    """The rows with a score, by whole score.

    Attributes:
        minimum: the lowest score there can be.
        step: points from one place of the counts to the next; more than 1 only on a scale of very many points.
        rows: how many rows have each score.
        defaults: sum of their PD.
        defaulting: sum of their PD times the amount of the loan, by type of the loan; empty where that is not told.
    """

    minimum: int = 0
    step: int = 1
    rows: tuple[int, ...] = ()
    defaults: tuple[float, ...] = ()
    defaulting: dict[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def maximum(self) -> int:
        """The highest score there can be."""
        return self.minimum + self.step * (len(self.rows) - 1)

    def approved(self, cutoff: int, policy: Policy) -> Approved:
        """What comes of approving everybody from a score on; losses given default are the policy's."""
        first = max(0, -((self.minimum - cutoff) // self.step))
        rows, total = sum(self.rows[first:]), sum(self.rows)
        losses = [policy.lgd(kind) * sum(amounts[first:]) for kind, amounts in self.defaulting.items()]
        return Approved(
            cutoff, rows, rows / total if total else 0.0, sum(self.defaults[first:]), sum(losses) if losses else None
        )


@dataclass(frozen=True, slots=True)
class Driver:
    """What one factor has to do with the defaults that are expected.

    Attributes:
        factor: its name.
        mean: mean contribution against the reference population, log-odds, over the rows with a score.
        among_defaults: the same over those expected to default: each row counts as much as its PD.
        leading: rows whose first adverse reason it is.
    """

    factor: str
    mean: float
    among_defaults: float
    leading: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over a file.

    Attributes:
        scores: the rows with a score, by score.
        probabilities: how many of them have a PD between ``PROBABILITY_EDGES``.
        drivers: all factors, what drives defaults most first; none without a score.
        population: whom the drivers compare with, of ``core.explanation.Population``.
        shifts: of the score, then of the factors, the largest first; none for a model without a picture of its
            training data, or a file without rows to compare.
        training_rows: rows of that picture; 0 for a model that keeps none.
    """

    scores: ScoreCounts = field(default_factory=ScoreCounts)
    probabilities: tuple[int, ...] = (0,) * (len(PROBABILITY_EDGES) + 1)
    drivers: tuple[Driver, ...] = ()
    population: str = ""
    shifts: tuple[Shift, ...] = ()
    training_rows: int = 0

    def loss(self, policy: Policy) -> float | None:
        """Expected loss of all rows with a score, in rupees: Σ PD · LGD · amount; None where amounts are not told."""
        return self.scores.approved(self.scores.minimum, policy).expected_loss

    def to_dict(self, cutoffs: tuple[int, ...], policy: Policy) -> dict[str, Any]:
        """All of it in the kinds that JSON has, with what comes of some cut-offs."""
        return {
            "probability_edges": list(PROBABILITY_EDGES),
            "probability_histogram": list(self.probabilities),
            "expected_loss": self.loss(policy),
            "loss_given_default": {"Secured": policy.lgd_secured, "Unsecured": policy.lgd_unsecured},
            "cutoffs": [asdict(self.scores.approved(cutoff, policy)) for cutoff in cutoffs],
            "drivers": list(map(asdict, self.drivers)),
            "drivers_compare_with": self.population,
            "stability": [_shift(shift) for shift in self.shifts],
            "training_rows": self.training_rows,
        }


def _shift(shift: Shift) -> dict[str, Any]:
    return asdict(shift) | {"rows": shift.rows, "verdict": str(shift.verdict)}
