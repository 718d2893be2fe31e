"""Beneath an amount stands what it comes to in words, beneath the counts of the bureau their ratios."""

from dataclasses import replace

import pytest

from app.applicant.readings import has_reading, readings
from core.golden import with_golden_rows
from core.schema import FIELDS
from core.scorecard import Curve
from tests.app.applicant.applicants import COUNTED, RATED, assess
from tests.core.factories import linear_scorecard


def test_an_amount_is_read_in_words_and_compared_with_the_income() -> None:
    read = readings(assess(RATED | {"income": "12.4 lakh", "loan_amount": "38,68,800"}))
    assert read["income"] == "12.4 lakh"
    assert read["loan_amount"] == "38.69 lakh · 3.12 × the annual income"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("500", "less than 0.01 × the annual income"),
        ("24,00,000", "24 lakh · 2 × the annual income"),
        ("1,00,00,00,000", "100 crore · 833.33 × the annual income"),
        ("1,00,00,00,00,000", "10,000 crore · 83,333.33 × the annual income"),
    ],
)
def test_a_loan_of_any_size_is_compared(amount: str, words: str) -> None:
    assert readings(assess(RATED | {"loan_amount": amount}))["loan_amount"] == words


def test_a_ratio_of_a_lakh_or_more_is_grouped_as_amounts_are() -> None:
    read = readings(assess(RATED | {"income": "12", "loan_amount": "1,23,45,678"}))
    assert read["loan_amount"] == "1.23 crore · 10,28,806.5 × the annual income"


def test_the_ratios_of_the_counts_are_read_where_they_come_from() -> None:
    read = readings(assess(COUNTED | {"total_loan_months": "50", "delinquent_months": "9", "total_dpd": "45"}))
    assert read["delinquent_months"] == "Delinquency ratio 18 %"
    assert read["total_dpd"] == "Average 5 days past due"
    read = readings(assess(COUNTED | {"total_loan_months": "48", "delinquent_months": "9", "total_dpd": "9"}))
    assert read["delinquent_months"] == "Delinquency ratio 18.75 %"
    assert read["total_dpd"] == "Average 1 day past due"


def test_given_ratios_need_no_reading() -> None:
    assert set(readings(assess(RATED))) == {"income", "loan_amount"}


@pytest.mark.parametrize(
    ("change", "silent"),
    [
        ({"income": ""}, {"income"}),
        ({"income": "12.400,50"}, {"income"}),
        ({"loan_amount": "1e30"}, {"loan_amount"}),
        ({"loan_amount": "-5"}, {"loan_amount"}),
        ({"total_dpd": "many"}, {"total_dpd"}),
        ({"delinquent_months": "41"}, {"delinquent_months"}),
    ],
)
def test_nothing_is_read_in_what_is_missing_or_wrong(change: dict[str, str], silent: set[str]) -> None:
    read = readings(assess(COUNTED | change))
    assert {
        name for name in ("income", "loan_amount", "delinquent_months", "total_dpd") if not read.get(name)
    } == silent


def test_without_an_income_the_amount_is_still_read() -> None:
    assert readings(assess(RATED | {"income": ""}))["loan_amount"] == "9 lakh"


def test_without_loan_months_there_is_no_ratio() -> None:
    read = readings(assess(COUNTED | {"total_loan_months": "0", "delinquent_months": "0", "total_dpd": "0"}))
    assert read["delinquent_months"] == read["total_dpd"] == ""


def test_a_balance_is_compared_with_the_income_where_the_model_asks_for_it() -> None:
    base = linear_scorecard()
    curves = base.curves | {"balance_to_income": Curve((0.0, 1.0), (0.0, -0.5))}
    read = readings(
        assess(RATED | {"bank_balance_at_application": "3,00,000"}, with_golden_rows(replace(base, curves=curves)))
    )
    assert read["bank_balance_at_application"] == "3 lakh · 0.25 × the annual income"


def test_fields_that_may_have_a_reading() -> None:
    assert [item.name for item in FIELDS if has_reading(item)] == [
        "income", "loan_amount", "bank_balance_at_application", "delinquent_months", "total_dpd",
    ]  # fmt: skip
