"""How sure a share is that was counted."""

import numpy as np
from numpy.typing import NDArray

from core.evaluation.inputs import FloatArray

NORMAL_95 = 1.959963984540054
"""Half-width of a 95 % interval in standard errors: the 97.5 % point of the normal distribution."""


def wilson_interval(defaults: NDArray[np.int64], rows: NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
    """95 % limits of default rates (Wilson 1927).

    Args:
        defaults: counts, shape (k,).
        rows: counts, at least 1, shape (k,).

    Returns:
        Lower and upper limits between 0 and 1, each of shape (k,).
    """
    rate, square = defaults / rows, NORMAL_95**2
    middle = rate + square / (2.0 * rows)
    reach = NORMAL_95 * np.sqrt(rate * (1.0 - rate) / rows + square / (4.0 * rows**2.0))
    scale = 1.0 + square / rows
    # Limits of the rates 0 and 1 would miss them by a rounding error.
    return np.clip((middle - reach) / scale, 0.0, rate), np.clip((middle + reach) / scale, rate, 1.0)
