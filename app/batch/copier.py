"""Saves copies of files where the user wants them: of the sample, and of a result."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.targets import CSV
from app.batch.work import copying
from app.services import paths
from app.services.desk import Desk
from core.errors import CreditDeskError

_NOT_SAVED = "The copy was not saved; nothing was changed. Try again, or choose another folder."


class Copier(QObject):
    """Copies files in jobs.

    Signals:
        saved: the path of a new copy.
        failed: why there is no copy, in words.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot()
    def save_sample(self) -> None:
        """Save the sample file of applicants."""
        self._copy(paths.resources_folder() / "sample_applicants.csv", "applicants", "Save a sample file")

    def save_result(self, result: Path) -> None:
        """Save a copy of a scored file."""
        self._copy(result, "results", "Save a copy of the scored file")

    def _copy(self, source: Path, purpose: str, title: str) -> None:
        target = self._desk.dialogs.save_file(purpose, title, CSV, source.name)
        if target is None:
            return
        job = self._desk.jobs.start(copying(source, target), name=f"Saving {target.name}")
        job.succeeded.connect(self.saved)
        job.failed.connect(self._tell)
        job.cancelled.connect(self._tell)

    @Slot()
    @Slot(object)
    def _tell(self, error: BaseException | None = None) -> None:
        self.failed.emit(str(error) if isinstance(error, CreditDeskError) else _NOT_SAVED)
