"""Each measure is the one that is kept with a model, with an interval of its own kind."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import special, stats

from core.evaluation.measures import measures, newcombe_difference
from core.evaluation.report import metrics
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores, portfolio


@settings(max_examples=40)
@given(outcomes_and_scores())
def test_values_are_those_of_the_metrics_and_lie_within_their_limits(sample: tuple[IntArray, FloatArray]) -> None:
    y, (log_odds,) = sample
    balanced = special.expit(log_odds)
    found, kept = measures(y, log_odds, balanced), metrics(y, log_odds, balanced)
    for name, estimate in found.items():
        assert (estimate.value or 0.0) == pytest.approx(kept[name], abs=1e-9), name
        if estimate.low is not None and estimate.high is not None:
            assert estimate.value is not None
            assert estimate.low - 1e-9 <= estimate.value <= estimate.high + 1e-9, name
            assert np.isfinite([estimate.low, estimate.high]).all()


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090), ((10, 10, 0, 20), 0.6791, 1.0)],
)
def test_the_difference_of_two_shares_has_newcombe_s_interval(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    """Newcombe, Interval estimation for the difference between independent proportions (1998), table II, method 10."""
    found = newcombe_difference(*counts)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_the_gini_has_the_limits_of_the_auc() -> None:
    y, log_odds = portfolio()
    found = measures(y, log_odds, special.expit(log_odds))
    (low, high), gini = (found["auc"].low, found["auc"].high), found["gini"]
    assert low is not None
    assert high is not None
    assert (gini.low, gini.high) == pytest.approx((2 * low - 1, 2 * high - 1))


def test_f1_has_the_limits_of_the_share_it_rises_with() -> None:
    """F1 = 2J / (1 + J) with J hits among all that were flagged or defaulted (Hand, Christen & Kirielle 2021)."""
    y, log_odds = portfolio()
    balanced = special.expit(log_odds + 2.0)
    found = measures(y, log_odds, balanced)["f1"]
    hits, either = (
        int(np.count_nonzero(rows)) for rows in ((balanced >= 0.5) & (y == 1), (balanced >= 0.5) | (y == 1))
    )
    wilson = stats.binomtest(hits, either).proportion_ci(method="wilson")
    assert found.low == pytest.approx(2 * wilson.low / (1 + wilson.low))
    assert found.high == pytest.approx(2 * wilson.high / (1 + wilson.high))
    assert found.rows == either


def test_average_precision_has_a_logit_interval() -> None:
    """logit(A) ± 1.96 / √(n · A · (1 − A)) with the n defaults (Boyd, Eng & Page 2013, section 3.3)."""
    y, log_odds = portfolio()
    found = measures(y, log_odds, special.expit(log_odds))["pr_auc"]
    assert found.value is not None
    assert found.low is not None
    spread = special.logit(found.value) - special.logit(found.low)
    assert spread == pytest.approx(1.959964 / (y.sum() * found.value * (1 - found.value)) ** 0.5, rel=1e-6)
    flawless = measures(y, np.where(y == 1, 1.0, -1.0), special.expit(log_odds))["pr_auc"]
    assert (flawless.value, flawless.low) == (1.0, None)


def test_limits_hold_the_true_value_about_95_times_in_100() -> None:
    """Of 100 samples of a large portfolio some 95 have its own figure within their limits."""
    y, log_odds = portfolio(100_000, seed=1)
    balanced = special.expit(log_odds + 2.4)
    true = measures(y, log_odds, balanced)
    random = np.random.default_rng(5)
    covered = dict.fromkeys(("auc", "ks", "pr_auc", "brier", "log_loss", "recall", "f1", "mean_pd"), 0)
    for _ in range(100):
        rows = random.integers(0, y.size, 1500)
        found = measures(y[rows], log_odds[rows], balanced[rows])
        for name in covered:
            low, value, high = found[name].low, true[name].value, found[name].high
            assert low is not None
            assert value is not None
            assert high is not None
            covered[name] += low <= value <= high
    assert min(covered.values()) >= 87, covered


def test_ks_of_a_model_that_ranks_the_wrong_way_round_has_the_limits_of_the_right_one() -> None:
    y, log_odds = portfolio()
    right, wrong = (measures(y, sign * log_odds, special.expit(log_odds))["ks"] for sign in (1.0, -1.0))
    assert (wrong.value, wrong.low, wrong.high) == pytest.approx((right.value, right.low, right.high), abs=0.01)
    assert wrong.low is not None
    assert wrong.low > 0.5
