"""An internal check whether groups of people fare alike: approval rates and equal opportunity, each as a ratio.

The approval rate of a group by that of the group with the highest one is the ratio of the four-fifths rule (US Uniform
Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D, 1978). Equal opportunity compares in the same way the
approval rates of those who paid (Hardt, Price & Srebro 2016). The interval of a ratio is Katz's, normal in its
logarithm (Katz et al. 1978). Groups with fewer than ``FEWEST`` rows are hidden: chance alone would speak of them.
"""

from dataclasses import dataclass
from math import exp, sqrt
from typing import NamedTuple

import numpy as np

from core.evaluation.estimate import Estimate, share
from core.evaluation.groups import UNKNOWN, Grouping
from core.evaluation.inputs import Flags, Outcomes, defaulted
from core.evaluation.proportion import NORMAL_95

FEWEST = 30
"""Groups with fewer rows are hidden."""
FOUR_FIFTHS = 0.8
"""A ratio below this is taken for evidence of adverse impact."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class GroupFairness:
    """How one group fares.

    Attributes:
        label: its name.
        rows: people in it.
        approval_rate: with Wilson's interval.
        approval_ratio: by the group with the highest approval rate, with Katz's interval; that group itself has none.
        payers_approved: approval rate of those who paid; without a value where they are too few.
        opportunity_ratio: the same by the group where it is highest.
        default_rate: share of defaults.
    """

    label: str
    rows: int
    approval_rate: Estimate
    approval_ratio: Estimate
    payers_approved: Estimate
    opportunity_ratio: Estimate
    default_rate: Estimate

    SHOWN = ("is_below_four_fifths",)

    @property
    def is_below_four_fifths(self) -> bool:
        """Whether the approval ratio is below four fifths, and by more than chance below 1."""
        ratio = self.approval_ratio
        if ratio.value is None or ratio.value >= FOUR_FIFTHS - _ROUNDING:
            return False
        return ratio.high is None or ratio.high < 1.0


@dataclass(frozen=True, slots=True)
class Fairness:
    """How the groups of one attribute fare.

    Attributes:
        name: of the attribute.
        groups: those with enough rows.
        hidden: names of the others.
    """

    name: str
    groups: tuple[GroupFairness, ...]
    hidden: tuple[str, ...]


class _Part(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        return self.part / self.whole


class _People(NamedTuple):
    """A group: the approved among all of it and among those who paid, and its defaults."""

    label: str
    all: _Part
    payers: _Part
    defaults: _Part


def fairness(y: Outcomes, approved: Flags, grouping: Grouping) -> Fairness:
    """Compare the groups of an attribute; those of whom it is not known are told, and compared with nobody.

    Args:
        y: outcomes, shape (n,).
        approved: who would be approved, shape (n,).
        grouping: of the same rows.

    Raises:
        DataError: no rows, or one outcome only.
    """
    flags = defaulted(y)
    parts = [_people(label, chosen, approved, flags) for label, chosen in grouping.groups() if label != UNKNOWN]
    shown = [people for people in parts if people.all.whole >= FEWEST]
    best = _best([people.all for people in shown]), _best([people.payers for people in shown])
    hidden = tuple(people.label for people in parts if people.all.whole < FEWEST)
    return Fairness(grouping.name, tuple(_group(people, *best) for people in shown), hidden)


def katz_ratio(part: int, whole: int, other_part: int, other_whole: int) -> Estimate:
    """The ratio of two shares with Katz's interval.

    Without a case on one side, or with nothing but cases on both, there is no interval; without one in the second share
    no ratio either.
    """
    rows = whole + other_whole
    if not (other_part and whole):
        return Estimate(None, None, None, rows)
    ratio = part / whole / (other_part / other_whole)
    if not part or (part == whole and other_part == other_whole):
        return Estimate(ratio, None, None, rows)
    reach = NORMAL_95 * sqrt(1 / part - 1 / whole + 1 / other_part - 1 / other_whole)
    return Estimate(ratio, ratio * exp(-reach), ratio * exp(reach), rows)


def _people(label: str, chosen: Flags, approved: Flags, flags: Flags) -> _People:
    return _People(label, _part(approved, chosen), _part(approved, chosen & ~flags), _part(flags, chosen))


def _group(people: _People, best: _Part | None, best_payers: _Part | None) -> GroupFairness:
    payers = people.payers
    return GroupFairness(
        label=people.label,
        rows=people.all.whole,
        approval_rate=share(*people.all),
        approval_ratio=_against(people.all, best),
        payers_approved=share(*payers) if payers.whole >= FEWEST else Estimate(None, None, None, payers.whole),
        opportunity_ratio=_against(payers, best_payers),
        default_rate=share(*people.defaults),
    )


def _part(counted: Flags, chosen: Flags) -> _Part:
    return _Part(int(np.count_nonzero(counted & chosen)), int(np.count_nonzero(chosen)))


def _best(parts: list[_Part]) -> _Part | None:
    """The group with the highest rate among those with enough rows, the largest of equal ones."""
    return max((part for part in parts if part.whole >= FEWEST), key=lambda part: (part.rate, part.whole), default=None)


def _against(part: _Part, best: _Part | None) -> Estimate:
    if best is None or part.whole < FEWEST:
        return Estimate(None, None, None, part.whole)
    if part is best and part.part:
        return Estimate(1.0, None, None, part.whole)
    return katz_ratio(*part, *best)
