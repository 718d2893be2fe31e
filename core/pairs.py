"""Changes of two fields that reach a score only together: as small as can be, moderate in both, and well apart."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from core import delinquency
from core.delinquency import DELINQUENT
from core.features import FloatArray
from core.findings import BoolArray
from core.history import COUNTS, RATIOS
from core.levers import LOAN_AMOUNT, IntArray, Lever
from core.scoring import Scorer
from core.trials import Applicant, Change, Outcomes

APART = 0.3
"""Two changes differ in the share of some field by so much at the least."""
_FOLLOWERS = dict(zip((COUNTS[1], RATIOS[0]), (COUNTS[2], RATIOS[1]), strict=True))
"""What goes along with a field."""
_ROUNDS = 6
_GRID = 65
"""The log-odds that reach a score are found to 1 / 64⁶ of the distance."""


def pairs(
    applicant: Applicant, outcomes: Sequence[Outcomes], target: int, others: Sequence[Mapping[str, float]], limit: float
) -> Iterator[Change]:
    """Changes of two fields that reach a score, found as they are asked for, the most moderate first.

    A change is the more moderate, the smaller the larger one of its two shares is (``Applicant.share``). What two
    fields add to the log-odds adds up, so no two of all their values need scoring.

    Args:
        applicant: whose score is below the target.
        outcomes: of each field.
        target: score to reach.
        others: changes from which each lies well apart, as the changes lie from each other.
        limit: largest share of the loan that may go.
    """
    now = float(applicant.scores().log_odds[0])
    ladders = [_ladder(applicant, each, now) for each in outcomes]
    room = _highest_log_odds(applicant.scorer, target, now + sum(each.shift[-1] for each in ladders), now) - now
    pool = _pool(ladders, room, limit)
    taken = [_shares(applicant, ladders, other) for other in others]
    pool = pool.without(_near(pool.shares, taken))
    while len(pool.shares):
        both = [ladders[place] for place in pool.ladders[0]]
        change = _least(applicant, pool.first(both), both, target)
        if change is not None and not _near(shares := _shares(applicant, ladders, change), taken):
            taken.append(shares)
            pool = pool.without(_near(pool.shares, taken))
            yield change
        else:
            pool = pool.without((pool.ladders == pool.ladders[0]).all(axis=1))


class _Ladder(NamedTuple):
    """Values of one field, each farther from the present one than those before and better; the present one is first.

    Attributes:
        outcomes: of the field.
        rows: of the outcomes, one less than the values.
        share: of the field that changes.
        shift: what is added to the log-odds, falling.
    """

    outcomes: Outcomes
    rows: IntArray
    share: FloatArray
    shift: FloatArray

    @property
    def lever(self) -> Lever:
        """The field."""
        return self.outcomes.lever

    def change(self, place: int) -> Change:
        """The values at a place after the first."""
        return {name: values[[self.rows[place - 1]]] for name, values in self.outcomes.change.items()}


@dataclass(frozen=True, slots=True)
class _Pool:
    """Changes of two fields, the most moderate first.

    Attributes:
        ladders: which two they change, shape (n, 2).
        places: on these ladders, shape (n, 2).
        shares: of every field, shape (n, fields).
    """

    ladders: IntArray
    places: IntArray
    shares: FloatArray

    def first(self, both: Sequence[_Ladder]) -> Change:
        """The most moderate, given its two ladders."""
        first, second = (ladder.change(place) for ladder, place in zip(both, self.places[0], strict=True))
        return {**first, **second}

    def without(self, rows: BoolArray) -> "_Pool":
        """The others."""
        return _Pool(self.ladders[~rows], self.places[~rows], self.shares[~rows])


def _ladder(applicant: Applicant, outcomes: Outcomes, now: float) -> _Ladder:
    share = applicant.share(outcomes.lever.field, outcomes.change[outcomes.lever.field])
    order = np.lexsort((outcomes.log_odds, share))
    order = order[outcomes.allowed[order]]
    shift = np.append(0.0, outcomes.log_odds[order] - now)
    is_better = shift[1:] < np.minimum.accumulate(shift)[:-1]
    rows = order[is_better]
    return _Ladder(outcomes, rows, np.append(0.0, share[rows]), np.append(0.0, shift[1:][is_better]))


def _pool(ladders: Sequence[_Ladder], room: float, limit: float) -> _Pool:
    """Of every two fields the changes that shift the log-odds to ``room`` or below, but do not when one is smaller."""
    which, places = [np.empty((0, 2), dtype=np.int64)], [np.empty((0, 2), dtype=np.int64)]
    for both in combinations(range(len(ladders)), 2):
        first, second = (ladders[place] for place in both)
        if not first.outcomes.change.keys() & second.outcomes.change.keys():
            found = _smallest(first, second, room)
            which.append(np.tile(both, (len(found), 1)))
            places.append(found)
    return _sorted(ladders, np.concatenate(which), np.concatenate(places), limit)


def _smallest(first: _Ladder, second: _Ladder, room: float) -> IntArray:
    """Places on the two ladders, shape (n, 2): from each, one place back on either is not enough."""
    partner = np.searchsorted(-second.shift, first.shift - room)
    place = np.flatnonzero(np.diff(partner) < 0) + 1
    place = place[partner[place] > 0]
    both: IntArray = np.column_stack((place, partner[place]))
    return both


def _sorted(ladders: Sequence[_Ladder], which: IntArray, places: IntArray, limit: float) -> _Pool:
    shares = np.zeros((len(which), len(ladders)))
    most = np.full(len(ladders), np.inf)
    for number, ladder in enumerate(ladders):
        row, side = np.nonzero(which == number)
        shares[row, number] = ladder.share[places[row, side]]
        if ladder.lever == LOAN_AMOUNT:
            most[number] = limit
    order = np.lexsort((shares.sum(axis=1), shares.max(axis=1, initial=0.0)))
    order = order[np.all(shares[order] <= most, axis=1)]
    return _Pool(which[order], places[order], shares[order])


def _shares(applicant: Applicant, ladders: Sequence[_Ladder], change: Mapping[str, float | FloatArray]) -> FloatArray:
    """How much of each field changes by itself, shape (fields,)."""
    by_itself = change.keys() - {_FOLLOWERS.get(name) for name in change}
    fields = [ladder.lever.field for ladder in ladders]
    return np.array([applicant.share(name, np.ravel(change[name]))[0] if name in by_itself else 0.0 for name in fields])


def _near(shares: FloatArray, taken: Sequence[FloatArray]) -> BoolArray:
    """Which of the shares, shape (…, fields), do not lie well apart from all that are taken."""
    near = np.zeros(shares.shape[:-1], dtype=bool)
    for other in taken:
        near |= np.abs(shares - other).max(axis=-1, initial=0.0) < APART
    return near


def _least(applicant: Applicant, change: Change, both: Sequence[_Ladder], target: int) -> Change | None:
    """The change with each field as close to what it is now as the other lets it be; None where one alone does."""
    for ladder in both:
        if ladder.outcomes.has_leaps and ladder.lever.field != DELINQUENT:
            change = _nearer(applicant, change, ladder.lever, ladder.outcomes.leap(change), target)
    if DELINQUENT not in change:
        return change
    (other,) = (ladder.outcomes for ladder in both if ladder.lever.field != DELINQUENT)
    return _least_with_months(applicant, change, other, target)


def _least_with_months(applicant: Applicant, change: Change, other: Outcomes, target: int) -> Change | None:
    """Months and days have no one order, and with other ones of them less of the other field may be enough."""
    smaller = delinquency.least(applicant, change, target)
    if smaller is None:
        return None
    nearer = _nearer(applicant, smaller, other.lever, other.steps, target)
    if nearer[other.lever.field] != smaller[other.lever.field]:
        return _least_with_months(applicant, nearer, other, target)
    months = {name: values for name, values in nearer.items() if name != other.lever.field}
    is_enough = applicant.try_out([months]).scores.credit_score[0] >= target
    return None if is_enough else nearer


def _nearer(applicant: Applicant, change: Change, lever: Lever, steps: IntArray, target: int) -> Change:
    """The change with one field, of these values, as close to what it is now as the rest of the change lets it be."""
    rest = {name: values for name, values in change.items() if name != lever.field}
    there = Applicant(applicant.scorer, {**applicant.columns, **rest})
    nearest = there.nearest(there.outcomes({lever: steps})[0], target)
    return change if nearest is None else {**change, **there.change(lever, nearest)}


def _highest_log_odds(scorer: Scorer, target: int, low: float, high: float) -> float:
    """The highest log-odds that reach a score, which the lower ones reach as well; −∞ where not even ``low`` does."""
    for _ in range(_ROUNDS):
        grid = np.linspace(low, high, _GRID)
        reached = int(np.count_nonzero(scorer.scores(grid, np.empty((0, _GRID))).credit_score >= target))
        if reached == 0:
            return -math.inf
        low, high = grid[reached - 1], grid[reached]
    return low
