"""How sure the coefficients of a fitted model are: the covariance that gives a probability of default its interval."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.uncertainty import terms
from core.features import FloatArray
from core.scorecard import Scorecard
from core.scoring import Scorer
from core.training.factors import Factors

_DIGITS = 6
_ROWS_AT_ONCE = 100_000


def fit_covariance(scorecard: Scorecard, train: Factors, regularisation: float) -> tuple[tuple[float, ...], ...]:
    """The covariance of the coefficients of logit(PD), as the rows of its lower triangle.

    It is the inverse of the penalised information X'WX + P at the calibrated probabilities of the real training rows
    (Laplace's approximation; without a penalty the usual covariance of a logistic regression), so rows that
    resampling made up do not make the model look surer than it is. A step of a monotone curve that lies at its bound
    counts as if it were free, so the interval is rather too wide there than too narrow.

    Args:
        scorecard: the model, calibrated.
        train: its training rows, before resampling.
        regularisation: C of scikit-learn, whose penalty ½ Σ β² / C leaves the intercept out.
    """
    scorer = Scorer(scorecard)
    parts = np.array_split(np.arange(train.rows), range(_ROWS_AT_ONCE, train.rows, _ROWS_AT_ONCE))
    information = np.sum([_information(scorer, train.take(part)) for part in parts], axis=0)
    # The penalty holds for the coefficients before calibration, which the slope then stretches.
    penalty = np.full(len(information), 1.0 / (regularisation * scorecard.calibration.slope**2))
    penalty[0] = 0.0
    return _lower_triangle(np.linalg.inv(information + np.diag(penalty)))


def _information(scorer: Scorer, part: Factors) -> FloatArray:
    """X'WX of some rows, shape (terms, terms), with W the variance of an outcome of that PD."""
    factors = {**part.numbers, **part.codes}
    pd = scorer.score(factors).default_probability
    design = terms(scorer.scorecard, factors)
    information: FloatArray = (design * (pd * (1.0 - pd))) @ design.T
    return information


def _lower_triangle(matrix: NDArray[Any]) -> tuple[tuple[float, ...], ...]:
    """Its rows, rounded to the digits that matter so that the document stays readable."""
    return tuple(
        tuple(float(f"{value:.{_DIGITS}g}") for value in matrix[row, : row + 1].tolist()) for row in range(len(matrix))
    )
