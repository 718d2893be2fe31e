"""The status line: what is running, how far it is, and a button to cancel it, wherever the user is."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from app.services.jobs import Job, JobRunner, State
from app.services.theme import GRID

_STEPS = 1000


class StatusLine(QStatusBar):
    """Shows the oldest job under way; ``Ready`` while there is none."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._text, self._bar, self._cancel = QLabel("Ready"), QProgressBar(), QPushButton("Cancel")
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
            job.progressed.connect(self._show_progress)
            self._show_progress(job.fraction, job.message)
        self._job = job
        self._bar.setVisible(job is not None)
        self._cancel.setVisible(job is not None)
        self._cancel.setEnabled(job is not None and job.state is State.RUNNING)
        self._say("Ready" if job is None else f"{job.name}: {self._state_of(job)}")

    def _state_of(self, job: Job) -> str:
        return "stopping…" if job.state is State.CANCELLING else job.message or "starting…"

    @Slot(float, str)
    def _show_progress(self, fraction: float, message: str) -> None:
        self._bar.setValue(round(_STEPS * fraction))
        if self._job is not None:
            self._say(f"{self._job.name}: {message} ({fraction:.0%})")

    def _say(self, text: str) -> None:
        self._text.setText(text)

    @Slot()
    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
