"""Categories of two factors that hold (nearly) the same loans, so that no model can tell their effects apart.

The phi coefficient of two columns of 0 and 1, which is Pearson's correlation of them (Yule, On the methods of measuring
association between two attributes, 1912).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from core.features import FEATURES, derive
from core.portfolio.cleaning import Prepared

NEARLY_ALL = 0.9
_FEWEST = 10
"""Loans with and loans without a category; of fewer chance alone makes two categories alike."""
_Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


class SameLoans(NamedTuple):
    """Two categories with (nearly) the same loans.

    Attributes:
        first: a factor.
        category: of it.
        second: another factor.
        other_category: of that one.
        phi: how alike they are; 1 where no loan has one without the other.
    """

    first: str
    category: str
    second: str
    other_category: str
    phi: float

    @property
    def sentence(self) -> str:
        """What that means for a model."""
        extent = "the same" if self.phi > 1.0 - 1e-9 else "nearly the same"
        return (
            f"{self.first} {self.category} and {self.second} {self.other_category} are {extent} loans (phi "
            f"{self.phi:.2f}): no model can tell apart what each of them does, so neither their coefficients nor their "
            "p values say whether they matter."
        )


def same_loans(prepared: Prepared, names: Sequence[str]) -> tuple[SameLoans, ...]:
    """The most alike categories of each two of these factors, as far as they hold nearly the same loans."""
    factors, given = derive(prepared.columns), prepared.factor_names()
    flags = {name: _flags(factors[name], name) for name in names if name in given and FEATURES[name].categories}
    best = (
        max(_alike(first, flags[first], second, flags[second]), key=lambda one: one.phi, default=None)
        for first, second in combinations(flags, 2)
    )
    return tuple(one for one in best if one is not None and one.phi >= NEARLY_ALL)


def _flags(codes: np.ndarray[tuple[int], np.dtype[np.intp]], name: str) -> dict[str, _Flags]:
    """Which loans have each category that is common enough to be weighed."""
    found = {category: codes == code for code, category in enumerate(FEATURES[name].categories)}
    return {
        category: has
        for category, has in found.items()
        if min(np.count_nonzero(has), np.count_nonzero(~has)) >= _FEWEST
    }


def _alike(first: str, of_first: dict[str, _Flags], second: str, of_second: dict[str, _Flags]) -> Iterator[SameLoans]:
    for (category, has), (other, has_other) in product(of_first.items(), of_second.items()):
        yield SameLoans(first, category, second, other, float(np.corrcoef(has, has_other)[0, 1]))
