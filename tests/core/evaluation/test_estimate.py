"""An estimate says how sure it is, and says so where it cannot be."""

import numpy as np
import pytest
from scipy import stats

from core.evaluation.estimate import Estimate, mean, normal, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_wilson_s_interval(part: int, whole: int, low: float, high: float) -> None:
    """Published examples of Newcombe (Statistics in Medicine 17, 1998, table I, method 3)."""
    found = share(part, whole)
    assert found.value == pytest.approx(part / whole)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)
    assert found.rows == whole


def test_a_mean_has_normal_limits() -> None:
    values = np.random.default_rng(2).gamma(2.0, size=500)
    found = mean(values)
    low, high = stats.norm.interval(0.95, loc=values.mean(), scale=stats.sem(values))
    assert (found.value, found.low, found.high) == pytest.approx((values.mean(), low, high))
    assert found.rows == 500


def test_what_cannot_be_told_is_none() -> None:
    assert share(0, 0) == mean(np.array([])) == Estimate(None, None, None, 0)
    assert mean(np.array([0.25])) == Estimate(0.25, None, None, 1)


def test_rows_that_are_all_alike_do_not_make_a_mean_sure() -> None:
    """An interval of no width would say that the next row can be no other."""
    found = mean(np.full(7, 0.1))
    assert found.value == pytest.approx(0.1)
    assert (found.low, found.high, found.rows) == (None, None, 7)
    assert normal(0.02, 0.0, 10) == Estimate(0.02, None, None, 10)


def test_limits_stay_within_what_a_figure_can_be() -> None:
    found = normal(0.99, 0.5, 10, -1.0, 1.0)
    assert found.low == pytest.approx(0.01, abs=1e-3)
    assert found.high == 1.0
