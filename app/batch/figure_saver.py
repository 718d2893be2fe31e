"""Saves the figures of a file as text where the user wants them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.batch.outcome import Outcome
from app.batch.saver import Saved, Saver
from app.services.desk import Desk
from core.files import write_text
from core.progress import Report

_PURPOSE, _FILTER = "figures", "Text file (*.txt)"


class FigureSaver(QObject):
    """One file of figures at a time."""

    def __init__(self, desk: Desk, outcome: Outcome, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._outcome = desk, outcome
        self._saver = Saver(desk.jobs, self)
        self._saver.saved.connect(self._tell_saved)
        self._saver.stopped.connect(outcome.tell)
        self._saver.failed.connect(outcome.tell_failed)

    def ask(self, text: str, source: Path) -> None:
        """Ask where the figures of a scored file go, and write them there."""
        if self._saver.tell_busy():
            return
        suggested = f"{source.stem}_figures.txt"
        target = self._desk.dialogs.save_file(_PURPOSE, "Save the figures", (_FILTER,), suggested)
        if target is not None:
            self._outcome.clear()
            self._saver.start(partial(_write, target, text), target, f"Writing {target.name}")

    @Slot(object)
    def _tell_saved(self, saved: Saved) -> None:
        self._outcome.tell_written(f"Figures written to {saved.path}.", saved.path)


def _write(target: Path, text: str, _report: Report) -> Path:
    write_text(target, text)
    return target
