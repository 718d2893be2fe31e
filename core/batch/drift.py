"""Counts the rows of a file in the bins of the model's training data, to tell whether they look alike."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.batch.chunk import ScoredRows
from core.batch.figures import SCORE
from core.distribution import Counts, NumberBins, TrainingDistribution, count_categories, count_numbers
from core.evaluation.stability import Bin, Characteristic, Shift, compare
from core.features import FEATURES
from core.findings import say_shortly
from core.schema import Kind, field, is_field

_MISSING, _NONE_OF_THEM = "missing", "missing or unknown"


class DriftTally:
    """Running counts in the bins of a model's training data; none where the model keeps no picture of that.

    A factor is counted in every row whose form is right, also where the row is rejected, since training rows were too;
    the score in rows that have one.
    """

    def __init__(self, spread: TrainingDistribution) -> None:
        self._spread = spread
        self._edges = {name: np.array(bins.edges) for name, bins in spread.numbers.items()}
        self._scores = np.array(spread.scores.edges)
        self._counts: dict[str, Counts] = {}

    def add(self, rows: ScoredRows) -> None:
        """Count some more rows."""
        if not self._spread.rows:
            return
        for name in (*self._edges, *self._spread.categories):
            values = rows.factors[name]
            values = np.delete(values, rows.untrusted) if rows.untrusted else values
            if name in self._edges:
                self._add(name, count_numbers(self._edges[name], values))
            else:
                self._add(name, count_categories(len(FEATURES[name].categories), values))
        self._add(SCORE, count_numbers(self._scores, rows.scores.credit_score[rows.valid]))

    def shifts(self) -> tuple[Shift, ...]:
        """How far each characteristic has shifted: the score, then the factors, the largest first."""
        found = compare([self._characteristic(name, counts) for name, counts in self._counts.items() if counts.any()])
        return tuple(sorted(found, key=lambda shift: (shift.name != SCORE, -shift.psi)))

    def _add(self, name: str, counts: Counts) -> None:
        self._counts[name] = self._counts.get(name, 0) + counts

    def _characteristic(self, name: str, actual: Counts) -> Characteristic:
        spread = self._spread
        if name in spread.categories:
            known, words = FEATURES[name].categories, spread.categories[name]
            labels: Sequence[str] = (*known, _NONE_OF_THEM)
            expected = (*(words.counts.get(category, 0) for category in known), words.missing)
        else:
            bins = spread.scores if name == SCORE else spread.numbers[name]
            labels, expected = _labels(name, bins), (*bins.counts, bins.missing)
        return Characteristic(name, tuple(map(Bin, labels, expected, actual.tolist())))


def _labels(name: str, bins: NumberBins) -> list[str]:
    """The intervals in words; those of whole numbers end with the last number in them."""
    if not bins.edges:
        return ["any", _MISSING]
    counted = name == SCORE or (is_field(name) and field(name).kind is Kind.INTEGER)
    last = 1 if counted and all(edge.is_integer() for edge in bins.edges) else 0
    between = [_interval(say_shortly(low), say_shortly(high - last)) for low, high in pairwise(bins.edges)]
    return [f"below {say_shortly(bins.edges[0])}", *between, f"{say_shortly(bins.edges[-1])} and more", _MISSING]


def _interval(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
