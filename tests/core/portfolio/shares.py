"""Shares of samples that agree with those of the portfolio the demo is modelled on.

Both are samples, so a share may differ by three standard errors of the difference, and by what rounding takes away.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd


def assert_share(found: float, expected: float, rows: int, rounding: float = 0.005) -> None:
    """A share that was seen in so many rows, as was the expected one."""
    error = np.sqrt(2 * expected * (1 - expected) / rows)
    assert abs(found - expected) < 3 * error + rounding, f"{found:.4f}, expected {expected}"


def assert_shares(values: "pd.Series[Any]", expected: Mapping[Any, float]) -> None:
    found = values.value_counts(normalize=True)
    assert set(found.index) == set(expected)
    for value, share in expected.items():
        assert_share(found[value], share, len(values))


def assert_even(values: "pd.Series[Any]", lowest: int, highest: int) -> None:
    """Every whole number between the limits is as frequent as the others."""
    assert_shares(values, dict.fromkeys(range(lowest, highest + 1), 1 / (highest - lowest + 1)))
