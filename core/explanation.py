"""Why a score is what it is: each factor's contribution against a reference population, and adverse reasons.

Contribution of factor j: c_j = Σ β_k (x_k − μ_k) over the terms of the factor, with μ the reference population
(US Regulation B, 12 CFR 1002.9(b)(2) and its commentary: the factors actually scored, at most four reasons).
Σ c_j = LO(x) − LO(reference).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.features import FEATURES, FloatArray
from core.scorecard import Scorecard
from core.scoring import Scores, exact_score, logistic

MOST_REASONS = 4
_SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Reason:
    """What one factor did to one applicant's score.

    Attributes:
        factor: name of the factor.
        label: what people read.
        log_odds: contribution against the reference population; positive is adverse.
        points: the same on the score; negative is adverse. All factors' points add up to the score gap.
        text: the factor as a principal reason in plain words.
    """

    factor: str
    label: str
    log_odds: float
    points: float
    text: str


def differences(scorecard: Scorecard, contributions: FloatArray) -> FloatArray:
    """Contributions against the reference population, log-odds, shape (factors, n); positive is adverse."""
    reference = np.array([scorecard.reference.get(name, 0.0) for name in scorecard.factors])
    result: FloatArray = contributions - reference[:, np.newaxis]
    return result


def reference_score(scorecard: Scorecard) -> float:
    """Score, before rounding, of somebody who has every factor at the reference population's mean contribution."""
    return float(_exact(scorecard, np.array([_reference_log_odds(scorecard)]))[0])


def reasons(scorecard: Scorecard, scores: Scores, row: int = 0) -> list[Reason]:
    """All factors of one applicant, the most adverse first.

    A factor's points are its share of the score gap in proportion to its log-odds, so they add up to
    ``scores.exact_score − reference_score`` exactly; where the gap vanishes, the score's slope takes its place.
    """
    log_odds = differences(scorecard, scores.contributions)[:, row]
    per_unit = _points_per_log_odds(scorecard, float(scores.log_odds[row]))
    found = [
        Reason(name, FEATURES[name].label, float(value), float(per_unit * value), FEATURES[name].adverse)
        for name, value in zip(scorecard.factors, log_odds, strict=True)
    ]
    return sorted(found, key=lambda reason: -reason.log_odds)


def adverse(found: list[Reason], most: int = MOST_REASONS) -> list[Reason]:
    """The principal reasons: those that count against the applicant, strongest first, at most ``most``."""
    return [reason for reason in found if reason.log_odds > _SMALL][:most]


def adverse_codes(scorecard: Scorecard, scores: Scores, most: int = MOST_REASONS) -> NDArray[np.intp]:
    """Positions in ``Scorecard.factors`` of the principal reasons of n rows, shape (most, n); −1 where there is none.

    The same choice as ``adverse(reasons(…))`` row by row, for files.
    """
    left = differences(scorecard, scores.contributions)
    left[np.isnan(left)] = -np.inf
    rows = np.arange(left.shape[1])
    codes = np.full((most, left.shape[1]), -1, dtype=np.intp)
    for rank in range(min(most, left.shape[0])):
        strongest = left.argmax(axis=0)
        codes[rank] = np.where(left[strongest, rows] > _SMALL, strongest, -1)
        left[strongest, rows] = -np.inf
    return codes


def _reference_log_odds(scorecard: Scorecard) -> float:
    return scorecard.intercept + sum(scorecard.reference.get(name, 0.0) for name in scorecard.factors)


def _exact(scorecard: Scorecard, log_odds: FloatArray) -> FloatArray:
    calibrated = scorecard.calibration.slope * log_odds + scorecard.calibration.offset
    return exact_score(scorecard.scale, calibrated, logistic(calibrated - scorecard.calibration.base_log_odds))


def _points_per_log_odds(scorecard: Scorecard, log_odds: float) -> float:
    """Score gap per unit of log-odds between the reference and this applicant (the slope when they coincide)."""
    reference = _reference_log_odds(scorecard)
    if abs(log_odds - reference) < _SMALL:
        reference, log_odds = reference - 1e-4, reference + 1e-4
    low, high = _exact(scorecard, np.array([reference, log_odds]))
    return float(high - low) / (log_odds - reference)
