"""Applicants as texts of the form, and what a model says to them."""

from dataclasses import replace

from app.applicant import assessment
from app.applicant.assessment import Assessment
from app.services.active_model import ReadyModel
from core.golden import with_golden_rows
from core.scorecard import Scorecard, TrainingRange
from tests.core.applicants import EXTENDED
from tests.core.factories import linear_scorecard

GROWN = with_golden_rows(
    replace(EXTENDED, training_ranges={name: TrainingRange(0.0, 1e12) for name in EXTENDED.curves})
)
"""A model of every factor there is, which has seen everything."""
_READY = ReadyModel.of(linear_scorecard())

COUNTED = {
    "age": "35", "income": "12,00,000", "residence_type": "Owned", "loan_amount": "9,00,000",
    "loan_tenure_months": "24", "loan_purpose": "Auto", "loan_type": "Secured", "credit_utilization_ratio": "40",
    "number_of_open_accounts": "2", "total_loan_months": "40", "delinquent_months": "4", "total_dpd": "12",
}  # fmt: skip
"""Somebody whom a model scores without a second look; the history as counts."""
RATED = {name: text for name, text in COUNTED.items() if not name.startswith(("total", "delinquent"))} | {
    "delinquency_ratio": "10",
    "avg_dpd_per_delinquency": "3",
}
"""The same person; the history as ratios."""


def assess(texts: dict[str, str], scorecard: Scorecard | None = None) -> Assessment:
    return assessment.assess(texts, ReadyModel.of(scorecard) if scorecard else _READY)
