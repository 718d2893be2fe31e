"""A loan beyond a bank's policy: each limit by name, what was found, what is allowed, and never as a reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.affordability import Loan, Means, Policy, largest_loan
from core.breaches import Breach, Limit, breaches

TEN_LAKH = Loan(10e5, 7.2, 120)
SALARIED = Means(annual_income=7.2e5, obligations=12_000)


def test_a_loan_within_every_limit_breaches_none() -> None:
    limits = Policy(largest_loan_to_income=5, longest_tenure_months=120, largest_loss_share=0.02)
    assert breaches(limits, TEN_LAKH, SALARIED, loss=13_000) == ()


def test_each_limit_that_is_breached_is_named_as_a_matter_of_policy() -> None:
    limits = Policy(largest_foir=0.35, largest_loan_to_income=1.25, longest_tenure_months=36, largest_loss_share=0.01)
    loan, means = Loan(9e5, 0, 50), Means(annual_income=6e5, obligations=7_000)
    found = breaches(limits, loan, means, loss=11_700)
    assert [breach.limit for breach in found] == list(Limit)
    assert [breach.sentence for breach in found] == [
        "Policy limit: obligations and instalment are 50 % of the monthly income; the policy allows at most 35 %.",
        "Policy limit: the loan is 1.5 annual incomes; the policy allows at most 1.25 annual incomes.",
        "Policy limit: the tenure is 50 months; the policy allows at most 36 months.",
        "Policy limit: the expected loss is 1.3 % of the loan; the policy allows at most 1 %.",
    ]


def test_without_a_limit_nothing_but_half_the_income_is_asked() -> None:
    (found,) = breaches(Policy(), replace(TEN_LAKH, amount=1e9, months=480), SALARIED, loss=9e8)
    assert (found.limit, found.allowed) == (Limit.FOIR, 0.5)


def test_no_loan_has_no_expected_loss() -> None:
    assert breaches(Policy(largest_loss_share=0.0), replace(TEN_LAKH, amount=0.0), SALARIED) == ()


def test_a_loan_that_takes_exactly_what_is_allowed_breaches_nothing() -> None:
    """Also where its instalment, worked out from a rounded annuity, misses the limit in the last digit."""
    most = largest_loan(SALARIED, 11, 60).value
    assert breaches(Policy(), Loan(most, 11, 60), SALARIED) == ()
    assert breaches(Policy(), Loan(1.001 * most, 11, 60), SALARIED)


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.62, "are 62 % of"), (0.5004, "are 50.04 % of"), (0.5 + 1e-9, "are slightly more than 50 % of")],
)
def test_what_was_found_never_reads_like_the_limit(value: float, told: str) -> None:
    assert told in Breach(Limit.FOIR, value, 0.5).sentence


def test_breaches_are_written_in_the_grouping_of_the_amounts() -> None:
    (found,) = breaches(Policy(), Loan(1e11, 11, 60), Means(annual_income=12))
    assert "are 2,17,42,42,30,726.4 % of the monthly income" in found.sentence


def test_months_that_round_to_the_limit_are_slightly_more() -> None:
    assert "is slightly more than 36 months" in Breach(Limit.TENURE, 36.001, 36.0).sentence


@given(st.sampled_from(Limit), st.floats(0, 1e6), st.floats(0, 1e6))
def test_any_breach_can_be_told(limit: Limit, value: float, allowed: float) -> None:
    sentence = Breach(limit, value, allowed).sentence
    assert sentence.startswith("Policy limit: ")
    assert sentence.endswith(".")
    assert "{" not in sentence
