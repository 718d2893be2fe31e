"""The slope and the intercept of a calibration have the standard errors of a logistic regression."""

import numpy as np
import pytest

from core.evaluation.calibration_estimate import calibration_estimate
from core.evaluation.estimate import Estimate
from tests.core.evaluation.birthwt import AGE, LOW, WEIGHT
from tests.core.evaluation.samples import portfolio


def _standard_error(found: Estimate) -> float:
    assert found.low is not None
    assert found.high is not None
    return (found.high - found.low) / (2 * 1.959964)


@pytest.mark.parametrize(("values", "slope", "error"), [(AGE, -0.05115, 0.03151), (WEIGHT, -0.01406, 0.00617)])
def test_the_slope_is_that_of_a_published_regression(
    values: np.ndarray[tuple[int], np.dtype[np.float64]], slope: float, error: float
) -> None:
    """R's glm(low ~ age) and glm(low ~ lwt) on birthwt (Hosmer & Lemeshow, Applied Logistic Regression, 1989)."""
    found = calibration_estimate(LOW, values).slope
    assert found.value == pytest.approx(slope, abs=5e-6)
    assert _standard_error(found) == pytest.approx(error, abs=5e-6)
    assert found.rows == 189


def test_the_intercept_of_equal_predictions_is_that_of_a_binomial_share() -> None:
    """The logit of 20 in 100, with the standard error √(1 / 20 + 1 / 80) of a log-odds (Woolf 1955)."""
    y = (np.arange(100) < 20).astype(int)
    slope, intercept = calibration_estimate(y, np.zeros(100))
    assert intercept.value == pytest.approx(np.log(0.25))
    assert _standard_error(intercept) == pytest.approx((1 / 20 + 1 / 80) ** 0.5, rel=1e-6)
    assert slope == Estimate(1.0, None, None, 100)


def test_true_log_odds_lie_within_the_limits_about_95_times_in_100() -> None:
    """Of 100 portfolios drawn from their log-odds some 95 have 1 within the slope's interval and 0 in the other's."""
    covered = np.zeros(2)
    for seed in range(100):
        y, log_odds = portfolio(800, seed)
        for place, (found, true) in enumerate(zip(calibration_estimate(y, log_odds), (1.0, 0.0), strict=True)):
            assert found.low is not None
            assert found.high is not None
            covered[place] += found.low <= true <= found.high
    assert (covered >= 88).all()


def test_separated_outcomes_give_a_finite_answer() -> None:
    slope, intercept = calibration_estimate(np.array([0, 0, 1, 1]), np.array([-9.0, -8.0, 8.0, 9.0]))
    assert all(value is not None and np.isfinite(value) for value in (slope.low, slope.high, intercept.low))
