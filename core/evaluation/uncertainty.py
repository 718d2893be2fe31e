"""How sure a model is of a probability of default: its 95 % interval from the covariance of the coefficients.

logit(PD) = x'β with x the terms of the design, so its standard error is √(x'Vx) and the interval is
logistic(x'β ± 1.96 · √(x'Vx)), with V the covariance of β (the usual interval of a logistic regression on the scale
of the log-odds, Hosmer, Lemeshow & Sturdivant 2013, section 1.4).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.evaluation.proportion import NORMAL_95
from core.features import FEATURES, Columns, FloatArray
from core.scorecard import Curve, Scorecard
from core.scoring import Scores, logistic


class Interval(NamedTuple):
    """The limits of a 95 % interval, each of shape (n,)."""

    low: FloatArray
    high: FloatArray


def terms(scorecard: Scorecard, factors: Columns) -> FloatArray:
    """The terms of a scorecard's design, shape (terms, n), in the order of its covariance.

    A row of ones, then for each curve the share of the way from each knot to the next, then for each category of a
    table but its first a row that is 1 where it holds.

    Args:
        scorecard: a model.
        factors: its factors, each of shape (n,).
    """
    rows = [np.ones((1, len(factors[scorecard.factors[0]])))]
    rows += [_steps(curve, factors[name]) for name, curve in scorecard.curves.items()]
    rows += [_indicators(name, list(table), factors[name]) for name, table in scorecard.tables.items()]
    return np.concatenate(rows)


class Uncertainty:
    """A scorecard made ready for telling how sure it is: build once, use for any number of rows."""

    def __init__(self, scorecard: Scorecard) -> None:
        self._scorecard = scorecard
        self._covariance = symmetric(scorecard.covariance)

    def interval(self, scores: Scores, factors: Columns) -> Interval | None:
        """The 95 % interval of the probabilities of default; None for a model that keeps no covariance."""
        if not self._scorecard.covariance:
            return None
        calibration, design = self._scorecard.calibration, terms(self._scorecard, factors)
        variance = np.sum(design * (self._covariance @ design), axis=0)
        margin = NORMAL_95 * np.sqrt(np.maximum(variance, 0.0))
        log_odds = calibration.slope * scores.log_odds + calibration.offset
        return Interval(logistic(log_odds - margin), logistic(log_odds + margin))


def symmetric(triangle: tuple[tuple[float, ...], ...]) -> FloatArray:
    """The whole matrix, shape (terms, terms), from the rows of its lower triangle."""
    matrix = np.zeros((len(triangle), len(triangle)))
    for place, row in enumerate(triangle):
        matrix[place, : place + 1] = matrix[: place + 1, place] = row
    return matrix


def _steps(curve: Curve, values: FloatArray) -> FloatArray:
    knots = np.array(curve.knots)
    shares: FloatArray = (values - knots[:-1, np.newaxis]) / np.diff(knots)[:, np.newaxis]
    return shares if curve.extrapolate and len(knots) == 2 else np.clip(shares, 0.0, 1.0)


def _indicators(name: str, categories: list[str], codes: NDArray[np.intp]) -> FloatArray:
    order = [FEATURES[name].categories.index(category) for category in categories[1:]]
    indicators: FloatArray = (codes == np.array(order, dtype=np.intp)[:, np.newaxis]).astype(float)
    return indicators
