"""The closed form of the chi-square distribution is what statisticians' tables and scipy say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.evaluation.chi_square import upper_point, upper_tail

FREEDOM = st.integers(1, 40)


@pytest.mark.parametrize(
    ("freedom", "point"), [(1, 3.841), (2, 5.991), (3, 7.815), (4, 9.488), (9, 16.919), (10, 18.307), (30, 43.773)]
)
def test_the_95_percent_points_are_those_of_the_table(freedom: int, point: float) -> None:
    """Abramowitz & Stegun 1964, table 26.8."""
    assert upper_point(0.05, freedom) == pytest.approx(point, abs=5e-4)
    assert upper_tail(point, freedom) == pytest.approx(0.05, abs=5e-5)


@given(st.floats(0, 1e9), FREEDOM)
def test_the_tail_is_that_of_an_independent_library(value: float, freedom: int) -> None:
    assert upper_tail(value, freedom) == pytest.approx(stats.chi2.sf(value, freedom), rel=1e-9, abs=1e-300)


@given(st.floats(1e-9, 1 - 1e-9), FREEDOM)
def test_the_point_is_passed_with_the_chance_it_was_asked_for(chance: float, freedom: int) -> None:
    assert upper_tail(upper_point(chance, freedom), freedom) == pytest.approx(chance, rel=1e-9)
