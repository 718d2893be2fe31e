"""One applicant with other values: the score with each, how much changes, and whether training has seen the like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core import features, levers, validation
from core.features import MISSING, Columns, FloatArray
from core.findings import BoolArray
from core.history import RATIOS
from core.levers import IntArray, Lever
from core.scorecard import Curve, TrainingRange
from core.scoring import Scorer, Scores

Change = Mapping[str, FloatArray]
"""Other values of some fields, each of shape (n,)."""

_EVERYTHING = TrainingRange(-np.inf, np.inf)


class Tried(NamedTuple):
    """An applicant with other values, as n rows.

    Attributes:
        scores: of the rows.
        cost: how much changed: each number's change as a share of its training range, summed; shape (n,).
        beyond: how far each number lies outside its training range, shape (numbers of the model, n).
    """

    scores: Scores
    cost: FloatArray
    beyond: FloatArray


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What comes of some values of one field; all arrays of shape (n,).

    Attributes:
        lever: the field.
        steps: multiples of the field's step, increasing.
        change: the values of the field and of what goes along with it.
        allowed: whether no number is led out of its training range.
        cost: as ``Tried.cost``.
        log_odds: of the model.
        credit_score: whole score.
    """

    lever: Lever
    steps: IntArray
    change: Change
    allowed: BoolArray
    cost: FloatArray
    log_odds: FloatArray
    credit_score: IntArray

    @property
    def has_leaps(self) -> bool:
        """Whether there are multiples between the others that were not tried, though the field may only shrink."""
        return not self.lever.both_ways and bool((np.diff(self.steps) > 1).any())

    def leap(self, change: Change) -> IntArray:
        """The multiples from one among these to the next, or many of them; ``change`` has the one."""
        row = int(np.searchsorted(self.change[self.lever.field], change[self.lever.field][0]))
        return levers.between(int(self.steps[row]), int(self.steps[min(row + 1, len(self.steps) - 1)]))

    def reach(self, target: int) -> BoolArray:
        """Which values are allowed and reach a score, shape (n,)."""
        return self.allowed & (self.credit_score >= target)

    def last(self, target: int) -> tuple[int, int] | None:
        """The largest multiple that reaches a score and the next one, which is the same at the end."""
        reached = np.flatnonzero(self.reach(target))
        if not reached.size:
            return None
        pair = self.steps[[reached[-1], min(reached[-1] + 1, len(self.steps) - 1)]]
        return int(pair[0]), int(pair[1])

    def cheapest(self, target: int) -> int | None:
        """The multiple that reaches a score at the least cost."""
        cost = np.where(self.reach(target), self.cost, np.inf)
        return int(self.steps[cost.argmin()]) if np.isfinite(cost).any() else None


class Applicant:
    """One applicant under a model, whose fields may take other values.

    Args:
        scorer: the model.
        columns: inputs as ``validation.check`` takes them, each of shape (1,); ratios of inputs are ignored.

    Attributes:
        columns: the inputs of the model, each of shape (1,).
        inputs: the same as plain numbers.
    """

    def __init__(self, scorer: Scorer, columns: Columns) -> None:
        self.scorer, self.scorecard = scorer, scorer.scorecard
        self.columns = _history_given_once(self._complete(columns))
        self.inputs = {name: float(values[0]) for name, values in self.columns.items()}
        self._factors = features.derive(validation.readable(self.columns))
        self._numbers = self._numbers_of(self._factors)
        limits = [self.scorecard.training_ranges.get(name, _EVERYTHING) for name in self.scorecard.curves]
        self._low = np.array([[each.minimum] for each in limits])
        self._high = np.array([[each.maximum] for each in limits])
        self._beyond_now = np.nan_to_num(self._beyond(self._numbers))
        curves = self.scorecard.curves.values()
        self._widths = np.array([[_width(*each)] for each in zip(limits, curves, strict=True)])

    def scores(self) -> Scores:
        """Of the applicant without any change."""
        return self.scorer.score(self._factors)

    def try_out(self, changes: Sequence[Change]) -> Tried:
        """Score the applicant with each of these changes, one after the other."""
        factors = features.derive(validation.readable(self._rows(changes)))
        numbers = self._numbers_of(factors)
        cost: FloatArray = (np.abs(numbers - self._numbers) / self._widths).sum(axis=0)
        return Tried(self.scorer.score(factors), cost, self._beyond(numbers))

    def are_sound(self, changes: Sequence[Change]) -> BoolArray:
        """Whether the checks let the applicant be scored with each of these changes, shape (n,)."""
        return validation.check(self._rows(changes), self.scorecard).scorable()

    def outcomes(self, wanted: Mapping[Lever, IntArray]) -> list[Outcomes]:
        """What comes of the values of several fields, each field for itself, from one scoring of all."""
        changes = [levers.changes(lever, steps, self.inputs) for lever, steps in wanted.items()]
        tried = self.try_out(changes)
        ends = np.cumsum([len(steps) for steps in wanted.values()])
        parts = [slice(end - len(steps), end) for end, steps in zip(ends, wanted.values(), strict=True)]
        return [
            Outcomes(
                lever, steps, change, self.allowed(lever, tried.beyond[:, part]), tried.cost[part],
                tried.scores.log_odds[part], tried.scores.credit_score[part],
            )
            for (lever, steps), change, part in zip(wanted.items(), changes, parts, strict=True)
        ]  # fmt: skip

    def allowed(self, lever: Lever, beyond: FloatArray) -> BoolArray:
        """Which rows of ``Tried.beyond`` leave the field's own factor within its training range, shape (n,).

        The others must be no farther outside than they are now.
        """
        most = self._beyond_now.copy()
        if lever.factor in self.scorecard.curves:
            most[list(self.scorecard.curves).index(lever.factor)] = 0.0
        allowed: BoolArray = np.all(beyond <= most, axis=0)
        return allowed

    def change(self, lever: Lever, steps: int) -> Change:
        """One other value of a field, with what goes along with it."""
        return levers.changes(lever, np.array([steps]), self.inputs)

    def share(self, name: str, values: FloatArray) -> FloatArray:
        """How much of a field changes: the part of its larger value by which the other one is smaller."""
        now = self.inputs[name]
        share: FloatArray = np.abs(values - now) / np.maximum(values, now)
        return share

    def nearest(self, outcomes: Outcomes, target: int) -> int | None:
        """The multiple of the step that reaches a score and is nearest to the present value; None where none does."""
        return outcomes.cheapest(target) if outcomes.lever.both_ways else self.largest(outcomes, [target])[0]

    def largest(self, outcomes: Outcomes, targets: Sequence[int]) -> list[int | None]:
        """For each score the largest multiple of the step that reaches it; None where none does.

        The next multiple does not reach it, or is beyond the outcomes. Between two neighbours among the outcomes a
        curve does not turn, so the score only rises or only falls.
        """
        gaps = [outcomes.last(target) for target in targets]
        if all(gap is None or gap[1] - gap[0] <= 1 for gap in gaps):
            return [None if gap is None else gap[0] for gap in gaps]
        steps = np.unique(np.concatenate([levers.between(*gap) for gap in gaps if gap]))
        return self.largest(self.outcomes({outcomes.lever: steps})[0], targets)

    def _complete(self, columns: Columns) -> dict[str, NDArray[Any]]:
        complete: dict[str, NDArray[Any]] = {}
        for item in validation.required_inputs(self.scorecard):
            missing, kind = (MISSING, np.intp) if item.is_category else (np.nan, np.float64)
            complete[item.name] = np.asarray(columns.get(item.name, [missing]), dtype=kind)
        return complete

    def _rows(self, changes: Sequence[Change]) -> dict[str, NDArray[Any]]:
        sizes = [len(next(iter(change.values()))) for change in changes]
        columns = {name: np.repeat(values, sum(sizes)) for name, values in self.columns.items()}
        end = 0
        for change, size in zip(changes, sizes, strict=True):
            start, end = end, end + size
            for name, values in change.items():
                columns[name][start:end] = values
        return columns

    def _numbers_of(self, factors: Columns) -> FloatArray:
        return np.array([factors[name] for name in self.scorecard.curves])

    def _beyond(self, numbers: FloatArray) -> FloatArray:
        beyond: FloatArray = np.maximum(np.maximum(self._low - numbers, numbers - self._high), 0.0)
        return beyond


def _width(limits: TrainingRange, curve: Curve) -> float:
    """Of the training range, or of the curve where the model does not tell one."""
    width = limits.maximum - limits.minimum
    return width if 0 < width < np.inf else curve.knots[-1] - curve.knots[0]


def _history_given_once(columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The inputs without a ratio that the counts give as well, so that the counts can change."""
    kept = {name: values for name, values in columns.items() if name not in RATIOS}
    computed = features.derive(validation.readable(kept))
    empty = np.array([np.nan])
    for name in RATIOS:
        if name in columns:
            repeated = np.array_equal(columns[name], computed.get(name, empty))
            kept[name] = empty if repeated else columns[name]
    return kept
