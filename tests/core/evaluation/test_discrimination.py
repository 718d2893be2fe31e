"""Discrimination agrees with published values, with scikit-learn, and with its own definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn import metrics as reference

from core.evaluation.discrimination import (
    Confusion,
    auc,
    auc_interval,
    average_precision,
    confusion,
    delong_test,
    gini,
    ks,
    roc_curve,
)
from tests.core.evaluation import birthwt
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores, portfolio

Y = np.array([0, 0, 1, 1])
SCORE = np.array([0.1, 0.4, 0.35, 0.8])


def test_the_four_row_example() -> None:
    """AUC .75, Gini .5, KS .5, DeLong variance .125 (the example of scikit-learn's roc_auc_score; Gini, KS by hand)."""
    assert auc(Y, SCORE) == 0.75
    assert gini(Y, SCORE) == 0.5
    assert ks(Y, SCORE) == (0.5, 0.8)
    interval = auc_interval(Y, SCORE)
    assert interval.auc == 0.75
    assert interval.standard_error**2 == pytest.approx(0.125, abs=1e-15)


@pytest.mark.parametrize(
    ("score", "area", "standard_error"),
    [(-birthwt.WEIGHT, 0.613102999, 0.045218255), (-birthwt.AGE, 0.552542373, 0.043823455)],
)
def test_low_birth_weight(score: FloatArray, area: float, standard_error: float) -> None:
    """AUC and DeLong standard error of ``birthwt`` in R's MASS (189 rows, many ties)."""
    interval = auc_interval(birthwt.LOW, score)
    assert interval.auc == pytest.approx(area, abs=1e-9)
    assert interval.standard_error == pytest.approx(standard_error, abs=1e-9)
    assert interval.low == pytest.approx(area - 1.959964 * standard_error, abs=1e-6)
    assert interval.high == pytest.approx(area + 1.959964 * standard_error, abs=1e-6)


def test_limits_beyond_what_an_auc_can_be_are_newcombe_s() -> None:
    """Example of R's SingleCaseES, NAP: .9167 of 6 and 7 rows, .5973 to .9860 (Newcombe 2006, method 5).

    DeLong's upper limit would be 1.0664.
    """
    before, after = [20.0, 20.0, 26.0, 25.0, 22.0, 23.0], [28.0, 25.0, 24.0, 27.0, 30.0, 30.0, 29.0]
    found = auc_interval(np.repeat([0, 1], [6, 7]), np.array(before + after))
    assert found.auc == pytest.approx(38.5 / 42)
    assert (found.low, found.high) == pytest.approx((0.5973, 0.9860), abs=5e-5)


@given(st.integers(2, 2_000), st.integers(2, 2_000), st.sampled_from([-1.0, 1.0]))
def test_no_interval_of_an_auc_is_without_width(defaults: int, others: int, way: float) -> None:
    """The fewer rows of which all are ranked rightly (or wrongly), the less is sure; from many it nearly is."""
    y = np.repeat([1, 0], [defaults, others])
    found, more = auc_interval(y, way * y), auc_interval(np.repeat(y, 3), way * np.repeat(y, 3))
    for one in (found, more):
        assert 0.0 <= one.low < one.high <= 1.0
        assert one.low <= one.auc <= one.high
    assert found.high - found.low > more.high - more.low


def test_limits_of_nearly_perfect_models_hold_the_true_value_about_95_times_in_100() -> None:
    """Of 400 samples of some 30 rows, in which DeLong's limits would mostly be cut off at 1 or have no width."""
    random, true, held = np.random.default_rng(8), float(stats.norm.cdf(2.5 / np.sqrt(2.0))), 0
    for _ in range(400):
        y = np.repeat([1, 0], [6, 24])
        found = auc_interval(y, random.normal(size=30) + 2.5 * y)
        held += found.low <= true <= found.high
    assert 0.92 <= held / 400 <= 0.99


def placements(y: IntArray, score: FloatArray) -> FloatArray:
    """ψ of DeLong et al. 1988 for every pair of a default (rows) and another (columns): 1, ½ or 0."""
    pairs: FloatArray = (np.sign(score[y == 1][:, None] - score[y == 0][None, :]) + 1.0) / 2.0
    return pairs


def covariance(pairs_a: FloatArray, pairs_b: FloatArray) -> float:
    """S10 / m + S01 / n of DeLong et al. 1988, from all pairs."""
    m, n = pairs_a.shape
    by_default = np.cov(pairs_a.mean(axis=1), pairs_b.mean(axis=1))[0, 1]
    by_other = np.cov(pairs_a.mean(axis=0), pairs_b.mean(axis=0))[0, 1]
    return float(by_default / m + by_other / n)


@settings(deadline=None)
@given(outcomes_and_scores(models=2))
def test_the_fast_midranks_agree_with_delong_s_pairs(sample: tuple[IntArray, FloatArray]) -> None:
    """The O(n log n) algorithm of Sun & Xu 2014 gives what DeLong's O(n²) definition gives."""
    y, (a, b) = sample
    pairs_a, pairs_b = placements(y, a), placements(y, b)
    interval = auc_interval(y, a)
    assert interval.auc == pytest.approx(pairs_a.mean(), abs=1e-12)
    assert interval.standard_error == pytest.approx(np.sqrt(covariance(pairs_a, pairs_a)), abs=1e-9)
    assert 0.0 <= interval.low <= interval.auc <= interval.high <= 1.0
    test = delong_test(y, a, b)
    spread = covariance(pairs_a, pairs_a) + covariance(pairs_b, pairs_b) - 2.0 * covariance(pairs_a, pairs_b)
    assert test.difference == pytest.approx(pairs_a.mean() - pairs_b.mean(), abs=1e-12)
    assert test.standard_error == pytest.approx(np.sqrt(max(spread, 0.0)), abs=1e-7)
    assert 0.0 <= test.p_value <= 1.0


def test_two_models_are_compared_on_the_same_rows() -> None:
    """The p-value is that of a normal variable, and swapping the models only turns the sign."""
    forth = delong_test(birthwt.LOW, -birthwt.WEIGHT, -birthwt.AGE)
    back = delong_test(birthwt.LOW, -birthwt.AGE, -birthwt.WEIGHT)
    assert forth.difference == pytest.approx(0.613102999 - 0.552542373, abs=2e-9)
    assert forth.p_value == pytest.approx(2.0 * stats.norm.sf(forth.difference / forth.standard_error), abs=1e-12)
    assert (back.difference, back.p_value) == (-forth.difference, forth.p_value)


def test_models_of_the_same_order_do_not_differ_at_all() -> None:
    y, log_odds = portfolio()
    assert delong_test(y, log_odds, np.exp(log_odds)) == (0.0, 0.0, 1.0)


def test_a_perfect_model_differs_from_its_reverse_beyond_doubt() -> None:
    assert delong_test(Y, np.arange(4.0), -np.arange(4.0)) == (1.0, 0.0, 0.0)


def test_a_perfect_model() -> None:
    """Nothing varies among four rows, which does not make it sure that nothing ever will."""
    found = auc_interval(Y, np.arange(4.0))
    assert (found.auc, found.standard_error, found.high) == (1.0, 0.0, 1.0)
    assert found.low < 0.5
    assert ks(Y, np.arange(4.0)) == (1.0, 2.0)
    assert average_precision(Y, np.arange(4.0)) == 1.0


def test_one_score_for_everybody_tells_nothing() -> None:
    score = np.full(4, 0.3)
    assert auc(Y, score) == 0.5
    assert ks(Y, score) == (0.0, 0.3)
    assert average_precision(Y, score) == 0.5
    curve = roc_curve(Y, score)
    np.testing.assert_array_equal(curve.false_positive_rate, [0.0, 1.0])
    np.testing.assert_array_equal(curve.true_positive_rate, [0.0, 1.0])
    np.testing.assert_array_equal(curve.thresholds, [np.inf, 0.3])


def test_a_model_that_ranks_the_wrong_way_round_has_a_ks_too() -> None:
    """KS is the largest distance, whichever distribution is ahead."""
    assert ks(Y, -np.arange(4.0)) == (1.0, -1.0)
    assert gini(Y, -np.arange(4.0)) == -1.0


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_areas_agree_with_scikit_learn_and_ks_with_scipy(sample: tuple[IntArray, FloatArray]) -> None:
    y, (score,) = sample
    assert auc(y, score) == pytest.approx(reference.roc_auc_score(y, score), abs=1e-12)
    assert average_precision(y, score) == pytest.approx(reference.average_precision_score(y, score), abs=1e-12)
    expected = stats.ks_2samp(score[y == 1], score[y == 0], method="asymp").statistic
    assert ks(y, score).value == pytest.approx(expected, abs=1e-12)


@settings(deadline=None)
@given(outcomes_and_scores())
def test_ks_is_reached_at_its_threshold(sample: tuple[IntArray, FloatArray]) -> None:
    y, (score,) = sample
    found = ks(y, score)
    taken = score >= found.threshold
    assert abs(taken[y == 1].mean() - taken[y == 0].mean()) == pytest.approx(found.value, abs=1e-12)


@settings(deadline=None)
@given(outcomes_and_scores())
def test_the_roc_curve_has_every_corner_and_nothing_else(sample: tuple[IntArray, FloatArray]) -> None:
    """Every point of scikit-learn's full curve lies on ours, and ours turns at each of its points."""
    y, (score,) = sample
    curve = roc_curve(y, score)
    x, height, _ = reference.roc_curve(y, score, drop_intermediate=False)
    # x + height grows strictly along a ROC curve, so it can serve as the position on it.
    position = curve.false_positive_rate + curve.true_positive_rate
    np.testing.assert_allclose(np.interp(x + height, position, curve.true_positive_rate), height, atol=1e-12)
    right, up = np.diff(curve.false_positive_rate), np.diff(curve.true_positive_rate)
    assert np.all(np.abs(right[:-1] * up[1:] - right[1:] * up[:-1]) > 1e-12)
    for k, threshold in enumerate(curve.thresholds):
        assert curve.false_positive_rate[k] == pytest.approx((score[y == 0] >= threshold).mean())
        assert curve.true_positive_rate[k] == pytest.approx((score[y == 1] >= threshold).mean())


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_only_the_order_of_scores_counts(sample: tuple[IntArray, FloatArray]) -> None:
    """A strictly increasing function of the scores changes neither AUC nor KS, to the last bit."""
    y, (score,) = sample
    _, ranks = np.unique(score, return_inverse=True)
    stretched = ranks.astype(float) ** 3
    assert auc(y, stretched) == auc(y, score)
    assert ks(y, stretched).value == ks(y, score).value
    assert average_precision(y, stretched) == average_precision(y, score)
    assert auc_interval(y, stretched) == auc_interval(y, score)


@settings(deadline=None)
@given(outcomes_and_scores())
def test_the_order_of_rows_does_not_count(sample: tuple[IntArray, FloatArray]) -> None:
    y, (score,) = sample
    assert auc(y[::-1], score[::-1]) == auc(y, score)
    assert ks(y[::-1], score[::-1]) == ks(y, score)
    assert average_precision(y[::-1], score[::-1]) == average_precision(y, score)


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_confusion_agrees_with_scikit_learn(sample: tuple[IntArray, FloatArray]) -> None:
    y, (score,) = sample
    predicted = score >= 0.5
    table = confusion(y, predicted)
    counts = [table.true_negative, table.false_positive, table.false_negative, table.true_positive]
    assert counts == reference.confusion_matrix(y, predicted).ravel().tolist()
    assert table.accuracy == pytest.approx(reference.accuracy_score(y, predicted))
    assert table.precision == pytest.approx(reference.precision_score(y, predicted, zero_division=0))
    assert table.recall == pytest.approx(reference.recall_score(y, predicted))
    assert table.f1 == pytest.approx(reference.f1_score(y, predicted))


def test_a_share_of_nothing_is_0() -> None:
    empty = Confusion(0, 0, 0, 0)
    assert (empty.accuracy, empty.precision, empty.recall, empty.f1) == (0.0, 0.0, 0.0, 0.0)
