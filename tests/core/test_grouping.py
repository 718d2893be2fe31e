"""Numbers are written as people in India write and say them, and stay the numbers they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import grouping
from core.parsing import parse_number
from core.schema import field


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1,000"),
        ("-40000", "-40,000"),
        ("1240000", "12,40,000"),
        ("100000000000", "1,00,00,00,00,000"),
        ("1234567.125", "12,34,567.125"),
        ("1e+308", "1e+308"),
    ],
)
def test_commas_stand_before_three_digits_and_then_every_two(plain: str, written: str) -> None:
    assert grouping.grouped(plain) == written


@given(amount=st.integers(0, 10**11))
def test_what_is_written_is_read_as_the_same_number(amount: int) -> None:
    assert parse_number(grouping.grouped(str(amount)), field("income")) == amount


@pytest.mark.parametrize(
    ("number", "written"),
    [(36.0, "36"), (42.5, "42.5"), (0.0, "0"), (100000.0, "1,00,000"), (1234567.891, "12,34,567.89"), (0.001, "0")],
)
def test_no_more_decimals_than_it_needs(number: float, written: str) -> None:
    assert grouping.rounded(number, 2) == written


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (999.0, ""),
        (1000.0, "1 thousand"),
        (12_40_000.0, "12.4 lakh"),
        (99_999.0, "1 lakh"),
        (1.86e7, "1.86 crore"),
        (1e11, "10,000 crore"),
    ],
)
def test_amounts_are_said_in_thousand_lakh_and_crore(amount: float, said: str) -> None:
    assert grouping.in_words(amount) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(49.857142, "49.9"), (0.345678, "0.346"), (0.0, "0"), (650.0, "650"), (2.0, "2"), (1234567.8, "12.35 lakh")],
)
def test_a_number_is_said_in_three_digits(number: float, said: str) -> None:
    assert grouping.in_short(number) == said


@pytest.mark.parametrize(("count", "told"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (2_400, "2,400 rows")])
def test_one_is_told_in_the_singular(count: int, told: str) -> None:
    assert grouping.counted(count, "row") == told
