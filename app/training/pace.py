"""How long a training still takes, from the trials it has made, those to come and its time budget."""

from collections.abc import Sequence
from math import inf
from statistics import fmean

from app.training.journal import Step
from core.training.options import TrainingOptions
from core.training.trial import Trial

_AFTER_SEARCH = 1.5
"""Calibration fits each fold once more, as a trial does; the final model and its judgement take about half of that."""


class Pace:
    """Watches one training; all times are in seconds from its start."""

    def __init__(self, options: TrainingOptions) -> None:
        self._options = options
        self._ended, self._step = 0, Step.READ
        self._began = self._last = 0.0

    def see(self, trials: Sequence[Trial], step: Step, now: float) -> None:
        """Note how far the training is."""
        if step >= Step.SEARCH > self._step:
            self._began = now
        if len(trials) > self._ended or step > self._step:
            self._last = now
        self._ended, self._step = len(trials), step

    def left(self, trials: Sequence[Trial], now: float) -> float | None:
        """An estimate of the seconds left; None as long as no trial of this run has told how long one takes."""
        own = [trial.seconds for trial in trials if not trial.resumed]
        if not own:
            return None
        after = _AFTER_SEARCH * max(own)
        since = now - self._last
        if self._step > Step.SEARCH:
            return max(after - since, 0.0)
        to_come = max(fmean(own) * (self._options.trials - len(trials)) - since, 0.0)
        return min(to_come, self.budget_left(now)) + after

    def budget_left(self, now: float) -> float:
        """The seconds after which the search ends in any case; infinite without a time budget."""
        if self._options.minutes is None:
            return inf
        spent = now - self._began if self._step >= Step.SEARCH else 0.0
        return max(60 * self._options.minutes - spent, 0.0)
