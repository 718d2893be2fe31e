"""Each part of the portfolio is measured by its own rows, also where they are few."""

import numpy as np
import pytest
from scipy import special
from sklearn.metrics import roc_auc_score

from core.evaluation.groups import Grouping
from core.evaluation.segments import segments
from tests.core.evaluation.samples import portfolio


def test_a_segment_has_the_figures_of_its_own_rows() -> None:
    y, log_odds = portfolio()
    codes = np.arange(y.size) % 3 - 1
    home, auto, unknown = segments(y, log_odds, Grouping("loan_purpose", ("Home", "Auto"), codes))
    assert [home.label, auto.label, unknown.label] == ["Home", "Auto", "not given"]
    chosen = codes == 1
    assert auto.rows == np.count_nonzero(chosen)
    assert auto.defaults == y[chosen].sum()
    assert auto.default_rate.value == pytest.approx(y[chosen].mean())
    assert auto.mean_pd.value == pytest.approx(special.expit(log_odds[chosen]).mean())
    assert auto.auc.value == pytest.approx(roc_auc_score(y[chosen], log_odds[chosen]))
    assert auto.auc.value is not None
    assert auto.auc.low is not None
    assert auto.auc.high is not None
    assert auto.auc.low < auto.auc.value < auto.auc.high
    assert home.rows + auto.rows + unknown.rows == y.size


def test_where_an_outcome_is_rare_the_auc_says_less_and_a_part_without_rows_is_left_out() -> None:
    """One default gives an AUC without limits; none gives no AUC."""
    y = np.array([1, 0, 0, 0, 0, 1, 1])
    codes = np.array([0, 0, 0, 1, 1, 3, 3])
    one, none, _ = segments(y, np.arange(7.0), Grouping("part", ("one", "none", "empty", "all"), codes))
    assert (one.auc.value, one.auc.low, one.auc.high) == (0.0, None, None)
    assert (none.auc.value, none.default_rate.value) == (None, 0.0)
    assert none.mean_pd.rows == 2


def test_no_interval_of_a_probability_goes_beyond_what_a_probability_can_be() -> None:
    """Of few loans of which one is very risky, normal limits alone would begin below zero."""
    y, log_odds = np.array([1, 0, 0, 0]), np.array([2.0, -8.0, -8.0, -8.0])
    (few,) = segments(y, log_odds, Grouping("month", ("2024-01",), np.zeros(4, int)))
    assert few.mean_pd.low == 0.0
    assert few.mean_pd.high is not None
    assert few.mean_pd.high < 1.0
