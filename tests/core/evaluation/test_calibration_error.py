"""The calibration error tells how sure it is, and its interval widens as rows get fewer."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import special

from core.evaluation.calibration import expected_calibration_error
from core.evaluation.calibration_error import calibration_error
from core.evaluation.estimate import Estimate
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores, portfolio


@settings(max_examples=30)
@given(outcomes_and_scores())
def test_the_interval_holds_the_figure_and_does_not_depend_on_the_order_of_rows(
    sample: tuple[IntArray, FloatArray],
) -> None:
    y, (log_odds,) = sample
    pd: FloatArray = special.expit(log_odds)
    found = calibration_error(y, pd)
    assert found.value == expected_calibration_error(y, pd)
    assert found.rows == y.size
    if found.low is not None and found.high is not None and found.value is not None:
        assert 0.0 <= found.low <= found.value <= found.high <= 1.0
        assert found.low < found.high
    turned = calibration_error(y[::-1], pd[::-1])
    assert (turned.low, turned.high) == (found.low, found.high)


def test_the_limits_are_those_of_samples_drawn_again() -> None:
    """The percentile bootstrap, written out: 2,000 samples of other rows, each row in the group it had."""
    y, log_odds = portfolio(3_000)
    pd = special.expit(log_odds + 0.5)
    group = np.argsort(np.argsort(pd)) * 10 // y.size
    random, drawn = np.random.default_rng(3), []
    for _ in range(2_000):
        rows = random.integers(0, y.size, y.size)
        drawn.append(sum(abs((pd - y)[rows][group[rows] == one].sum()) for one in range(10)) / y.size)
    found = calibration_error(y, pd)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(drawn, (0.025, 0.975))), rel=0.06)


def test_the_true_error_of_a_model_that_is_off_lies_within_the_limits() -> None:
    """Of 100 samples of a portfolio whose PDs are clearly too high some 95 have its own error within their limits."""
    y, log_odds = portfolio(200_000, seed=1)
    pd: FloatArray = special.expit(log_odds + 0.8)
    true, random, held = expected_calibration_error(y, pd), np.random.default_rng(6), 0
    for _ in range(100):
        rows = random.integers(0, y.size, 1_500)
        found = calibration_error(y[rows], pd[rows])
        assert found.low is not None
        assert found.high is not None
        held += found.low <= true <= found.high
    assert held >= 88


def test_fewer_rows_are_less_sure_and_rows_that_are_all_right_tell_no_limits() -> None:
    widths = []
    for rows in (400, 4_000, 40_000):
        y, log_odds = portfolio(rows)
        found = calibration_error(y, special.expit(log_odds + 0.8))
        assert found.low is not None
        assert found.high is not None
        widths.append(found.high - found.low)
    assert widths[0] > 2 * widths[1] > 4 * widths[2]
    assert calibration_error(np.array([0, 0, 1, 1]), np.array([0.0, 0.0, 1.0, 1.0])) == Estimate(0.0, None, None, 4)
