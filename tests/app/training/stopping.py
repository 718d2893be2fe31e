"""A training that stays where a test wants to have it."""

from pathlib import Path
from threading import Event

from app.training.candidate import Candidate, train_candidate
from app.training.journal import Journal
from app.training.source import Source
from core.progress import Report
from core.scorecard import Scorecard
from core.training.options import TrainingOptions


class Stopping:
    """The real training, which goes no further than a report that begins in a certain way until it is to end there.

    Attributes:
        reached: it is there.
    """

    def __init__(self, beginning: str) -> None:
        self.reached, self._never = Event(), Event()
        self._beginning = beginning

    def __call__(
        self,
        source: Source,
        options: TrainingOptions,
        active: Scorecard,
        journal: Journal,
        report: Report,
        study: Path | None = None,
    ) -> Candidate:
        def report_and_wait(fraction: float, message: str) -> None:
            report(fraction, message)
            while message.startswith(self._beginning) and not journal.is_enough():
                self.reached.set()
                self._never.wait(0.01)
                report(fraction, message)  # raises Cancelled in the end

        return train_candidate(source, options, active, journal, report_and_wait, study)
