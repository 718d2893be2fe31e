"""Groups of people are compared as the four-fifths rule and equal opportunity ask, and small ones are hidden."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluation.fairness import FEWEST, Fairness, fairness, katz_ratio
from core.evaluation.groups import Grouping


def _fares(*groups: tuple[int, int]) -> Fairness:
    """Groups by how many are approved of how many; every tenth of either defaults."""
    codes = np.repeat(np.arange(len(groups)), [rows for _, rows in groups])
    approved = np.concatenate([np.arange(rows) < yes for yes, rows in groups])
    y = (np.arange(codes.size) % 10 == 0).astype(int)
    return fairness(y, approved, Grouping("group", tuple("ABCDEFGH"[: len(groups)]), codes))


def test_the_approval_ratios_are_those_of_the_guidelines_example() -> None:
    """60, 45, 48 and 51 % give 75, 80 and 85 % (EEOC, Questions and Answers on the Uniform Guidelines, 1979)."""
    found = _fares((60, 100), (45, 100), (48, 100), (51, 100))
    assert [group.approval_ratio.value for group in found.groups] == pytest.approx([1.0, 0.75, 0.8, 0.85])
    assert [group.is_below_four_fifths for group in found.groups] == [False, True, False, False]


def test_a_ratio_has_katz_s_interval() -> None:
    """Katz et al. 1978: 45 of 100 against 60 of 100."""
    found = katz_ratio(45, 100, 60, 100)
    assert found.value == pytest.approx(0.75)
    assert found.low == pytest.approx(0.572895, abs=5e-7)
    assert found.high == pytest.approx(0.981856, abs=5e-7)


def test_a_ratio_is_never_surer_than_its_people() -> None:
    """Katz's limits of 40 of 40 against 50 of 50 would be 1 and 1; the best group is itself, without any chance."""
    found = katz_ratio(40, 40, 50, 50)
    assert (found.value, found.low, found.high) == (1.0, None, None)
    best, _ = _fares((60, 100), (45, 100)).groups
    assert (best.approval_ratio.value, best.approval_ratio.low, best.opportunity_ratio.low) == (1.0, None, None)


def test_a_ratio_that_may_be_chance_is_no_sign_of_adverse_impact() -> None:
    """Of 30 people 15 against 20 is a ratio of 75 %, whose interval reaches beyond 1."""
    _, lower = _fares((20, 30), (15, 30)).groups
    assert lower.approval_ratio.value == pytest.approx(0.75)
    assert not lower.is_below_four_fifths


def test_exactly_four_fifths_are_not_below_it() -> None:
    """Of 980 people 600 and 480: four fifths, and no chance; floats may miss it by a rounding error."""
    assert [group.is_below_four_fifths for group in _fares((600, 980), (480, 980), (479, 980)).groups] == [
        False, False, True,
    ]  # fmt: skip


def test_equal_opportunity_counts_those_who_paid_alone() -> None:
    """In both groups 50 of 100 are approved, but of B those who default."""
    codes = np.repeat([0, 1], 100)
    y = np.tile(np.arange(100) < 40, 2).astype(int)
    approved = np.concatenate([np.arange(100) >= 50, np.arange(100) < 50])
    first, second = fairness(y, approved, Grouping("group", ("A", "B"), codes)).groups
    assert first.approval_ratio.value == second.approval_ratio.value == 1.0
    assert first.payers_approved.value == pytest.approx(50 / 60)
    assert second.payers_approved.value == pytest.approx(10 / 60)
    assert second.opportunity_ratio.value == pytest.approx(0.2)
    assert second.default_rate.value == pytest.approx(0.4)


def test_groups_under_30_are_hidden_and_compared_with_nobody() -> None:
    found = _fares((29, 29), (30, 60), (20, 30))
    assert found.hidden == ("A",)
    assert [group.label for group in found.groups] == ["B", "C"]
    assert found.groups[1].approval_ratio.value == 1.0
    assert found.groups[0].approval_ratio.value == pytest.approx(0.75)


def test_too_few_who_paid_leave_equal_opportunity_open() -> None:
    found = _fares((30, 60), (20, 30))  # 27 of these 30 paid
    assert found.groups[1].payers_approved.value is None
    assert found.groups[1].opportunity_ratio.value is None
    assert found.groups[0].opportunity_ratio.value == 1.0


def test_people_of_unknown_group_are_in_none() -> None:
    codes = np.repeat([0, -1], 40)
    found = fairness(np.arange(80) % 2, np.ones(80, dtype=bool), Grouping("gender", ("F", "M"), codes))
    assert [group.label for group in found.groups] == ["F"]
    assert found.hidden == ()


def test_where_nobody_is_approved_there_is_no_ratio() -> None:
    assert [group.approval_ratio.value for group in _fares((0, 40), (0, 40)).groups] == [None, None]
    some, none = _fares((10, 40), (0, 40)).groups
    assert some.approval_ratio.value == 1.0
    assert none.approval_ratio.value == 0.0
    assert none.approval_ratio.high is None
    assert none.is_below_four_fifths


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)).map(sorted), min_size=1, max_size=5))
def test_whatever_comes_no_group_fares_better_than_the_best_and_none_is_lost(groups: list[list[int]]) -> None:
    found = _fares(*[(yes, max(rows, 2)) for yes, rows in groups])
    assert len(found.groups) + len(found.hidden) == len(groups)
    assert all(group.rows >= FEWEST for group in found.groups)
    ratios = [group.approval_ratio.value for group in found.groups]
    assert all(ratio is None or 0.0 <= ratio <= 1.0 for ratio in ratios)
    assert any(ratio is not None for ratio in ratios) == any(group.approval_rate.value for group in found.groups)
