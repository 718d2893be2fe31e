"""The factors of many borrowers as arrays, cleaned by what the training rows alone say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.features import FEATURES, Columns, FloatArray, derive
from core.portfolio.cleaning import Cleaning, apply_cleaning

IntArray = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Factors:
    """Numbers and category codes of n borrowers, by factor; nothing is missing.

    Attributes:
        numbers: numeric factors, each of shape (n,).
        codes: categorical factors as positions in their categories, each of shape (n,).
    """

    numbers: dict[str, FloatArray]
    codes: dict[str, IntArray]

    @property
    def rows(self) -> int:
        """How many borrowers."""
        return len(next(iter((*self.numbers.values(), *self.codes.values()))))

    def take(self, rows: NDArray[Any]) -> "Factors":
        """The borrowers at these positions (or where a mask is true)."""
        return Factors(
            {name: values[rows] for name, values in self.numbers.items()},
            {name: codes[rows] for name, codes in self.codes.items()},
        )


def clean(columns: Columns, cleaning: Cleaning, names: Sequence[str]) -> Factors:
    """Fill what is missing by a fitted cleaning, derive ratios, and keep the named factors."""
    derived = derive(apply_cleaning(columns, cleaning))
    categories = [name for name in names if FEATURES[name].categories]
    return Factors(
        {name: derived[name] for name in names if name not in categories},
        {name: derived[name] for name in categories},
    )


def rows_of(columns: Columns, rows: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """The columns at these row positions."""
    return {name: values[rows] for name, values in columns.items()}
