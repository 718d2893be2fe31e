"""How much a factor tells of who defaults: weight of evidence of each bin, and the information value of all of them.

WoE = ln(share of the goods in the bin / share of the bads in it), IV = Σ (difference of the two shares) · WoE (Siddiqi,
Credit Risk Scorecards, 2006). Where a bin has no goods or no bads its weight would be infinite; there half a row is
added to both (Haldane 1956, Anscombe 1956), as in ``core.evaluation.stability``. A bin without rows is none.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from core.errors import DataError

_HALF_A_ROW = 0.5
_WEAK, _MEDIUM, _STRONG, _SUSPICIOUS = 0.02, 0.1, 0.3, 0.5


class Strength(StrEnum):
    """What an information value is customarily taken to mean (Siddiqi)."""

    NONE = "none"
    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"
    SUSPICIOUS = "very strong"
    """Strong enough to ask whether it was known on the day of application."""


@dataclass(frozen=True, slots=True)
class WeightedBin:
    """Rows with about the same value of a factor.

    Attributes:
        label: the values in words.
        goods: rows that were paid back.
        bads: defaults.
        woe: weight of evidence; above 0 where the bin is safer than all rows together.
        information: what the bin adds to the information value, never below 0.
        is_mended: whether goods or bads are none, so that half a row was added to both.
    """

    label: str
    goods: int
    bads: int
    woe: float
    information: float
    is_mended: bool


@dataclass(frozen=True, slots=True)
class Information:
    """What one factor tells; ``value`` is the sum over its bins."""

    name: str
    bins: tuple[WeightedBin, ...]

    @property
    def value(self) -> float:
        """The information value."""
        return float(sum(one.information for one in self.bins))

    @property
    def strength(self) -> Strength:
        """The information value in a word."""
        limits = {
            _WEAK: Strength.NONE, _MEDIUM: Strength.WEAK, _STRONG: Strength.MEDIUM, _SUSPICIOUS: Strength.STRONG,
        }  # fmt: skip
        return next((word for limit, word in limits.items() if self.value < limit), Strength.SUSPICIOUS)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        bins = [asdict(one) for one in self.bins]
        return {"name": self.name, "value": self.value, "strength": str(self.strength), "bins": bins}


def information(name: str, labels: Sequence[str], goods: Sequence[int], bads: Sequence[int]) -> Information:
    """Weigh the bins of a factor, given the rows of each outcome in each; bins without rows are left out.

    Raises:
        DataError: there are no goods or no bads at all.
    """
    g, b = np.array(goods, dtype=np.float64), np.array(bads, dtype=np.float64)
    if not (g.sum() > 0 and b.sum() > 0):
        raise DataError(f"All rows have the same outcome, so nothing can be said about {name}. Give rows of both.")
    is_empty = (g == 0) | (b == 0)
    share_of_goods, share_of_bads = ((counts + _HALF_A_ROW * is_empty) / counts.sum() for counts in (g, b))
    woe = np.log(share_of_goods / share_of_bads)
    parts = (share_of_goods - share_of_bads) * woe
    rows = zip(labels, goods, bads, woe.tolist(), parts.tolist(), is_empty.tolist(), strict=True)
    return Information(name, tuple(WeightedBin(*row) for row in rows if row[1] + row[2]))
