"""What was observed: how many held-out borrowers with about the same score defaulted."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.evaluation.proportion import wilson_interval
from core.scorecard import ObservedRange, Scorecard, ScoreScale

STEP = 10
"""Points of the score in one range that is counted."""
_TOLD = 2
"""So many of these ranges are told together at the least."""
ENOUGH = 100
"""Borrowers from whom a share of defaults is told; narrower ranges than that are joined with their neighbours."""


class Observed(NamedTuple):
    """Held-out borrowers with scores from ``minimum`` up to but not including ``end``, and how many defaulted."""

    minimum: int
    end: int
    borrowers: int
    defaults: int

    @property
    def rate(self) -> float:
        """The share that defaulted; NaN where there is nobody."""
        return self.defaults / self.borrowers if self.borrowers else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the rate; from 0 to 1 where there is nobody."""
        if not self.borrowers:
            return 0.0, 1.0
        low, high = wilson_interval(np.array([self.defaults]), np.array([self.borrowers]))
        return float(low[0]), float(high[0])


def count(scale: ScoreScale, credit_score: NDArray[np.int64], y: NDArray[np.int64]) -> tuple[ObservedRange, ...]:
    """Count held-out borrowers and defaults by ranges of the score.

    Args:
        scale: of the score.
        credit_score: whole scores, shape (n,).
        y: 1 for a default, shape (n,).
    """
    edges = np.arange(scale.minimum, scale.maximum, STEP)
    places = np.clip(np.searchsorted(edges, credit_score, side="right") - 1, 0, len(edges) - 1)
    borrowers = np.bincount(places, minlength=len(edges)).tolist()
    defaults = np.bincount(places, weights=y, minlength=len(edges)).astype(int).tolist()
    return tuple(ObservedRange(*row) for row in zip(edges.tolist(), borrowers, defaults, strict=True))


def around(scorecard: Scorecard, score: int) -> Observed | None:
    """Those with about this score: the range it lies in, widened to both sides until there are ``ENOUGH``.

    As far as it has as many, the band of the score is not left. None for a model that keeps no observations.
    """
    ranges = scorecard.observed
    if not ranges:
        return None
    place = max((index for index, found in enumerate(ranges) if score >= found.minimum), default=0)
    low, high = _places_of_band(scorecard, score)
    if not low <= place <= high or _total(ranges[low : high + 1]).borrowers < ENOUGH:
        low, high = 0, len(ranges) - 1
    first = place - (place - low) % _TOLD
    last = min(first + _TOLD - 1, high)
    while _total(ranges[first : last + 1]).borrowers < ENOUGH and last - first < high - low:
        first, last = max(low, first - 1), min(high, last + 1)
    return _joined(scorecard, first, last)


def band_limits(scorecard: Scorecard, observed: Observed) -> tuple[int, ...]:
    """The scores within an observed range at which another band begins; none where it stays in one band."""
    return tuple(band.minimum for band in scorecard.bands[1:] if observed.minimum < band.minimum < observed.end)


def of_band(scorecard: Scorecard, minimum: int, end: int) -> Observed | None:
    """Those with scores from ``minimum`` up to ``end``; None where the ranges do not meet the limits exactly."""
    found = [index for index, one in enumerate(scorecard.observed) if minimum <= one.minimum < end]
    starts = {one.minimum for one in scorecard.observed} | {scorecard.scale.maximum + 1}
    if not found or not {minimum, end} <= starts:
        return None
    return _joined(scorecard, found[0], found[-1])


def _places_of_band(scorecard: Scorecard, score: int) -> tuple[int, int]:
    """The first and the last range that lies wholly in the band of a score; the second before the first for none."""
    starts = [one.minimum for one in scorecard.observed]
    minima = [starts[0], *(band.minimum for band in scorecard.bands[1:]), scorecard.scale.maximum + 1]
    place = max(index for index, minimum in enumerate(minima[:-1]) if score >= minimum or index == 0)
    return bisect_left(starts, minima[place]), bisect_right([*starts[1:], minima[-1]], minima[place + 1]) - 1


def _joined(scorecard: Scorecard, first: int, last: int) -> Observed:
    ranges = scorecard.observed
    end = ranges[last + 1].minimum if last + 1 < len(ranges) else scorecard.scale.maximum + 1
    total = _total(ranges[first : last + 1])
    return Observed(ranges[first].minimum, end, total.borrowers, total.defaults)


def _total(ranges: Iterable[ObservedRange]) -> ObservedRange:
    counted = list(ranges)
    return ObservedRange(
        counted[0].minimum, sum(one.borrowers for one in counted), sum(one.defaults for one in counted)
    )
