"""Ranks in which ties share the mean of their places, so that no result depends on the order of tied rows."""

import numpy as np

from core.evaluation.inputs import FloatArray


def midranks(values: FloatArray) -> FloatArray:
    """Ranks from 1 for the smallest value, shape (n,), in O(n log n)."""
    _, group, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: FloatArray = np.cumsum(counts) - (counts - 1) / 2.0
    return ranks[group]
