"""Counts what becomes of the rows of a file, chunk after chunk."""

from typing import Any

import numpy as np

from core.batch.chunk import ScoredRows
from core.batch.drift import DriftTally
from core.batch.driver_tally import DriverTally
from core.batch.figures import Figures
from core.batch.own_names import OwnNames
from core.batch.problem_groups import ProblemTally
from core.batch.report import BIN_WIDTH, BINS, LOWEST_SCORE
from core.batch.score_tally import ScoreTally
from core.explanation import Explainer
from core.findings import Status
from core.scorecard import Scorecard


class Tally:
    """Running sums over the rows of a file scored by one model; contributions are compared as the explainer does.

    Args:
        scorecard: the model.
        explainer: finds and words the reasons.
        own: how the file names its columns.
    """

    def __init__(self, scorecard: Scorecard, explainer: Explainer, own: OwnNames) -> None:
        self._explainer, self._spread = explainer, scorecard.training_distribution
        self._ratings = [band.rating for band in scorecard.bands]
        self._status = np.zeros(len(Status), dtype=np.int64)
        self._bands = np.zeros(len(self._ratings), dtype=np.int64)
        self._histogram = np.zeros(BINS, dtype=np.int64)
        self._problems = ProblemTally(own)
        self._scores = ScoreTally(scorecard.scale)
        self._drivers = DriverTally(scorecard.factors, explainer)
        self._drift = DriftTally(self._spread)
        self._mended = 0
        self._expected = 0.0

    def add(self, rows: ScoredRows) -> None:
        """Count some more rows."""
        scores, valid = rows.scores, rows.valid
        bins = np.clip((scores.credit_score[valid] - LOWEST_SCORE) // BIN_WIDTH, 0, BINS - 1)
        self._histogram += np.bincount(bins, minlength=BINS)
        self._status += np.bincount(rows.status, minlength=len(Status))
        self._bands += np.bincount(scores.band[valid], minlength=len(self._ratings))
        self._expected += float(scores.default_probability[valid].sum())
        self._mended += rows.mended
        self._problems.add(rows.problems.counts)
        self._scores.add(rows)
        self._drivers.add(rows)
        self._drift.add(rows)

    def totals(self) -> dict[str, Any]:
        """The counts so far, by the names that ``BatchReport`` has for them."""
        scored = int(self._bands.sum())
        ratings = dict.fromkeys(self._ratings, 0)
        for rating, count in zip(self._ratings, self._bands.tolist(), strict=True):
            ratings[rating] += count
        return {
            "rows": int(self._status.sum()),
            **{str(status): int(count) for status, count in zip(Status, self._status, strict=True)},
            "mended": self._mended,
            "ratings": ratings,
            "histogram": tuple(self._histogram.tolist()),
            "mean_default_probability": self._expected / scored if scored else None,
            "expected_defaults": self._expected,
            "problems": self._problems.groups(),
            "figures": self._figures(),
        }

    def _figures(self) -> Figures:
        return Figures(
            scores=self._scores.counts(),
            probabilities=self._scores.probabilities(),
            drivers=self._drivers.drivers(),
            population=str(self._explainer.population),
            shifts=self._drift.shifts(),
            training_rows=self._spread.rows,
        )
