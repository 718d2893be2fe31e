"""A figure that was estimated from rows: its value, its 95 % interval, and from how many rows it comes."""

from dataclasses import dataclass

import numpy as np

from core.evaluation.inputs import FloatArray
from core.evaluation.proportion import NORMAL_95, wilson_interval

_NO_SPREAD = 1e-12  # rounding leaves as much of the spread of values that are all the same


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with how sure it is.

    Attributes:
        value: the figure; None where there are no rows to tell it from.
        low: lower limit of its 95 % interval; None where it cannot be told.
        high: upper limit.
        rows: how many rows it comes from.
    """

    value: float | None
    low: float | None
    high: float | None
    rows: int


def share(part: int, whole: int) -> Estimate:
    """A share of rows with Wilson's interval (Wilson 1927)."""
    if not whole:
        return Estimate(None, None, None, 0)
    low, high = wilson_interval(np.array([part]), np.array([whole]))
    return Estimate(part / whole, float(low[0]), float(high[0]), whole)


def mean(values: FloatArray, lowest: float = -np.inf, highest: float = np.inf) -> Estimate:
    """A mean with normal limits, held within what it can be; no limits where the rows show no spread."""
    if not values.size:
        return Estimate(None, None, None, 0)
    middle = float(values.mean())
    if values.size == 1:
        return Estimate(middle, None, None, 1)
    return normal(middle, float(values.std(ddof=1)) / values.size**0.5, values.size, lowest, highest)


def normal(
    value: float, standard_error: float, rows: int, lowest: float = -np.inf, highest: float = np.inf
) -> Estimate:
    """A figure with normal limits, held within what it can be; none without a standard error, which is never sure."""
    if standard_error <= _NO_SPREAD:
        return Estimate(value, None, None, rows)
    reach = NORMAL_95 * standard_error
    return Estimate(value, max(value - reach, lowest), min(value + reach, highest), rows)
