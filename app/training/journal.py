"""What a training has said so far: written in the thread of its job, read in the window's thread.

A job shows only its newest report; a trial that ended just before the next one began would be lost.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from threading import Event

from core.progress import Report
from core.training.trial import Trial


class Step(IntEnum):
    """The steps of a training in their order."""

    READ = 0
    JOIN = 1
    FOLDS = 2
    SEARCH = 3
    CALIBRATE = 4
    FIT = 5
    JUDGE = 6


_BEGINNINGS = {
    "Checking the columns": Step.JOIN,
    "Preparing the folds": Step.FOLDS,
    "Trial ": Step.SEARCH,
    "Fold ": Step.CALIBRATE,
    "Fitting the final model": Step.FIT,
    "Judging": Step.JUDGE,
}


class Journal:
    """Listens to a training's reports and follows its search.

    Attributes:
        step: the step under way.
        trials: the trials that have ended, in order; only ever grows.
        shares: how much each parameter of the search decides, by its name; empty until that is known.
    """

    def __init__(self) -> None:
        self.step = Step.READ
        self.trials: list[Trial] = []
        self.shares: Mapping[str, float] = {}
        self._enough = Event()

    def listening(self, report: Report) -> Report:
        """A report that the journal hears too."""

        def report_and_note(fraction: float, message: str) -> None:
            self._note(message)
            report(fraction, message)

        return report_and_note

    def trial_ended(self, trial: Trial) -> None:
        """Keep a trial of the search."""
        self.trials.append(trial)

    def importance(self, shares: Mapping[str, float]) -> None:
        """Keep how much each parameter decides."""
        self.shares = dict(shares)

    def is_enough(self) -> bool:
        """Whether the search is to end with the best trial so far."""
        return self._enough.is_set()

    def stop(self) -> None:
        """End the search with the best trial so far; in the window's thread."""
        self._enough.set()

    def _note(self, message: str) -> None:
        begun = [step for beginning, step in _BEGINNINGS.items() if message.startswith(beginning)]
        self.step = max([self.step, *begun])


def best(trials: Sequence[Trial]) -> Trial | None:
    """The whole trial with the smallest log loss, the earliest among equals; None before the first."""
    return min((trial for trial in trials if not trial.pruned), key=_log_loss, default=None)


def _log_loss(trial: Trial) -> float:
    return trial.log_loss
