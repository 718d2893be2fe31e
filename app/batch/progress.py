"""What the tab shows while a file is being scored: how far it is, how long it will take, ways to pause and to stop."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.batch.elided_lines import ElidedLines
from app.services.jobs import Job, State
from app.services.theme import GRID, TextRole
from app.widgets.figures import percent
from app.widgets.labels import RoleLabel

_STEPS = 1000
_WIDEST, _WIDE = 80 * GRID, 100
_ENOUGH_TO_TELL = 0.05
_PAUSE, _RESUME = "&Pause", "Res&ume"
_STARTING, _PAUSED = "Starting", "paused"
_STOPPING = "Stopping… Until all rows are written, an earlier result stays as it was."


class ProgressPage(QWidget):
    """Follows one job.

    Signals:
        cancel_requested: the button or Escape was pressed.

    Attributes:
        pause: the button that holds the work, and lets it go on.
        cancel: the button that stops it.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._title, self._where, self._words = ElidedLines(TextRole.HEADING), ElidedLines(), RoleLabel()
        self._where.set_state("muted")
        self._bar, self.pause, self.cancel = QProgressBar(), QPushButton(_PAUSE), QPushButton("&Cancel")
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self.pause.clicked.connect(self._pause_or_resume)
        self.cancel.clicked.connect(self.cancel_requested)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.cancel.click)
        self._lay_out()

    def follow(self, job: Job, where: str) -> None:
        """Show how far a job is from now on; ``where`` says what it writes."""
        if self._job is not None:
            self._job.disconnect(self)
        self._job = job
        self._title.set_lines([job.name])
        self._where.set_lines([where])
        self._show_state()
        job.progressed.connect(self._show)
        job.state_changed.connect(self._show_state)
        job.finished.connect(self._forget)

    @property
    def words(self) -> str:
        """How far it is, in words."""
        return self._words.text()

    def _lay_out(self) -> None:
        card = QWidget()
        card.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(card)
        column.setSpacing(GRID)
        for widget in (self._title, self._where, self._bar, self._words):
            column.addWidget(widget)
        column.addSpacing(GRID)
        column.addLayout(self._buttons())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, _WIDE)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.pause)
        row.addWidget(self.cancel)
        row.addStretch(1)
        return row

    @Slot()
    def _forget(self) -> None:
        self._job = None

    @Slot()
    def _pause_or_resume(self) -> None:
        if self._job is not None and self._job.state is State.PAUSED:
            self._job.resume()
        elif self._job is not None:
            self._job.pause()

    @Slot(float, str)
    def _show(self, fraction: float, message: str) -> None:
        self._bar.setValue(round(_STEPS * fraction))
        if self._job is not None and self._job.state is State.PAUSED:
            left = _PAUSED
        else:
            left = time_left(fraction, self._job.seconds) if self._job else ""
        self._words.setText(" · ".join(part for part in (percent(fraction, 0), message, left) if part))

    @Slot()
    def _show_state(self) -> None:
        if self._job is None:
            return
        is_stopping, is_paused = self._job.state is State.CANCELLING, self._job.state is State.PAUSED
        for button in (self.pause, self.cancel):
            button.setEnabled(not is_stopping)
        self.pause.setText(_RESUME if is_paused else _PAUSE)
        if is_stopping:
            self._words.setText(_STOPPING)
        else:
            self._show(self._job.fraction, self._job.message or _STARTING)


def time_left(fraction: float, seconds: float) -> str:
    """How long it will take if it goes on like this, once that can be told."""
    if fraction < _ENOUGH_TO_TELL:
        return ""
    left = seconds * (1 - fraction) / fraction
    return f"about {max(round(left), 1)} s left" if left < 90 else f"about {round(left / 60)} min left"
