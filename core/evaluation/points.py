"""The points of every factor: what each value does to the score of a borrower who is typical in all else."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.evaluation.uncertainty import symmetric
from core.features import FloatArray
from core.scorecard import Curve, Scorecard
from core.scoring import exact_score, logistic


@dataclass(frozen=True, slots=True)
class FactorPoints:
    """One factor.

    Attributes:
        factor: its name.
        values: the knots of a curve, between which it is straight; or the categories.
        log_odds: of each value against the typical borrower, after calibration.
        points: how far each value moves the score from that of the typical borrower; the higher, the safer.
        standard_error: of the log-odds against those of the first value; empty for a model without a covariance.
    """

    factor: str
    values: tuple[float, ...] | tuple[str, ...]
    log_odds: tuple[float, ...]
    points: tuple[float, ...]
    standard_error: tuple[float, ...]

    @property
    def against_first(self) -> tuple[float, ...]:
        """The log-odds of each value against those of the first, which is what the standard errors are of."""
        return tuple(value - self.log_odds[0] for value in self.log_odds)

    @property
    def errors(self) -> tuple[float | None, ...]:
        """The standard error of each value against the first; None for the first, and without a covariance."""
        return (None, *(self.standard_error[1:] or (None,) * (len(self.values) - 1)))


def points(scorecard: Scorecard) -> tuple[FactorPoints, ...]:
    """The points of every factor, numbers first.

    The typical borrower has every factor at its mean contribution among all borrowers in training.
    """
    covariance, start = symmetric(scorecard.covariance), 1
    found = []
    for name, (values, log_odds, design) in _factors(scorecard):
        part = covariance[start : start + design.shape[1], start : start + design.shape[1]]
        start += design.shape[1]
        errors = np.sqrt(np.maximum(np.sum(design @ part * design, axis=1), 0.0)) if part.size else np.empty(0)
        away = scorecard.calibration.slope * (log_odds - scorecard.reference.get(name, 0.0))
        moved = tuple(_moved(scorecard, away).tolist())
        found.append(FactorPoints(name, values, tuple(away.tolist()), moved, tuple(errors.tolist())))
    return tuple(found)


_Values = tuple[float, ...] | tuple[str, ...]


def _factors(scorecard: Scorecard) -> Iterator[tuple[str, tuple[_Values, FloatArray, FloatArray]]]:
    """Values of each factor, their log-odds, and the terms in which each differs from the first, (values, terms)."""
    for name, curve in scorecard.curves.items():
        yield name, (curve.knots, np.array(curve.log_odds), _steps_taken(curve))
    for name, table in scorecard.tables.items():
        yield name, (tuple(table), np.array(list(table.values())), np.eye(len(table))[:, 1:])


def _steps_taken(curve: Curve) -> FloatArray:
    """At each knot, which steps of the curve lie below it."""
    return np.tri(len(curve.knots), len(curve.knots) - 1, -1)


def _moved(scorecard: Scorecard, away: FloatArray) -> FloatArray:
    typical = scorecard.intercept + sum(scorecard.reference.get(name, 0.0) for name in scorecard.factors)
    calibrated = scorecard.calibration.slope * typical + scorecard.calibration.offset + np.append(0.0, away)
    balanced = logistic(calibrated - scorecard.calibration.base_log_odds)
    scores = exact_score(scorecard.scale, calibrated, balanced)
    moved: FloatArray = scores[1:] - scores[0]
    return moved
