"""Weight of evidence and information value agree with the published table, and no bin makes them infinite."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DataError
from core.evaluation.information import Strength, information

AGES = ("missing", "18 to 22", "23 to 26", "27 to 29", "30 to 35", "35 to 44", "44 and more")
GOODS, BADS = (42, 152, 246, 405, 475, 339, 147), (8, 48, 54, 45, 25, 11, 3)
COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=12).filter(
    lambda bins: sum(goods for goods, _ in bins) > 0 and sum(bads for _, bads in bins) > 0
)


def test_the_age_of_borrowers_is_weighed_as_published() -> None:
    """Siddiqi, Credit Risk Scorecards (2006), the table of age: WoE × 100 to three decimals, IV to four."""
    found = information("age", AGES, GOODS, BADS)
    weights = [-57.278, -107.833, -71.466, -3.379, 71.343, 119.709, 166.081]
    assert [100 * one.woe for one in found.bins] == pytest.approx(weights, abs=5e-4)
    assert found.value == pytest.approx(0.6502, abs=5e-5)
    assert found.strength is Strength.SUSPICIOUS
    assert [one.label for one in found.bins] == list(AGES)
    assert not any(one.is_mended for one in found.bins)


def test_where_a_bin_lacks_an_outcome_half_a_row_is_added_to_both_and_it_is_said() -> None:
    """By hand: (0.5 / 10) against (5.5 / 10) in the first bin; the other is as counted, 10 / 10 against 5 / 10."""
    first, second = information("age", ("a", "b"), (0, 10), (5, 5)).bins
    assert first.is_mended
    assert first.woe == pytest.approx(math.log(0.05 / 0.55))
    assert first.information == pytest.approx((0.05 - 0.55) * math.log(0.05 / 0.55))
    assert not second.is_mended
    assert second.woe == pytest.approx(math.log(1.0 / 0.5))


def test_a_bin_without_rows_is_none() -> None:
    assert information("age", (*AGES, "over 90"), (*GOODS, 0), (*BADS, 0)) == information("age", AGES, GOODS, BADS)


@given(COUNTS)
def test_information_is_finite_never_negative_and_the_sum_of_its_bins(bins: list[tuple[int, int]]) -> None:
    goods, bads = zip(*bins, strict=True)
    found = information("age", [str(place) for place in range(len(bins))], goods, bads)
    assert all(math.isfinite(one.woe) and one.information >= 0.0 for one in found.bins)
    assert found.value == pytest.approx(sum(one.information for one in found.bins))
    assert (sum(one.goods for one in found.bins), sum(one.bads for one in found.bins)) == (sum(goods), sum(bads))


@given(st.lists(st.integers(1, 50), min_size=2, max_size=9), st.integers(1, 9))
def test_a_factor_that_has_nothing_to_do_with_defaults_tells_nothing(bads: list[int], odds: int) -> None:
    found = information("age", [str(place) for place in range(len(bads))], [odds * bad for bad in bads], bads)
    assert found.value == pytest.approx(0.0, abs=1e-12)
    assert found.strength is Strength.NONE


@pytest.mark.parametrize(
    ("bads", "strength"),
    [((48, 52), Strength.NONE), ((40, 60), Strength.WEAK), ((25, 75), Strength.MEDIUM), ((20, 80), Strength.STRONG)],
)
def test_information_is_told_in_a_word(bads: tuple[int, int], strength: Strength) -> None:
    """Siddiqi's limits: below 0.02, 0.1, 0.3 and 0.5."""
    assert information("age", ("a", "b"), (50, 50), bads).strength is strength


def test_rows_of_one_outcome_tell_nothing() -> None:
    with pytest.raises(DataError, match="nothing can be said about age"):
        information("age", ("a", "b"), (1, 2), (0, 0))
