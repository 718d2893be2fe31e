"""A candidate and the active model are judged on the very same rows, and all of it can be written as JSON."""

import json
from dataclasses import replace

import numpy as np
import pytest

from core.evaluation.groups import Grouping
from core.evaluation.judging import Answers, HeldOut, judge_both
from core.features import FEATURES
from core.golden import with_golden_rows
from core.scorecard import Calibration, Scorecard
from core.scoring import Scorer, logistic
from tests.core.factories import curve_scorecard

ROWS = 3000


@pytest.fixture(scope="module")
def held_out() -> HeldOut:
    """Rows drawn from the training ranges of the candidate, with outcomes drawn from its own PD."""
    card, random = curve_scorecard(), np.random.default_rng(11)
    factors = {
        name: random.uniform(limits.minimum, 0.85 * limits.maximum, ROWS)
        for name, limits in card.training_ranges.items()
    }
    codes = {name: random.integers(0, len(FEATURES[name].categories), ROWS) for name in card.tables}
    y = random.random(ROWS) < Scorer(card).score({**factors, **codes}).default_probability
    return HeldOut(
        y=y.astype(np.int64),
        factors={**factors, **codes},
        segments=(Grouping("loan_purpose", FEATURES["loan_purpose"].categories, codes["loan_purpose"]),),
        protected=(Grouping("gender", ("F", "M"), random.integers(0, 2, ROWS)),),
        months=Grouping("month", ("2024-01", "2024-02"), np.repeat([0, 1], ROWS // 2)),
    )


def _answers(name: str, card: Scorecard, rows: HeldOut) -> Answers:
    scores = Scorer(card).score(rows.factors)
    log_odds = card.calibration.slope * scores.log_odds + card.calibration.offset
    return Answers(name, card, log_odds, scores.balanced_probability, scores.credit_score)


def _blunter() -> Scorecard:
    """A model that knows nothing of delinquency."""
    card = curve_scorecard()
    curves = {name: curve for name, curve in card.curves.items() if name != "delinquency_ratio"}
    return with_golden_rows(replace(card, curves=curves, reference={}))


def test_the_right_model_passes_every_gate_and_the_comparison_is_on_the_same_rows(held_out: HeldOut) -> None:
    candidate, active = _answers("candidate", curve_scorecard(), held_out), _answers("v1.0", _blunter(), held_out)
    found = judge_both(held_out, candidate, active, {"gender": "it is protected"})
    assert found.blocked_by == ()
    assert len(found.gates) == 5
    assert found.auc_difference is not None
    assert found.active is not None
    assert found.auc_difference.difference > 0
    for model, answers in ((found.candidate, candidate), (found.active, active)):
        assert model.measures["mean_pd"].value == pytest.approx(logistic(answers.log_odds).mean())
        assert model.measures["recall"].value == pytest.approx(np.mean(answers.balanced[held_out.y == 1] >= 0.5))
        assert model.deciles[-1].cumulative_events == held_out.y.sum()
        assert sum(band.rows for band in model.bands) == ROWS
        assert sum(segment.rows for segment in model.segments["loan_purpose"]) == ROWS
        assert [month.label for month in model.months] == ["2024-01", "2024-02"]
        assert [one.name for one in model.fairness] == ["gender"]
        assert model.scores.defaulted.sum() + model.scores.paid.sum() == ROWS
    assert found.swap_set is not None
    assert found.swap_set.rows == ROWS
    assert found.swap_set.candidate_approval_rate.value == pytest.approx(np.mean(candidate.credit_score >= 650))


def test_a_blunter_candidate_is_blocked_by_the_better_active_model(held_out: HeldOut) -> None:
    candidate, active = _answers("candidate", _blunter(), held_out), _answers("v1.0", curve_scorecard(), held_out)
    found = judge_both(held_out, candidate, active, {})
    assert "AUC against the active model" in [gate.name for gate in found.blocked_by]


def test_a_candidate_with_stretched_log_odds_is_blocked_by_its_calibration(held_out: HeldOut) -> None:
    stretched = with_golden_rows(replace(curve_scorecard(), calibration=Calibration(2.0, 0.5, 0.086, calibrated=True)))
    found = judge_both(held_out, _answers("candidate", stretched, held_out), None, {"age": "the bank says so"})
    assert [gate.name for gate in found.blocked_by] == ["Calibration slope", "Barred inputs"]
    assert found.active is None
    assert found.swap_set is None
    assert found.auc_difference is None


def test_everything_can_be_written_as_json(held_out: HeldOut) -> None:
    candidate = _answers("candidate", curve_scorecard(), held_out)
    found = judge_both(held_out, candidate, candidate, {})
    for told in (found.to_dict(), found.tables()):
        assert json.loads(json.dumps(told, allow_nan=False)) == told
    told = found.to_dict()["candidate"]
    assert told["measures"]["auc"]["rows"] == ROWS
    assert told["roc"]["thresholds"][0] is None  # infinite: nobody is flagged
    assert len(told["precision_recall"]["recall"]) <= 200
    assert found.tables()["swap_set"]["newly_approved"]["rows"] == 0


def test_without_months_nothing_is_told_of_them(held_out: HeldOut) -> None:
    rows = replace(held_out, months=None, segments=(), protected=())
    found = judge_both(rows, _answers("candidate", curve_scorecard(), rows), None, {})
    one = found.candidate
    assert [one.months, one.month_shifts, one.fairness] == [(), (), ()]
