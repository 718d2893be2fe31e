"""The demo portfolio has the distributions of the portfolio it resembles, within sampling error.

Expected figures: those of the portfolio of 50,000 borrowers that the demo is modelled on, rounded.
"""

import numpy as np
import pandas as pd
import pytest

from tests.core.portfolio.shares import assert_even, assert_share, assert_shares

SHARES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


# Customers


def test_ages_are_those_of_borrowers(everybody: pd.DataFrame) -> None:
    ages = everybody["age"]
    assert (ages.min(), ages.max()) == (18, 70)
    assert ages.mean() == pytest.approx(39.6, abs=0.2)
    assert ages.std() == pytest.approx(9.8, abs=0.2)
    means = ages.groupby(everybody["employment_status"]).mean()
    assert means["Salaried"] == pytest.approx(36, abs=0.6)
    assert means["Self-Employed"] == pytest.approx(41, abs=0.6)


def test_people_are_as_many_as_they_should_be(everybody: pd.DataFrame) -> None:
    assert_shares(everybody["gender"], {"M": 0.60, "F": 0.40})
    assert_shares(everybody["employment_status"], {"Self-Employed": 0.64, "Salaried": 0.36})
    assert_shares(everybody["residence_type"].dropna(), {"Owned": 0.565, "Mortgage": 0.236, "Rented": 0.198})
    assert_even(everybody["years_at_current_address"], 1, 31)


def test_marriage_and_dependants_go_with_age(everybody: pd.DataFrame) -> None:
    married = everybody["marital_status"] == "Married"
    young, old = everybody["age"] <= 25, everybody["age"] > 50
    assert_share(married[young].mean(), 0.20, young.sum())
    assert_share(married[old].mean(), 0.74, old.sum())
    assert_shares(everybody.loc[married, "number_of_dependants"], {2: 0.25, 3: 0.44, 4: 0.22, 5: 0.08})
    assert_shares(everybody.loc[~married, "number_of_dependants"], {0: 0.61, 1: 0.30, 2: 0.10})


def test_homes_go_with_age(everybody: pd.DataFrame) -> None:
    young, old = everybody["age"] <= 25, everybody["age"] > 60
    assert not (everybody.loc[young, "residence_type"] == "Mortgage").any()
    assert_share((everybody.loc[young, "residence_type"] == "Rented").mean(), 0.31, young.sum())
    assert_share((everybody.loc[old, "residence_type"] == "Rented").mean(), 0.10, old.sum())


def test_a_city_has_one_state_and_one_zipcode(everybody: pd.DataFrame) -> None:
    places = everybody[["city", "state", "zipcode"]].drop_duplicates()
    assert len(places) == places["city"].nunique() == places["zipcode"].nunique() == 10


@pytest.mark.parametrize(
    ("employment", "quantiles"),
    [
        ("Salaried", (206, 308, 623, 1_347, 2_499, 5_402, 8_641)),
        ("Self-Employed", (272, 444, 966, 2_237, 3_556, 7_182, 9_552)),
    ],
)
def test_incomes_have_their_quantiles(everybody: pd.DataFrame, employment: str, quantiles: tuple[int, ...]) -> None:
    incomes = everybody.loc[everybody["employment_status"] == employment, "income"]
    assert (incomes % 1000 == 0).all()
    assert incomes.between(100_000, 12_000_000).all()
    for share, thousands in zip(SHARES, quantiles, strict=True):
        assert_share((incomes <= thousands * 1000).mean(), share, len(incomes), rounding=0.001)


# Loans


def test_purposes_are_as_frequent_as_they_should_be_whoever_asks(everybody: pd.DataFrame) -> None:
    expected = {"Personal": 0.35, "Home": 0.30, "Auto": 0.20, "Education": 0.15}
    assert_shares(everybody["loan_purpose"], expected)
    for _, people in everybody.groupby("employment_status"):
        assert_shares(people["loan_purpose"], expected)
    assert ((everybody["loan_purpose"] == "Personal") == (everybody["loan_type"] == "Unsecured")).all()


@pytest.mark.parametrize(
    ("purpose", "mean", "spread", "cap", "months"),
    [
        ("Personal", 0.86, 0.11, 5e6, (6, 23)),
        ("Auto", 1.28, 0.16, 10e6, (12, 35)),
        ("Education", 1.72, 0.21, 20e6, (12, 59)),
        ("Home", 3.43, 0.42, np.inf, (24, 48)),
    ],
)
def test_what_is_granted_follows_income_up_to_a_cap(
    everybody: pd.DataFrame, purpose: str, mean: float, spread: float, cap: float, months: tuple[int, int]
) -> None:
    loans = everybody[everybody["loan_purpose"] == purpose]
    assert loans["sanction_amount"].max() <= cap
    free = loans[loans["income"] * (mean + 4 * spread) < cap]
    granted = free["sanction_amount"] / free["income"]
    assert granted.mean() == pytest.approx(mean, abs=0.01)
    assert granted.std() == pytest.approx(spread, abs=0.01)
    assert (loans["loan_tenure_months"].min(), loans["loan_tenure_months"].max()) == months


def test_what_is_lent_kept_and_paid_out_follows_what_is_granted(everybody: pd.DataFrame) -> None:
    lent = everybody["loan_amount"]
    share = lent / everybody["sanction_amount"]
    assert share.between(0.695, 1.005).all()  # to whole thousands
    assert share.mean() == pytest.approx(0.85, abs=0.01)
    usual = everybody["processing_fee"] <= lent
    assert (everybody["processing_fee"][usual] == lent[usual] * 2 // 100).all()
    assert (everybody["gst"] == lent * 18 // 100).all()
    assert (everybody["net_disbursement"] == lent * 80 // 100).all()


def test_balances_follow_income(everybody: pd.DataFrame) -> None:
    balance = everybody["bank_balance_at_application"] / everybody["income"]
    assert balance.mean() == pytest.approx(0.374, abs=0.005)
    assert balance.std() == pytest.approx(0.092, abs=0.005)
    owed, lent = everybody["principal_outstanding"], everybody["loan_amount"]
    assert (owed <= np.minimum(0.72 * lent, 5e6)).all()
    free = owed < 0.7 * np.minimum(0.72 * lent, 5e6)
    assert (owed / everybody["income"])[free].median() == pytest.approx(0.5, abs=0.03)


def test_loans_are_numbered_in_the_order_of_their_days(everybody: pd.DataFrame) -> None:
    paid_out, first_due = (
        pd.to_datetime(everybody[column], format="%d-%m-%Y") for column in ("disbursal_date", "installment_start_dt")
    )
    assert paid_out.is_monotonic_increasing
    assert everybody["loan_id"].is_monotonic_increasing
    assert (str(paid_out.min().date()), str(paid_out.max().date())) == ("2019-07-24", "2024-07-22")
    assert len(everybody) / paid_out.nunique() == pytest.approx(27, abs=1)
    assert_even((first_due - paid_out).dt.days, 1, 30)


# Bureau


def test_accounts_and_enquiries_are_evenly_spread(everybody: pd.DataFrame) -> None:
    assert_even(everybody["number_of_open_accounts"], 1, 4)
    assert_even(everybody["number_of_closed_accounts"], 0, 2)
    assert_even(everybody["enquiry_count"] - everybody["number_of_open_accounts"], 0, 5)


def test_months_add_up_over_accounts(everybody: pd.DataFrame) -> None:
    """The sum of n draws from 1 … 60 has the mean 30.5 n and the variance n (60² − 1) / 12."""
    for accounts in range(1, 5):
        months = everybody.loc[everybody["number_of_open_accounts"] == accounts, "total_loan_months"]
        assert months.between(accounts, 60 * accounts).all()
        assert months.mean() == pytest.approx(30.5 * accounts, rel=0.02)
        assert months.var() == pytest.approx(accounts * (60**2 - 1) / 12, rel=0.05)


def test_delinquency_has_its_levels_and_never_outlasts_the_loans(everybody: pd.DataFrame) -> None:
    months, days, all_months = (
        everybody[column].to_numpy() for column in ("delinquent_months", "total_dpd", "total_loan_months")
    )
    assert_share((months == 0).mean(), 0.40, len(months))
    assert_share(((months > 0) & (months <= 12)).mean(), 0.51, len(months))
    assert_share((months > 12).mean(), 0.09, len(months))
    assert months.max() == 24
    assert (months <= all_months).all()
    assert ((months <= days) & (days <= 10 * months)).all()
    assert (days[months > 0] / months[months > 0]).mean() == pytest.approx(5.5, abs=0.05)


def test_utilization_has_its_levels(everybody: pd.DataFrame) -> None:
    used = everybody["credit_utilization_ratio"]
    levels = pd.cut(used, [-1, 29, 59, 89, 99], labels=["low", "middle", "high", "full"])
    assert_shares(levels.astype("str"), {"low": 0.4, "middle": 0.3, "high": 0.2, "full": 0.1})
    assert_even(used[used < 30], 0, 29)
