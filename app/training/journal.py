"""What a training has said so far: written in the thread of its job, read in the window's thread.

A job shows only its newest report; a trial that ended just before the next one began would be lost.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from core.progress import Report

_TRIAL = re.compile(r"Trial (\d+) of \d+: (.+): log loss ([\d.]+), AUC ([\d.]+)")


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


@dataclass(frozen=True)
class TrialLine:
    """One trial of the search as it was told.

    Attributes:
        number: from 1.
        tried: what was fitted, in words.
        log_loss: what the search makes small.
        auc: mean over the folds.
    """

    number: int
    tried: str
    log_loss: float
    auc: float


class Journal:
    """Listens to a training's reports.

    Attributes:
        step: the step under way.
        trials: the trials that have ended, in order; only ever grows.
    """

    def __init__(self) -> None:
        self.step = Step.READ
        self.trials: list[TrialLine] = []

    def listening(self, report: Report) -> Report:
        """A report that the journal hears too."""

        def report_and_note(fraction: float, message: str) -> None:
            self._note(message)
            report(fraction, message)

        return report_and_note

    def _note(self, message: str) -> None:
        begun = [step for beginning, step in _BEGINNINGS.items() if message.startswith(beginning)]
        self.step = max([self.step, *begun])
        told = _TRIAL.match(message)
        if told:
            self.trials.append(TrialLine(int(told[1]), told[2], float(told[3]), float(told[4])))


def best(trials: list[TrialLine]) -> TrialLine | None:
    """The trial with the smallest log loss, the earliest among equals; None before the first."""
    return min(trials, key=_log_loss, default=None)


def _log_loss(trial: TrialLine) -> float:
    return trial.log_loss
