"""A cut-off tells what comes of it, and the one by cost is the cheapest where PDs are right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special
from sklearn.metrics import confusion_matrix

from core.errors import InputError
from core.evaluation.cut_off import CutOffs, best_cut_off
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores


@settings(max_examples=40)
@given(outcomes_and_scores(), st.sampled_from([0.0, 0.05, 0.5, 0.95, 1.0]))
def test_counts_agree_with_scikit_learn(sample: tuple[IntArray, FloatArray], cut_off: float) -> None:
    y, (log_odds,) = sample
    pd = special.expit(log_odds)
    found = CutOffs(y, pd).at(cut_off)
    (paid, flagged), (missed, caught) = confusion_matrix(y, pd > cut_off, labels=[0, 1])
    table = found.confusion
    assert (table.true_negative, table.false_positive, table.false_negative, table.true_positive) == (
        paid, flagged, missed, caught,
    )  # fmt: skip
    assert found.recall.value == pytest.approx(caught / y.sum())
    assert found.specificity.value == pytest.approx(paid / (y.size - y.sum()))
    assert found.declined.value == pytest.approx(np.mean(pd > cut_off))
    assert found.precision.rows == caught + flagged
    assert found.default_rate_of_approved.rows == paid + missed


def test_somebody_exactly_at_the_cut_off_is_approved() -> None:
    cut_offs = CutOffs(np.array([0, 1]), np.array([0.25, 0.25]))
    assert cut_offs.at(0.25).declined.value == 0.0
    assert cut_offs.at(0.2499).declined.value == 1.0


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=8),
    st.sampled_from([(1.0, 1.0), (1.0, 9.0), (3.0, 2.0), (10.0, 1.0)]),
)
def test_where_pds_are_right_no_other_cut_off_costs_less(
    groups: list[tuple[int, int]], costs: tuple[float, float]
) -> None:
    """Reject if PD > c_FP / (c_FP + c_FN) (Elkan, The foundations of cost-sensitive learning, 2001)."""
    y = np.concatenate([np.repeat([1, 0], counts) for counts in [(1, 9), *groups]])
    pd = np.concatenate([np.full(sum(counts), counts[0] / sum(counts)) for counts in [(1, 9), *groups]])
    cut_offs = CutOffs(y, pd)
    cheapest = cut_offs.cheapest(*costs).cost(*costs)
    others = [cut_offs.at(cut_off).cost(*costs) for cut_off in (0.0, *pd, 1.0)]
    assert cheapest <= min(others) + 1e-9


def test_the_best_cut_off_follows_the_costs() -> None:
    assert best_cut_off(1.0, 1.0) == 0.5
    assert best_cut_off(1.0, 9.0) == pytest.approx(0.1)
    assert 0.0 <= best_cut_off(1e300, 1e300) <= 1.0


@pytest.mark.parametrize("costs", [(0.0, 1.0), (1.0, -1.0), (np.nan, 1.0), (1.0, np.inf)])
def test_a_cost_that_is_none_is_refused(costs: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="positive number"):
        best_cut_off(*costs)
