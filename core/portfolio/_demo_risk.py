"""Decides which borrower of the demo portfolio defaults, by one stated equation of risk.

The log-odds of default are a sum over the factors, so that a scorecard can find them again:

- credit utilization and delinquency ratio each follow a bent line (``UTILIZATION_POINTS``, ``DELINQUENCY_POINTS``):
  utilization hardly matters up to 40 per cent, then climbs, rests a little between 60 and 70, and climbs again;
  delinquency climbs fast at first and slower later;
- loan to income counts by its logarithm: a loan twice as large for the income multiplies the odds, whatever its size;
- the youngest and the oldest risk more than those of 40;
- days past due, open accounts, tenure, residence and purpose are linear;
- what the ten standard factors do not see tells a little: enquiries, dependants, bank balance, time at the address,
  loans paid back, length of the history, employment.

The numbers are chosen so that the default rates by utilization and by delinquency are those of the portfolio that this
one resembles, and so that a logistic regression without any bends finds about the coefficients it has there: .15 for a
point of utilization, .11 for one of delinquency, 3.4 for loan to income, ±1.65 for a rented or an owned home.

One offset moves all log-odds so that ``DEFAULT_RATE`` of the portfolio is expected to default. The rest is chance: each
borrower defaults with the probability that results.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit

from core.portfolio._demo_draws import Numbers

DEFAULT_RATE = 0.086
UTILIZATION_POINTS = ((0, 40, 50, 60, 70, 80, 90, 99), (0.0, 0.6, 4.1, 6.4, 7.4, 10.8, 14.2, 18.0))
DELINQUENCY_POINTS = ((0, 10, 30, 50, 75, 100), (0.0, 2.3, 5.6, 9.2, 13.1, 15.8))
LOG_LOAN_TO_INCOME = 11.5
DAYS_PAST_DUE = 0.32
OPEN_ACCOUNT = 0.48
TENURE_MONTH = 0.013
RESIDENCE = {"Owned": -2.45, "Rented": 2.45, "Mortgage": 0.0}
PURPOSE = {"Education": 0.0, "Home": -5.7, "Personal": 5.4, "Auto": 0.0}
AGE_FROM_40 = 0.4  # times the square of the decades from 40
ENQUIRY = 0.35  # each beyond one for an open account
DEPENDANT = 0.25
BALANCE_TO_INCOME = -4.0
YEAR_AT_ADDRESS = -0.02
CLOSED_ACCOUNT = -0.25
HISTORY_MONTH = -0.005
EMPLOYMENT = {"Salaried": 0.0, "Self-Employed": 0.2}


def draw_defaults(
    rng: Generator, customers: pd.DataFrame, loans: pd.DataFrame, bureau: pd.DataFrame
) -> NDArray[np.bool_]:
    """Draw who defaults, one to a row; the rows of the three tables belong together by position."""
    relative = _customer_risk(customers) + _loan_risk(loans, customers["income"]) + _history_risk(bureau)
    probability = expit(relative + _offset(relative))
    return rng.random(len(relative)) < probability


def _customer_risk(customers: pd.DataFrame) -> Numbers:
    decades = (customers["age"] - 40) / 10
    risk = (
        AGE_FROM_40 * decades**2
        + customers["residence_type"].map(RESIDENCE)
        + customers["employment_status"].map(EMPLOYMENT)
        + DEPENDANT * customers["number_of_dependants"]
        + YEAR_AT_ADDRESS * customers["years_at_current_address"]
    )
    return risk.to_numpy(np.float64)


def _loan_risk(loans: pd.DataFrame, income: pd.Series[int]) -> Numbers:
    loan_to_income_log = np.log((loans["loan_amount"] / income).to_numpy(np.float64))
    risk = (
        LOG_LOAN_TO_INCOME * loan_to_income_log
        + TENURE_MONTH * loans["loan_tenure_months"]
        + loans["loan_purpose"].map(PURPOSE)
        + BALANCE_TO_INCOME * loans["bank_balance_at_application"] / income
    )
    numbers: Numbers = risk.to_numpy(np.float64)
    return numbers


def _history_risk(bureau: pd.DataFrame) -> Numbers:
    delinquency = 100 * bureau["delinquent_months"] / bureau["total_loan_months"]
    days_past_due = bureau["total_dpd"] / bureau["delinquent_months"].clip(lower=1)
    risk = (
        np.interp(bureau["credit_utilization_ratio"], *UTILIZATION_POINTS)
        + np.interp(delinquency, *DELINQUENCY_POINTS)
        + DAYS_PAST_DUE * days_past_due
        + OPEN_ACCOUNT * bureau["number_of_open_accounts"]
        + CLOSED_ACCOUNT * bureau["number_of_closed_accounts"]
        + ENQUIRY * (bureau["enquiry_count"] - bureau["number_of_open_accounts"])
        + HISTORY_MONTH * bureau["total_loan_months"]
    )
    return risk.to_numpy(np.float64)


def _offset(relative: Numbers) -> float:
    """The offset at which the mean probability of default is ``DEFAULT_RATE``."""

    def excess(offset: float) -> float:
        return float(expit(relative + offset).mean()) - DEFAULT_RATE

    return float(brentq(excess, -relative.max() - 10, -relative.min() + 10))
