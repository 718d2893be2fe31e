"""Step 3: the training that is going on, step by step and trial by trial."""

from collections.abc import Mapping
from math import inf

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.jobs import Job, State
from app.services.theme import GRID, TextRole
from app.training import wording
from app.training.checklist import Checklist
from app.training.column import Column
from app.training.interrupted import SearchMark
from app.training.journal import Journal, Step, best
from app.training.pace import Pace
from app.training.search_view import SearchView
from app.widgets.labels import RoleLabel
from app.widgets.wrapping import WrappingRow
from core.training.options import TrainingOptions
from core.training.trial import Trial

_BAR_STEPS = 1000
_STOP_HELP = (
    "Stop and keep the best ends the search within a fold, and makes the model with the settings of the best trial so "
    "far; there must be one."
)
_ENDING = "Ending the search; the best trial so far is kept…"


class RunningPage(QWidget):
    """Follows one job at a time.

    Attributes:
        cancel: stops it, as Escape does while the focus is on this page.
        stop: ends its search and keeps the best trial so far.
        search: its trials.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._mark = SearchMark(desk.settings)
        self._journal, self._options = Journal(), TrainingOptions()
        self._pace, self._shown = Pace(self._options), 0
        self._shares: Mapping[str, float] = {}
        self._message, self._time = RoleLabel(), RoleLabel()
        self._help = RoleLabel(_STOP_HELP, TextRole.SMALL)
        for label in (self._time, self._help):
            label.set_state("muted")
        self._bar, self.cancel = QProgressBar(), QPushButton("&Cancel")
        self.stop = QPushButton("Stop and &keep the best")
        self.stop.setAccessibleDescription(_STOP_HELP)
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the training")
        self._checklist, self.search = Checklist(), SearchView(desk)
        self._lay_out()
        self.cancel.clicked.connect(self._cancel)
        self.stop.clicked.connect(self._stop)
        escape = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.cancel.click)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def words(self) -> str:
        """All that the page says, but for charts and table."""
        return "\n".join([self._message.text(), self._time.text(), self._checklist.words, self.search.words])

    def follow(self, job: Job, journal: Journal, options: TrainingOptions) -> None:
        """Show a job that has just started."""
        self._job, self._journal, self._options, self._pace = job, journal, options, Pace(options)
        self._shown, self._shares = 0, {}
        self._checklist.begin(options)
        self.search.begin(options.trials)
        for widget in (self.search, self.stop, self._help):
            widget.setVisible(options.preset == "tuned")
        self._show(0.0, "Starting")
        self._show_state()
        job.progressed.connect(self._show)
        job.state_changed.connect(self._show_state)
        job.finished.connect(self._mark.remove)

    def kept(self, job: Job | None) -> str:
        """What is kept of the search of a job that was cancelled, in a sentence; empty where nothing is."""
        ended = len(self._journal.trials)
        if job is not self._job or not ended:
            return ""
        trials = "Its first trial is" if ended == 1 else f"Its {ended} trials are"
        return f"{trials} kept; retraining on the same data with the same options goes on from there."

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = WrappingRow()
        row.addWidget(self.stop)
        row.addWidget(self.cancel)
        buttons.setLayout(row)
        body = Column("Training under way")
        body.lines.addWidget(RoleLabel("3 Running", TextRole.HEADING))
        for widget in (self._message, self._bar, self._time, buttons, self._help):
            body.lines.addWidget(widget)
        body.lines.addSpacing(GRID)
        body.lines.addWidget(self._checklist)
        body.lines.addSpacing(GRID)
        body.lines.addWidget(self.search)
        body.lines.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    @Slot(float, str)
    def _show(self, fraction: float, message: str) -> None:
        trials = self._journal.trials.copy()  # the job goes on writing
        is_ending = self._journal.is_enough() and self._journal.step is Step.SEARCH
        self._bar.setValue(round(_BAR_STEPS * fraction))
        self._message.setText(_ENDING if is_ending else f"{message}…")
        self._show_time(fraction, trials)
        self._checklist.show_step(self._journal.step)
        self._show_search(trials)
        self._show_stop()

    def _show_search(self, trials: list[Trial]) -> None:
        """Show what is new of the search."""
        if len(trials) > self._shown:
            self._shown = len(trials)
            self.search.show_trials(trials)
            self._mark.put(len(trials), self._options.trials)
        if self._journal.shares != self._shares:
            self._shares = self._journal.shares
            self.search.show_shares(self._shares)

    def _show_time(self, fraction: float, trials: list[Trial]) -> None:
        now = self._job.seconds if self._job else 0.0
        self._pace.see(trials, self._journal.step, now)
        budget = self._pace.budget_left(now)
        parts = [
            f"{100 * fraction:.0f} % done",
            f"{wording.duration(now)} so far",
            self._time_left(fraction, now, trials),
            "" if budget == inf or self._journal.step > Step.SEARCH else f"budget: {wording.duration(budget)} left",
        ]
        self._time.setText(" · ".join(filter(None, parts)))

    def _time_left(self, fraction: float, now: float, trials: list[Trial]) -> str:
        """By the trials where there is a search; before the first of them nothing can be told."""
        if self._options.preset == "reference":
            return wording.time_left(fraction, now)
        left = self._pace.left(trials, now)
        return "" if left is None else wording.left(left)

    @Slot()
    def _show_state(self) -> None:
        is_stopping = self._job is not None and self._job.state is State.CANCELLING
        self.cancel.setEnabled(not is_stopping)
        self._show_stop()
        if is_stopping:
            self._message.setText("Stopping; nothing is changed…")

    def _show_stop(self) -> None:
        is_running = self._job is not None and self._job.state is State.RUNNING
        is_searching = is_running and self._journal.step <= Step.SEARCH and not self._journal.is_enough()
        self.stop.setEnabled(is_searching and best(self._journal.trials.copy()) is not None)

    @Slot()
    def _stop(self) -> None:
        self._journal.stop()
        self._message.setText(_ENDING)
        self._show_stop()
        self.cancel.setFocus()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
