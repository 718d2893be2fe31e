"""Judges a candidate beside the active model on the very same held-out rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation import gates
from core.evaluation.backtest import back_test
from core.evaluation.calibration import reliability
from core.evaluation.coefficients import coefficients, factor_tests
from core.evaluation.curves import (
    KsCurve,
    PrecisionRecall,
    ScoreDistribution,
    ks_curve,
    precision_recall,
    score_distribution,
    thinned,
)
from core.evaluation.cut_off import CutOffs
from core.evaluation.deciles import deciles
from core.evaluation.discrimination import DelongTest, RocCurve, delong_test, roc_curve
from core.evaluation.estimate import Estimate
from core.evaluation.fairness import fairness
from core.evaluation.gates import Gate
from core.evaluation.groups import Grouping
from core.evaluation.inputs import Flags, FloatArray
from core.evaluation.judgement import Judgement, ModelJudgement
from core.evaluation.measures import measures
from core.evaluation.points import points
from core.evaluation.segments import segments
from core.evaluation.spread import shifts, shifts_by_group
from core.evaluation.swap_set import Decided, swap_set
from core.features import Columns
from core.progress import Report, part_of, silent
from core.scorecard import CUTOFF, Scorecard
from core.scoring import logistic

COST_RATIOS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
"""Costs of an approved defaulter by that of a declined payer, for which the best cut-off is told."""
_BINS = 30
"""Intervals of the score in its distribution."""


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """The rows that models are judged on.

    Attributes:
        y: 1 for a default, shape (n,).
        factors: as they were before anything missing was filled in, for stability, each of shape (n,).
        segments: parts of the portfolio.
        protected: groups of people, for the check of fairness alone; no model sees them.
        months: of the loans; None where nobody wrote them down.
    """

    y: NDArray[np.int64]
    factors: Columns
    segments: tuple[Grouping, ...] = ()
    protected: tuple[Grouping, ...] = ()
    months: Grouping | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What one model says of the held-out rows.

    Attributes:
        name: the model's.
        scorecard: the model.
        log_odds: logit(PD), shape (n,).
        balanced: balanced probabilities, shape (n,).
        credit_score: whole scores, shape (n,).
    """

    name: str
    scorecard: Scorecard
    log_odds: FloatArray
    balanced: FloatArray
    credit_score: NDArray[np.int64]

    @property
    def pd(self) -> FloatArray:
        """Probabilities of default, shape (n,)."""
        return logistic(self.log_odds)

    @property
    def approved(self) -> Flags:
        """Who reaches the score of low risk, shape (n,)."""
        approved: Flags = self.credit_score >= CUTOFF
        return approved


def judge_both(
    held_out: HeldOut, candidate: Answers, active: Answers | None, barred: Mapping[str, str], report: Report = silent
) -> Judgement:
    """Judge a candidate and, where there is one that can score the rows, the active model.

    Args:
        held_out: rows that the candidate has not seen.
        candidate: its answers.
        active: those of the active model.
        barred: why a column may not be in a model, by its name.
        report: told each step; may cancel.

    Raises:
        DataError: there are fewer than two rows of an outcome.
    """
    found = judge_one(held_out, candidate, part_of(report, 0.0, 0.45))
    rival = judge_one(held_out, active, part_of(report, 0.45, 0.9)) if active else None
    report(0.9, "Comparing the models on held-out rows")
    y, difference, swapped = held_out.y, None, None
    if active:
        difference = delong_test(y, candidate.log_odds, active.log_odds)
        swapped = swap_set(y, *(Decided(model.approved, model.pd) for model in (candidate, active)))
    slope = found.measures["calibration_slope"]
    return Judgement(found, rival, difference, swapped, _gates(y, candidate.scorecard, slope, difference, barred))


def judge_one(held_out: HeldOut, model: Answers, report: Report = silent) -> ModelJudgement:
    """All that is told of one model."""
    steps = _steps(held_out, model)
    found: dict[str, Any] = {}
    for place, (name, step) in enumerate(steps.items()):
        report(place / len(steps), f"Judging {model.name} on held-out rows: {name.replace('_', ' ')}")
        found[name] = step()
    return ModelJudgement(name=model.name, **found)


def _steps(held_out: HeldOut, model: Answers) -> dict[str, Callable[[], object]]:
    """How each part of a judgement is found, by its name there."""
    y, pd, log_odds, card, months = held_out.y, model.pd, model.log_odds, model.scorecard, held_out.months
    spread, score, cut_offs = card.training_distribution, model.credit_score, CutOffs(y, pd)
    return {
        "measures": lambda: measures(y, log_odds, model.balanced),
        "deciles": lambda: deciles(y, pd),
        "cut_offs": lambda: {ratio: cut_offs.cheapest(1.0, ratio) for ratio in COST_RATIOS},
        "coefficients": lambda: coefficients(card),
        "factor_tests": lambda: factor_tests(card),
        "points": lambda: points(card),
        "shifts": lambda: shifts(spread, held_out.factors, score),
        "month_shifts": lambda: shifts_by_group(spread, score, months) if months else (),
        "months": lambda: segments(y, log_odds, months) if months else (),
        "bands": lambda: back_test(y, pd, score, card.bands),
        "segments": lambda: {each.name: segments(y, log_odds, each) for each in held_out.segments},
        "fairness": lambda: tuple(fairness(y, model.approved, each) for each in held_out.protected),
        "roc": lambda: _roc(y, model),
        "precision_recall": lambda: _precision_recall(y, model),
        "ks": lambda: _ks(y, model),
        "calibration": lambda: reliability(y, pd),
        "scores": lambda: _scores(y, model),
    }


def _gates(
    y: NDArray[np.int64], card: Scorecard, slope: Estimate, difference: DelongTest | None, barred: Mapping[str, str]
) -> tuple[Gate, ...]:
    return (
        gates.discrimination_gate(difference),
        gates.calibration_gate(slope),
        gates.golden_rows_gate(card),
        gates.inputs_gate(card, barred),
        gates.rows_gate(int(np.count_nonzero(y)), y.size),
    )


def _roc(y: NDArray[np.int64], model: Answers) -> RocCurve:
    curve = roc_curve(y, model.log_odds)
    return RocCurve(*thinned(curve.false_positive_rate, curve.true_positive_rate, curve.thresholds))


def _precision_recall(y: NDArray[np.int64], model: Answers) -> PrecisionRecall:
    curve = precision_recall(y, model.log_odds)
    return PrecisionRecall(*thinned(curve.precision, curve.recall, curve.thresholds))


def _ks(y: NDArray[np.int64], model: Answers) -> KsCurve:
    curve = ks_curve(y, model.credit_score.astype(np.float64))
    defaulted, paid, scores = thinned(curve.defaulted, curve.paid, curve.scores)
    return KsCurve(scores, defaulted, paid)


def _scores(y: NDArray[np.int64], model: Answers) -> ScoreDistribution:
    scale = model.scorecard.scale
    edges = np.linspace(scale.minimum, scale.maximum, _BINS + 1)
    return score_distribution(y, model.credit_score.astype(np.float64), edges)
