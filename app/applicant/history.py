"""The two ways to give the credit history, and which fields count for each."""

from collections.abc import Sequence
from enum import StrEnum

from core.schema import Field
from core.scorecard import Scorecard

KEY = "history_by"
"""Stands for the chosen way among the texts of a form."""

_RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
_COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")


class Way(StrEnum):
    """What the bureau's report gives."""

    RATIOS = "ratios"
    COUNTS = "counts"


def has_ways(fields: Sequence[Field]) -> bool:
    """Whether a model with these fields leaves a choice."""
    return any(item.name in _RATIOS for item in fields)


def counting(fields: Sequence[Field], scorecard: Scorecard, way: Way) -> list[str]:
    """Names of the fields that are shown, scored and checked.

    By ratios the counts are left out, except one that the model itself scores; by counts the ratios are.
    """
    if not has_ways(fields):
        return [item.name for item in fields]
    left_out = _RATIOS if way is Way.COUNTS else [name for name in _COUNTS if name not in scorecard.factors]
    return [item.name for item in fields if item.name not in left_out]
