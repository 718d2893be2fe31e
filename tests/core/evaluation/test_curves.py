"""Curves agree with scikit-learn and scipy, point by point."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn import metrics as reference

from core.evaluation.curves import ks_curve, precision_recall, score_distribution, thinned
from core.evaluation.discrimination import ks
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores, portfolio


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_precision_and_recall_agree_with_scikit_learn(sample: tuple[IntArray, FloatArray]) -> None:
    y, (risk,) = sample
    found = precision_recall(y, risk)
    precision, recall, thresholds = reference.precision_recall_curve(y, risk)
    np.testing.assert_allclose(
        found.precision, precision[:-1]
    )  # scikit-learn adds the point (0, 1) without a threshold
    np.testing.assert_allclose(found.recall, recall[:-1])
    np.testing.assert_array_equal(found.thresholds, thresholds)


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_the_largest_gap_of_the_ks_curve_is_scipy_s_statistic(sample: tuple[IntArray, FloatArray]) -> None:
    y, (score,) = sample
    found = ks_curve(y, score)
    gap = np.abs(found.defaulted - found.paid).max()
    assert gap == pytest.approx(stats.ks_2samp(score[y == 1], score[y == 0], method="asymp").statistic)
    assert gap == pytest.approx(ks(y, score).value)
    assert found.defaulted[-1] == found.paid[-1] == 1.0


def test_every_row_is_counted_in_the_distribution_also_beyond_its_edges() -> None:
    y, score = portfolio()
    edges = np.array([-6.0, -4.0, -2.0, 0.0])
    found = score_distribution(y, score, edges)
    assert found.defaulted.sum() == y.sum()
    assert found.paid.sum() == y.size - y.sum()
    assert found.defaulted[1] == np.count_nonzero((score >= -4.0) & (score < -2.0) & (y == 1))
    assert found.paid[0] == np.count_nonzero((score < -4.0) & (y == 0))


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_a_long_curve_is_thinned_and_nobody_sees_the_difference(seed: int) -> None:
    """Of a model whose riskiest tenth defaults for certain, so that the curve begins with a jump."""
    random = np.random.default_rng(seed)
    rise = np.concatenate([[0.0, 0.1], 0.1 + 0.9 * np.sort(random.beta(1.0, 6.0, 5_000)), [1.0]])
    run = np.linspace(0.0, 1.0, rise.size)
    run[:2] = 0.0
    short, other, place = thinned(run, rise, np.arange(rise.size, dtype=float), points=200)
    assert short.size <= 200
    assert (place[0], place[-1]) == (0.0, rise.size - 1)
    np.testing.assert_array_equal(other, rise[place.astype(int)])
    assert np.max(np.abs(np.interp(run, short, other) - rise)[1:]) <= 0.021  # of a way of 2 in 98 steps
    assert np.max(np.abs(short - other)) == np.max(np.abs(run - rise))


def test_a_short_curve_stays_as_it_is() -> None:
    line = np.linspace(0.0, 1.0, 50)
    np.testing.assert_array_equal(thinned(line, 1.0 - line, points=50)[1], 1.0 - line)
