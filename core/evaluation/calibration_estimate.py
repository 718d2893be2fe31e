"""How sure the slope and the intercept of a model's calibration are, from the curvature of the likelihood."""

from typing import NamedTuple

import numpy as np

from core.evaluation.calibration import calibration_in_the_large, fit_calibration
from core.evaluation.estimate import Estimate, normal
from core.evaluation.inputs import FloatArray, Outcomes, defaulted, numbers
from core.scoring import logistic


class CalibrationEstimate(NamedTuple):
    """Both figures of a calibration, 1 and 0 for a perfect one.

    Attributes:
        slope: of the outcomes' log-odds by the predicted ones; without limits where all predictions are the same.
        intercept: the shift that makes the mean PD right at slope 1.
    """

    slope: Estimate
    intercept: Estimate


def calibration_estimate(y: Outcomes, log_odds: FloatArray) -> CalibrationEstimate:
    """Slope and intercept with intervals from the inverse information (Cox 1958).

    Args:
        y: outcomes, shape (n,).
        log_odds: logit(PD), shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with log-odds that are not numbers.
    """
    flags = defaulted(y)
    values = numbers(log_odds, flags.size)
    slope, offset = fit_calibration(y, values)
    large = calibration_in_the_large(y, values)
    return CalibrationEstimate(
        _estimate(slope, _spread_about_mean(values, _weights(slope * values + offset)), flags.size),
        _estimate(large, float(_weights(values + large).sum()), flags.size),
    )


def _estimate(value: float, information: float, rows: int) -> Estimate:
    if information <= 0.0:
        return Estimate(value, None, None, rows)
    return normal(value, information**-0.5, rows)


def _weights(log_odds: FloatArray) -> FloatArray:
    """The variance of an outcome of each PD."""
    pd = logistic(log_odds)
    weights: FloatArray = pd * (1.0 - pd)
    return weights


def _spread_about_mean(values: FloatArray, weights: FloatArray) -> float:
    """What the rows tell of the slope where the intercept is unknown, too: the Schur complement of X'WX."""
    total = float(weights.sum())
    if total <= 0.0 or np.ptp(values) == 0.0:
        return 0.0
    middle = float((weights * values).sum()) / total
    return float((weights * (values - middle) ** 2).sum())
