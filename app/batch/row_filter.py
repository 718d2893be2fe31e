"""Chooses which rows of a scored file are shown: all, or those with one status."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.batch.work import MOST_FOUND, Scored, finding
from app.services.jobs import Job, JobRunner
from app.services.theme import GRID

_KINDS = (("", "All rows"), ("scored", "Scored"), ("refer", "To look at"), ("rejected", "Rejected"))


class RowFilter(QWidget):
    """Finds the rows of a choice in a job.

    Signals:
        found: the texts of the rows to show by number, counted from 0; None for all rows.
        failed: why they could not be found.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._scored: Scored | None = None
        self.choice = QComboBox()
        self.choice.activated.connect(self._find)
        label = QLabel("Sho&w")
        label.setBuddy(self.choice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(label)
        row.addWidget(self.choice)

    def offer(self, scored: Scored) -> None:
        """Offer the rows of a file; all of them are on show."""
        self._give_up()
        self._scored, report = scored, scored.report
        counts = {"": report.rows, "scored": report.scored, "refer": report.refer, "rejected": report.rejected}
        self.choice.clear()
        for status, words in _KINDS:
            if counts[status]:
                self.choice.addItem(f"{words} ({told(counts[status], is_all=not status)})", status)

    @Slot()
    def _find(self) -> None:
        self._give_up()
        status = self.choice.currentData()
        if self._scored is None or not status:
            self.found.emit(None)
            return
        self._job = self._jobs.start(finding(self._scored.rows, status), name="Finding rows")
        self._job.succeeded.connect(self._pass_on)
        self._job.failed.connect(self.failed)
        self._job.cancelled.connect(self._show_all)

    def _give_up(self) -> None:
        """Forget a search that is under way."""
        if self._job is not None:
            self._job.disconnect(self)
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _pass_on(self, rows: dict[int, tuple[str, ...]]) -> None:
        self._job = None
        self.found.emit(rows)

    @Slot()
    def _show_all(self) -> None:
        self._job = None
        self.choice.setCurrentIndex(0)
        self.found.emit(None)


def told(count: int, *, is_all: bool) -> str:
    """How many rows a choice shows."""
    return f"{count:,}" if is_all or count <= MOST_FOUND else f"first {MOST_FOUND:,} of {count:,}"
