"""What a loan costs and whether income and policy carry it: published figures, identities, formulae one can follow."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.affordability import (
    Figure,
    Loan,
    Means,
    Policy,
    balance,
    expected_loss,
    foir,
    in_percent,
    instalment,
    largest_loan,
    payments,
    total_interest,
)
from core.breaches import breaches
from core.errors import InputError
from core.parsing import parse_number
from core.schema import field

TEN_LAKH = Loan(10e5, 7.2, 120)
SALARIED = Means(annual_income=7.2e5, obligations=12_000)
RATES = st.one_of(st.just(0.0), st.floats(0, 1e-6), st.floats(0, 36))
LOANS = st.builds(Loan, st.floats(1, 1e9), RATES, st.integers(1, 360))
MEANS = st.builds(Means, st.floats(1e4, 1e9), st.floats(0, 1e6))

# Published figures


def test_the_instalment_of_ten_lakh_at_7_2_per_cent_over_ten_years() -> None:
    """EMI = P·r(1+r)ⁿ / ((1+r)ⁿ − 1) as Indian lenders give it: ₹11,714.19 a month, total interest ₹4,05,702.49."""
    assert instalment(TEN_LAKH).value == pytest.approx(11_714.19, abs=0.005)
    assert total_interest(TEN_LAKH).value == pytest.approx(4_05_702.49, abs=0.005)
    assert balance(TEN_LAKH, 0).value == 10e5
    assert balance(TEN_LAKH, 120).value == 0


def test_the_instalment_of_fifty_lakh_at_8_5_per_cent_over_twenty_years() -> None:
    """Example of the EMI calculator at indiacalculates.in, in whole rupees: ₹43,391."""
    assert instalment(Loan(50e5, 8.5, 240)).value == pytest.approx(43_391, abs=0.5)


def test_the_largest_loan_that_half_the_income_carries() -> None:
    """Income 60,000 a month, obligations 12,000, FOIR 50 %, 11 %, 60 months: 18,000 a month pay 8,27,874.61."""
    found = largest_loan(SALARIED, 11, 60)
    assert found.value == pytest.approx(8_27_874.61, abs=0.005)
    assert instalment(Loan(found.value, 11, 60)).value == pytest.approx(18_000, rel=1e-12)


def test_the_expected_loss_of_ten_lakh() -> None:
    """EL = PD · LGD · EAD (Basel Committee): 2 % · 65 % · 10,00,000 = 13,000."""
    assert expected_loss(0.02, Policy().lgd("Secured"), 10e5).value == pytest.approx(13_000, rel=1e-12)
    assert expected_loss(0.02, Policy().lgd("Unsecured"), 10e5).value == pytest.approx(14_000, rel=1e-12)


def test_a_bank_sets_its_own_loss_given_default() -> None:
    own = Policy(lgd_secured=0.35, lgd_unsecured=0.9)
    assert [own.lgd(kind) for kind in field("loan_type").categories] == [0.35, 0.9]


# What always holds


@settings(max_examples=500)
@given(LOANS)
def test_paying_the_instalments_pays_the_loan_back(loan: Loan) -> None:
    """Month by month: interest is added to what is owed, the instalment taken away, and nothing is left."""
    r, owed, payment = loan.annual_rate / 1200, loan.amount, instalment(loan).value
    for paid in range(1, loan.months + 1):
        owed += owed * r - payment
        if paid == loan.months // 2:
            assert balance(loan, paid).value == pytest.approx(owed, abs=1e-6 * loan.amount)
    assert owed == pytest.approx(0, abs=1e-6 * loan.amount)
    assert balance(loan, loan.months).value == 0


@settings(max_examples=500)
@given(LOANS, st.floats(1.001, 2), st.integers(1, 120))
def test_a_larger_or_dearer_loan_has_a_larger_instalment_and_a_longer_one_a_smaller(
    loan: Loan, times: float, months: int
) -> None:
    payment = instalment(loan).value
    assert instalment(replace(loan, amount=loan.amount * times)).value == pytest.approx(payment * times, rel=1e-12)
    assert instalment(replace(loan, annual_rate=loan.annual_rate + times)).value > payment
    assert instalment(replace(loan, months=loan.months + months)).value < payment


@settings(max_examples=500)
@given(LOANS)
def test_interest_is_never_negative_and_is_what_the_instalments_exceed_the_loan_by(loan: Loan) -> None:
    interest, paid = total_interest(loan).value, loan.months * instalment(loan).value
    assert interest >= 0
    assert interest == pytest.approx(paid - loan.amount, abs=1e-9 * loan.amount)


@settings(max_examples=500)
@given(st.builds(Loan, st.integers(1_000, 10**9), RATES, st.integers(1, 360)))
def test_what_is_paid_adds_up_to_the_paisa(loan: Loan) -> None:
    """As people multiply it: all instalments but one, and the last, which makes up for the rounding of the others."""
    paid, exact = payments(loan), instalment(loan).value
    assert paid.instalment == round(exact, 2)
    assert paid.total == pytest.approx((loan.months - 1) * paid.instalment + paid.last, abs=1e-3)
    assert paid.total == pytest.approx(loan.amount + total_interest(loan).value, abs=0.01)
    assert 0 <= paid.last == pytest.approx(exact, abs=0.005 * (loan.months + 1))


def test_a_loan_of_next_to_nothing_is_never_paid_back_with_a_negative_instalment() -> None:
    paid = payments(Loan(1, 0, 150))
    assert (paid.instalment, paid.last, paid.total) == (0.01, 0.0, 1.49)


def test_the_last_of_thirty_six_instalments_makes_up_for_what_was_rounded() -> None:
    """Paid as P·r(1+r)ⁿ / ((1+r)ⁿ − 1), the loan costs ₹68,35,844.13 in all; 36 times ₹1,89,884.56 is 3 paise more."""
    paid = payments(Loan(58e5, 11, 36))
    assert (paid.instalment, paid.last, paid.total) == (189_884.56, 189_884.53, 6_835_844.13)


@settings(max_examples=500)
@given(MEANS, RATES, st.integers(1, 480), st.floats(0.01, 1))
def test_the_largest_loan_takes_exactly_the_share_allowed_and_breaches_nothing(
    means: Means, rate: float, months: int, share: float
) -> None:
    most = largest_loan(means, rate, months, share).value
    if means.obligations >= share * means.annual_income / 12:
        assert most == 0
        return
    policy = Policy(largest_foir=share)
    assert foir(Loan(most, rate, months), means).value == pytest.approx(share, rel=1e-9)
    assert breaches(policy, Loan(most, rate, months), means) == ()
    left = 1 - means.obligations / (share * means.annual_income / 12)
    if left > 0.01:
        assert breaches(policy, Loan(1.001 * most, rate, months), means)


@given(st.floats(1, 1e9), st.integers(1, 480), st.floats(0, 1e-9))
def test_next_to_no_interest_is_no_interest(amount: float, months: int, rate: float) -> None:
    """The limit of the formula as r goes to 0 is the loan in equal parts."""
    assert instalment(Loan(amount, rate, months)).value == pytest.approx(amount / months, rel=1e-8)
    assert balance(Loan(amount, rate, months), months // 2).value == pytest.approx(
        amount * (months - months // 2) / months, rel=1e-8
    )
    assert instalment(Loan(amount, 0.0, months)).value == amount / months
    assert total_interest(Loan(amount, 0.0, months)).value == 0


# Formulae


@pytest.mark.parametrize(
    ("figure", "formula"),
    [
        (instalment(TEN_LAKH), "10,00,000 · r(1+r)ⁿ / ((1+r)ⁿ − 1) = 11,714.19, with r = 0.6 %, n = 120"),
        (instalment(Loan(10e5, 0, 120)), "10,00,000 / 120 = 8,333.33, without interest"),
        (total_interest(TEN_LAKH), "120 · 11,714.187448 − 10,00,000 = 4,05,702.49"),
        (
            balance(TEN_LAKH, 60),
            "10,00,000 · ((1+r)ⁿ − (1+r)ᵏ) / ((1+r)ⁿ − 1) = 5,88,780.01, with r = 0.6 %, n = 120, k = 60",
        ),
        (balance(Loan(10e5, 0, 120), 60), "10,00,000 · (120 − 60) / 120 = 5,00,000, without interest"),
        (foir(Loan(8e5, 0, 50), SALARIED), "(12,000 + 16,000) / (7,20,000 / 12) = 46.6667 %"),
        (
            largest_loan(SALARIED, 11, 60),
            "(50 % · 60,000 − 12,000) · (1 − (1+r)⁻ⁿ) / r = 8,27,874.61, with r = 0.916667 %, n = 60",
        ),
        (largest_loan(SALARIED, 0, 60), "(50 % · 60,000 − 12,000) · 60 = 10,80,000, without interest"),
        (
            largest_loan(replace(SALARIED, obligations=30_000), 11, 60),
            "50 % · 60,000 − 30,000 leaves nothing for an instalment: 0",
        ),
        (expected_loss(0.0215, 0.65, 1_23_45_678.5), "2.15 % · 65 % · 1,23,45,678.50 = 1,72,530.86"),
    ],
)
def test_a_formula_is_told_with_the_figures_of_the_loan(figure: Figure, formula: str) -> None:
    assert figure.formula == formula


SIGNS = {"⁻ⁿ": "**-n", "ⁿ": "**n", "ᵏ": "**k", "r(": "r*(", "·": "*", "−": "-", " %": "/100", ",": ""}


def worked_out(formula: str) -> float:
    """What somebody gets who works a formula out, from the side before the sign of equality."""
    left, _, rest = formula.partition(" = ")
    letters = {name: rest.partition(f"{name} = ")[2].partition(", ")[0] for name in "rnk"}
    for sign, python in SIGNS.items():
        left = left.replace(sign, python)
    given = {name: eval(text.replace(" %", "/100")) for name, text in letters.items() if text}
    return float(eval(left, {}, given))


@given(st.builds(Loan, st.floats(1e3, 1e9), st.one_of(st.just(0.0), st.floats(0.5, 36)), st.integers(1, 360)), MEANS)
def test_whoever_works_a_formula_out_gets_the_figure(loan: Loan, means: Means) -> None:
    figures = [
        instalment(loan),
        balance(loan, loan.months // 3),
        foir(loan, means),
        expected_loss(0.31, 0.7, loan.amount),
    ]
    most = largest_loan(means, loan.annual_rate, loan.months)
    for figure in [*figures, most] if most.value > 1e3 else figures:
        assert worked_out(figure.formula) == pytest.approx(figure.value, rel=2e-3, abs=0.01)
    interest = total_interest(loan)
    assert worked_out(interest.formula) == pytest.approx(interest.value, abs=0.01)


@given(st.floats(0, 1e12))
def test_an_amount_in_a_formula_is_one_that_people_can_type(amount: float) -> None:
    told = expected_loss(1.0, 1.0, amount).formula.partition(" = ")[2]
    assert parse_number(told, field("loan_amount")) == pytest.approx(amount, abs=0.0051)


# Policy


@pytest.mark.parametrize(
    ("share", "beside", "said"),
    [
        (0.5, None, "50 %"),
        (0.6251, None, "62.5 %"),
        (0.5, 0.5, "50 %"),
        (0.62, 0.5, "62 %"),
        (0.5004, 0.5, "50.04 %"),
        (0.500004, 0.5, "50.0004 %"),
        (0.5 + 1e-12, 0.5, "50 %"),
    ],
)
def test_a_share_never_reads_like_the_limit_it_misses(share: float, beside: float | None, said: str) -> None:
    assert in_percent(share, beside) == said


# What cannot be


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (lambda: Loan(-1, 7, 12), "The loan amount -1 is not an amount of rupees. Type a number that is not negative."),
        (lambda: Loan(math.nan, 7, 12), "The loan amount nan is not an amount of rupees."),
        (lambda: Loan(1e5, -0.1, 12), "The rate of interest -0.1 is not between 0 and 100 % a year."),
        (lambda: Loan(1e5, 720, 12), "The rate of interest 720 is not between 0 and 100 % a year. Type 7.2 for 7.2 %."),
        (lambda: Loan(1e5, math.nan, 12), "The rate of interest nan is not"),
        (lambda: Loan(1e5, 7, 0), "The tenure 0 is not possible. Type whole months from 1 to 480."),
        (lambda: Loan(1e5, 7, 481), "The tenure 481 is not possible."),
        (lambda: largest_loan(SALARIED, 101, 60), "The rate of interest 101 is not"),
        (lambda: largest_loan(SALARIED, 11, 0), "The tenure 0 is not possible."),
        (lambda: balance(TEN_LAKH, 121), "121 instalments cannot have been paid. Type a whole number from 0 to 120."),
        (lambda: Means(0), "The annual income is below ₹1; a loan needs an income to compare."),
        (lambda: Means(math.inf), "The annual income inf is not an amount of rupees."),
        (lambda: Means(1e5, -1), "The sum of existing obligations -1 is not an amount of rupees."),
        (lambda: Policy(annual_rate=-1), "The rate of interest -1 is not"),
        (lambda: Policy(largest_foir=50), "The share 5,000 % of the policy is not between 0 and 100 %."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(attempt: Callable[[], object], sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        attempt()
    assert str(caught.value).startswith(sentence)
