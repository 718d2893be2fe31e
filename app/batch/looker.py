"""Looks at the beginning of a file in a job, and says in words why it cannot be read."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.export_wanted import as_defused
from app.batch.work import inspecting
from app.services.desk import Desk
from app.services.jobs import Job
from core.batch.choices import ReadingChoices
from core.errors import CreditDeskError

_DEFECT = "{name} could not be looked at, because something went wrong in Credit Desk itself; its log tells what."


class Looker(QObject):
    """Looks at one file at a time; of a file that is looked at anew only the newest look counts.

    Signals:
        looked: the ``Inspection``.
        failed: why it cannot be read, and whether somebody may say that it is text in Windows-1252.
        stopped: somebody cancelled.
    """

    looked = Signal(object)
    failed = Signal(str, bool)
    stopped = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._path = Path()

    def start(self, path: Path, choices: ReadingChoices) -> Job:
        """Look at a file as it is read by these choices."""
        self.forget()
        self._path = path
        task = inspecting(path, self._desk.model.scorecard, as_defused(choices, self._desk.settings))
        self._job = self._desk.jobs.start(task, name=f"Looking at {path.name}")
        self._job.succeeded.connect(self._tell)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._tell_stopped)
        return self._job

    @Slot()
    def cancel(self) -> None:
        """Stop, and say so when it has stopped."""
        if self._job is not None:
            self._job.cancel()

    def forget(self) -> None:
        """Stop, and say nothing more about it."""
        if self._job is not None:
            self._job.disconnect(self)
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _tell(self, inspection: object) -> None:
        self._job = None
        self.looked.emit(inspection)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        from core.batch.transcripts.encoding import UndecidedEncodingError

        self._job = None
        words = str(error) if isinstance(error, CreditDeskError) else _DEFECT.format(name=self._path.name)
        self.failed.emit(words, isinstance(error, UndecidedEncodingError))

    @Slot()
    def _tell_stopped(self) -> None:
        self._job = None
        self.stopped.emit()
