"""The smallest change of delinquent months and of their days past due that still reaches a score."""

import math
from collections.abc import Sequence

import numpy as np

from core import levers
from core.features import Columns
from core.findings import BoolArray
from core.history import COUNTS
from core.levers import IntArray
from core.trials import Applicant, Change, Tried

_, DELINQUENT, _DPD = COUNTS
_MOST_TRIED = 10_000
"""So many pairs of months and days are scored at once, while a window waits; of more, evenly spread ones first …"""
_MOST_EACH = 64
"""… so many of each."""


def is_all_tried(columns: Columns) -> bool:
    """Whether every pair of months and days of an applicant is tried; else what is offered is nearly the smallest."""
    pairs = math.prod(float(columns[name][0]) + 1 if name in columns else 1.0 for name in (DELINQUENT, _DPD))
    return not pairs > _MOST_TRIED


def least(applicant: Applicant, change: Change, target: int) -> Change | None:
    """A change of which no smaller one reaches the score: with fewer months or days changed and none more.

    Of a history so long that not all pairs of months and days are tried, none of those that are.

    Args:
        applicant: whose history is given as counts.
        change: new values of delinquent months and days past due, and perhaps of another field, each of shape (1,).
        target: score to reach.

    Returns:
        The least costly one within the change; None where it does not reach the score, or where fewer days alone do.
    """
    corner = -1, -1
    while corner != (corner := (int(change[DELINQUENT][0]), int(change[_DPD][0]))):
        most = int(applicant.inputs[DELINQUENT]), int(applicant.inputs[_DPD])
        months, days = _values(corner, most)
        found = _least_of(applicant, change, np.meshgrid(months, days, indexing="ij"), target)
        if found is None or len(months) * len(days) == _count(corner, most):
            return found
        change = found
    return change


def _count(low: tuple[int, int], high: tuple[int, int]) -> int:
    """How many pairs there are."""
    return math.prod(most - least + 1 for least, most in zip(low, high, strict=True))


def _values(low: tuple[int, int], high: tuple[int, int]) -> tuple[IntArray, IntArray]:
    each = _MOST_TRIED + 1 if _count(low, high) <= _MOST_TRIED else _MOST_EACH
    months, days = (levers.spread(*ends, each) for ends in zip(low, high, strict=True))
    return months, days


def _least_of(applicant: Applicant, change: Change, grid: Sequence[IntArray], target: int) -> Change | None:
    """The least costly change on a grid of months and days, both rising, that has no smaller one on it."""
    months, days = (values.ravel() for values in grid)
    rows = {name: np.repeat(values, months.size) for name, values in change.items()}
    rows |= {DELINQUENT: months.astype(float), _DPD: days.astype(float)}
    tried = applicant.try_out([rows])
    enough = (tried.scores.credit_score >= target) & _may_be(applicant, tried, months, days)
    smallest = _has_no_smaller(enough.reshape(grid[0].shape)).ravel() & (months < applicant.inputs[DELINQUENT])
    if not smallest.any():
        return None
    row = int(np.where(smallest, tried.cost, np.inf).argmin())
    return {name: values[[row]] for name, values in rows.items()}


def _may_be(applicant: Applicant, tried: Tried, months: IntArray, days: IntArray) -> BoolArray:
    """Within what training knows; each delinquent month keeps a day, or as many as now, and no day lacks a month."""
    now, days_now = applicant.inputs[DELINQUENT], applicant.inputs[_DPD]
    kept = (days >= np.minimum(months, np.floor(months * days_now / now))) & ((months > 0) | (days == 0))
    by_months, by_days = (applicant.allowed(lever, tried.beyond) for lever in levers.BY_COUNTS)
    result: BoolArray = kept & np.where(months < now, by_months, by_days)
    return result


def _has_no_smaller(enough: BoolArray) -> BoolArray:
    """Which cells are enough while none with as many months and days or more is, shape (months, days)."""
    at_or_above = np.flip(np.logical_or.accumulate(np.flip(enough), axis=0))
    at_or_above = np.flip(np.logical_or.accumulate(np.flip(at_or_above), axis=1))
    padded = np.pad(at_or_above, ((0, 1), (0, 1)))
    result: BoolArray = enough & ~padded[1:, :-1] & ~padded[:-1, 1:]
    return result
