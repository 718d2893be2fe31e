"""All that is told of a candidate and of the active model on the very same held-out rows, as a document."""

from dataclasses import dataclass
from typing import Any, Self

from core import strict_reading
from core.evaluation import gates
from core.evaluation.backtest import BandTest
from core.evaluation.calibration import Reliability
from core.evaluation.coefficients import Coefficient, FactorTest
from core.evaluation.curves import KsCurve, PrecisionRecall, ScoreDistribution
from core.evaluation.cut_off import CutOff
from core.evaluation.deciles import Decile
from core.evaluation.discrimination import DelongTest, RocCurve
from core.evaluation.estimate import Estimate
from core.evaluation.fairness import Fairness
from core.evaluation.gates import Gate
from core.evaluation.plain import plain
from core.evaluation.points import FactorPoints
from core.evaluation.segments import Segment
from core.evaluation.stability import Shift
from core.evaluation.swap_set import SwapSet

_TABLES = ("measures", "deciles", "cut_offs", "bands", "segments", "fairness", "months")
_OF_A_SHIFT = ("name", "psi", "limit", "p_value", "verdict", "rows")


@dataclass(frozen=True, slots=True, eq=False)
class ModelJudgement:
    """All that is told of one model; see the modules of ``core.evaluation`` for each part.

    Attributes:
        name: the model's.
        measures: by the names of ``core.evaluation.report.metrics``.
        deciles: riskiest first.
        cut_offs: the best ones by cost of an approved defaulter to cost of a declined payer.
        coefficients: of logit(PD).
        factor_tests: whether each factor matters.
        points: of each value of each factor.
        shifts: of score and factors since training.
        month_shifts: of the score in each month, since training.
        months: each month's figures.
        bands: back-test, best band first.
        segments: by what the rows are grouped by.
        fairness: by protected attribute.
        roc: curve.
        precision_recall: curve.
        ks: curve of the score.
        calibration: ten groups by PD.
        scores: distribution of both outcomes.
    """

    name: str
    measures: dict[str, Estimate]
    deciles: tuple[Decile, ...]
    cut_offs: dict[float, CutOff]
    coefficients: tuple[Coefficient, ...]
    factor_tests: tuple[FactorTest, ...]
    points: tuple[FactorPoints, ...]
    shifts: tuple[Shift, ...]
    month_shifts: tuple[Shift, ...]
    months: tuple[Segment, ...]
    bands: tuple[BandTest, ...]
    segments: dict[str, tuple[Segment, ...]]
    fairness: tuple[Fairness, ...]
    roc: RocCurve
    precision_recall: PrecisionRecall
    ks: KsCurve
    calibration: Reliability
    scores: ScoreDistribution

    def tables(self) -> dict[str, Any]:
        """What a script reads of it: no curves, no coefficients, stability without its bins."""
        found: dict[str, Any] = {name: plain(getattr(self, name)) for name in _TABLES}
        for name, shifts in (("shifts", self.shifts), ("month_shifts", self.month_shifts)):
            found[name] = [{key: plain(getattr(shift, key)) for key in _OF_A_SHIFT} for shift in shifts]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A candidate beside the active model.

    Attributes:
        candidate: what is told of it.
        active: the same of the active model; None where it cannot score the rows.
        auc_difference: candidate less active.
        swap_set: who would be approved by one of them and not by the other.
        gates: what the candidate must pass.
    """

    candidate: ModelJudgement
    active: ModelJudgement | None
    auc_difference: DelongTest | None
    swap_set: SwapSet | None
    gates: tuple[Gate, ...]

    @property
    def blocked_by(self) -> tuple[Gate, ...]:
        """The gates that the candidate does not pass; it may be used without a reason where there are none."""
        return gates.failed(self.gates)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values, ready for JSON."""
        found: dict[str, Any] = plain(self)
        return found

    @classmethod
    def from_dict(cls, told: object) -> Self:
        """Exactly the judgement that ``to_dict`` told, also after JSON.

        Raises:
            ModelError: it is none, some of it is missing or unknown, or what is computed of it is not what it says.
        """
        found = strict_reading.read(cls, told)
        if found.to_dict() != told:
            raise strict_reading.misfit("what is computed of its judgement is not what it says")
        return found

    def tables(self) -> dict[str, Any]:
        """The tables of both models and how they compare, as plain values; for everything see ``to_dict``."""
        return {
            "candidate": self.candidate.tables(),
            "active": self.active.tables() if self.active else None,
            "auc_difference": plain(self.auc_difference._asdict()) if self.auc_difference else None,
            "swap_set": plain(self.swap_set),
        }
