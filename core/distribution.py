"""How the rows that trained a model spread over each factor and over the score, for comparing later rows with them."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError
from core.features import FloatArray

Counts = NDArray[np.int64]
_NOT_COUNTS = "The model's picture of its training data has counts that cannot be true. Use another model file."


@dataclass(frozen=True, slots=True)
class NumberBins:
    """How many rows have a number in each interval.

    Attributes:
        edges: increasing; an interval reaches from one edge up to, but not including, the next, the outer ones are
            open.
        counts: of the intervals, one more than there are edges.
        missing: rows without the number.
    """

    edges: tuple[float, ...] = ()
    counts: tuple[int, ...] = (0,)
    missing: int = 0

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, self.edges)) or list(self.edges) != sorted(set(self.edges)):
            raise ModelError("The model's picture of its training data has edges that do not increase. Use another.")
        if len(self.counts) != len(self.edges) + 1 or min(self.missing, *self.counts) < 0:
            raise ModelError(_NOT_COUNTS)

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.counts) + self.missing


@dataclass(frozen=True, slots=True)
class CategoryBins:
    """How many rows have each category, and how many have none."""

    counts: dict[str, int] = field(default_factory=dict)
    missing: int = 0

    def __post_init__(self) -> None:
        if min(self.missing, *self.counts.values(), 0) < 0:
            raise ModelError(_NOT_COUNTS)

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.counts.values()) + self.missing


@dataclass(frozen=True, slots=True)
class TrainingDistribution:
    """The rows that trained a model; none at all for a model that keeps no picture of them.

    Attributes:
        rows: how many there were.
        numbers: by numeric factor, as it was before anything missing was filled in.
        categories: by categorical factor, likewise.
        scores: of the whole scores that the model gives them.
    """

    rows: int = 0
    numbers: dict[str, NumberBins] = field(default_factory=dict)
    categories: dict[str, CategoryBins] = field(default_factory=dict)
    scores: NumberBins = NumberBins()

    def __post_init__(self) -> None:
        counted = {self.scores.rows}
        counted.update(bins.rows for bins in self.numbers.values())
        counted.update(bins.rows for bins in self.categories.values())
        if counted != {self.rows}:
            raise ModelError(_NOT_COUNTS)


def quantile_edges(values: FloatArray, bins: int) -> FloatArray:
    """Edges of so many intervals with about as many rows each; fewer where many rows have the same value.

    Args:
        values: at least one, none of them NaN, shape (n,).
        bins: at least 1.

    Returns:
        Increasing edges, each above the smallest value.
    """
    quantiles = np.unique(np.quantile(values, np.arange(1, bins) / bins))
    edges: FloatArray = quantiles[quantiles > values.min()]
    return edges


def count_numbers(edges: FloatArray, values: NDArray[np.float64] | NDArray[np.int64]) -> Counts:
    """Rows in each interval and, last, without a value (NaN); shape (edges + 2,).

    Comparing with one edge after the other is many times faster than looking up where each value lies.
    """
    known = len(values) - int(np.count_nonzero(np.isnan(values)))
    reached = [known, *(int(np.count_nonzero(values >= edge)) for edge in edges), 0]
    return np.append(-np.diff(reached), len(values) - known)


def count_categories(known: int, codes: NDArray[np.intp]) -> Counts:
    """Rows with each of the known categories of a field and, last, with none of them; shape (known + 1,)."""
    return np.bincount(np.where(codes < 0, known, codes), minlength=known + 1)
