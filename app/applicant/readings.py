"""What the form reads in the values as they are typed: an amount in words, and the ratios derived from it."""

from collections.abc import Mapping

import numpy as np

from app.applicant import wording
from app.applicant.assessment import Assessment
from core.schema import Field, Kind, field

_TO_INCOME = {"loan_amount": "loan_to_income", "bank_balance_at_application": "balance_to_income"}
_HISTORY = {"delinquent_months": "delinquency_ratio", "total_dpd": "avg_dpd_per_delinquency"}
_LEAST_RATIO = 0.01
DECIMALS = 2
"""Of a ratio of the history: one delinquent month of the most there can be is still seen."""


def has_reading(item: Field) -> bool:
    """Whether there may be something to read in a field: in an amount, and in a count that a ratio comes from."""
    return item.kind is Kind.MONEY or item.name in _HISTORY


def readings(assessment: Assessment) -> Mapping[str, str]:
    """What is read, by field; nothing where a value is missing or wrong."""
    values = {name: float(value[0]) for name, value in assessment.factors.items() if np.isfinite(value[0])}
    read = [name for name in assessment.texts if has_reading(field(name)) and name in values]
    sound = [name for name in read if name not in assessment.wrong]
    return {name: _ratio(name, values) if name in _HISTORY else _amount(name, values) for name in sound}


def _amount(name: str, values: Mapping[str, float]) -> str:
    """12.4 lakh · 3.12 × the annual income."""
    parts = [wording.in_words(values[name])]
    ratio = values.get(_TO_INCOME.get(name, ""))
    if ratio is not None:
        times = wording.number(ratio) if ratio >= _LEAST_RATIO else f"less than {_LEAST_RATIO}"
        parts.append(f"{times} × the annual income")
    return " · ".join(part for part in parts if part)


def _ratio(count: str, values: Mapping[str, float]) -> str:
    """Delinquency ratio 18 %. Average 5 days past due."""
    value = values.get(_HISTORY[count])
    if value is None:
        return ""
    said = wording.number(value, DECIMALS)
    if _HISTORY[count] == "delinquency_ratio":
        return f"Delinquency ratio {said} %"
    return f"Average {said} {'day' if said == '1' else 'days'} past due"
