"""Joined text becomes what a model can learn from: gaps stay gaps until the training part fills them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DataError
from core.features import MISSING, STANDARD_FEATURES
from core.portfolio.cleaning import Prepared, apply_cleaning, fit_cleaning, prepare
from core.portfolio.joining import join
from core.portfolio.sources import Tables
from core.progress import Cancelled
from core.schema import field
from tests.core.portfolio.bank import Row, borrowers, changed, without
from tests.core.portfolio.watching import Watcher

DEFAULTED: dict[str, str | None] = {"default": "True"}
COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
AGES = st.lists(st.one_of(st.integers(18, 100).map(float), st.just(np.nan)), min_size=1, max_size=20)


def prepared(*changes: Row) -> Prepared:
    return prepare(join(borrowers(*changes)))


def refused(bank: Tables) -> str:
    with pytest.raises(DataError) as raised:
        prepare(join(bank))
    return str(raised.value)


# What is prepared


def test_numbers_categories_and_outcomes_are_read() -> None:
    result = prepared({"income": "12.4 lakh", "loan_purpose": "home"}, {"default": "yes", "age": "62"})
    assert result.columns["income"].tolist() == [12_40_000, 12_00_000]
    assert result.columns["age"].tolist() == [35, 62]
    purposes = field("loan_purpose").categories
    assert result.columns["loan_purpose"].tolist() == [purposes.index("Home"), purposes.index("Auto")]
    assert result.y.tolist() == [0, 1]
    assert "default" not in result.columns


def test_loans_keep_their_place_in_the_joined_table() -> None:
    result = prepared({"income": "0"}, DEFAULTED, {"default": "?"}, {"age": "62"})
    assert result.rows.tolist() == [1, 3]
    assert result.columns["age"].tolist() == [35, 62]
    assert result.y.tolist() == [1, 0]


def test_a_gap_stays_a_gap_until_the_data_are_split() -> None:
    result = prepared({"age": None, "residence_type": "n/a"}, DEFAULTED)
    assert np.isnan(result.columns["age"][0])
    assert result.columns["residence_type"][0] == MISSING
    assert result.report.missing == {"age": 1, "residence_type": 1}


def test_a_gap_in_a_given_ratio_is_what_the_counts_say() -> None:
    ratios: dict[str, str | None] = {"delinquency_ratio": None, "avg_dpd_per_delinquency": None}
    result = prepared({"delinquency_ratio": "10.5", "avg_dpd_per_delinquency": "3.5", "default": "True"}, ratios)
    assert result.columns["delinquency_ratio"].tolist() == [10.5, 100 * 4 / 40]
    assert result.columns["avg_dpd_per_delinquency"].tolist() == [3.5, 12 / 4]


def test_a_column_without_a_single_value_is_left_out_and_said() -> None:
    result = prepared({"enquiry_count": None}, {"enquiry_count": "NA", "default": "True"})
    assert "enquiry_count" not in result.columns
    assert result.report.without_values == ("enquiry_count",)
    assert result.report.missing == {}


def test_the_factors_are_those_that_the_columns_allow() -> None:
    assert prepared({}, DEFAULTED).factor_names() == (*STANDARD_FEATURES, "income", "total_loan_months")
    balance: dict[str, str | None] = {"bank_balance_at_application": "5000"}
    assert "balance_to_income" in prepared(balance, DEFAULTED | balance).factor_names()


def test_columns_for_checks_never_become_inputs() -> None:
    bank = borrowers({}, DEFAULTED)
    bank = changed(bank, "customers", bank.customers.assign(gender="F", marital_status="Single", city="Pune"))
    bank = changed(bank, "loans", bank.loans.assign(processing_fee="9", disbursal_date="01-01-2024"))
    assert set(prepare(join(bank)).columns) == set(prepared({}, DEFAULTED).columns)


# What cannot be prepared


def test_outcomes_of_one_class_only_are_refused() -> None:
    rest = "A model needs loans that were paid back and loans that were not; give a table with both."
    for word, said in (("1", "True"), ("No", "False")):
        sentence = refused(borrowers({"default": word}, {"default": word}, {"default": "?"}))
        assert sentence == f"default is {said} in all 2 loans of loans.csv that can be used. {rest}"


def test_where_no_loan_can_be_used_the_reasons_are_told() -> None:
    assert refused(borrowers({"income": "0"}, {"income": "0"}, {"age": "x"}, {"default": "paid"})) == (
        "None of the 4 loans can be used: default is neither True nor False in 1 ('paid' in 1); age is not a number in "
        "1; income is 0, so nothing can be compared with it in 2. Check these columns. An outcome is True or False, "
        "yes or no, 1 or 0."
    )


def test_a_required_column_that_is_empty_is_refused() -> None:
    bank = borrowers({"age": None, "loan_type": " "}, {"age": "NA", "loan_type": None, "default": "True"})
    assert refused(bank) == "No loan that can be used has a value in age, loan_type. Fill in what is missing."


def test_a_history_without_a_single_value_is_refused() -> None:
    ratios: dict[str, str | None] = {"delinquency_ratio": None, "avg_dpd_per_delinquency": None}
    bank = without(borrowers(ratios, DEFAULTED | ratios), "bureau", *COUNTS)
    assert refused(bank).startswith("None of the 2 loans can be used: delinquency_ratio is empty and does not follow")


# Filling


@given(AGES, st.lists(st.integers(MISSING, 2), min_size=1, max_size=20))
def test_gaps_are_filled_by_the_median_and_the_most_frequent_category(ages: list[float], codes: list[int]) -> None:
    """Oracle: ``numpy.nanmedian`` and counting by hand; of equally frequent categories the first of the schema."""
    known = [code for code in codes if code != MISSING]
    columns = {"age": np.array([30.0, *ages]), "residence_type": np.array([0, *codes])}
    filled = apply_cleaning(columns, fit_cleaning(columns))
    typical = max(range(3), key=[0, *known].count)
    assert filled["age"].tolist() == [np.nanmedian([30.0, *ages]) if age != age else age for age in (30.0, *ages)]  # noqa: PLR0124  NaN
    assert filled["residence_type"].tolist() == [0, *(typical if code == MISSING else code for code in codes)]
    assert filled["residence_type"].dtype == columns["residence_type"].dtype


def test_only_the_training_part_says_what_is_typical() -> None:
    columns = {"age": np.array([20.0, 30.0, 40.0, 99.0, np.nan])}
    assert fit_cleaning(columns, np.array([0, 1, 2])).fills == {"age": 30.0}
    assert fit_cleaning(columns, np.array([True, True, True, False, False])).fills == {"age": 30.0}
    filled = apply_cleaning(columns, fit_cleaning(columns, np.array([0, 1, 2])))
    assert filled["age"].tolist() == [20, 30, 40, 99, 30]


def test_a_column_that_cleaning_does_not_know_is_passed_on() -> None:
    cleaning = fit_cleaning({"age": np.array([20.0])})
    strange = np.array([np.nan])
    assert apply_cleaning({"income": strange}, cleaning)["income"] is strange


def test_what_is_typical_can_be_kept_with_the_model() -> None:
    columns = {"age": np.array([20.0, 30.0]), "residence_type": np.array([1, 1])}
    assert fit_cleaning(columns).to_dict() == {"fills": {"age": 25.0, "residence_type": "Rented"}}


def test_a_column_that_is_empty_in_the_training_part_is_refused() -> None:
    columns = {"age": np.array([np.nan, 30.0])}
    with pytest.raises(DataError, match="age has no value in the part of the loans that trains the model"):
        fit_cleaning(columns, np.array([0]))


# On the way


def test_preparing_names_each_column_and_can_be_cancelled_at_each_step() -> None:
    joined = join(borrowers({}, DEFAULTED))
    watcher = Watcher()
    prepare(joined, watcher)
    watcher.assert_rising()
    assert {"Reading age", "Reading total_dpd", "Counting what is missing"} <= set(watcher.messages)
    for after in range(len(watcher.shares)):
        with pytest.raises(Cancelled):
            prepare(joined, Watcher(cancel_after=after))
