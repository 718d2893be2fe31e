"""How far the reading of the tables is, with a way to stop it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.services.jobs import Job, State
from app.services.theme import GRID, TextRole
from app.training import wording
from app.training.column import Column
from app.widgets.labels import RoleLabel

_BAR_STEPS = 1000
_NEXT = "Then the data report is shown, and nothing is trained before you continue."


class LookingPage(QWidget):
    """Follows one job at a time.

    Attributes:
        cancel: stops it, as Escape does while the focus is on this page.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._message, self._time, self._next = RoleLabel(), RoleLabel(), RoleLabel(_NEXT)
        for label in (self._time, self._next):
            label.set_state("muted")
        self._bar, self.cancel = QProgressBar(), QPushButton("&Cancel")
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the reading")
        self._lay_out()
        self.cancel.clicked.connect(self._cancel)
        escape = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.cancel.click)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def follow(self, job: Job) -> None:
        """Show a job that has just started."""
        self._job = job
        self._show(0.0, "Starting")
        self._show_state()
        job.progressed.connect(self._show)
        job.state_changed.connect(self._show_state)

    def _lay_out(self) -> None:
        progress = QHBoxLayout()
        progress.setSpacing(2 * GRID)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self.cancel)
        body = Column("Reading under way")
        body.lines.addWidget(RoleLabel("Reading the data", TextRole.HEADING))
        body.lines.addWidget(self._message)
        body.lines.addLayout(progress)
        body.lines.addWidget(self._time)
        body.lines.addWidget(self._next)
        body.lines.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    @Slot(float, str)
    def _show(self, fraction: float, message: str) -> None:
        self._bar.setValue(round(_BAR_STEPS * fraction))
        self._message.setText(f"{message}…")
        seconds = self._job.seconds if self._job else 0.0
        parts = [f"{100 * fraction:.0f} % done", wording.time_left(fraction, seconds)]
        self._time.setText(" · ".join(filter(None, parts)))

    @Slot()
    def _show_state(self) -> None:
        is_stopping = self._job is not None and self._job.state is State.CANCELLING
        self.cancel.setEnabled(not is_stopping)
        if is_stopping:
            self._message.setText("Stopping; nothing is changed…")

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
