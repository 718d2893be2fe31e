"""The coefficients of a scorecard with their standard errors, from the covariance that is kept with it.

They are those of logit(PD) in the terms of ``core.evaluation.uncertainty``: for a curve the rise from each knot to the
next, for a category the difference from the first one. Standard errors are those of a penalised fit (Laplace).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.evaluation.chi_square import upper_tail
from core.evaluation.proportion import NORMAL_95
from core.evaluation.uncertainty import symmetric
from core.features import FloatArray
from core.findings import say_shortly
from core.scorecard import Scorecard

INTERCEPT = "intercept"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient; what needs a covariance is None for a model that keeps none.

    Attributes:
        factor: whose it is; ``INTERCEPT`` for the log-odds of somebody at every first knot and category.
        term: the category, or the knots between which the curve rises.
        against: the category it is compared with; empty for others.
        value: in log-odds.
        standard_error: of the value.
        low: lower limit of its 95 % interval.
        high: upper limit.
        z: value by standard error.
        p_value: the chance of a z as far from 0, where the true value is 0 (Wald 1943).
    """

    factor: str
    term: str
    against: str
    value: float
    standard_error: float | None
    low: float | None
    high: float | None
    z: float | None
    p_value: float | None


@dataclass(frozen=True, slots=True)
class FactorTest:
    """Whether a factor matters at all: Wald's test of all its coefficients together.

    Attributes:
        factor: which.
        wald: β'V⁻¹β.
        freedom: how many coefficients.
        p_value: the chance of as much, where all are 0.
    """

    factor: str
    wald: float
    freedom: int
    p_value: float


def coefficients(scorecard: Scorecard) -> tuple[Coefficient, ...]:
    """The table of coefficients, in the order of the scorecard's covariance."""
    deviations = np.sqrt(np.maximum(np.diag(symmetric(scorecard.covariance)), 0.0)).tolist()
    names = list(_names(scorecard))
    errors = deviations if deviations else [None] * len(names)
    values = _values(scorecard).tolist()
    return tuple(_coefficient(*name, value, error) for name, value, error in zip(names, values, errors, strict=True))


def factor_tests(scorecard: Scorecard) -> tuple[FactorTest, ...]:
    """Wald's test of each factor; empty for a model that keeps no covariance."""
    if not scorecard.covariance:
        return ()
    covariance, values = symmetric(scorecard.covariance), _values(scorecard)
    owners = np.array([factor for factor, _, _ in _names(scorecard)])
    found = []
    for factor in scorecard.factors:
        places = np.flatnonzero(owners == factor)
        if places.size:
            found.append(_factor_test(factor, values[places], covariance[np.ix_(places, places)]))
    return tuple(found)


def _factor_test(factor: str, values: FloatArray, covariance: FloatArray) -> FactorTest:
    wald = max(float(values @ np.linalg.pinv(covariance, hermitian=True) @ values), 0.0)
    return FactorTest(factor, wald, values.size, upper_tail(wald, values.size))


def _names(scorecard: Scorecard) -> Iterator[tuple[str, str, str]]:
    """Factor, term and what it is compared with, of each coefficient."""
    yield INTERCEPT, "", ""
    for name, curve in scorecard.curves.items():
        yield from ((name, f"{say_shortly(low)} to {say_shortly(high)}", "") for low, high in pairwise(curve.knots))
    for name, table in scorecard.tables.items():
        first, *others = table
        yield from ((name, category, first) for category in others)


def _values(scorecard: Scorecard) -> FloatArray:
    calibration = scorecard.calibration
    starts = [curve.log_odds[0] for curve in scorecard.curves.values()]
    starts += [next(iter(table.values())) for table in scorecard.tables.values()]
    steps = [np.diff(curve.log_odds) for curve in scorecard.curves.values()]
    steps += [_differences(list(table.values())) for table in scorecard.tables.values()]
    intercept = calibration.slope * (scorecard.intercept + sum(starts)) + calibration.offset
    return np.concatenate([[intercept], *(calibration.slope * part for part in steps)])


def _differences(log_odds: list[float]) -> FloatArray:
    return np.array(log_odds[1:]) - log_odds[0]


def _coefficient(factor: str, term: str, against: str, value: float, error: float | None) -> Coefficient:
    if error is None:
        return Coefficient(factor, term, against, value, None, None, None, None, None)
    reach = NORMAL_95 * error
    z = value / error if error else None
    p_value = None if z is None else math.erfc(abs(z) / math.sqrt(2.0))
    return Coefficient(factor, term, against, value, error, value - reach, value + reach, z, p_value)
