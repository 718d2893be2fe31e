"""Values of any type become a text that can be read in one way only."""

import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import DataError
from core.portfolio.cells import read_numbers
from core.portfolio.text_frame import TEXT, text_column, text_frame
from core.schema import field

INCOME, AGE = field("income"), field("age")


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(12.4)
@example(12.345)
@example(-0.0)
@example(1e15)
@example(1e-5)
def test_a_float_comes_back_as_it_was_also_as_money(value: float) -> None:
    assert read_numbers(text_column([value]), INCOME)[0] == value


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
@example(Decimal("12.400"))
@example(Decimal("1E+3"))
def test_a_decimal_comes_back_as_it_was_also_as_money(value: Decimal) -> None:
    assert read_numbers(text_column([value]), INCOME)[0] == float(value)


@given(st.integers(-(10**30), 10**30))
def test_a_whole_number_has_no_decimals_so_that_ids_match(value: int) -> None:
    assert text_column([value]).tolist() == [str(value)]
    if abs(value) < 10**15:
        assert text_column([float(value), Decimal(value)]).tolist() == [str(value)] * 2


@given(st.text())
def test_texts_stay_as_they_are_and_blanks_are_nothing(value: str) -> None:
    texts = text_column([value])
    assert texts.dropna().tolist() == [value] * bool(value.strip())


def test_nothing_stays_nothing() -> None:
    assert text_column([None, math.nan, Decimal("NaN"), b" ", ""]).isna().all()


def test_a_number_that_is_infinite_is_no_number() -> None:
    assert read_numbers(text_column([math.inf, -math.inf, Decimal("Infinity")]), AGE).tolist() == [math.inf] * 3


def test_a_table_takes_the_programs_names_and_drops_columns_without_one() -> None:
    numbered = pd.DataFrame({0: text_column(["7"]), 1: text_column(["C1"]), 2: text_column(["9"])})
    table = text_frame(numbered, ["  ", "Customer ID", "Annual Income"], "customers.csv")
    assert table.to_dict("list") == {"cust_id": ["C1"], "income": ["9"]}
    assert set(table.dtypes) == {TEXT}


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(DataError, match=r"customers\.csv has a header but no rows\. Give a table with one row"):
        text_frame(pd.DataFrame({0: text_column([])}), ["cust_id"], "customers.csv")


def test_two_columns_for_the_same_thing_are_refused_as_they_are_written() -> None:
    numbered = pd.DataFrame({0: text_column(["7"]), 1: text_column(["8"])})
    with pytest.raises(DataError, match=r"has two columns for income: 'Income' and 'annual_income'\. Keep one"):
        text_frame(numbered, [" Income ", "annual_income"], "customers.csv")
