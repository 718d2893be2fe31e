"""Who defaults in the demo portfolio: about the borrowers who do in the portfolio it resembles.

Expected figures: those of the portfolio of 50,000 borrowers that the demo is modelled on, rounded.
"""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from tests.core.portfolio.shares import assert_share


def test_the_default_rate_is_that_of_the_portfolio(everybody: pd.DataFrame) -> None:
    assert_share(everybody["default"].mean(), 0.086, len(everybody), rounding=0.0005)


@pytest.mark.parametrize(
    ("low", "high", "rate"),
    [(40, 50, 2.1), (50, 60, 4.6), (60, 70, 5.8), (70, 80, 11.5), (80, 90, 25.9), (90, 100, 48.6)],
)
def test_default_rates_by_utilization_are_those_of_the_portfolio(
    everybody: pd.DataFrame, low: int, high: int, rate: float
) -> None:
    used = everybody["credit_utilization_ratio"]
    defaults = everybody["default"][(used >= low) & (used < high)]
    assert_share(defaults.mean(), rate / 100, len(defaults), rounding=0.0005)


def test_default_rates_below_forty_per_cent_of_utilization_are_low_and_level(everybody: pd.DataFrame) -> None:
    tens = everybody["credit_utilization_ratio"] // 10
    rates = everybody["default"].groupby(tens).mean()[:4]
    assert rates.between(0.009, 0.017).all()


@pytest.mark.parametrize(
    ("low", "high", "rate"),
    [
        (-1, 0, 3.2), (0, 5, 6.0), (5, 15, 8.7), (15, 30, 12), (30, 40, 18), (40, 50, 23), (50, 75, 33.5),
        (75, 100, 57.6),
    ],
)  # fmt: skip
def test_default_rates_by_delinquency_are_those_of_the_portfolio(
    everybody: pd.DataFrame, low: int, high: int, rate: float
) -> None:
    ratio = 100 * everybody["delinquent_months"] / everybody["total_loan_months"]
    defaults = everybody["default"][(ratio > low) & (ratio <= high)]
    assert_share(defaults.mean(), rate / 100, len(defaults), rounding=0.0005 if rate % 1 else 0.005)


def test_a_plain_logistic_regression_finds_about_the_known_coefficients(everybody: pd.DataFrame) -> None:
    """Independent oracle: scikit-learn on raw units finds the portfolio's coefficients, and its AUC of about .984."""
    known = everybody.dropna(subset="residence_type")
    months, purpose, home = known["delinquent_months"], known["loan_purpose"], known["residence_type"]
    factors: dict[str, tuple[pd.Series[Any], float, float]] = {  # values, coefficient, how far it may be off
        "utilization": (known["credit_utilization_ratio"], 0.148, 0.03),
        "delinquency": (100 * months / known["total_loan_months"], 0.109, 0.02),
        "loan to income": (known["loan_amount"] / known["income"], 3.36, 0.5),
        "days past due": (known["total_dpd"] / months.clip(lower=1), 0.215, 0.04),
        "open accounts": (known["number_of_open_accounts"], 0.26, 0.08),
        "tenure": (known["loan_tenure_months"], 0.008, 0.01),
        "owned": (home == "Owned", -1.65, 0.4),
        "rented": (home == "Rented", 1.65, 0.4),
        "education": (purpose == "Education", 0.93, 0.4),
        "home loan": (purpose == "Home", -2.51, 0.4),
        "personal": (purpose == "Personal", 1.66, 0.4),
    }
    matrix = np.column_stack([values for values, _, _ in factors.values()]).astype(float)
    model = LogisticRegression(C=1e6, solver="newton-cholesky", max_iter=200).fit(matrix, known["default"])
    for name, found in zip(factors, model.coef_[0], strict=True):
        _, expected, tolerance = factors[name]
        assert found == pytest.approx(expected, abs=tolerance), name
    assert roc_auc_score(known["default"], model.decision_function(matrix)) == pytest.approx(0.984, abs=0.003)
