"""How close predicted probabilities come to what happened, measured and mended."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from core.evaluation.inputs import Flags, FloatArray, Outcomes, defaulted, numbers, probabilities
from core.evaluation.proportion import wilson_interval
from core.evaluation.ranks import midranks

_SAME = 1e-9  # log-odds closer together than this, relative to their size, tell no slope


class CalibrationLine(NamedTuple):
    """logit(PD) = slope · log-odds + offset; unpacks as (slope, offset)."""

    slope: float
    offset: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Rows grouped by predicted PD, lowest first, with what happened in each group.

    Attributes:
        rows: number of rows, shape (k,).
        defaults: number of defaults, shape (k,).
        mean_pd: mean predicted PD, shape (k,).
        rate: share of defaults, shape (k,).
        low: lower limit of the rate's 95 % Wilson interval, shape (k,).
        high: upper limit, shape (k,).
    """

    rows: NDArray[np.int64]
    defaults: NDArray[np.int64]
    mean_pd: FloatArray
    rate: FloatArray
    low: FloatArray
    high: FloatArray


def fit_calibration(y: Outcomes, log_odds: FloatArray) -> CalibrationLine:
    """Fit logit P(y) = offset + slope · log-odds by maximum likelihood (Cox 1958; Platt 1999).

    Always gives finite numbers. Where all log-odds are the same, no slope can be told: it is 1 with the offset of
    ``calibration_in_the_large``. Where one threshold separates the outcomes (but for rows at the threshold itself),
    the likelihood has no largest value: Platt's smoothed targets, (D + 1)/(D + 2) for the D defaults and 1/(N + 2)
    for the N others, take the place of 1 and 0. The slope is negative where the log-odds rank the wrong way round.

    Args:
        y: outcomes, shape (n,).
        log_odds: predictions, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with log-odds that are not numbers.
    """
    flags = defaulted(y)
    values = numbers(log_odds, flags.size)
    if np.ptp(values) <= _SAME * max(1.0, float(np.abs(values).max())):
        return CalibrationLine(1.0, calibration_in_the_large(y, log_odds))
    targets = _smoothed(flags) if _separated(flags, values) else flags.astype(np.float64)
    centre, spread = float(values.mean()), float(values.std())
    intercept, steepness = _most_likely((values - centre) / spread, targets)
    return CalibrationLine(steepness / spread, intercept - steepness * centre / spread)


def calibration_in_the_large(y: Outcomes, log_odds: FloatArray) -> float:
    """The offset that makes the mean PD equal the default rate, by maximum likelihood with slope 1.

    0 means right on average; shapes and errors as ``fit_calibration``.
    """
    flags = defaulted(y)
    values = numbers(log_odds, flags.size)
    rate = float(flags.mean())
    base = float(special.logit(rate))

    def excess(offset: float) -> float:
        return float(special.expit(values + offset).mean()) - rate

    return float(optimize.brentq(excess, base - values.max() - 1.0, base - values.min() + 1.0))


def brier(y: Outcomes, pd: FloatArray) -> float:
    """Mean squared difference of PD and outcome (Brier 1950), 0 is perfect.

    Args:
        y: outcomes, shape (n,).
        pd: probabilities of default, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a PD that is no probability.
    """
    flags = defaulted(y)
    return float(np.mean((probabilities(pd, flags.size) - flags) ** 2))


def log_loss(y: Outcomes, log_odds: FloatArray) -> float:
    """Mean −ln of the probability given to what happened; finite for any log-odds. Shapes and errors as the fit."""
    flags = defaulted(y)
    values = numbers(log_odds, flags.size)
    return float(np.mean(np.logaddexp(0.0, np.where(flags, -values, values))))


def expected_calibration_error(y: Outcomes, pd: FloatArray) -> float:
    """Mean distance of PD and default rate over 10 groups of equal count; shapes and errors as ``brier``."""
    table = reliability(y, pd)
    return float(np.average(np.abs(table.mean_pd - table.rate), weights=table.rows))


def reliability(y: Outcomes, pd: FloatArray, bins: int = 10) -> Reliability:
    """What happened in groups of equal count by predicted PD; shapes and errors as ``brier``.

    Tied PDs stay together, in the group of their middle row, so that the order of rows does not matter; with many
    ties groups differ in size, and groups without rows are left out.
    """
    flags = defaulted(y)
    values = probabilities(pd, flags.size)
    group = groups_by_pd(values, bins)
    counts = np.bincount(group, minlength=bins)
    filled = counts > 0
    rows = counts[filled].astype(np.int64)
    defaults = np.bincount(group[flags], minlength=bins)[filled].astype(np.int64)
    mean_pd = np.bincount(group, weights=values, minlength=bins)[filled] / rows
    low, high = wilson_interval(defaults, rows)
    return Reliability(rows, defaults, mean_pd, defaults / rows, low, high)


def groups_by_pd(pd: FloatArray, bins: int = 10) -> NDArray[np.intp]:
    """The place of each row's group in ``reliability``, from 0, shape (n,)."""
    group: NDArray[np.intp] = ((midranks(pd) - 1.0) * bins // pd.size).astype(np.intp)
    return group


def _separated(flags: Flags, values: FloatArray) -> bool:
    """Whether one threshold tells the outcomes apart, so that no steepness is too much (Albert & Anderson 1984)."""
    defaults, others = values[flags], values[~flags]
    return bool(defaults.min() >= others.max() or others.min() >= defaults.max())


def _smoothed(flags: Flags) -> FloatArray:
    defaults = int(np.count_nonzero(flags))
    return np.where(flags, (defaults + 1.0) / (defaults + 2.0), 1.0 / (flags.size - defaults + 2.0))


def _most_likely(values: FloatArray, targets: FloatArray) -> tuple[float, float]:
    """Intercept and steepness of the logistic curve that fits targets best, from standardised values."""
    start = [float(special.logit(targets.mean())), 0.0]
    found = optimize.minimize(
        _loss, start, args=(values, targets), method="trust-exact", jac=True, hess=_curvature, options={"gtol": 1e-10}
    )
    return float(found.x[0]), float(found.x[1])


def _loss(line: FloatArray, values: FloatArray, targets: FloatArray) -> tuple[float, FloatArray]:
    """Mean log loss and its gradient by intercept and steepness."""
    logits = line[0] + line[1] * values
    tail = np.exp(-np.abs(logits))
    loss = np.mean(np.log1p(tail) + np.maximum(logits, 0.0) - targets * logits)
    # Here and below means and sums, not dot products: those wake the threads of BLAS, which is slow on a busy machine.
    excess = np.where(logits > 0.0, 1.0, tail) / (1.0 + tail) - targets
    return float(loss), np.array([excess.mean(), (excess * values).mean()])


def _curvature(line: FloatArray, values: FloatArray, _: FloatArray) -> FloatArray:
    """Second derivatives of the mean log loss, shape (2, 2)."""
    tail = np.exp(-np.abs(line[0] + line[1] * values))
    weight = tail / (1.0 + tail) ** 2 / values.size
    mixed = (weight * values).sum()
    return np.array([[weight.sum(), mixed], [mixed, (weight * values * values).sum()]])
