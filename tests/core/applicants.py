"""Applicants for tests of the checks, models to check them for, and what the checks say about one of them."""

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from core.features import FEATURES, Columns
from core.findings import Findings, Status
from core.schema import field
from core.scorecard import Curve, Scorecard, UnseenPair
from core.validation import check
from tests.core.factories import linear_scorecard

NAN = math.nan
LINE = Curve((0.0, 1.0), (0.0, 0.1))
PLAIN = replace(linear_scorecard(), training_ranges={}, golden_rows=())
"""A model that knows no training ranges, so that only what is wrong is found."""
PAIR = UnseenPair("loan_purpose", "Home", "loan_type", "Unsecured")
RANGED = replace(linear_scorecard(), unseen_pairs=(PAIR,), golden_rows=())
EXTENDED = replace(
    PLAIN,
    curves={name: LINE for name, feature in FEATURES.items() if not feature.categories},
    tables={name: dict.fromkeys(feature.categories, 0.0) for name, feature in FEATURES.items() if feature.categories},
)
"""A model of every factor there is."""

COUNTED = {
    "age": 35.0, "income": 12e5, "residence_type": 0, "employment_status": 0, "number_of_dependants": 2.0,
    "years_at_current_address": 4.5, "loan_amount": 9e5, "loan_tenure_months": 24.0, "loan_purpose": 1, "loan_type": 0,
    "bank_balance_at_application": 5e4, "credit_utilization_ratio": 40.0, "number_of_open_accounts": 2.0,
    "number_of_closed_accounts": 1.0, "enquiry_count": 3.0,
    "total_loan_months": 40.0, "delinquent_months": 4.0, "total_dpd": 12.0,
}  # fmt: skip
"""Somebody whom every model scores without a second look; the history as counts."""
COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
RATED = {
    **{name: value for name, value in COUNTED.items() if name not in COUNTS},
    **dict(zip(RATIOS, (10.0, 3.0), strict=True)),
}
"""The same person; the history as ratios."""
NOTHING = dict.fromkeys((*COUNTS, *RATIOS), NAN)


class Verdict(NamedTuple):
    """What the checks say about one row."""

    status: Status
    scorable: bool
    told: list[tuple[str, str]]


def columns_of(*applicants: dict[str, float]) -> Columns:
    return {
        name: np.array([each[name] for each in applicants], dtype=np.intp if field(name).is_category else np.float64)
        for name in applicants[0]
    }


def verdict(findings: Findings, row: int = 0) -> Verdict:
    told = [(each.field, each.sentence(row)) for each in findings.found if row in each.rows.tolist()]
    return Verdict(list(Status)[findings.status()[row]], bool(findings.scorable()[row]), told)


def judged(applicant: dict[str, float], scorecard: Scorecard = PLAIN, texts: dict[str, str] | None = None) -> Verdict:
    text_of = None if texts is None else lambda name, _row: texts[name]
    return verdict(check(columns_of(applicant), scorecard, text_of))


def rejected(*told: tuple[str, str]) -> Verdict:
    return Verdict(Status.REJECTED, False, list(told))


FINE = Verdict(Status.SCORED, True, [])
