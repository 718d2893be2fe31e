"""How well predictions put defaults above the rest: ROC curve, AUC, Gini, KS, average precision and confusion.

A score here is any number that is higher for riskier borrowers: log-odds or PD give the same results, because only
the order counts. Tied scores count one half.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from core.errors import DataError
from core.evaluation.inputs import Flags, FloatArray, Outcomes, defaulted, numbers
from core.evaluation.newcombe import newcombe_limits
from core.evaluation.ranks import midranks
from core.grouping import counted

_NORMAL_95 = float(special.ndtri(0.975))  # half-width of a 95 % interval in standard errors
_NO_WIDTH = 1e-12  # what rounding leaves of the spread of values that are all the same


@dataclass(frozen=True, slots=True)
class RocCurve:
    """The corners of a ROC curve, from (0, 0) to (1, 1); straight lines between them are exact.

    Attributes:
        false_positive_rate: share of paying borrowers with a score of at least the threshold, shape (k,).
        true_positive_rate: share of defaults with a score of at least the threshold, shape (k,).
        thresholds: decreasing scores, shape (k,); the first is infinite, where nobody is taken for a default.
    """

    false_positive_rate: FloatArray
    true_positive_rate: FloatArray
    thresholds: FloatArray


class Ks(NamedTuple):
    """The Kolmogorov–Smirnov distance, and the score from which on borrowers count as defaults to reach it."""

    value: float
    threshold: float


class AucInterval(NamedTuple):
    """AUC with DeLong's standard error and the limits of its 95 % interval, which lie within 0 and 1."""

    auc: float
    standard_error: float
    low: float
    high: float


class DelongTest(NamedTuple):
    """Difference of two AUCs on the same rows, its standard error, and the two-sided p-value."""

    difference: float
    standard_error: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of rows by what was predicted and what happened; a share of nothing is 0, never NaN."""

    true_positive: int
    false_positive: int
    true_negative: int
    false_negative: int

    @property
    def accuracy(self) -> float:
        """Share of rows predicted rightly."""
        right = self.true_positive + self.true_negative
        return _share(right, right + self.false_positive + self.false_negative)

    @property
    def precision(self) -> float:
        """Share of defaults among the predicted ones; 0 when none is predicted."""
        return _share(self.true_positive, self.true_positive + self.false_positive)

    @property
    def recall(self) -> float:
        """Share of the defaults that were predicted."""
        return _share(self.true_positive, self.true_positive + self.false_negative)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.true_positive, 2 * self.true_positive + self.false_positive + self.false_negative)


def roc_curve(y: Outcomes, score: FloatArray) -> RocCurve:
    """The ROC curve of scores, with points on a straight line between others left out.

    Args:
        y: outcomes, shape (n,).
        score: higher is riskier, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a score that is not a number.
    """
    true_positive, false_positive, thresholds = _counts(y, score)
    x = np.concatenate(([0], false_positive))
    height = np.concatenate(([0], true_positive))
    right, up = np.diff(x), np.diff(height)
    corner = np.full(x.shape, fill_value=True)
    corner[1:-1] = right[:-1] * up[1:] != right[1:] * up[:-1]
    levels = np.concatenate(([np.inf], thresholds))
    return RocCurve(x[corner] / x[-1], height[corner] / height[-1], levels[corner])


def auc(y: Outcomes, score: FloatArray) -> float:
    """Chance that a default has a higher score than a paying borrower; shapes and errors as ``roc_curve``."""
    flags = defaulted(y)
    placements = _placements(flags, numbers(score, flags.size))
    return placements.auc


def gini(y: Outcomes, score: FloatArray) -> float:
    """2 · AUC − 1; shapes and errors as ``roc_curve``."""
    return 2.0 * auc(y, score) - 1.0


def ks(y: Outcomes, score: FloatArray) -> Ks:
    """Largest distance between the score distributions of the two outcomes; shapes and errors as ``roc_curve``.

    Where several corners of the ROC curve reach it, the highest score is given.
    """
    curve = roc_curve(y, score)
    distance = np.abs(curve.true_positive_rate - curve.false_positive_rate)
    best = 1 + int(np.argmax(distance[1:]))
    return Ks(float(distance[best]), float(curve.thresholds[best]))


def average_precision(y: Outcomes, score: FloatArray) -> float:
    """Area under the precision–recall curve as steps, Σ (R_k − R_{k−1}) · P_k; shapes and errors as ``roc_curve``."""
    true_positive, false_positive, _ = _counts(y, score)
    precision = true_positive / (true_positive + false_positive)
    gained = np.diff(true_positive, prepend=0)
    return float((gained * precision).sum() / true_positive[-1])


def auc_interval(y: Outcomes, score: FloatArray) -> AucInterval:
    """AUC with DeLong's standard error and normal limits (DeLong, DeLong & Clarke-Pearson 1988).

    The variance comes from midranks in O(n log n) (Sun & Xu 2014). Where the normal limits fail, by going beyond 0 or 1
    or by having no width, as those of perfectly separated outcomes, the limits are Newcombe's, which hold there.
    Shapes as ``roc_curve``.

    Raises:
        DataError: as ``roc_curve``, or an outcome has a single row, from which no spread can be told.
    """
    flags = _spread_can_be_told(defaulted(y))
    placements = _placements(flags, numbers(score, flags.size))
    error = _standard_error(placements.of_defaults, placements.of_others)
    low, high = placements.auc - _NORMAL_95 * error, placements.auc + _NORMAL_95 * error
    if low < 0.0 or high > 1.0 or high - low < _NO_WIDTH:
        low, high = newcombe_limits(placements.auc, placements.of_defaults.size, placements.of_others.size)
    return AucInterval(placements.auc, error, low, high)


def delong_test(y: Outcomes, a: FloatArray, b: FloatArray) -> DelongTest:
    """Whether two models' AUCs on the same rows differ by more than chance (DeLong et al. 1988).

    Args:
        y: outcomes, shape (n,).
        a: scores of one model, shape (n,).
        b: scores of the other, shape (n,).

    Returns:
        AUC of ``a`` less that of ``b``. Without any spread the p-value is 1 for equal AUCs and 0 for others.

    Raises:
        DataError: as ``auc_interval``.
    """
    flags = _spread_can_be_told(defaulted(y))
    first, second = _placements(flags, numbers(a, flags.size)), _placements(flags, numbers(b, flags.size))
    difference = first.auc - second.auc
    error = _standard_error(first.of_defaults - second.of_defaults, first.of_others - second.of_others)
    if error == 0.0:
        return DelongTest(difference, error, 1.0 if difference == 0.0 else 0.0)
    return DelongTest(difference, error, float(special.erfc(abs(difference) / error / np.sqrt(2.0))))


def confusion(y: Outcomes, predicted: Outcomes) -> Confusion:
    """Count predictions against outcomes.

    Args:
        y: outcomes, shape (n,).
        predicted: 1 (True) where a default is predicted, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a prediction other than 0 or 1.
    """
    flags = defaulted(y)
    given = numbers(np.asarray(predicted, dtype=np.float64), flags.size)
    if not np.isin(given, (0.0, 1.0)).all():
        raise DataError("A predicted outcome is neither 0 nor 1. Compare probabilities with a threshold first.")
    hit = int(np.count_nonzero(flags & (given == 1.0)))
    defaults, alarms = int(np.count_nonzero(flags)), int(np.count_nonzero(given))
    return Confusion(hit, alarms - hit, flags.size - defaults - alarms + hit, defaults - hit)


class _Placements(NamedTuple):
    """Share of the other outcome's rows that each row is rightly placed against, and their mean, the AUC."""

    of_defaults: FloatArray
    of_others: FloatArray
    auc: float


def _placements(flags: Flags, score: FloatArray) -> _Placements:
    ranks = midranks(score)
    below = ranks[flags] - midranks(score[flags])
    above = np.count_nonzero(flags) - (ranks[~flags] - midranks(score[~flags]))
    # Counts are whole or half numbers, so their sum is exact and equal orders give equal AUCs to the last bit.
    area = float(below.sum()) / (below.size * above.size)
    return _Placements(below / above.size, above / below.size, area)


def _standard_error(of_defaults: FloatArray, of_others: FloatArray) -> float:
    variance = of_defaults.var(ddof=1) / of_defaults.size + of_others.var(ddof=1) / of_others.size
    return float(np.sqrt(variance))


def _spread_can_be_told(flags: Flags) -> Flags:
    defaults = int(np.count_nonzero(flags))
    if min(defaults, flags.size - defaults) < 2:
        raise DataError(
            f"With {counted(defaults, 'default')} among {counted(flags.size, 'row')} the AUC's uncertainty cannot be "
            "told. Give at least two rows of each outcome."
        )
    return flags


def _counts(y: Outcomes, score: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.int64], FloatArray]:
    """Defaults and others with a score of at least each distinct score, from the highest score down."""
    flags = defaulted(y)
    values = numbers(score, flags.size)
    order = np.argsort(-values)
    ranked = values[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), ranked.size - 1)
    true_positive = np.cumsum(flags[order], dtype=np.int64)[last]
    return true_positive, last + 1 - true_positive, ranked[last]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
