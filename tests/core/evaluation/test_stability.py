"""The stability index is that of the books, and its limits raise as many false alarms as they promise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.errors import DataError
from core.evaluation.stability import (
    CHANCE,
    MODERATE,
    Bin,
    Characteristic,
    Shift,
    Verdict,
    chance_limit,
    compare,
    p_value,
    psi,
)

EARLIER, LATER = (10, 20, 40, 20, 10), (15, 25, 35, 15, 10)
COUNTS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=12).filter(
    lambda rows: sum(e for e, _ in rows) > 0 and sum(a for _, a in rows) > 0
)
DECILES = np.full(10, 0.1)


def drawn(rows: int, times: int, shares: NDArray[np.float64] = DECILES, seed: int = 0) -> list[list[int]]:
    counts: list[list[int]] = np.random.default_rng(seed).multinomial(rows, shares, times).tolist()
    return counts


def shift_of(earlier: list[int], later: list[int], name: str = "age", others: int = 0) -> Shift:
    bins = tuple(Bin(str(place), e, a) for place, (e, a) in enumerate(zip(earlier, later, strict=True)))
    still = Characteristic("still", (Bin("a", 50, 50), Bin("b", 50, 50)))
    return compare([Characteristic(name, bins), *[still] * others])[0]


# The index


def test_the_index_is_that_of_a_hand_calculation() -> None:
    """Shares .10, .20, .40, .20, .10 against .15, .25, .35, .15, .10, each term as Siddiqi 2006 computes it."""
    terms = [0.05 * math.log(1.5), 0.05 * math.log(1.25), -0.05 * math.log(0.875), -0.05 * math.log(0.75), 0.0]
    assert [round(term, 6) for term in terms] == [0.020273, 0.011157, 0.006677, 0.014384, 0.0]
    assert psi(EARLIER, LATER) == pytest.approx(0.052491106224933894, abs=1e-15)


@given(COUNTS)
def test_the_index_is_finite_never_negative_and_the_same_both_ways(rows: list[tuple[int, int]]) -> None:
    earlier, later = [e for e, _ in rows], [a for _, a in rows]
    assert 0.0 <= psi(earlier, later) < 100.0
    assert psi(earlier, later) == pytest.approx(psi(later, earlier), rel=1e-9)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any), st.integers(1, 1000))
def test_equal_shares_have_no_shift_however_many_rows_there_are(counts: list[int], times: int) -> None:
    many = [times * count for count in counts]
    assert psi(counts, many) == pytest.approx(0.0, abs=1e-12)
    assert p_value(counts, many) == pytest.approx(1.0)


def test_a_bin_that_is_empty_on_one_side_gets_half_a_row_on_both() -> None:
    """By hand: shares 40.5/100 and 0.5/50 in the last bin; the others as they are."""
    expected = (0.5 - 0.3) * math.log(0.5 / 0.3) + (0.5 - 0.3) * math.log(0.5 / 0.3)
    expected += (0.01 - 0.405) * math.log(0.01 / 0.405)
    assert psi((30, 30, 40), (25, 25, 0)) == pytest.approx(expected, rel=1e-12)


def test_a_bin_that_is_empty_on_both_sides_is_none() -> None:
    many = [7 * count for count in LATER]
    assert psi((*EARLIER, 0), (*many, 0)) == psi(EARLIER, many)
    assert chance_limit((*EARLIER, 0), (*LATER, 0)) == chance_limit(EARLIER, LATER)


@pytest.mark.parametrize(("earlier", "later"), [((0, 0), (1, 2)), ((1, 2), (0, 0)), ((), ())])
def test_nothing_cannot_be_compared(earlier: tuple[int, ...], later: tuple[int, ...]) -> None:
    with pytest.raises(DataError, match="no rows to compare"):
        psi(earlier, later)


# The limits


def test_the_limit_is_the_published_one() -> None:
    """(1/N + 1/M) · χ² of .95 and B − 1: N = 10,000, M = 500, B = 10 give .0355 (Yurdakul 2018)."""
    assert chance_limit([1000] * 10, [50] * 10) == pytest.approx(0.0355, abs=5e-5)


def test_the_chance_of_an_index_is_one_in_twenty_at_the_limit() -> None:
    earlier, within, beyond = [1000, 1000], [50, 72], [50, 74]
    assert p_value(earlier, beyond) < CHANCE < p_value(earlier, within)
    assert psi(earlier, within) < chance_limit(earlier, within)
    assert psi(earlier, beyond) > chance_limit(earlier, beyond)


@pytest.mark.parametrize("rows", [200, 500, 5_000])
@pytest.mark.parametrize("shares", [DECILES, np.array([0.5, 0.3, 0.2]), np.array([0.6, 0.3, 0.08, 0.02])])
def test_without_a_shift_one_file_in_twenty_passes_the_limit(rows: int, shares: NDArray[np.float64]) -> None:
    """Simulated; the mean of the index is (B − 1)(1/N + 1/M)."""
    earlier, later = drawn(20_000, 800, shares, seed=1), drawn(rows, 800, shares, seed=2)
    found = [psi(e, a) for e, a in zip(earlier, later, strict=True)]
    passed = [index > chance_limit(e, a) for index, e, a in zip(found, earlier, later, strict=True)]
    assert np.mean(passed) == pytest.approx(CHANCE, abs=0.02)
    assert np.mean(found) == pytest.approx((len(shares) - 1) * (1 / 20_000 + 1 / rows), rel=0.1)


def test_the_fixed_limit_alarms_for_nothing_in_small_files() -> None:
    """0.10 is passed by some 40 % of harmless files with 100 rows, and by none with 5,000."""
    earlier = [2_000] * 10
    small = np.mean([psi(earlier, later) > MODERATE for later in drawn(100, 2_000)])
    large = np.mean([psi(earlier, later) > MODERATE for later in drawn(5_000, 2_000)])
    assert small == pytest.approx(0.40, abs=0.03)
    assert large == 0.0


@pytest.mark.parametrize("factors", [1, 11])
def test_a_file_without_a_shift_is_rarely_suspected_however_many_factors_there_are(factors: int) -> None:
    """Simulated: some factor passes its limit in about one file of twenty."""
    earlier = [3_750] * 10
    files = np.random.default_rng(3).multinomial(1_000, DECILES, (250, factors)).tolist()
    alarms = 0
    for file in files:
        characteristics = [
            Characteristic(str(place), tuple(Bin("", e, a) for e, a in zip(earlier, later, strict=True)))
            for place, later in enumerate(file)
        ]
        alarms += any(shift.verdict is not Verdict.LIKE for shift in compare(characteristics))
    assert alarms / len(files) == pytest.approx(CHANCE, abs=0.025)


# What it means


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        ([2_000] * 5, Verdict.LIKE),
        ([2_100, 2_000, 2_000, 2_000, 1_900], Verdict.LIKE),
        ([2_400, 2_000, 2_000, 2_000, 1_600], Verdict.SMALL),
        ([3_500, 2_000, 2_000, 1_500, 1_000], Verdict.MODERATE),
        ([5_000, 2_000, 1_500, 1_000, 500], Verdict.LARGE),
        ([5, 2, 2, 1, 0], Verdict.TOO_FEW),
        ([10, 0, 0, 0, 0], Verdict.LARGE),
    ],
)
def test_the_verdict_goes_by_chance_first_and_then_by_the_customary_limits(later: list[int], verdict: Verdict) -> None:
    shift = shift_of([2_000] * 5, later)
    assert shift.verdict is verdict
    assert shift.rows == sum(later)


def test_the_more_is_compared_the_further_away_is_the_limit() -> None:
    """What stands out among one is nothing special among fifty."""
    later = [570, 470, 500, 500, 460]
    alone, among_many = shift_of([2_000] * 5, later), shift_of([2_000] * 5, later, others=49)
    assert (alone.psi, alone.p_value) == (among_many.psi, among_many.p_value)
    assert alone.p_value < CHANCE
    assert (alone.verdict, among_many.verdict) == (Verdict.SMALL, Verdict.LIKE)


def test_one_bin_cannot_shift() -> None:
    shift = shift_of([7], [3])
    assert (shift.psi, shift.limit, shift.p_value, shift.verdict) == (0.0, 0.0, 1.0, Verdict.LIKE)
