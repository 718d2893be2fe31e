"""Writes one file, or one folder of files, at a time in a job, and says how it ended."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.work import stamp_of
from app.services.jobs import Job, JobRunner, Task
from core.errors import CreditDeskError

_BUSY = "{name} is not done yet. Wait until it is, or cancel it; then try again."
_DEFECT = (
    "{name} was not written, because something went wrong in Credit Desk itself; its log tells what. What was there "
    "before is as it was. Try again, or choose another folder."
)
_STOPPED = "{name} was stopped and not written; what was there before is as it was."


@dataclass(frozen=True)
class Saved:
    """Something that was written.

    Attributes:
        path: where it is.
        result: what the task gave; None where a cancel came too late.
    """

    path: Path
    result: Any


class Saver(QObject):
    """Runs a task that writes something.

    Signals:
        saved: the ``Saved`` file.
        stopped: what a cancel has brought about, in words.
        failed: why nothing was written, in words.
    """

    saved = Signal(object)
    stopped = Signal(str)
    failed = Signal(str)

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    def start(self, task: Task, target: Path, name: str) -> None:
        """Start a task that writes to a target; only while none is running, else that is said."""
        self._target, self._before = target, stamp_of(target)
        self._job = self._jobs.start(task, name=name)
        self._job.succeeded.connect(self._pass_on)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._tell_stopped)

    def tell_busy(self) -> bool:
        """Whether a task is running; then it is said that another has to wait."""
        if self._job is not None:
            self.failed.emit(_BUSY.format(name=self._job.name))
        return self._job is not None

    @Slot(object)
    def _pass_on(self, result: object) -> None:
        self._job = None
        self.saved.emit(Saved(self._target, result))

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._job = None
        is_ours = isinstance(error, CreditDeskError)
        self.failed.emit(str(error) if is_ours else _DEFECT.format(name=self._target.name))

    @Slot()
    def _tell_stopped(self) -> None:
        """A cancel may come too late, when the file is there."""
        self._job = None
        if stamp_of(self._target) == self._before:
            self.stopped.emit(_STOPPED.format(name=self._target.name))
        else:
            self.saved.emit(Saved(self._target, None))
