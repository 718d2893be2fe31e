"""Saves a copy of the sample file where the user wants it."""

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.saver import Saved, Saver
from app.batch.targets import CSV
from app.batch.work import copying
from app.services import paths
from app.services.desk import Desk


class Copier(QObject):
    """Copies one file at a time.

    Signals:
        saved: the path of a new copy.
        failed: why there is no copy, in words.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._saver = desk, Saver(desk.jobs, self)
        self._saver.saved.connect(self._tell_saved)
        self._saver.stopped.connect(self.failed)
        self._saver.failed.connect(self.failed)

    @Slot()
    def save_sample(self) -> None:
        """Save the sample file of applicants."""
        if self._saver.tell_busy():
            return
        source = paths.resources_folder() / "sample_applicants.csv"
        target = self._desk.dialogs.save_file("applicants", "Save a sample file", CSV, source.name)
        if target is not None:
            self._saver.start(copying(source, target), target, f"Saving {target.name}")

    @Slot(object)
    def _tell_saved(self, saved: Saved) -> None:
        self.saved.emit(saved.path)
