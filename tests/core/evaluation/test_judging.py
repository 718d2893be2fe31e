"""A candidate and the active model are judged on the very same rows, and all of it can be written as JSON."""

import json
from dataclasses import replace

import numpy as np
import pytest

from core.evaluation.judging import HeldOut, judge_both
from core.golden import with_golden_rows
from core.scorecard import Calibration
from core.scoring import logistic
from tests.core.factories import curve_scorecard
from tests.core.judged import answers_of, blunter, held_out

ROWS = 3000


@pytest.fixture(scope="module")
def rows() -> HeldOut:
    """Rows that the candidate is right about."""
    return held_out(ROWS)


def test_the_right_model_passes_every_gate_and_the_comparison_is_on_the_same_rows(rows: HeldOut) -> None:
    candidate, active = answers_of("candidate", curve_scorecard(), rows), answers_of("v1.0", blunter(), rows)
    found = judge_both(rows, candidate, active, {"gender": "it is protected"})
    assert found.blocked_by == ()
    assert len(found.gates) == 5
    assert found.auc_difference is not None
    assert found.active is not None
    assert found.auc_difference.difference > 0
    for model, answers in ((found.candidate, candidate), (found.active, active)):
        assert model.measures["mean_pd"].value == pytest.approx(logistic(answers.log_odds).mean())
        assert model.measures["recall"].value == pytest.approx(np.mean(answers.balanced[rows.y == 1] >= 0.5))
        assert model.deciles[-1].cumulative_events == rows.y.sum()
        assert sum(band.rows for band in model.bands) == ROWS
        assert sum(segment.rows for segment in model.segments["loan_purpose"]) == ROWS
        assert [month.label for month in model.months] == ["2024-01", "2024-02"]
        assert [one.name for one in model.fairness] == ["gender"]
        assert model.scores.defaulted.sum() + model.scores.paid.sum() == ROWS
    assert found.swap_set is not None
    assert found.swap_set.rows == ROWS
    assert found.swap_set.candidate_approval_rate.value == pytest.approx(np.mean(candidate.credit_score >= 650))


def test_a_blunter_candidate_is_blocked_by_the_better_active_model(rows: HeldOut) -> None:
    candidate, active = answers_of("candidate", blunter(), rows), answers_of("v1.0", curve_scorecard(), rows)
    found = judge_both(rows, candidate, active, {})
    assert "AUC against the active model" in [gate.name for gate in found.blocked_by]


def test_a_candidate_with_stretched_log_odds_is_blocked_by_its_calibration(rows: HeldOut) -> None:
    stretched = with_golden_rows(replace(curve_scorecard(), calibration=Calibration(2.0, 0.5, 0.086, calibrated=True)))
    found = judge_both(rows, answers_of("candidate", stretched, rows), None, {"age": "the bank says so"})
    assert [gate.name for gate in found.blocked_by] == ["Calibration slope", "Barred inputs"]
    assert found.active is None
    assert found.swap_set is None
    assert found.auc_difference is None


def test_everything_can_be_written_as_json(rows: HeldOut) -> None:
    candidate = answers_of("candidate", curve_scorecard(), rows)
    found = judge_both(rows, candidate, candidate, {})
    for told in (found.to_dict(), found.tables()):
        assert json.loads(json.dumps(told, allow_nan=False)) == told
    told = found.to_dict()["candidate"]
    assert told["measures"]["auc"]["rows"] == ROWS
    assert told["roc"]["thresholds"][0] is None  # infinite: nobody is flagged
    assert len(told["precision_recall"]["recall"]) <= 200
    assert found.tables()["swap_set"]["newly_approved"]["rows"] == 0


def test_without_months_nothing_is_told_of_them(rows: HeldOut) -> None:
    rows = replace(rows, months=None, segments=(), protected=())
    found = judge_both(rows, answers_of("candidate", curve_scorecard(), rows), None, {})
    one = found.candidate
    assert [one.months, one.month_shifts, one.fairness] == [(), (), ()]
