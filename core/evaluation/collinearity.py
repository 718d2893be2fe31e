"""Whether factors say the same thing: correlation, and by how much it inflates the variance of a coefficient (VIF).

VIF_j = 1 / (1 − R²_j), with R²_j of factor j regressed on all others (Belsley, Kuh and Welsch 1980); it is the j-th
element on the diagonal of the inverse of the correlation matrix.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

_NOTHING_LEFT = 1e-10
"""A share of variance as small as this is a rounding error: the others determine the factor."""


def correlation(values: FloatArray) -> FloatArray:
    """Pearson's correlation of every two columns, shape (k, k), of values of shape (n, k), none of them constant."""
    result: FloatArray = np.atleast_2d(np.corrcoef(values, rowvar=False))
    return result


def inflation(matrix: FloatArray) -> FloatArray:
    """Variance inflation factor of each column, shape (k,), from 1 up; infinite where the others determine it.

    Args:
        matrix: correlations, shape (k, k); it may be singular, where its inverse would tell nothing of any column.
    """
    return np.array([_inflation(matrix, place) for place in range(len(matrix))])


def _inflation(matrix: FloatArray, place: int) -> float:
    others = np.delete(matrix, place, axis=0)
    with_it, among_them = others[:, place], np.delete(others, place, axis=1)
    weights = np.linalg.lstsq(among_them, with_it, rcond=_NOTHING_LEFT)[0] if len(others) else with_it
    left = 1.0 - float(weights @ with_it)
    return max(1.0, 1.0 / left) if left > _NOTHING_LEFT else float("inf")
