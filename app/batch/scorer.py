"""Scores one file at a time in a job, and says in words how it ended."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.export_wanted import as_defused
from app.batch.work import Errand, Scored, concerns_target, scoring
from app.services import paths
from app.services.desk import Desk
from app.services.jobs import Job
from core.batch.choices import ReadingChoices
from core.errors import CreditDeskError

_CANCELLED = "Scoring {name} was stopped. Nothing was written; an earlier result is as it was."
_TOO_LATE = "{name} was done before it could be stopped. The new result is {target}."
_DEFECT = (
    "{name} could not be scored, because something went wrong in Credit Desk itself; its log tells what. "
    "Nothing was written; an earlier result is as it was. Try again, or score another file."
)


class FileScorer(QObject):
    """Scores files with the active model.

    Signals:
        scored: the ``Scored`` file.
        stopped: what a cancel has brought about, in words.
        failed: why there is no result, in words, and whether another place for it may help.
    """

    scored = Signal(object)
    stopped = Signal(str)
    failed = Signal(str, bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._errand: Errand | None = None

    def start(self, source: Path, target: Path, choices: ReadingChoices) -> Job:
        """Score a file as somebody decided; only while none is being scored."""
        model = self._desk.model.ready
        shelf = paths.shelf(self._desk.data_folder)
        choices = as_defused(choices, self._desk.settings)
        self._errand = Errand(source, target, model.scorecard, shelf, model.explainer, choices)
        self._job = self._desk.jobs.start(scoring(self._errand), name=f"Scoring {source.name}", key="score")
        self._job.succeeded.connect(self._pass_on)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._tell_cancelled)
        return self._job

    @Slot()
    def cancel(self) -> None:
        """Stop; does nothing when no file is being scored."""
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _pass_on(self, scored: Scored) -> None:
        self._job = None
        self.scored.emit(scored)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._job = None
        if self._errand is not None:
            words = str(error) if isinstance(error, CreditDeskError) else _DEFECT.format(name=self._errand.source.name)
            self.failed.emit(words, concerns_target(error, self._errand.source))

    @Slot()
    def _tell_cancelled(self) -> None:
        self._job = None
        if self._errand is not None:
            words = _TOO_LATE if self._errand.was_carried_out() else _CANCELLED
            self.stopped.emit(words.format(name=self._errand.source.name, target=self._errand.target))
