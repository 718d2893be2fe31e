"""Counts the rows of a file by their score, with the defaults and the amounts that are to be expected of them."""

import numpy as np
from numpy.typing import NDArray

from core.batch.chunk import ScoredRows
from core.batch.figures import PROBABILITY_EDGES, ScoreCounts
from core.distribution import count_numbers
from core.features import Columns, FloatArray
from core.schema import field
from core.scorecard import ScoreScale

_MOST_PLACES = 10_000
_KINDS = field("loan_type").categories
_EDGES = np.array(PROBABILITY_EDGES)


class ScoreTally:
    """Running sums by score."""

    def __init__(self, scale: ScoreScale) -> None:
        self._minimum, span = scale.minimum, scale.maximum - scale.minimum
        self._step = 1 + span // _MOST_PLACES
        self._places = 1 + span // self._step
        self._rows = np.zeros(self._places, dtype=np.int64)
        self._defaults = np.zeros(self._places)
        self._defaulting = np.zeros((len(_KINDS), self._places))
        self._probabilities = np.zeros(len(_EDGES) + 1, dtype=np.int64)
        self._tells_amounts = True

    def add(self, rows: ScoredRows) -> None:
        """Count some more rows."""
        chances = rows.scores.default_probability[rows.valid]
        places = (rows.scores.credit_score[rows.valid] - self._minimum) // self._step
        self._rows += np.bincount(places, minlength=self._places)
        self._defaults += np.bincount(places, chances, minlength=self._places)
        self._probabilities += count_numbers(_EDGES, chances)[:-1]
        self._tells_amounts = self._tells_amounts and {"loan_amount", "loan_type"} <= rows.factors.keys()
        if self._tells_amounts:
            self._add_amounts(places, chances, rows.factors, rows.valid)

    def counts(self) -> ScoreCounts:
        """The sums so far."""
        told = zip(_KINDS, self._defaulting.tolist(), strict=True) if self._tells_amounts else ()
        return ScoreCounts(
            self._minimum,
            self._step,
            tuple(self._rows.tolist()),
            tuple(self._defaults.tolist()),
            {kind: tuple(amounts) for kind, amounts in told},
        )

    def probabilities(self) -> tuple[int, ...]:
        """How many rows have a PD in each bin."""
        return tuple(self._probabilities.tolist())

    def _add_amounts(
        self, places: NDArray[np.int64], chances: FloatArray, factors: Columns, valid: NDArray[np.bool_]
    ) -> None:
        amounts, kinds = factors["loan_amount"][valid], factors["loan_type"][valid]
        size = len(_KINDS) * self._places
        sums = np.bincount(kinds * self._places + places, chances * amounts, minlength=size)
        self._defaulting += sums.reshape(len(_KINDS), self._places)
