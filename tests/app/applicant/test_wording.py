"""What the tab says reads as people write it."""

import pytest

from app.applicant import wording
from app.applicant.history import Way, counting, has_ways
from core.schema import field
from tests.core.factories import linear_scorecard


def test_amounts_are_grouped_in_lakh_and_crore() -> None:
    assert wording.grouped(1240000) == "12,40,000"
    assert wording.grouped(999.5) == "999.5"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (999, ""),
        (1000, "1 thousand"),
        (50_000, "50 thousand"),
        (1_240_000, "12.4 lakh"),
        (18_600_000, "1.86 crore"),
        (1_234_567, "12.35 lakh"),
        (9_999_999, "1 crore"),
        (99_999, "1 lakh"),
        (1e11, "10,000 crore"),
    ],
)
def test_amounts_in_words(amount: float, words: str) -> None:
    """Rounded to two decimals, and never to a hundred lakh, which is a crore."""
    assert wording.in_words(amount) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("age", "Completed years on the day of application. 18 to 100 years."),
        ("loan_amount", "The amount asked for. ₹1 to 10,000 crore; 12.4 lakh works too."),
        ("total_loan_months", "Months of all loans together that the bureau knows. 0 to 10,000 months."),
        ("loan_purpose", "What the loan is for."),
    ],
)
def test_the_help_of_a_field_says_its_limits(name: str, words: str) -> None:
    assert wording.help_of(field(name)) == words


@pytest.mark.parametrize(
    ("probability", "words", "share"),
    [
        (0.0001, "< 0.1 %", "fewer than 1 in 2,000"),
        (0.041, "4.1 %", "about 1 in 24"),
        (0.62, "62.0 %", "about 6 in 10"),
        (0.99999, "> 99.9 %", "more than 9 in 10"),
    ],
)
def test_probabilities_are_never_certain(probability: float, words: str, share: str) -> None:
    assert wording.probability(probability) == words
    assert wording.one_in(probability) == share


def test_values_have_their_units() -> None:
    assert wording.factor_value("credit_utilization_ratio", 61.0) == "61 %"
    assert wording.factor_value("loan_to_income", 3.118) == "3.12 ×"
    assert wording.factor_value("income", 1240000.0) == "₹12,40,000"
    assert wording.factor_value("residence_type", 1) == "Rented"
    assert wording.number(3) == "3"


def test_columns_are_called_by_their_labels() -> None:
    said = wording.with_labels("age 4 is below 18; see loan_amount.", "age")
    assert said == "Age 4 is below 18; see Loan amount."


def test_a_few_fields_are_named_and_the_rest_counted() -> None:
    assert wording.listed(["age", "income"]) == "Age, Annual income"
    assert wording.listed(["age", "income", "loan_type", "loan_amount"]) == "Age, Annual income, Loan type and 1 more"


def test_a_model_without_history_leaves_no_choice_of_ways() -> None:
    fields = [field("age"), field("income")]
    assert not has_ways(fields)
    assert counting(fields, linear_scorecard(), Way.COUNTS) == ["age", "income"]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0"), (1e-9, "< 0.1"), (0.00049, "< 0.1"), (0.0005, "0.1"), (0.033, "3.3"), (0.99951, "> 99.9"), (1, "100")],
)
def test_no_share_is_told_as_nothing_or_all_that_is_neither(share: float, said: str) -> None:
    assert wording.percent(share) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.024, 0.044, "2.4–4.4"), (0.0001, 0.004, "< 0.1–0.4"), (0, 0.0008, "0–0.1"), (0.0001, 0.0003, "< 0.1"),
        (0.99, 0.9999, "99.0–> 99.9"), (0.0301, 0.0302, "3.0"),
    ],
)  # fmt: skip
def test_limits_of_a_share_are_told_as_far_as_they_differ(low: float, high: float, said: str) -> None:
    assert wording.interval(low, high) == said
    assert wording.interval(0.00003, 0.0007, 2) == "< 0.01–0.07"
