"""The factors a model may use, and the ratios derived from what an applicant gives.

A ratio with a zero denominator is not 0, which would make an applicant without income look safest; it is NaN,
and ``core.validation`` says why such a row is not scored. The one true zero is the average of days past due of
somebody who was never delinquent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import schema

FloatArray = NDArray[np.float64]
Columns = Mapping[str, NDArray[Any]]
"""Inputs or factors by name, each of shape (n,).

Numbers are float64, NaN where missing. Categories are integer codes: the position in ``Field.categories``,
``MISSING`` or ``UNKNOWN``.
"""
MISSING = -1
UNKNOWN = -2


@dataclass(frozen=True, slots=True)
class Feature:
    """A factor of a model: an input of the schema, or a ratio of inputs.

    Attributes:
        name: column name and key of the factor in a scorecard.
        label: what people read.
        unit: unit of its values; empty for categories.
        inputs: the fields of the schema it is computed from.
        adverse: why it counts against an applicant, as a principal reason in plain words. It tells high from low only
            where a model could not sensibly turn that round; else it must be true of both.
        adverse_of: the same for each category that has words of its own.
    """

    name: str
    label: str
    unit: str
    inputs: tuple[str, ...]
    adverse: str
    adverse_of: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def categories(self) -> tuple[str, ...]:
        """The values of a category; empty for a number."""
        return schema.field(self.name).categories if schema.is_field(self.name) else ()

    @property
    def sentences(self) -> dict[str, str]:
        """What is told of it by the name of each sentence: the factor, then each category with words of its own."""
        own = {f"{self.name}={category}": text for category, text in self.adverse_of.items()}
        return {self.name: self.adverse, **own}


def _plain(name: str, adverse: str, adverse_of: Mapping[str, str] | None = None) -> Feature:
    known = schema.field(name)
    return Feature(name, known.label, known.unit, (name,), adverse, adverse_of or {})


_HISTORY_COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")

_STANDARD = (
    _plain("age", "Applicants of this age carry a higher risk"),
    _plain("loan_tenure_months", "Loans of this length carry a higher risk"),
    _plain("number_of_open_accounts", "Applicants with this many open loan accounts carry a higher risk"),
    _plain("credit_utilization_ratio", "Share of the credit lines in use is high"),
    Feature("loan_to_income", "Loan to income", "×", ("loan_amount", "income"), "Loan is large for the income"),
    Feature(
        "delinquency_ratio", "Delinquency ratio", "%", ("delinquency_ratio", *_HISTORY_COUNTS),
        "Payments on past loans were overdue in many months",
    ),
    Feature(
        "avg_dpd_per_delinquency", "Average days past due", "days", ("avg_dpd_per_delinquency", *_HISTORY_COUNTS),
        "Payment delays in the past were long",
    ),
    _plain(
        "residence_type", "This type of residence carries a higher risk than ownership", {
            "Rented": "Applicants who rent their home carry a higher risk",
            "Mortgage": "Applicants with a mortgage on their home carry a higher risk",
        },
    ),
    _plain("loan_purpose", "Loans for this purpose carry a higher risk than others"),
    _plain("loan_type", "No security is pledged for the loan"),
)  # fmt: skip

_EXTRA = (
    _plain("income", "Applicants with this level of income carry a higher risk"),
    _plain("number_of_dependants", "Applicants with this many dependants carry a higher risk"),
    _plain("years_at_current_address", "Applicants who have been this long at their address carry a higher risk"),
    _plain("employment_status", "Applicants with this type of employment carry a higher risk"),
    Feature(
        "balance_to_income", "Bank balance to income", "×", ("bank_balance_at_application", "income"),
        "Applicants with this bank balance for their income carry a higher risk",
    ),
    _plain("number_of_closed_accounts", "Applicants who have paid back this many loans carry a higher risk"),
    _plain("enquiry_count", "Applicants with this many enquiries by lenders carry a higher risk"),
    _plain("total_loan_months", "Applicants with a credit history of this length carry a higher risk"),
)  # fmt: skip

FEATURES: dict[str, Feature] = {feature.name: feature for feature in _STANDARD + _EXTRA}
STANDARD_FEATURES: tuple[str, ...] = tuple(feature.name for feature in _STANDARD)
"""The reference's factors."""
EXTENDED_FEATURES: tuple[str, ...] = tuple(FEATURES)
"""Every factor known on the day of application that is neither an identifier nor protected (gender, marital status)."""
RISING_FEATURES = ("credit_utilization_ratio", "loan_to_income", "delinquency_ratio", "avg_dpd_per_delinquency")
"""Where a bank expects that risk never falls as the number grows, and could not explain a decline that says otherwise;
both ratios of the history are delinquency, how often and how long."""

_RATIOS = {
    "loan_to_income": ("loan_amount", "income", 1.0),
    "balance_to_income": ("bank_balance_at_application", "income", 1.0),
}
_HISTORY = ("delinquency_ratio", "avg_dpd_per_delinquency")


def ratio(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """Divide element by element; NaN where the denominator is not positive or the result is no finite number."""
    with np.errstate(all="ignore"):
        result: FloatArray = np.divide(numerator, denominator)
        result[~((denominator > 0) & np.isfinite(denominator) & np.isfinite(result))] = np.nan
    return result


def derive(columns: Columns) -> dict[str, NDArray[Any]]:
    """Add the ratios that the given inputs allow.

    A history ratio that is given is kept where it has a value; elsewhere it is computed from the bureau counts.

    Args:
        columns: inputs, each of shape (n,).

    Returns:
        The same columns (not copied) with ``loan_to_income``, ``balance_to_income``, ``delinquency_ratio`` (per
        cent) and ``avg_dpd_per_delinquency`` (days) where their inputs are present.
    """
    derived = dict(columns)
    for name, (numerator, denominator, factor) in _RATIOS.items():
        if name not in derived and numerator in derived and denominator in derived:
            derived[name] = factor * ratio(derived[numerator], derived[denominator])
    if all(name in derived for name in _HISTORY_COUNTS):
        _add_history(derived)
    return derived


def _add_history(derived: dict[str, NDArray[Any]]) -> None:
    months, delinquent, dpd = (derived[name] for name in _HISTORY_COUNTS)
    average = np.where((delinquent == 0) & (dpd == 0) & (months > 0), 0.0, ratio(dpd, delinquent))
    with np.errstate(over="ignore"):  # ratio() refuses what is beyond all numbers
        share = ratio(100.0 * delinquent, months)
    computed = {"delinquency_ratio": share, "avg_dpd_per_delinquency": average}
    for name in _HISTORY:
        given = derived.get(name)
        derived[name] = computed[name] if given is None else np.where(np.isnan(given), computed[name], given)
