"""Exports rows: asks what and where, has it written in a job, and says how that ended."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.batch.export_dialog import ExportDialog
from app.batch.export_wanted import Format, Wanted, exporting
from app.batch.outcome import Outcome
from app.batch.saver import Saved, Saver
from app.services.desk import Desk
from core.scorecard import CUTOFF

if TYPE_CHECKING:
    from core.batch.export.exporting import Exported
    from core.batch.kept.view import View

_FILTERS = {
    Format.WORKBOOK: "Excel workbook (*.xlsx)",
    Format.TEXT: "CSV file (*.csv)",
    Format.PARQUET: "Parquet file (*.parquet)",
}
_PURPOSE = "exports"


class Exporter(QObject):
    """One export at a time."""

    def __init__(self, desk: Desk, outcome: Outcome, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._outcome = desk, outcome
        self._saver = Saver(desk.jobs, self)
        self._saver.saved.connect(self._tell_saved)
        self._saver.stopped.connect(outcome.tell)
        self._saver.failed.connect(outcome.tell_failed)

    def ask(self, view: "View", window: QWidget, cutoff: int = CUTOFF) -> None:
        """Ask over a window what is wanted of a file, of which some rows are on show."""
        if not self._saver.tell_busy():
            self._view, self._cutoff = view, cutoff
            dialog = ExportDialog(view, self._desk.settings, window)
            dialog.chosen.connect(self._start)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(object)
    def _start(self, wanted: Wanted) -> None:
        suggested = wanted.name(self._view.kept.report.source)
        target = self._desk.dialogs.save_file(_PURPOSE, "Export rows", (_FILTERS[wanted.format],), suggested)
        if target is not None:
            self._outcome.clear()
            self._saver.start(exporting(self._view, wanted, self._cutoff, target), target, f"Writing {target.name}")

    @Slot(object)
    def _tell_saved(self, saved: Saved) -> None:
        if saved.result is None:
            self._outcome.tell_written(f"Written to {saved.path} before it could be stopped.", saved.path)
            return
        exported: Exported = saved.result
        words = "1 row" if exported.rows == 1 else f"{exported.rows:,} rows"
        self._outcome.tell_written(f"{words} written to {exported.path}.", exported.path, exported.notices)
