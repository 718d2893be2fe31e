"""The report of a model holds every promised number, ready for JSON."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import special
from sklearn import metrics as reference

from core.errors import DataError
from core.evaluation.report import metrics
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores, portfolio

KEYS = {
    *("auc", "gini", "ks", "pr_auc", "brier", "log_loss", "ece", "accuracy", "precision", "recall", "f1"),
    *("mean_pd", "default_rate", "calibration_slope", "calibration_intercept", "auc_low", "auc_high"),
    *("rows", "defaults", "true_positive", "false_positive", "true_negative", "false_negative"),
}


def test_the_report_of_a_well_calibrated_model() -> None:
    y, log_odds = portfolio()
    base = float(special.logit(y.mean()))
    found = metrics(y, log_odds, special.expit(log_odds - base))
    assert set(found) == KEYS
    assert found["auc"] == pytest.approx(reference.roc_auc_score(y, log_odds))
    assert found["auc_low"] < found["auc"] < found["auc_high"]
    assert found["gini"] == pytest.approx(2 * found["auc"] - 1)
    assert found["pr_auc"] == pytest.approx(reference.average_precision_score(y, log_odds))
    assert found["brier"] == pytest.approx(reference.brier_score_loss(y, special.expit(log_odds)))
    assert found["log_loss"] == pytest.approx(reference.log_loss(y, special.expit(log_odds)))
    assert found["mean_pd"] == pytest.approx(special.expit(log_odds).mean())
    assert found["default_rate"] == pytest.approx(y.mean())
    assert (found["rows"], found["defaults"]) == (4000, y.sum())
    assert found["ece"] < 0.02
    assert found["calibration_slope"] == pytest.approx(1.0, abs=0.1)
    assert found["calibration_intercept"] == pytest.approx(0.0, abs=0.15)
    assert 0.0 < found["ks"] < 1.0


def test_the_intercept_is_measured_at_slope_1() -> None:
    """A shift of all log-odds is the intercept; the slope does not notice it."""
    y, log_odds = portfolio()
    balanced = special.expit(log_odds)
    before, after = metrics(y, log_odds, balanced), metrics(y, log_odds + 0.7, balanced)
    assert after["calibration_intercept"] == pytest.approx(before["calibration_intercept"] - 0.7)
    assert after["calibration_slope"] == pytest.approx(before["calibration_slope"])


def test_a_default_is_predicted_from_a_balanced_probability_of_one_half_on() -> None:
    """The reference's ``default_prediction``: P ≥ 0.5, where P is the balanced probability and not the PD."""
    y = np.array([0, 0, 0, 1, 1])
    log_odds = np.array([-6.0, -5.0, -4.0, -4.5, -3.0])
    found = metrics(y, log_odds, np.array([0.1, 0.2, 0.5, 0.49, 0.9]))
    names = ("true_positive", "false_positive", "true_negative", "false_negative")
    assert [found[name] for name in names] == [1, 1, 2, 1]
    assert [found[name] for name in ("accuracy", "precision", "recall", "f1")] == [0.6, 0.5, 0.5, 0.5]


def test_counts_are_whole_numbers() -> None:
    y, log_odds = portfolio()
    found = metrics(y, log_odds, special.expit(log_odds))
    counts = {"rows", "defaults", "true_positive", "false_positive", "true_negative", "false_negative"}
    assert {name for name, value in found.items() if type(value) is int} == counts
    assert all(type(value) is float for name, value in found.items() if name not in counts)


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_every_number_of_any_report_fits_json(sample: tuple[IntArray, FloatArray]) -> None:
    """Ties, certain predictions and perfect separation leave no NaN and no infinity behind."""
    y, (score,) = sample
    cases: list[FloatArray] = [score, 200.0 * score, np.zeros(y.size), np.where(y == 1, 500.0, -500.0)]
    for log_odds in cases:
        found = metrics(y, log_odds, special.expit(log_odds))
        assert set(json.loads(json.dumps(found, allow_nan=False))) == KEYS


def test_a_single_default_is_too_few_for_a_report() -> None:
    with pytest.raises(DataError, match="With 1 default among 4 rows"):
        metrics(np.array([0, 0, 0, 1]), np.arange(4.0), np.full(4, 0.5))
