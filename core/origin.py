"""How a score came about: each step from the model's log-odds to the score as a sentence, and what the bands mean.

For those who check by hand: a step gives its formula with the numbers of this applicant filled in.
"""

import math
from typing import NamedTuple

from core.evaluation.observed import Observed, of_band
from core.scorecard import Calibration, Scorecard
from core.scoring import Scores


class BandMeaning(NamedTuple):
    """What a band of scores means.

    Attributes:
        rating: its word.
        minimum: its lowest score.
        maximum: its highest score.
        below: the PD that its borrowers stay below; 1 for the lowest band.
        observed: what held-out borrowers of the band did; None where that is unknown.
    """

    rating: str
    minimum: int
    maximum: int
    below: float
    observed: Observed | None


def default_probability_at(scorecard: Scorecard, score: float) -> float:
    """The PD of somebody who has exactly this score, the inverse of the score's formula; 0 or 1 at the ends."""
    scale, calibration = scorecard.scale, scorecard.calibration
    if scale.kind == "log_odds":
        return _logistic((scale.base_score - score) / scale.factor - math.log(scale.base_odds))
    balanced = 1.0 - (score - scale.minimum) / (scale.maximum - scale.minimum)
    if not 0.0 < balanced < 1.0:
        return 0.0 if balanced <= 0.0 else 1.0
    return _logistic(math.log(balanced / (1.0 - balanced)) + calibration.base_log_odds)


def band_meanings(scorecard: Scorecard) -> list[BandMeaning]:
    """The bands from the best to the worst."""
    bands, scale = scorecard.bands, scorecard.scale
    starts = [scale.minimum, *(band.minimum for band in bands[1:])]
    ends = [*starts[1:], scale.maximum + 1]
    meanings = [
        BandMeaning(
            band.rating,
            start,
            end - 1,
            1.0 if start == scale.minimum else default_probability_at(scorecard, start),
            of_band(scorecard, start, end),
        )
        for band, start, end in zip(bands, starts, ends, strict=True)
    ]
    return meanings[::-1]


def steps(scorecard: Scorecard, scores: Scores, row: int = 0) -> list[str]:
    """The way from log-odds to score of one applicant, a sentence each."""
    calibration = scorecard.calibration
    log_odds = float(scores.log_odds[row])
    calibrated = calibration.slope * log_odds + calibration.offset
    balanced = float(scores.balanced_probability[row])
    return [
        f"Log-odds: {scorecard.intercept:.4f} and those of {len(scorecard.factors)} factors = {log_odds:.4f}",
        _default_step(calibration, log_odds, float(scores.default_probability[row])),
        _balanced_step(calibration, calibrated, balanced),
        _score_step(scorecard, calibrated, balanced, int(scores.credit_score[row])),
    ]


def _default_step(calibration: Calibration, log_odds: float, pd: float) -> str:
    calibrated = calibration.slope * log_odds + calibration.offset
    line = f"{calibration.slope:.4f} · {log_odds:.4f} {_plus(calibration.offset)} = {calibrated:.4f}"
    return f"Probability of default: logit(PD) = {line}, so PD = 1 / (1 + e^{-calibrated:.4f}) = {100 * pd:.4f} %"


def _balanced_step(calibration: Calibration, calibrated: float, balanced: float) -> str:
    shifted = calibrated - calibration.base_log_odds
    line = f"{calibrated:.4f} − logit({100 * calibration.base_rate:.2f} %) = {shifted:.4f}"
    return f"Balanced, as if half of all borrowers defaulted: logit(b) = {line}, so b = {100 * balanced:.4f} %"


def _score_step(scorecard: Scorecard, calibrated: float, balanced: float, score: int) -> str:
    scale = scorecard.scale
    if scale.kind == "balanced":
        width = scale.maximum - scale.minimum
        return f"Score: {scale.minimum} + {width} · (1 − {balanced:.6f}), rounded down = {score}"
    return (
        f"Score: {scale.base_score:g} − {scale.pdo:g} / ln 2 · ({calibrated:.4f} + ln {scale.base_odds:g}), "
        f"from {scale.minimum} to {scale.maximum}, rounded down = {score}"
    )


def _plus(value: float) -> str:
    return f"{'−' if value < 0 else '+'} {abs(value):.4f}"


def _logistic(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds)) if log_odds > -700 else 0.0
