"""Saves a copy of the sample file where the user wants it."""

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.targets import CSV
from app.batch.work import copying, stamp_of
from app.services import paths
from app.services.desk import Desk
from app.services.jobs import Job
from core.errors import CreditDeskError

_NOT_SAVED = "The copy was not saved; what was there before is as it was. Try again, or choose another folder."
_BUSY = "A copy is being saved. Wait until it is done; then save the next one."


class Copier(QObject):
    """Copies one file at a time in a job.

    Signals:
        saved: the path of a new copy.
        failed: why there is no copy, in words.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    @Slot()
    def save_sample(self) -> None:
        """Save the sample file of applicants."""
        if self._job is not None:
            self.failed.emit(_BUSY)
            return
        source = paths.resources_folder() / "sample_applicants.csv"
        target = self._desk.dialogs.save_file("applicants", "Save a sample file", CSV, source.name)
        if target is None:
            return
        self._target, self._before = target, stamp_of(target)
        self._job = self._desk.jobs.start(copying(source, target), name=f"Saving {target.name}")
        self._job.succeeded.connect(self._tell_saved)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._tell_stopped)

    @Slot()
    def _tell_saved(self) -> None:
        self._job = None
        self.saved.emit(self._target)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(str(error) if isinstance(error, CreditDeskError) else _NOT_SAVED)

    @Slot()
    def _tell_stopped(self) -> None:
        """A cancel may come too late, when the copy is there."""
        self._job = None
        if stamp_of(self._target) == self._before:
            self.failed.emit(_NOT_SAVED)
        else:
            self.saved.emit(self._target)
