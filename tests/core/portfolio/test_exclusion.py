"""A loan that cannot teach a model anything is left out, counted once, and its fault is told with examples."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.findings import Status
from core.portfolio.cleaning import Prepared, apply_cleaning, fit_cleaning, prepare
from core.portfolio.exclusion import Excluded
from core.portfolio.joining import join
from core.portfolio.sources import Tables
from core.validation import check
from tests.core.factories import linear_scorecard
from tests.core.portfolio.bank import Row, borrowers, without

COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
SOUND: tuple[Row, Row] = ({}, {"default": "True"})
ODD_CELLS: dict[str, list[str | None]] = {
    "default": ["maybe", "True", "False", None],
    "age": ["17", "35", "35.5", "old", None],
    "income": ["0", "-1", "1e6", "12.400", "1e12"],
    "loan_amount": ["500000", "1e9", "x"],
    "loan_purpose": ["Personaal", "Holiday", None],
    "total_loan_months": ["0", "3", "40", None],
    "delinquent_months": ["0", "4", "41"],
    "total_dpd": ["0", "3", "4"],
    "delinquency_ratio": ["0", "10", "100", None],
    "avg_dpd_per_delinquency": ["0", "0.5", "3", None],
    "processing_fee": ["0", "1e6", None],
}


def prepared(*changes: Row) -> Prepared:
    """What is left of two sound borrowers and those."""
    return prepare(join(borrowers(*SOUND, *changes)))


def left_out(*changes: Row) -> Excluded:
    """The one reason for which the borrowers after the sound ones are left out."""
    result = prepared(*changes)
    assert result.rows.tolist() == [0, 1]
    (excluded,) = result.report.excluded
    assert excluded.rows == len(changes)
    return excluded


def faults_of(bank: Tables) -> list[tuple[str, str, int]]:
    return [excluded[:3] for excluded in prepare(join(bank)).report.excluded]


def rejections(result: Prepared) -> list[str]:
    """Why scoring would reject any of the borrowers, once gaps other than in their history are filled."""
    filled = apply_cleaning(result.columns, fit_cleaning(result.columns))
    history = {name: result.columns[name] for name in COUNTS}
    findings = check(filled | history, linear_scorecard())
    return [finding.sentence(0) for finding in findings.found if finding.status is Status.REJECTED]


# The outcome


@pytest.mark.parametrize("text", ["maybe", "2", "-1", "0.5", "paid"])
def test_an_outcome_that_is_neither_is_left_out(text: str) -> None:
    assert left_out({"default": text}) == ("default", "is neither True nor False", 1, ((text, 1),))


@pytest.mark.parametrize("text", [None, " ", "NA"])
def test_a_loan_without_outcome_is_left_out(text: str | None) -> None:
    assert left_out({"default": text})[:2] == ("default", "is empty")


# Values


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("age", "thirty", "is not a number"),
        ("age", "17", "is below 18, the least it can be"),
        ("age", "-35", "is below 18, the least it can be"),
        ("age", "350", "is above 100, the most it can be"),
        ("age", "35.5", "is not a whole number"),
        ("income", "0", "is 0, so nothing can be compared with it"),
        ("income", "-1200000", "is below 0, the least it can be"),
        ("income", "1e12", "is above 10,000 crore, the most it can be"),
        ("income", "inf", "is not a number"),
        ("income", "12.400", "is not a number"),
        ("income", "₹ many", "is not a number"),
        ("loan_amount", "-5", "is below 1, the least it can be"),
        ("loan_tenure_months", "0", "is below 1, the least it can be"),
        ("loan_tenure_months", "481", "is above 480, the most it can be"),
        ("loan_purpose", "Holiday", "is none of Home, Auto, Personal, Education"),
        ("loan_type", "Half", "is none of Secured, Unsecured"),
        ("residence_type", "7", "is none of Owned, Rented, Mortgage"),
        ("credit_utilization_ratio", "201", "is above 200, the most it can be"),
        ("total_loan_months", "0", "is 0, so nothing can be compared with it"),
        ("total_dpd", "many", "is not a number"),
        ("number_of_open_accounts", "2.5", "is not a whole number"),
    ],
)
def test_a_value_that_cannot_be_true_leaves_its_loan_out(column: str, text: str, reason: str) -> None:
    assert left_out({column: text}) == (column, reason, 1, ((text, 1),))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("age", "18"), ("age", "100"), ("age", "35.0"), ("income", "₹12,40,000"), ("income", "12.4 lakh"),
        ("loan_tenure_months", "1"), ("loan_tenure_months", "480"), ("loan_purpose", "personaal"),
        ("credit_utilization_ratio", "0"), ("credit_utilization_ratio", "200"), ("credit_utilization_ratio", "40%"),
        ("total_dpd", "4"), ("age", None), ("income", None), ("loan_purpose", None),
    ],
)  # fmt: skip
def test_a_value_at_a_limit_in_another_spelling_or_missing_keeps_its_loan(column: str, text: str | None) -> None:
    assert prepared({column: text}).rows.tolist() == [0, 1, 2]


def test_the_most_frequent_texts_are_told_and_no_more_than_three() -> None:
    texts = ["a", "b", "b", "c", "c", "c", "d", "d", "d", "d"]
    assert left_out(*({"income": text} for text in texts)).examples == (("d", 4), ("c", 3), ("b", 2))


def test_a_fee_above_the_loan_leaves_it_out_and_a_fee_that_is_missing_does_not() -> None:
    assert left_out({"processing_fee": "900001"})[:2] == ("processing_fee", "is above the loan itself")
    assert prepared({"processing_fee": "900000"}, {"processing_fee": None}).rows.tolist() == [0, 1, 2, 3]


# The bureau history


def test_more_delinquent_months_than_months_cannot_be() -> None:
    assert left_out({"delinquent_months": "41"})[:2] == ("delinquent_months", "is more than total_loan_months")
    assert prepared({"delinquent_months": "40", "total_dpd": "40"}).rows.tolist() == [0, 1, 2]


def test_days_past_due_without_a_delinquent_month_cannot_be() -> None:
    excluded = left_out({"delinquent_months": "0"})
    assert excluded[:2] == ("total_dpd", "is above 0 although delinquent_months is 0")
    assert prepared({"delinquent_months": "0", "total_dpd": "0"}).rows.tolist() == [0, 1, 2]


def test_a_delinquent_month_without_a_day_past_due_cannot_be() -> None:
    assert left_out({"total_dpd": "3"})[:2] == ("total_dpd", "is less than delinquent_months")
    assert left_out({"total_dpd": "0"})[:2] == ("total_dpd", "is less than delinquent_months")


@pytest.mark.parametrize("average", ["0", "0.9"])
def test_less_than_a_day_past_due_of_somebody_delinquent_cannot_be(average: str) -> None:
    excluded = left_out({"delinquency_ratio": "10", "avg_dpd_per_delinquency": average})
    assert excluded[:2] == ("avg_dpd_per_delinquency", "is less than a day although there is delinquency")


@pytest.mark.parametrize("column", COUNTS)
def test_a_history_with_a_gap_is_no_history(column: str) -> None:
    assert left_out({column: None})[:2] == (column, "is empty, so the bureau history is not whole")


def test_where_ratios_are_given_counts_may_be_missing() -> None:
    ratios = {"delinquency_ratio": "10", "avg_dpd_per_delinquency": "3"}
    assert prepared(ratios | dict.fromkeys(COUNTS)).rows.tolist() == [0, 1, 2]


def test_a_ratio_that_neither_stands_there_nor_follows_is_told() -> None:
    bank = borrowers(
        {"delinquency_ratio": "10", "avg_dpd_per_delinquency": "3"},
        {"delinquency_ratio": "10", "avg_dpd_per_delinquency": "3", "default": "True"},
        {"delinquency_ratio": None, "avg_dpd_per_delinquency": "3"},
        {"delinquency_ratio": "10", "avg_dpd_per_delinquency": None},
    )
    reason = "is empty and does not follow from other columns"
    assert faults_of(without(bank, "bureau", *COUNTS)) == [
        ("delinquency_ratio", reason, 1),
        ("avg_dpd_per_delinquency", reason, 1),
    ]


@pytest.mark.parametrize("columns", [(), COUNTS])
def test_days_past_due_of_somebody_never_delinquent_cannot_be(columns: tuple[str, ...]) -> None:
    sound = {"delinquency_ratio": "10", "avg_dpd_per_delinquency": "3"}
    bank = borrowers(
        sound,
        sound | {"default": "True"},
        {"delinquency_ratio": "0", "avg_dpd_per_delinquency": "3", "delinquent_months": "0", "total_dpd": "0"},
    )
    reason = "is above 0 although there is no delinquency"
    assert faults_of(without(bank, "bureau", *columns)) == [("avg_dpd_per_delinquency", reason, 1)]


def test_a_ratio_that_contradicts_the_counts_is_told_and_a_rounded_one_is_not() -> None:
    excluded = left_out({"delinquency_ratio": "11.1"})
    assert excluded[:2] == ("delinquency_ratio", "does not agree with delinquent_months and total_loan_months")
    assert prepared({"delinquency_ratio": "11"}, {"delinquency_ratio": "9"}).rows.tolist() == [0, 1, 2, 3]


def test_a_share_rounded_down_to_zero_beside_its_counts_is_no_contradiction() -> None:
    """One delinquent month of 240 is 0.4 %, which a bureau may write as 0; no average is given to contradict it."""
    rounded = {"delinquency_ratio": "0", "total_loan_months": "240", "delinquent_months": "1", "total_dpd": "3"}
    assert prepared(rounded).rows.tolist() == [0, 1, 2]


# All together


def test_a_loan_with_several_faults_is_counted_under_the_first() -> None:
    result = prepared({"default": "maybe", "income": "0", "age": "5"}, {"income": "0", "age": "5"}, {"income": "0"})
    assert [excluded[:3] for excluded in result.report.excluded] == [
        ("default", "is neither True nor False", 1),
        ("age", "is below 18, the least it can be", 1),
        ("income", "is 0, so nothing can be compared with it", 1),
    ]


@given(st.lists(st.fixed_dictionaries({}, optional={name: st.sampled_from(ODD_CELLS[name]) for name in ODD_CELLS})))
@settings(max_examples=25)
def test_every_loan_is_used_or_counted_whatever_is_wrong(changes: list[Row]) -> None:
    result = prepared(*changes)
    told = result.report
    assert told.rows == 2 + len(changes) == told.used + sum(excluded.rows for excluded in told.excluded)
    assert told.used == len(result.rows) == len(result.y) == len(result.columns["age"])
    assert all(sum(count for _, count in excluded.examples) <= excluded.rows for excluded in told.excluded)
    assert rejections(result) == [], "a model learns from nothing that it would refuse"
