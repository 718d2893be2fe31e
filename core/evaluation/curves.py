"""A model's curves as points to be drawn: precision and recall, Kolmogorov–Smirnov, scores of both outcomes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evaluation.inputs import FloatArray, Outcomes, defaulted, numbers

_POINTS = 200
"""More points than this are thinned out; nobody sees the difference, and a document stays readable."""


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Precision at each level of recall, from everybody flagged down to the riskiest.

    Attributes:
        precision: share of defaults among the flagged, shape (k,).
        recall: share of defaults that are flagged, from 1 down, shape (k,).
        thresholds: the score from which on borrowers are flagged, increasing, shape (k,).
    """

    precision: FloatArray
    recall: FloatArray
    thresholds: FloatArray


@dataclass(frozen=True, slots=True)
class KsCurve:
    """How both outcomes gather from the lowest score up.

    Attributes:
        scores: increasing, shape (k,).
        defaulted: share of all defaults at or below each score, shape (k,).
        paid: share of all borrowers who paid at or below each score, shape (k,).
    """

    scores: FloatArray
    defaulted: FloatArray
    paid: FloatArray


@dataclass(frozen=True, slots=True)
class ScoreDistribution:
    """How many rows of each outcome lie in each interval of the score.

    Attributes:
        edges: increasing, shape (k + 1,); the last interval includes its upper edge.
        defaulted: rows, shape (k,).
        paid: rows, shape (k,).
    """

    edges: FloatArray
    defaulted: NDArray[np.int64]
    paid: NDArray[np.int64]


def precision_recall(y: Outcomes, risk: FloatArray) -> PrecisionRecall:
    """The precision–recall curve at every different value of the risk.

    Args:
        y: outcomes, shape (n,).
        risk: higher is riskier, such as a PD or log-odds, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a value that is not a number.
    """
    flags = defaulted(y)
    values = numbers(risk, flags.size)
    levels, place = np.unique(values, return_inverse=True)
    rows = _from_above(np.bincount(place, minlength=levels.size))
    caught = _from_above(np.bincount(place[flags], minlength=levels.size))
    return PrecisionRecall(caught / rows, caught / caught[0], levels)


def ks_curve(y: Outcomes, score: FloatArray) -> KsCurve:
    """The cumulative shares of both outcomes at every different score; shapes and errors as ``precision_recall``."""
    flags = defaulted(y)
    levels, place = np.unique(numbers(score, flags.size), return_inverse=True)
    bad, good = (np.bincount(place[chosen], minlength=levels.size).cumsum() for chosen in (flags, ~flags))
    return KsCurve(levels, bad / bad[-1], good / good[-1])


def score_distribution(y: Outcomes, score: FloatArray, edges: FloatArray) -> ScoreDistribution:
    """Rows of both outcomes by intervals of the score; errors as ``precision_recall``.

    Scores beyond the outer edges are counted in the outer intervals.
    """
    flags = defaulted(y)
    held = np.clip(numbers(score, flags.size), edges[0], edges[-1])
    bad, good = (np.histogram(held[chosen], edges)[0].astype(np.int64) for chosen in (flags, ~flags))
    return ScoreDistribution(edges, bad, good)


def thinned(
    first: FloatArray, second: FloatArray, *others: FloatArray, points: int = _POINTS
) -> tuple[FloatArray, ...]:
    """At most so many points of two lines of shares that belong together, and of what goes with them.

    They are chosen evenly along the way of both lines, each with the one before it, so that no jump of either is cut;
    the ends and the place where the two are furthest apart are among them.
    """
    if first.size <= points:
        return first, second, *others
    way = np.append(0.0, np.cumsum(np.abs(np.diff(first)) + np.abs(np.diff(second))))
    evenly = np.searchsorted(way, np.linspace(0.0, way[-1], (points - 3) // 2))
    widest = int(np.argmax(np.abs(first - second)))
    chosen = np.unique([0, widest, *evenly.tolist(), *np.maximum(evenly - 1, 0).tolist(), first.size - 1])
    return tuple(line[chosen] for line in (first, second, *others))


def _from_above(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    gathered: NDArray[np.intp] = counts[::-1].cumsum()[::-1]
    return gathered
