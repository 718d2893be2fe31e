"""Calibration agrees with published values, with scikit-learn, and answers on data that has no best answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special
from sklearn import metrics as reference
from sklearn.linear_model import LogisticRegression

from core.evaluation.calibration import (
    brier,
    calibration_in_the_large,
    expected_calibration_error,
    fit_calibration,
    log_loss,
    reliability,
)
from core.evaluation.proportion import wilson_interval
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores, portfolio


def test_a_maximum_likelihood_fit_is_calibrated_on_its_own_rows() -> None:
    """In-sample maximum likelihood gives slope 1 and intercept 0 (Cox 1958)."""
    y, log_odds = portfolio()
    noisy = log_odds + np.random.default_rng(1).normal(0.0, 1.0, y.size)
    factors = np.column_stack([noisy, noisy**2])
    fitted = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(factors, y)
    predictions = fitted.decision_function(factors)
    slope, offset = fit_calibration(y, predictions)
    assert slope == pytest.approx(1.0, abs=1e-6)
    assert offset == pytest.approx(0.0, abs=1e-6)
    assert calibration_in_the_large(y, predictions) == pytest.approx(0.0, abs=1e-6)


def test_the_fit_agrees_with_scikit_learn_s_logistic_regression() -> None:
    y, log_odds = portfolio()
    fitted = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(log_odds[:, None], y)
    slope, offset = fit_calibration(y, log_odds)
    assert slope == pytest.approx(fitted.coef_[0, 0], abs=1e-6)
    assert offset == pytest.approx(fitted.intercept_[0], abs=1e-6)


@pytest.mark.parametrize(("factor", "shift"), [(0.4, -2.364), (3.0, 5.0), (-1.0, 0.0), (1e4, -1e6), (1e-4, 0.0)])
def test_the_fit_undoes_any_line(factor: float, shift: float) -> None:
    """Log-odds stretched and shifted, however far, come back to the same PD."""
    y, log_odds = portfolio()
    slope, offset = fit_calibration(y, log_odds)
    bent_slope, bent_offset = fit_calibration(y, factor * log_odds + shift)
    assert bent_slope * factor == pytest.approx(slope, rel=1e-6)
    assert bent_offset + bent_slope * shift == pytest.approx(offset, abs=1e-5)


@settings(deadline=None)
@given(outcomes_and_scores(), st.sampled_from([1e-3, 1.0, 100.0, 1e6]))
def test_calibration_is_right_on_average_whatever_comes(sample: tuple[IntArray, FloatArray], scale: float) -> None:
    """On any rows mean PD is the default rate; on separated ones it is the mean of Platt's smoothed targets."""
    y, (score,) = sample
    values = scale * score
    defaults, others = values[y == 1], values[y == 0]
    expected = float(y.mean())
    if np.ptp(values) > 0 and (defaults.min() >= others.max() or others.min() >= defaults.max()):
        smoothed = np.where(y == 1, (defaults.size + 1) / (defaults.size + 2), 1 / (others.size + 2))
        expected = float(smoothed.mean())
    slope, offset = fit_calibration(y, values)
    assert special.expit(slope * values + offset).mean() == pytest.approx(expected, abs=1e-6)
    large = calibration_in_the_large(y, values)
    assert special.expit(values + large).mean() == pytest.approx(y.mean(), abs=1e-6)


def test_perfectly_separated_outcomes_get_platt_s_smoothed_targets() -> None:
    """PD goes no further than (D + 1)/(D + 2) and 1/(N + 2) (Platt 1999): two log-odds meet them exactly."""
    y = np.array([0, 0, 0, 1, 1])
    values = np.array([-1.0, -1.0, -1.0, 1.0, 1.0])
    slope, offset = fit_calibration(y, values)
    assert special.expit(offset + slope) == pytest.approx(3 / 4, abs=1e-8)
    assert special.expit(offset - slope) == pytest.approx(1 / 5, abs=1e-8)
    assert fit_calibration(y, -values).slope == pytest.approx(-slope, abs=1e-8)


def test_outcomes_that_meet_at_one_value_count_as_separated() -> None:
    """Quasi-complete separation has no finite maximum either (Albert & Anderson 1984)."""
    slope, _ = fit_calibration(np.array([0, 0, 1, 0, 1, 1]), np.array([0.0, 1.0, 2.0, 2.0, 3.0, 4.0]))
    assert 0.0 < slope < 10.0
    slope, _ = fit_calibration(np.array([1, 1, 1, 0, 0, 0]), np.array([0.0, 1.0, 2.0, 2.0, 3.0, 4.0]))
    assert -10.0 < slope < 0.0


def test_nearly_separated_outcomes_still_find_their_steep_line() -> None:
    """One pair out of order among 30,000 rows: the likelihood has its maximum far away, and it is found."""
    values = np.linspace(-300.0, 300.0, 30_000)
    y = (values > 200.0).astype(int)
    border = int(np.argmax(y))
    y[border - 1], y[border] = 1, 0
    slope, offset = fit_calibration(y, values)
    probability = special.expit(slope * values + offset)
    assert slope > 10.0
    assert probability.mean() == pytest.approx(y.mean(), abs=1e-7)
    assert probability @ values == pytest.approx(y @ values, abs=1e-2)


def test_one_log_odds_for_everybody_keeps_slope_1() -> None:
    y = np.array([0, 0, 0, 1])
    slope, offset = fit_calibration(y, np.full(4, -250.0))
    assert slope == 1.0
    assert special.expit(offset - 250.0) == pytest.approx(0.25)


def test_calibration_in_the_large_finds_a_shift() -> None:
    """A log-odds shift, such as resampling leaves behind, is found to the last bit that matters."""
    y, log_odds = portfolio()
    before = calibration_in_the_large(y, log_odds)
    assert abs(before) < 0.15
    assert calibration_in_the_large(y, log_odds + 2.364) == pytest.approx(before - 2.364, abs=1e-9)


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_brier_and_log_loss_agree_with_scikit_learn(sample: tuple[IntArray, FloatArray]) -> None:
    y, (log_odds,) = sample
    pd = special.expit(log_odds)
    assert brier(y, pd) == pytest.approx(reference.brier_score_loss(y, pd), abs=1e-12)
    assert log_loss(y, log_odds) == pytest.approx(reference.log_loss(y, pd), abs=1e-9)


def test_log_loss_of_certain_mistakes_is_finite() -> None:
    """From log-odds ±800 the PD is 0 or 1 in a float, the loss of a mistake is 800 all the same."""
    assert log_loss(np.array([0, 1, 0, 1]), np.array([800.0, -800.0, -800.0, 800.0])) == pytest.approx(400.0)


def test_a_reliability_table_by_hand() -> None:
    """Twenty different PDs make ten groups of two, lowest first, whatever order the rows come in."""
    order = np.random.default_rng(3).permutation(20)
    pd = np.linspace(0.025, 0.975, 20)
    y = (np.arange(20) >= 15).astype(int)
    table = reliability(y[order], pd[order])
    np.testing.assert_array_equal(table.rows, np.full(10, 2))
    np.testing.assert_array_equal(table.defaults, [0, 0, 0, 0, 0, 0, 0, 1, 2, 2])
    np.testing.assert_allclose(table.mean_pd, np.arange(0.05, 1.0, 0.1))
    np.testing.assert_allclose(table.rate, [0, 0, 0, 0, 0, 0, 0, 0.5, 1, 1])
    low, high = wilson_interval(table.defaults, table.rows)
    np.testing.assert_array_equal(table.low, low)
    np.testing.assert_array_equal(table.high, high)
    distances = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.25, 0.15, 0.05]
    assert expected_calibration_error(y, pd) == pytest.approx(np.mean(distances))


def test_tied_probabilities_stay_in_one_group() -> None:
    """The error of a group is weighted by its rows, and groups without rows are left out."""
    y = np.array([0, 0, 0, 1, 1, 1, 1, 1])
    pd = np.array([0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.5, 0.75])
    table = reliability(y, pd, bins=4)
    np.testing.assert_array_equal(table.rows, [6, 2])
    np.testing.assert_allclose(table.mean_pd, [0.25, 0.625])
    np.testing.assert_allclose(table.rate, [0.5, 1.0])
    assert expected_calibration_error(y[:7], pd[:7]) == pytest.approx((6 * 0.25 + 0.5) / 7)


@settings(deadline=None)
@given(outcomes_and_scores(), st.integers(1, 12))
def test_a_reliability_table_holds_every_row_once(sample: tuple[IntArray, FloatArray], bins: int) -> None:
    y, (log_odds,) = sample
    pd = special.expit(log_odds)
    table = reliability(y, pd, bins)
    assert table.rows.sum() == y.size
    assert table.defaults.sum() == y.sum()
    assert table.rows @ table.mean_pd == pytest.approx(pd.sum())
    assert np.all(np.diff(table.mean_pd) > 0)
    assert np.all((table.low <= table.rate) & (table.rate <= table.high))


def test_groups_of_different_probabilities_are_of_equal_count() -> None:
    y, log_odds = portfolio(rows=1237)
    rows = reliability(y, special.expit(log_odds)).rows
    assert (rows.size, rows.min(), rows.max()) == (10, 123, 124)


@pytest.mark.parametrize(
    ("defaults", "rows", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_wilson_intervals(defaults: int, rows: int, low: float, high: float) -> None:
    """95 % limits published by Newcombe 1998 (Statistics in Medicine 17)."""
    found = wilson_interval(np.array([defaults]), np.array([rows]))
    assert (found[0][0], found[1][0]) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))
