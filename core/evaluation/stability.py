"""Whether later rows spread like those of training: the population stability index (PSI), with limits that know sizes.

PSI = Σ (a − e) · ln(a / e) over the bins, e and a being the shares of the earlier and of the later rows (Siddiqi,
Credit Risk Scorecards, 2006). Where a bin is empty on one side the index would be infinite; there half a row is added
on both sides (Haldane 1956, Anscombe 1956). A bin that is empty on both sides is none.

The customary limits 0.10 and 0.25 know nothing of how many rows there are. Rows drawn from the very same population
have PSI ≈ (1/n + 1/m) · χ² with B − 1 degrees of freedom (Yurdakul, Statistical Properties of Population Stability
Index, 2018), so what passes that distribution's limit is more than chance. With fewer than some 200 rows the true
chance of passing it is somewhat larger, at 100 rows and ten bins 8 % instead of 5 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.errors import DataError
from core.evaluation.chi_square import upper_point, upper_tail
from core.evaluation.inputs import FloatArray

MODERATE, LARGE = 0.10, 0.25
"""The customary limits: below the first nothing needs to be done, above the second scores can hardly be trusted."""
CHANCE = 0.05
"""With this chance some characteristic of a file passes its limit although nothing has shifted."""
_HALF_A_ROW = 0.5


class Verdict(StrEnum):
    """What a stability index means at the size of its samples; from harmless to grave."""

    LIKE = "no more than chance"
    TOO_FEW = "too few rows to tell"
    SMALL = "small shift"
    MODERATE = "moderate shift"
    LARGE = "large shift"


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows with about the same value: its name, how many there were earlier, how many there are now."""

    label: str
    expected: int
    actual: int


@dataclass(frozen=True, slots=True)
class Characteristic:
    """A factor or the score, with all its bins."""

    name: str
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a characteristic has shifted.

    Attributes:
        name: of the characteristic.
        psi: its stability index.
        limit: what chance alone makes of it at most, as ``compare`` says.
        p_value: the chance of an index as large as this where nothing has shifted, for this characteristic alone.
        bins: all bins.
    """

    name: str
    psi: float
    limit: float
    p_value: float
    bins: tuple[Bin, ...]

    SHOWN = ("verdict", "rows")

    @property
    def verdict(self) -> Verdict:
        """What to make of it; no shift is told that may be chance."""
        if self.psi <= self.limit:
            return Verdict.LIKE if self.limit <= LARGE else Verdict.TOO_FEW
        if self.psi < MODERATE:
            return Verdict.SMALL
        return Verdict.MODERATE if self.psi <= LARGE else Verdict.LARGE

    @property
    def rows(self) -> int:
        """How many later rows were compared."""
        return sum(one.actual for one in self.bins)


def psi(expected: Sequence[int], actual: Sequence[int]) -> float:
    """The stability index of two counts over the same bins, never infinite.

    Raises:
        DataError: one of the two has no rows.
    """
    e, a = np.array(expected, dtype=np.float64), np.array(actual, dtype=np.float64)
    if not (e.sum() > 0 and a.sum() > 0):
        raise DataError("There are no rows to compare. Give a file with at least one row.")
    e, a = e[(e + a) > 0], a[(e + a) > 0]
    added = _HALF_A_ROW * ((e == 0) | (a == 0))
    before, now = (e + added) / e.sum(), (a + added) / a.sum()
    terms: FloatArray = (now - before) * np.log(now / before)
    return float(terms.sum())


def chance_limit(expected: Sequence[int], actual: Sequence[int], chance: float = CHANCE) -> float:
    """The index that two samples of these sizes from one population pass with a chance: (1/n + 1/m) · χ²."""
    freedom = _freedom(expected, actual)
    return _unit(expected, actual) * upper_point(chance, freedom) if freedom else 0.0


def p_value(expected: Sequence[int], actual: Sequence[int]) -> float:
    """The chance of an index at least as large as that of these counts, where both come from one population."""
    freedom = _freedom(expected, actual)
    return upper_tail(psi(expected, actual) / _unit(expected, actual), freedom) if freedom else 1.0


def compare(characteristics: Sequence[Characteristic]) -> tuple[Shift, ...]:
    """How far each characteristic of a file has shifted.

    The chance ``CHANCE`` is shared out among all of them (Bonferroni 1936), so that a file in which nothing has shifted
    raises a false alarm one time in twenty, however many factors the model has.

    Args:
        characteristics: each with at least one row earlier and now.
    """
    return tuple(_shift(one, CHANCE / len(characteristics)) for one in characteristics)


def _shift(one: Characteristic, chance: float) -> Shift:
    expected, actual = [each.expected for each in one.bins], [each.actual for each in one.bins]
    limit = chance_limit(expected, actual, chance)
    return Shift(one.name, psi(expected, actual), limit, p_value(expected, actual), one.bins)


def _freedom(expected: Sequence[int], actual: Sequence[int]) -> int:
    return sum(e + a > 0 for e, a in zip(expected, actual, strict=True)) - 1


def _unit(expected: Sequence[int], actual: Sequence[int]) -> float:
    return 1.0 / sum(expected) + 1.0 / sum(actual)
