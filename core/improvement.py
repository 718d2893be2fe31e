"""What would it take: the smallest changes that reach a score, the largest loan and the longest tenure of each band.

A promise is a round value that was scored itself, in the way that scores everybody, so it holds when it is typed in.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from core import delinquency, levers
from core.features import Columns, FloatArray
from core.history import COUNTS
from core.levers import LOAN_AMOUNT, TENURE, Lever
from core.scoring import Scorer
from core.trials import Applicant, Change, Outcomes

_ROUNDS = 6
_GRID = 65
"""The log-odds that reach a score are found to 1 / 64⁶ of the distance."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A change that reaches a score.

    Attributes:
        changes: new value of each field that changes.
        credit_score: with the change.
        default_probability: PD with the change.
        cost: how much changes: each number's change as a share of its training range, summed.
    """

    changes: Mapping[str, float]
    credit_score: int
    default_probability: float
    cost: float


def alternatives(scorer: Scorer, columns: Columns, target: int, most: int = 3) -> tuple[Alternative, ...]:
    """The smallest changes that take an applicant to a score, the least costly first.

    A change is of one field, or of two where no field alone is enough, in values as an officer says them: thousands
    of rupees, whole months, whole per cent, tenths of a day. The loan may shrink, its tenure go either way; what is
    used of credit, open accounts and delinquency may shrink. Fewer delinquent months take days past due along as
    far as the score needs it; months and days are one matter, so they are not two fields of a change. Nothing offered
    has a smaller version of itself that is enough.

    Args:
        scorer: the model.
        columns: inputs as ``validation.check`` takes them, each of shape (1,).
        target: score to reach, such as the minimum of a band.
        most: how many alternatives at the most.

    Returns:
        Different changes; none where nothing is enough, where the score is reached already, or where the applicant
        cannot be scored.
    """
    applicant = Applicant(scorer, columns)
    now = applicant.scores()
    if now.band[0] < 0 or now.credit_score[0] >= target:
        return ()
    wanted = {
        lever: levers.other_values(lever, applicant.inputs, scorer.scorecard)
        for lever in levers.levers(applicant.inputs, scorer.scorecard)
    }
    outcomes = applicant.outcomes(wanted)
    found = _confirmed(applicant, _of_one_field(applicant, outcomes, target), target) or _confirmed(
        applicant, _of_two_fields(applicant, outcomes, float(now.log_odds[0]), target), target
    )
    return tuple(found[:most])


def largest_loan(scorer: Scorer, columns: Columns) -> tuple[int | None, ...]:
    """For each band, by its position, the largest loan in whole thousands of rupees that reaches it.

    Within the ranges of schema and training; the loan asked for plays no part and may be missing. None where no
    amount reaches the band, where the applicant cannot be scored, or where the model takes no notice of the loan.
    """
    found = _largest(scorer, columns, LOAN_AMOUNT)
    return tuple(None if steps is None else round(steps * LOAN_AMOUNT.step) for steps in found)


def longest_tenure(scorer: Scorer, columns: Columns) -> tuple[int | None, ...]:
    """The same for the tenure, in whole months."""
    return _largest(scorer, columns, TENURE)


class MostKnown(NamedTuple):
    """How far training goes for one applicant; None where a field ends before, or nothing is known.

    Attributes:
        loan: the largest loan in whole thousands of rupees.
        tenure: the longest tenure in months.
    """

    loan: int | None
    tenure: int | None


def most_known(scorer: Scorer, columns: Columns) -> MostKnown:
    """The largest loan and the longest tenure that training has seen; beyond them nothing is promised."""
    inputs = Applicant(scorer, columns).inputs
    loan, tenure = (levers.most_in_training(lever, inputs, scorer.scorecard) for lever in (LOAN_AMOUNT, TENURE))
    return MostKnown(None if loan is None else round(loan * LOAN_AMOUNT.step), tenure)


def _largest(scorer: Scorer, columns: Columns, lever: Lever) -> tuple[int | None, ...]:
    scorecard = scorer.scorecard
    nothing = (None,) * len(scorecard.bands)
    if lever.factor not in scorecard.curves:
        return nothing
    applicant = Applicant(scorer, columns)
    outcomes = applicant.outcomes({lever: levers.all_values(lever, applicant.inputs, scorecard)})[0]
    minima = [scorecard.scale.minimum, *(band.minimum for band in scorecard.bands[1:])]
    found = applicant.largest(outcomes, minima)
    changes = [applicant.change(lever, steps) for steps in found if steps is not None]
    return tuple(found) if changes and applicant.are_sound(changes).all() else nothing


def _of_one_field(applicant: Applicant, outcomes: list[Outcomes], target: int) -> Iterator[Change]:
    """The smallest change of each field that is enough by itself."""
    for each in outcomes:
        steps = each.cheapest(target) if each.lever.both_ways else applicant.largest(each, [target])[0]
        if steps is not None:
            yield applicant.change(each.lever, steps)


def _of_two_fields(applicant: Applicant, outcomes: list[Outcomes], now: float, target: int) -> Iterator[Change]:
    """The least costly change of each two fields that is enough; what they add to the log-odds adds up."""
    ladders = [_ladder(each, now) for each in outcomes if each.allowed.any()]
    lowest = now + sum(min(float(ladder.best[-1]), 0.0) for ladder in ladders)
    room = _highest_log_odds(applicant.scorer, target, lowest, now) - now
    for first, second in combinations(ladders, 2):
        pair = _cheapest_pair(first, second, room)
        if pair and not first.change.keys() & second.change.keys():
            change = {
                name: values[[step]]
                for ladder, step in zip((first, second), pair, strict=True)
                for name, values in ladder.change.items()
            }
            yield _no_more_than_needed(applicant, change, (first, second), target)


def _no_more_than_needed(applicant: Applicant, change: Change, ladders: Iterable["_Ladder"], target: int) -> Change:
    """The change with each field that was tried in leaps as close to what it is now as the others let it be."""
    for ladder in ladders:
        if ladder.has_leaps:
            rest = {name: values for name, values in change.items() if name not in ladder.change}
            there = Applicant(applicant.scorer, {**applicant.columns, **rest})
            values = levers.other_values(ladder.lever, there.inputs, there.scorecard)
            steps = there.largest(there.outcomes({ladder.lever: values})[0], [target])[0]
            change = change if steps is None else {**rest, **there.change(ladder.lever, steps)}
    return change


class _Ladder(NamedTuple):
    """Allowed changes of one field, the least costly first; arrays of shape (n,).

    Attributes:
        lever: the field.
        has_leaps: whether values between them were left out.
        change: as ``Outcomes.change``.
        cost: of each.
        shift: what each adds to the log-odds.
        best: smallest shift so far.
    """

    lever: Lever
    has_leaps: bool
    change: Change
    cost: FloatArray
    shift: FloatArray
    best: FloatArray


def _ladder(outcomes: Outcomes, now: float) -> _Ladder:
    order = np.argsort(outcomes.cost, kind="stable")
    order = order[outcomes.allowed[order]]
    shift = outcomes.log_odds[order] - now
    change = {name: values[order] for name, values in outcomes.change.items()}
    best = np.minimum.accumulate(shift)
    return _Ladder(outcomes.lever, outcomes.has_leaps, change, outcomes.cost[order], shift, best)


def _cheapest_pair(first: _Ladder, second: _Ladder, room: float) -> tuple[int, int] | None:
    """Positions of the two changes that together shift the log-odds to ``room`` or below at the least cost."""
    partner = np.searchsorted(-second.best, first.shift - room)
    enough = np.flatnonzero(partner < len(second.best))
    if not enough.size:
        return None
    cost = first.cost[enough] + second.cost[partner[enough]]
    step = enough[cost.argmin()]
    return int(step), int(partner[step])


def _highest_log_odds(scorer: Scorer, target: int, low: float, high: float) -> float:
    """The highest log-odds that reach a score, which the lower ones reach as well; −∞ where not even ``low`` does."""
    for _ in range(_ROUNDS):
        grid = np.linspace(low, high, _GRID)
        reached = int(np.count_nonzero(scorer.scores(grid, np.empty((0, _GRID))).credit_score >= target))
        if reached == 0:
            return -math.inf
        low, high = grid[reached - 1], grid[reached]
    return low


def _lessened(applicant: Applicant, changes: Iterable[Change], target: int) -> Iterator[Change]:
    """The changes, of which those of delinquent months are as small as they can be."""
    for change in changes:
        smaller = delinquency.least(applicant, change, target) if COUNTS[1] in change else change
        if smaller is not None:
            yield smaller


def _confirmed(applicant: Applicant, proposed: Iterable[Change], target: int) -> list[Alternative]:
    """The changes that hold when they are scored and checked as they will be typed in, the least costly first."""
    changes = list(_lessened(applicant, proposed, target))
    if not changes:
        return []
    tried = applicant.try_out(changes)
    *sound, sound_now = applicant.are_sound([*changes, applicant.columns])
    found = [
        Alternative(
            {name: float(values[0]) for name, values in change.items() if values[0] != applicant.inputs[name]},
            int(tried.scores.credit_score[row]), float(tried.scores.default_probability[row]), float(tried.cost[row]),
        )
        for row, change in enumerate(changes)
        if sound_now and sound[row] and tried.scores.credit_score[row] >= target
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.cost)
