"""What no borrower in training had is told beside the field that an officer would change, and scored all the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.applicant.flags import flags
from core.golden import with_golden_rows
from core.scorecard import Calibration, UnseenPair
from tests.app.applicant.applicants import COUNTED, RATED, assess
from tests.core.factories import linear_scorecard

PAIRS = (
    UnseenPair("loan_purpose", "Home", "loan_type", "Unsecured"),
    UnseenPair("residence_type", "Rented", "loan_type", "Unsecured"),
)
PAIRED = with_golden_rows(replace(linear_scorecard(), unseen_pairs=PAIRS))


@pytest.mark.parametrize(
    ("change", "field", "had"),
    [
        ({"age": "80"}, "age", "age above 70 years"),
        ({"credit_utilization_ratio": "112"}, "credit_utilization_ratio", "credit utilization above 99 %"),
        ({"loan_tenure_months": "3"}, "loan_tenure_months", "loan tenure below 6 months"),
        ({"number_of_open_accounts": "9"}, "number_of_open_accounts", "open accounts above 4"),
        ({"loan_amount": "70,00,000"}, "loan_amount", "loan to income above 4.6 ×"),
        ({"total_dpd": "60"}, "total_dpd", "average days past due above 10"),
    ],
)
def test_a_value_beyond_training_is_flagged_at_its_field(change: dict[str, str], field: str, had: str) -> None:
    found = assess(COUNTED | change)
    assert flags(found) == {field: f"No borrower in training had {had}."}
    assert found.credit_score is not None
    assert len(found.refer) == 1


def test_given_ratios_are_flagged_where_they_are_typed() -> None:
    assert list(flags(assess(RATED | {"avg_dpd_per_delinquency": "15"}))) == ["avg_dpd_per_delinquency"]


def test_a_pair_never_seen_is_flagged_at_the_later_field() -> None:
    found = assess(RATED | {"loan_purpose": "Home", "loan_type": "Unsecured"}, PAIRED)
    assert flags(found) == {"loan_type": "No borrower in training had Home with Unsecured."}
    assert found.refer == ("No borrower in training had Loan purpose Home with Loan type Unsecured.",)
    assert found.credit_score is not None


def test_a_mistaken_value_is_not_flagged_too() -> None:
    found = assess(COUNTED | {"age": "17", "loan_amount": "-5"})
    assert list(found.wrong) == ["age", "loan_amount"]
    assert (flags(found), found.refer) == ({}, ())


def test_two_things_about_one_field_are_both_told() -> None:
    texts = RATED | {"loan_purpose": "Home", "residence_type": "Rented", "loan_type": "Unsecured"}
    assert flags(assess(texts, PAIRED)) == {
        "loan_type": "No borrower in training had Home with Unsecured. "
        "No borrower in training had Rented with Unsecured."
    }


def test_nothing_unusual_is_no_flag() -> None:
    assert flags(assess(COUNTED)) == {}
    assert flags(assess(dict.fromkeys(COUNTED, ""))) == {}
    assert flags(assess({})) == {}


def test_a_model_that_knows_no_ranges_flags_nothing() -> None:
    """Such as one that was imported from a notebook."""
    imported = replace(linear_scorecard(), training_ranges={}, calibration=Calibration())
    assert flags(assess(COUNTED | {"age": "99"}, with_golden_rows(imported))) == {}


numbers = st.integers(0, 120).map(str)


@given(age=numbers, used=numbers, tenure=numbers, dpd=numbers, amount=st.integers(1, 10**8).map(str))
def test_as_many_flags_as_sentences_for_a_person(age: str, used: str, tenure: str, dpd: str, amount: str) -> None:
    """The form and the checks never disagree on what was seen in training."""
    loan = {"loan_amount": amount, "loan_tenure_months": tenure}
    found = assess(COUNTED | {"age": age, "credit_utilization_ratio": used, "total_dpd": dpd} | loan)
    assert len(flags(found)) == len(found.refer)
