"""Opens a kept result in a job, and says in words how that ended."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.rows_work import opening
from app.batch.work import Scored
from app.services.jobs import Job, JobRunner
from core.errors import CreditDeskError

_STOPPED = "The result was not opened; it is kept as it was."
_DEFECT = (
    "The result could not be opened, because something went wrong in Credit Desk itself; its log tells what. "
    "Score its file again."
)


class KeptOpener(QObject):
    """Opens one result at a time.

    Signals:
        opened: the ``Scored`` file.
        stopped: somebody cancelled, in words.
        failed: why it could not be opened, in words.
    """

    opened = Signal(object)
    stopped = Signal(str)
    failed = Signal(str)

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a result is being opened."""
        return self._job is not None

    def start(self, folder: Path) -> Job:
        """Open a result."""
        self._job = self._jobs.start(opening(folder), name="Opening a result", key="batch")
        self._job.succeeded.connect(self._pass_on)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._tell_stopped)
        return self._job

    @Slot()
    def cancel(self) -> None:
        """Stop; does nothing when nothing is being opened."""
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _pass_on(self, scored: Scored) -> None:
        self._job = None
        self.opened.emit(scored)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(str(error) if isinstance(error, CreditDeskError) else _DEFECT)

    @Slot()
    def _tell_stopped(self) -> None:
        self._job = None
        self.stopped.emit(_STOPPED)
