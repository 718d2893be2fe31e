"""Draws people, loans and bureau records whose distributions are those of a bank's real portfolio."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Levels = tuple[tuple[int, ...], tuple[int, ...], tuple[float, ...]]
"""The lowest number, the highest number and the weight of each level."""

THOUSAND = 1_000
CITIES = (
    ("Mumbai", "Maharashtra", 400001),
    ("Delhi", "Delhi", 110001),
    ("Bengaluru", "Karnataka", 560001),
    ("Hyderabad", "Telangana", 500001),
    ("Chennai", "Tamil Nadu", 600001),
    ("Kolkata", "West Bengal", 700001),
    ("Pune", "Maharashtra", 411001),
    ("Ahmedabad", "Gujarat", 380001),
    ("Jaipur", "Rajasthan", 302001),
    ("Lucknow", "Uttar Pradesh", 226001),
)
MALE_SHARE = 0.60
EMPLOYMENTS = ("Salaried", "Self-Employed")
EMPLOYMENT_WEIGHTS = (36, 64)
AGE_MEAN = (36.4, 41.4)  # in the order of EMPLOYMENTS
AGE_SPREAD = 9.5
INCOME_SHARES = (0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 1.0)
INCOME_QUANTILES = (  # rupees a year at INCOME_SHARES, in the order of EMPLOYMENTS
    (100e3, 206e3, 308e3, 623e3, 1.347e6, 2.499e6, 5.402e6, 8.641e6, 12e6),
    (100e3, 272e3, 444e3, 966e3, 2.237e6, 3.556e6, 7.182e6, 9.552e6, 12e6),
)
MARRIED_SHARE = ((25, 51), (0.20, 0.74))  # at these ages; linear between
RENTED_SHARE = ((25, 26, 40, 61), (0.31, 0.255, 0.195, 0.10))
MORTGAGE_SHARE = 0.255  # of those over 25; nobody younger has one
DEPENDANTS = {"Married": ((2, 3, 4, 5), (25, 44, 22, 8)), "Single": ((0, 1, 2), (61, 30, 10))}
MOST_YEARS_AT_ADDRESS = 31

PURPOSES = ("Personal", "Home", "Auto", "Education")
PURPOSE_WEIGHTS = (35, 30, 20, 15)
SANCTION_TO_INCOME = ((0.86, 0.11), (3.43, 0.42), (1.28, 0.16), (1.72, 0.21))  # mean, sd; in the order of PURPOSES
LOAN_TO_SANCTION = (0.70, 1.00)
SANCTION_CAP = (5e6, np.inf, 10e6, 20e6)
TENURE_MONTHS = ((6, 23), (24, 48), (12, 35), (12, 59))
BALANCE_TO_INCOME = (0.374, 0.092)
OUTSTANDING_TO_INCOME = (0.5, 0.08)
OUTSTANDING_CAP = 5e6
OUTSTANDING_TO_LOAN_CAP = 0.72
FIRST_DAY = date(2019, 7, 24)
LAST_DAY = date(2024, 7, 22)
LONGEST_WAIT_DAYS = 30

UTILIZATION: Levels = ((0, 30, 60, 90), (29, 59, 89, 99), (40, 30, 20, 10))
DELINQUENT_MONTHS: Levels = ((0, 1, 13), (0, 12, 24), (39.9, 50.6, 9.5))
MOST_OPEN_ACCOUNTS = 4
LONGEST_ACCOUNT_MONTHS = 60
MOST_DAYS_PAST_DUE = 10


def draw_customers(rng: Generator, rows: int) -> pd.DataFrame:
    """Draw people, one to a row, without an id; money in rupees a year, ages and times in years."""
    self_employed = _weighted(rng, EMPLOYMENT_WEIGHTS, rows)
    age = _whole(rng.normal(np.array(AGE_MEAN)[self_employed], AGE_SPREAD)).clip(18, 70)
    marital = np.where(rng.random(rows) < np.interp(age, *MARRIED_SHARE), "Married", "Single")
    columns = {
        "age": age,
        "gender": np.where(rng.random(rows) < MALE_SHARE, "M", "F"),
        "employment_status": np.array(EMPLOYMENTS)[self_employed],
        "income": _incomes(rng, self_employed),
        "marital_status": marital,
        "number_of_dependants": _dependants(rng, marital),
        "residence_type": _residences(rng, age),
        "years_at_current_address": rng.integers(1, MOST_YEARS_AT_ADDRESS, size=rows, endpoint=True),
    }
    return pd.DataFrame(columns | _places(rng, rows))


def draw_loans(rng: Generator, income: Whole) -> pd.DataFrame:
    """Draw one loan for each yearly income in rupees, in the order of their dates, without ids."""
    rows = len(income)
    purpose = _weighted(rng, PURPOSE_WEIGHTS, rows)
    amounts = _amounts(rng, income, purpose)
    shortest, longest = np.array(TENURE_MONTHS)[purpose].T
    columns = {
        "loan_purpose": np.array(PURPOSES)[purpose],
        "loan_type": np.where(purpose == PURPOSES.index("Personal"), "Unsecured", "Secured"),
        **amounts,
        "loan_tenure_months": rng.integers(shortest, longest, endpoint=True),
        "principal_outstanding": _outstanding(rng, income, amounts["loan_amount"]),
        "bank_balance_at_application": _whole(income * rng.normal(*BALANCE_TO_INCOME, rows).clip(0.01)),
    }
    return pd.DataFrame(columns | _dates(rng, rows))


def draw_bureau(rng: Generator, rows: int) -> pd.DataFrame:
    """Draw credit histories, one to a row, without an id: accounts, months, days past due and utilization per cent."""
    open_accounts = rng.integers(1, MOST_OPEN_ACCOUNTS, size=rows, endpoint=True)
    months = _sum_of(rng, open_accounts, MOST_OPEN_ACCOUNTS, LONGEST_ACCOUNT_MONTHS)
    delinquent = np.minimum(_levels(rng, DELINQUENT_MONTHS, rows), months)
    return pd.DataFrame(
        {
            "number_of_open_accounts": open_accounts,
            "number_of_closed_accounts": rng.integers(0, 2, size=rows, endpoint=True),
            "total_loan_months": months,
            "delinquent_months": delinquent,
            "total_dpd": _sum_of(rng, delinquent, DELINQUENT_MONTHS[1][-1], MOST_DAYS_PAST_DUE),
            "enquiry_count": open_accounts + rng.integers(0, 5, size=rows, endpoint=True),
            "credit_utilization_ratio": _levels(rng, UTILIZATION, rows),
        }
    )


def _incomes(rng: Generator, self_employed: Whole) -> Whole:
    """Incomes by inverting their distribution, which is log-linear between the known quantiles."""
    share = rng.random(len(self_employed))
    logs = [np.interp(share, INCOME_SHARES, np.log(quantiles)) for quantiles in INCOME_QUANTILES]
    return _thousands(np.exp(np.where(self_employed == 1, logs[1], logs[0])))


def _dependants(rng: Generator, marital: NDArray[np.str_]) -> Whole:
    drawn = {
        status: np.array(numbers)[_weighted(rng, weights, len(marital))]
        for status, (numbers, weights) in DEPENDANTS.items()
    }
    dependants: Whole = np.where(marital == "Married", drawn["Married"], drawn["Single"])
    return dependants


def _residences(rng: Generator, age: Whole) -> NDArray[np.str_]:
    draw = rng.random(len(age))
    rented = np.interp(age, *RENTED_SHARE)
    mortgaged = rented + np.where(age > 25, MORTGAGE_SHARE, 0.0)
    return np.where(draw < rented, "Rented", np.where(draw < mortgaged, "Mortgage", "Owned"))


def _places(rng: Generator, rows: int) -> dict[str, NDArray[Any]]:
    place = rng.integers(len(CITIES), size=rows)
    columns = zip(*CITIES, strict=True)
    return {name: np.array(column)[place] for name, column in zip(("city", "state", "zipcode"), columns, strict=True)}


def _amounts(rng: Generator, income: Whole, purpose: Whole) -> dict[str, Whole]:
    """What is granted, lent, kept as fee and tax, and paid out, in rupees."""
    mean, spread = np.array(SANCTION_TO_INCOME)[purpose].T
    sanction = _thousands(np.minimum(income * rng.normal(mean, spread), np.array(SANCTION_CAP)[purpose]))
    loan = _thousands(sanction * rng.uniform(*LOAN_TO_SANCTION, len(income)))
    return {
        "sanction_amount": sanction,
        "loan_amount": loan,
        "processing_fee": loan * 2 // 100,
        "gst": loan * 18 // 100,
        "net_disbursement": loan * 80 // 100,
    }


def _outstanding(rng: Generator, income: Whole, loan: Whole) -> Whole:
    owed: Numbers = income * rng.normal(*OUTSTANDING_TO_INCOME, len(income)).clip(0.0)
    capped: Numbers = np.minimum(np.minimum(owed, OUTSTANDING_TO_LOAN_CAP * loan), OUTSTANDING_CAP)
    lowered: Whole = np.floor(capped).astype(np.int64)
    return lowered


def _dates(rng: Generator, rows: int) -> dict[str, NDArray[np.str_]]:
    """Days of disbursal, rising, and of the first instalment, as dd-mm-yyyy."""
    span = (LAST_DAY - FIRST_DAY).days
    calendar = np.array([f"{FIRST_DAY + timedelta(day):%d-%m-%Y}" for day in range(span + LONGEST_WAIT_DAYS + 1)])
    day = np.sort(rng.integers(0, span, size=rows, endpoint=True))
    due = day + rng.integers(1, LONGEST_WAIT_DAYS, size=rows, endpoint=True)
    return {"disbursal_date": calendar[day], "installment_start_dt": calendar[due]}


def _levels(rng: Generator, levels: Levels, rows: int) -> Whole:
    """Choose a level by its weight, then a whole number evenly within it."""
    lowest, highest, weights = levels
    level = _weighted(rng, weights, rows)
    return rng.integers(np.array(lowest)[level], np.array(highest)[level], endpoint=True)


def _sum_of(rng: Generator, counts: Whole, most: int, highest: int) -> Whole:
    """For each row the sum of as many draws from 1 … ``highest`` as ``counts`` says, at most ``most``."""
    total = np.zeros(len(counts), dtype=np.int64)
    for number in range(most):
        draw = rng.integers(1, highest, size=len(counts), dtype=np.int8, endpoint=True)
        total += np.where(number < counts, draw, 0)
    return total


def _weighted(rng: Generator, weights: tuple[float, ...], rows: int) -> Whole:
    """Positions 0 … of ``weights``, each as often as its weight says."""
    shares = np.array(weights, dtype=np.float64)
    return rng.choice(len(weights), size=rows, p=shares / shares.sum())


def _whole(values: Numbers) -> Whole:
    return np.rint(values).astype(np.int64)


def _thousands(rupees: Numbers) -> Whole:
    return _whole(rupees / THOUSAND) * THOUSAND
