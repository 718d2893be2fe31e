"""Step 3: the training that is going on, step by step and trial by trial."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.jobs import Job, State
from app.services.theme import GRID, TextRole
from app.training import wording
from app.training.column import Column
from app.training.journal import Journal, Step, best
from app.training.trials_model import TrialsModel
from app.widgets.labels import RoleLabel
from app.widgets.table import Table
from core.training.options import TrainingOptions

_TEXTS = {
    Step.READ: "Read customers, loans and bureau",
    Step.JOIN: "Join and clean them",
    Step.FOLDS: "Prepare the folds, with a quarter held out",
    Step.SEARCH: "Search for the best settings",
    Step.CALIBRATE: "Calibrate the probability of default",
    Step.FIT: "Fit the final model",
    Step.JUDGE: "Judge it on the held-out quarter",
}
_DONE, _NOW, _LATER = "✓", "▸", "·"
_BAR_STEPS = 1000


class RunningPage(QWidget):
    """Follows one job at a time.

    Attributes:
        cancel: stops it, as Escape does while the focus is on this page.
        trials: the table of trials.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._journal = Journal()
        self._count = 0
        self._message, self._time = RoleLabel(), RoleLabel()
        self._time.set_state("muted")
        self._bar, self.cancel = QProgressBar(), QPushButton("&Cancel")
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the training")
        self._steps = {step: (QLabel(), RoleLabel(text)) for step, text in _TEXTS.items()}
        self._leader, self._model, self.trials = RoleLabel(), TrialsModel(self), Table("The first trial is under way.")
        self._set_up_trials()
        self._lay_out()
        self.cancel.clicked.connect(self._cancel)
        escape = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.cancel.click)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def words(self) -> str:
        """All that the page says, but for the table."""
        steps = [f"{mark.text()} {text.text()}" for mark, text in self._steps.values() if not text.isHidden()]
        return "\n".join([self._message.text(), self._time.text(), *steps, self._leader.text()])

    def follow(self, job: Job, journal: Journal, options: TrainingOptions) -> None:
        """Show a job that has just started."""
        self._job, self._journal = job, journal
        self._count = options.trials if options.preset == "tuned" else 0
        self._model.clear()
        for widget in (self.trials, self._leader, *self._steps[Step.SEARCH]):
            widget.setVisible(self._count > 0)
        self._show(0.0, "Starting")
        self._show_state()
        job.progressed.connect(self._show)
        job.state_changed.connect(self._show_state)

    def _lay_out(self) -> None:
        progress = QHBoxLayout()
        progress.setSpacing(2 * GRID)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self.cancel)
        body = Column("Training under way")
        body.lines.addWidget(RoleLabel("3 Running", TextRole.HEADING))
        body.lines.addWidget(self._message)
        body.lines.addLayout(progress)
        body.lines.addWidget(self._time)
        body.lines.addSpacing(GRID)
        body.lines.addLayout(self._checklist())
        body.lines.addSpacing(GRID)
        body.lines.addWidget(self._leader)
        body.lines.addWidget(self.trials, 1)
        body.lines.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def _checklist(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        for row, (mark, text) in enumerate(self._steps.values()):
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(mark, row, 0)
            grid.addWidget(text, row, 1)
        return grid

    def _set_up_trials(self) -> None:
        self.trials.setAccessibleName("Trials of the search")
        self.trials.setModel(self._model)
        header = self.trials.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.moveSection(1, 0)

    @Slot(float, str)
    def _show(self, fraction: float, message: str) -> None:
        self._bar.setValue(round(_BAR_STEPS * fraction))
        self._message.setText(f"{message}…")
        seconds = self._job.seconds if self._job else 0.0
        parts = [
            f"{100 * fraction:.0f} % done",
            f"{wording.duration(seconds)} so far",
            wording.time_left(fraction, seconds),
        ]
        self._time.setText(" · ".join(filter(None, parts)))
        self._show_steps()
        self._show_trials()

    def _show_steps(self) -> None:
        now = self._journal.step
        for step, (mark, text) in self._steps.items():
            mark.setText(_DONE if step < now else _NOW if step is now else _LATER)
            text.setEnabled(step <= now)

    def _show_trials(self) -> None:
        trials = self._journal.trials.copy()  # the job goes on writing
        self._model.show(trials)
        leader = best(trials)
        ended = f"{len(trials)} of {self._count} trials"
        self._leader.setText(
            f"{ended}; best so far: trial {leader.number}, log loss {leader.log_loss:.5f}, AUC {leader.auc:.4f}"
            if leader
            else ended
        )

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
