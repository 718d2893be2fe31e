"""The status line: what is running, how far it is, and a button to cancel it, wherever the user is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from app.services.jobs import Job, JobRunner, State
from app.services.theme import GRID
from app.widgets.figures import percent

_STEPS = 1000


class StatusLine(QStatusBar):
    """Shows the oldest job under way; ``Ready`` while there is none."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._text, self._bar, self._cancel = QLabel(), QProgressBar(), QPushButton("Cancel")
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # the name of a file may look like markup
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # or be very long
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(240)
        self._bar.setAccessibleName("Progress")
        self._cancel.clicked.connect(self._cancel_job)
        self.setContentsMargins(2 * GRID, 0, GRID, 0)
        self.addWidget(self._text, 1)
        self.addPermanentWidget(self._bar)
        self.addPermanentWidget(self._cancel)
        jobs.changed.connect(self._refresh)
        self._refresh()

    @property
    def text(self) -> str:
        """What the line says."""
        return self._text.text()

    @Slot()
    def _refresh(self) -> None:
        job = next((job for job in self._jobs.jobs if job.name), None)
        if job is not None and job is not self._job:
            job.progressed.connect(self._show)
        self._job = job
        self._bar.setVisible(job is not None)
        self._cancel.setVisible(job is not None)
        self._cancel.setEnabled(job is not None and job.state in (State.RUNNING, State.PAUSED))
        self._show()

    @Slot()
    def _show(self) -> None:
        self._bar.setValue(round(_STEPS * self._job.fraction) if self._job else 0)
        self._text.setText(_words(self._job) if self._job else "Ready")

    @Slot()
    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _words(job: Job) -> str:
    if job.state is State.CANCELLING:
        return f"{job.name}: stopping…"
    if job.state is State.PAUSED:
        return f"{job.name}: paused ({percent(job.fraction, 0)})"
    return f"{job.name}: {job.message} ({percent(job.fraction, 0)})" if job.message else f"{job.name}: starting…"
