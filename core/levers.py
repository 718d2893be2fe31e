"""What an applicant may change to score better: which fields, in which steps and how far.

Never age, income, residence, purpose or type of the loan: nobody is told to become somebody else.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.features import FloatArray
from core.history import COUNTS, LEAST_DAYS, RATIOS
from core.schema import field
from core.scorecard import Scorecard, TrainingRange

IntArray = NDArray[np.int64]
Inputs = Mapping[str, float]
"""One applicant by field name; NaN where missing."""

_MOST_VALUES = 1000
"""A longer range of values is tried with so many of them first …"""
_MOST_BETWEEN = 64
"""… and then with so many between the two that matter."""
_DECIMALS = 6
"""After which a multiple of a step counts as whole."""
_MONTHS, _DELINQUENT, _DPD = COUNTS
_RATIO, _AVERAGE = RATIOS
_EVERYTHING = TrainingRange(-math.inf, math.inf)
_MOST_MONEY = field("income").maximum


@dataclass(frozen=True, slots=True)
class Lever:
    """A field that may change.

    Attributes:
        field: of the schema.
        factor: of the model; in proportion to the field.
        step: the field takes whole multiples of it, as people say its values.
        both_ways: whether it may grow as well.
        least: smallest value of the factor that makes sense.
    """

    field: str
    factor: str
    step: float = 1.0
    both_ways: bool = False
    least: float = -math.inf


LOAN_AMOUNT = Lever("loan_amount", "loan_to_income", step=1000.0)
TENURE = Lever("loan_tenure_months", "loan_tenure_months", both_ways=True)
_CREDIT = (
    Lever("credit_utilization_ratio", "credit_utilization_ratio"),
    Lever("number_of_open_accounts", "number_of_open_accounts"),
)
_BY_RATIOS = (Lever(_RATIO, _RATIO), Lever(_AVERAGE, _AVERAGE, step=0.1, least=LEAST_DAYS))
BY_COUNTS = (Lever(_DELINQUENT, _RATIO), Lever(_DPD, _AVERAGE, least=LEAST_DAYS))


def levers(inputs: Inputs, scorecard: Scorecard) -> list[Lever]:
    """The fields of an applicant that may change and that the model takes notice of.

    A history given both ways, with figures that differ, is left alone.
    """
    rated = any(_is_given(inputs, name) for name in RATIOS)
    counted = all(_is_given(inputs, name) for name in COUNTS)
    history = () if rated == counted else _BY_RATIOS if rated else BY_COUNTS
    return [
        lever
        for lever in (LOAN_AMOUNT, TENURE, *_CREDIT, *history)
        if lever.factor in scorecard.curves and _is_given(inputs, lever.field)
    ]


def all_values(lever: Lever, inputs: Inputs, scorecard: Scorecard) -> IntArray:
    """Multiples of the step within the ranges of schema and training, increasing; those that matter of very many."""
    low, high = _bounds(lever, inputs, scorecard)
    return _values(low, high, _turns(lever, inputs, scorecard))


def other_values(lever: Lever, inputs: Inputs, scorecard: Scorecard) -> IntArray:
    """The same without the present value, and only below it where the field may not grow."""
    low, high = _bounds(lever, inputs, scorecard)
    now = round(inputs[lever.field] / lever.step, _DECIMALS)
    most = high if lever.both_ways else min(high, math.ceil(now) - 1)
    values = _values(low, most, _turns(lever, inputs, scorecard))
    others: IntArray = values[values != now]
    return others


def most_in_training(lever: Lever, inputs: Inputs, scorecard: Scorecard) -> int | None:
    """The largest multiple of the step that training has seen; None where the field itself ends before."""
    limits, scale = scorecard.training_ranges.get(lever.factor), _scale(lever, inputs)
    if limits is None or math.isnan(scale) or limits.maximum * scale > field(lever.field).maximum:
        return None
    return math.floor(round(limits.maximum * scale / lever.step, _DECIMALS))


def between(low: int, high: int) -> IntArray:
    """Whole numbers from low to high, evenly spread; all of them where they are few."""
    return spread(low, high, _MOST_BETWEEN)


def changes(lever: Lever, steps: IntArray, inputs: Inputs) -> dict[str, FloatArray]:
    """The values of the field at these multiples of its step, and of what goes along with it.

    Fewer delinquent months take their days past due along, rounded down, so that the average does not rise; nobody
    without delinquency has days past due, and whoever comes to have delinquency has a day of it in each month.
    """
    values = np.round(steps * lever.step, 1)
    if lever.field == _DELINQUENT:
        months, days = (inputs[_DELINQUENT], inputs[_DPD]) if inputs[_DELINQUENT] else (1.0, LEAST_DAYS)
        return {_DELINQUENT: values, _DPD: np.floor(values * days / months)}
    if lever.field == _RATIO and _is_given(inputs, _AVERAGE):
        return {_RATIO: values, _AVERAGE: np.where(values == 0, 0.0, inputs[_AVERAGE] or LEAST_DAYS)}
    return {lever.field: values}


def _values(low: int, high: int, turns: FloatArray) -> IntArray:
    """Whole numbers from low to high: all of them, or evenly spread ones and those beside the turns of a curve."""
    even = spread(low, high, _MOST_VALUES)
    if len(even) < _MOST_VALUES:
        return even
    beside = np.clip((np.floor(turns), np.ceil(turns)), low, high).astype(np.int64)
    return np.union1d(even, beside)


def spread(low: int, high: int, most: int) -> IntArray:
    """Whole numbers from low to high, evenly spread; all of them where there are less than ``most``."""
    if high - low < most:
        return np.arange(low, high + 1, dtype=np.int64)
    return np.linspace(low, high, most).astype(np.int64)


def _bounds(lever: Lever, inputs: Inputs, scorecard: Scorecard) -> tuple[int, int]:
    """Smallest and largest multiple of the step; the second below the first where there is none."""
    scale, item = _scale(lever, inputs), field(lever.field)
    if math.isnan(scale):
        return 1, 0
    limits = scorecard.training_ranges.get(lever.factor, _EVERYTHING)
    ends = (max(limits.minimum, lever.least) * scale, limits.maximum * scale)
    low, high = (round(min(max(end, item.minimum), item.maximum) / lever.step, _DECIMALS) for end in ends)
    return math.ceil(low), math.floor(high)


def _turns(lever: Lever, inputs: Inputs, scorecard: Scorecard) -> FloatArray:
    """Where the curve of the factor turns, in multiples of the step."""
    turns: FloatArray = np.array(scorecard.curves[lever.factor].knots) * (_scale(lever, inputs) / lever.step)
    return turns


def _scale(lever: Lever, inputs: Inputs) -> float:
    """The field's value where the factor is 1; NaN where that is no positive amount, or nothing is there to change."""
    scales = {
        LOAN_AMOUNT.field: inputs.get("income", math.nan),
        _DELINQUENT: inputs.get(_MONTHS, math.nan) / 100.0,
        _DPD: inputs.get(_DELINQUENT, math.nan),
        _AVERAGE: math.nan if inputs.get(_RATIO) == 0 else 1.0,
    }
    scale = scales.get(lever.field, 1.0)
    return scale if 0 < scale <= _MOST_MONEY else math.nan


def _is_given(inputs: Inputs, name: str) -> bool:
    return math.isfinite(inputs.get(name, math.nan))
