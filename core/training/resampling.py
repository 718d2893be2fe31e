"""Balancing defaults against others among training rows, never among rows that judge.

Synthetic borrowers (SMOTE, Chawla 2002) lie between real ones on the scaled numbers and take the category most of
their neighbours have, so a category is never mixed. The reference's own way, which interpolates the 0/1 columns, is
``smote_matrix``.
"""

import numpy as np
from imblearn.over_sampling import SMOTE, SMOTENC
from imblearn.under_sampling import RandomUnderSampler, TomekLinks
from numpy.typing import NDArray
from sklearn import config_context
from sklearn.neighbors import NearestNeighbors

from core.errors import DataError
from core.features import FloatArray
from core.progress import Report, silent
from core.training.factors import Factors
from core.training.options import Resampling

Target = NDArray[np.int64]
_NEIGHBOURS = 5
_TOMEK_ROWS = 2_000
_PIECE_MB = 8
"""Distances to so many borrowers at once as fit in here; while they are computed, no other thread runs."""


def resample(
    factors: Factors, y: Target, method: Resampling, seed: int, report: Report = silent
) -> tuple[Factors, Target]:
    """Resample training rows; the given arrays are not changed."""
    if method == "none":
        return factors, y
    if method == "under":
        rows = drawn_rows(y, seed)
        return factors.take(rows), y[rows]
    plane = _Plane(factors)
    report(0.0, "Making synthetic defaults")
    balanced, target = _smote_nc(plane.matrix(factors), y, len(factors.numbers), seed)
    if method == "smotetomek":
        kept = without_tomek_links(balanced, target, report)
        balanced, target = balanced[kept], target[kept]
    return plane.factors(balanced), target


def resample_matrix(
    matrix: FloatArray, y: Target, method: Resampling, seed: int, report: Report = silent
) -> tuple[FloatArray, Target]:
    """The reference's way: resample the encoded matrix, 0/1 columns included."""
    if method == "none":
        return matrix, y
    if method == "under":
        rows = drawn_rows(y, seed)
        return matrix[rows], y[rows]
    balanced, target = _typed(SMOTE(random_state=seed, k_neighbors=_neighbours(y)).fit_resample(matrix, y))
    if method == "smotetomek":
        kept = without_tomek_links(balanced, target, report)
        return balanced[kept], target[kept]
    return balanced, target


def drawn_rows(y: Target, seed: int) -> NDArray[np.intp]:
    """Positions of the rows that random under-sampling keeps: all of the rarer class, as many of the other."""
    rows, _ = RandomUnderSampler(random_state=seed).fit_resample(np.arange(len(y))[:, np.newaxis], y)
    kept: NDArray[np.intp] = rows[:, 0]
    return kept


def without_tomek_links(matrix: FloatArray, y: Target, report: Report = silent) -> NDArray[np.intp]:
    """Rows that are in no Tomek link (Tomek 1976): no pair of nearest neighbours of different classes.

    Neighbours are looked up in slices, so that a cancel is heard within a second.
    """
    search = NearestNeighbors(n_neighbors=2).fit(matrix)
    nearest = np.empty(len(y), dtype=np.intp)
    for start in range(0, len(y), _TOMEK_ROWS):
        report(start / len(y), "Removing borrowers that overlap")
        rows = slice(start, start + _TOMEK_ROWS)
        nearest[rows] = search.kneighbors(matrix[rows], return_distance=False)[:, 1]
    linked = TomekLinks.is_tomek(y, nearest, [0, 1])
    return np.flatnonzero(~linked)


class _Plane:
    """Factors as one matrix in which distances make sense: numbers scaled to 0…1, then category codes."""

    def __init__(self, factors: Factors) -> None:
        self.names = (tuple(factors.numbers), tuple(factors.codes))
        self.low = np.array([values.min() for values in factors.numbers.values()])
        spread = np.array([np.ptp(values) for values in factors.numbers.values()])
        self.spread = np.where(spread > 0, spread, 1.0)

    def matrix(self, factors: Factors) -> FloatArray:
        numbers = np.column_stack([factors.numbers[name] for name in self.names[0]])
        codes = [factors.codes[name].astype(float) for name in self.names[1]]
        return np.column_stack([(numbers - self.low) / self.spread, *codes])

    def factors(self, matrix: FloatArray) -> Factors:
        count = len(self.names[0])
        numbers = matrix[:, :count] * self.spread + self.low
        codes = matrix[:, count:].astype(np.intp)
        return Factors(
            {name: numbers[:, index] for index, name in enumerate(self.names[0])},
            {name: codes[:, index] for index, name in enumerate(self.names[1])},
        )


def _smote_nc(matrix: FloatArray, y: Target, numbers: int, seed: int) -> tuple[FloatArray, Target]:
    """SMOTE for numbers and categories.

    Only the rarer class and one row of the other are handed over: the others have no part in what is made, and
    encoding them takes most of the time.
    """
    categories = list(range(numbers, matrix.shape[1]))
    rare = int(np.bincount(y, minlength=2).argmin())
    needed = int((y != rare).sum())
    rows = np.append(np.flatnonzero(y == rare), np.flatnonzero(y != rare)[:1])
    sampler = SMOTENC(categories, sampling_strategy={rare: needed}, random_state=seed, k_neighbors=_neighbours(y))
    with config_context(working_memory=_PIECE_MB):
        made = np.asarray(sampler.fit_resample(matrix[rows], y[rows])[0])[len(rows) :]
    return np.concatenate([matrix, made]), np.append(y, np.full(len(made), rare, dtype=np.int64))


def _neighbours(y: Target) -> int:
    fewest = int(np.bincount(y, minlength=2).min())
    if fewest < 2:
        raise DataError("There are too few defaults to make synthetic ones. Choose no resampling, or more data.")
    return min(_NEIGHBOURS, fewest - 1)


def _typed(pair: tuple[FloatArray, Target]) -> tuple[FloatArray, Target]:
    matrix, y = pair
    return matrix, y.astype(np.int64)
