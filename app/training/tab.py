"""The Retrain tab: data and options at the left, the training and its result at the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QWidget

from app.services import paths
from app.services.desk import Desk
from app.services.jobs import Job
from app.services.theme import GRID, TextRole
from app.training import wording
from app.training.candidate import Candidate, train_candidate
from app.training.column import Column, beneath, rule
from app.training.data_panel import DataPanel
from app.training.interrupted import SearchMark
from app.training.journal import Journal
from app.training.keeper import Keeper
from app.training.options_panel import OptionsPanel
from app.training.portfolio.check import DataCheck
from app.training.portfolio.looking import Looked
from app.training.result_page import ResultPage
from app.training.running_page import RunningPage
from app.training.source import NamesNeededError, Place, ReadTables, Source
from app.training.versions.door import VersionsDoor
from app.training.versions.page import VersionsPage
from app.training.versions.summary import VersionsSummary
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from core.errors import InputError
from core.training.options import TrainingOptions

_NAME, _KEY = "Retraining", "training"
_SPLITTER = "training/splitter"
_READY = "Nothing changes until you use the candidate."
_BUSY = "A training is running; wait for it, or cancel it."
_READING = "The tables are being read; wait for that, or cancel it."
_EMPTY = (
    "Choose the tables at the left and press Retrain.\n\nThe candidate will appear here beside {version}, the model in "
    "use, both judged on the same loans, which are held out. {version} stays in use until you decide."
)


class TrainingTab(QWidget):
    """Where an admin retrains the model.

    Attributes:
        data: step 1, the tables.
        options: step 2, what is trained.
        retrain: starts a training.
        check: what comes before one: the data report, and the question which columns are meant.
        running: step 3, the training that is going on.
        result: step 4, the candidate.
        versions: the models on this machine.
        summary: which of them is in use, and the way to the others.
        notice: why there is no candidate.
        pages: shows the empty page, a page of the check, step 3 or step 4.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._mark = SearchMark(desk.settings)
        self._place: Place | None = None
        keeper = Keeper(desk, self)
        self.data, self.options = DataPanel(desk.dialogs, desk.settings), OptionsPanel(desk.settings)
        self.retrain, self._reason = QPushButton("Retrai&n"), RoleLabel(_READY, TextRole.SMALL)
        self.versions, self.summary = VersionsPage(desk, keeper, self.data.source), VersionsSummary(desk)
        self.running, self.result, self.check = RunningPage(desk), ResultPage(desk, keeper), DataCheck(desk, self)
        self.notice, self.pages, self._empty = Notice(), QStackedWidget(), RoleLabel()
        self._resting: QWidget = self._empty
        self._settled: QWidget = self._empty  # where the pages of the check lead back to
        self._beginning: QWidget = self.retrain  # what gets the focus there
        # Were its letter nobody's while the button is off, a field with the focus would take it for text.
        self._deaf = QShortcut(QKeySequence.mnemonic(self.retrain.text()), self, enabled=False)
        self._message = QWidget()  # the room around the notice, which goes with it
        self._splitter, self._steps = QSplitter(), Column("Data and options")
        self._lay_out()
        self._connect()
        self._show_model()
        self._tell_interrupted()
        self.setAcceptDrops(True)

    def get_ready(self) -> None:
        """Build what is not seen yet."""
        self.check.report  # noqa: B018 - building it is what is asked for

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders of this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put tables where their names belong, and a model among the versions."""
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        tables = self._door.without_models(dropped)
        if tables:
            self.data.take(tables)
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        """From the outside in: a style sheet is worked out again for all that a widget holds when it is put in."""
        beneath(self, self._splitter)
        left, right = QWidget(), QWidget()
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._fill_left(left)
        self._fill_right(right)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.restoreState(self._desk.settings.data(_SPLITTER))

    def _fill_left(self, side: QWidget) -> None:
        start = QWidget()
        beneath(side, self._steps, rule(), start)
        self._steps.lines.setSpacing(2 * GRID)
        for widget in (self.data, self.options):
            self._steps.lines.addWidget(widget)
        self._steps.lines.addStretch()
        self.retrain.setProperty("primary", True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._reason.set_state("muted")
        beneath(start, self.retrain, self._reason, self.summary, margin=2 * GRID)

    def _fill_right(self, side: QWidget) -> None:
        beneath(side, self._message, self.pages)
        beneath(self._message, self.notice, margin=2 * GRID)
        self._message.hide()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(6 * GRID)
        self._empty.set_state("muted")
        for page in (self._empty, *self.check.pages(), self.running, self.result):
            self.pages.addWidget(page)
        self._door = VersionsDoor(self.pages, self.versions, self.summary)

    def _connect(self) -> None:
        self.retrain.clicked.connect(self._start)
        self.notice.dismissed.connect(self._mark.remove)
        for signal in (self.notice.dismissed, self.data.changed, self.options.changed):
            signal.connect(self._message.hide)
        self.data.changed.connect(self._compare)
        self.check.turned.connect(self._turn)
        self.check.added.connect(self._add_page)
        self.check.named.connect(self._take_names)
        self.check.passed.connect(self._train_on)
        self.check.begun.connect(self._follow_reading)
        self.result.closed.connect(self._close_result)
        self._desk.model.changed.connect(self._show_model)
        self._splitter.splitterMoved.connect(self._remember)

    @Slot()
    def _start(self) -> None:
        """Look at the data, or start a training at once; while something is not chosen, show what is missing."""
        if self._job is not None:
            return
        self._place, options = self.data.source(), self._options()
        if self._place is None:
            self._steps.ensureWidgetVisible(self.data)
        elif options is not None and self.data.check.isChecked():
            self._follow(self.check.start(self._place, options.factors, _KEY), _READING)
        elif options is not None and self.result.decision.may_go("Retrain?", self._start):
            self._train(self._place, options)

    def _options(self) -> TrainingOptions | None:
        """What is trained; while that cannot be told, what is wrong comes into sight."""
        try:
            return self.options.options()
        except InputError:
            self._steps.ensureWidgetVisible(self.options.since)
            return None

    @Slot(object)
    def _add_page(self, page: QWidget) -> None:
        self.pages.addWidget(page)

    @Slot(object)
    def _train_on(self, looked: Looked) -> None:
        """Train on tables that were looked at."""
        options = self._options()
        if options is not None and self.result.decision.may_go("Retrain?", partial(self._train_on, looked)):
            self.check.forget()
            self._train(ReadTables(looked.tables), options)

    def _train(self, source: Source, options: TrainingOptions) -> None:
        journal = Journal()
        study = paths.studies(self._desk.data_folder)
        task = partial(train_candidate, source, options, self._desk.model.scorecard, journal, study=study)
        job = self._desk.jobs.start(task, name=_NAME, key=_KEY)
        job.succeeded.connect(self._show_candidate)
        self.running.follow(job, journal, options)
        self.pages.setCurrentWidget(self.running)
        self.running.cancel.setFocus()
        self._follow(job, _BUSY)

    def _follow(self, job: Job, reason: str) -> None:
        """Let nothing else begin before a job has ended."""
        self._job, self._resting, self._beginning = job, self._settled, self.retrain
        job.failed.connect(self._show_failure)
        job.cancelled.connect(self._show_cancelled)
        job.finished.connect(self._rest)
        self._message.hide()
        self._set_busy(reason, is_busy=True)

    @Slot(object)
    def _follow_reading(self, job: Job) -> None:
        self._follow(job, _READING)

    @Slot(object)
    def _show_candidate(self, candidate: Candidate) -> None:
        self.result.show_candidate(candidate)
        self._resting = self._settled = self.result

    @Slot(object)
    def _show_failure(self, error: BaseException) -> None:
        if isinstance(error, NamesNeededError) and self._place is not None:
            self.check.ask(error, self._place)
        else:
            self._tell(NoticeKind.ERROR, wording.problem(error))

    @Slot()
    def _show_cancelled(self) -> None:
        what = "training" if self.pages.currentWidget() is self.running else "reading of the tables"
        kept = self.running.kept(self._job)
        self._tell(NoticeKind.INFO, f"The {what} was cancelled. {wording.NOTHING_CHANGED} {kept}".rstrip())

    def _tell_interrupted(self) -> None:
        """Tell of a search that the program did not end itself, until that is put away or another one ends."""
        told = self._mark.told()
        if told:
            self._tell(NoticeKind.INFO, told)

    def _tell(self, kind: NoticeKind, text: str) -> None:
        self.notice.show_notice(kind, text)
        self._message.show()

    def _set_busy(self, reason: str, *, is_busy: bool) -> None:
        self.retrain.setEnabled(not is_busy)
        self._deaf.setEnabled(is_busy)
        self._reason.setText(reason)

    @Slot()
    def _rest(self) -> None:
        """Show the page that a job leads to, or that before it."""
        self._job = None
        self._set_busy(_READY, is_busy=False)
        self.pages.setCurrentWidget(self._resting)
        if self.focusWidget() not in self._steps.findChildren(QWidget):  # else somebody is at work there
            self._beginning.setFocus()

    @Slot(object, object)
    def _turn(self, page: QWidget | None, beginning: QWidget | None) -> None:
        """Turn to a page of the check, or away from all of them; what a job leads to waits for its end."""
        self._resting, self._beginning = page or self._settled, beginning or self.retrain
        if self._job is None:
            self.pages.setCurrentWidget(self._resting)
            self._beginning.setFocus()

    @Slot(object, dict)
    def _take_names(self, place: Place, names: dict[str, str]) -> None:
        self.data.remember(place, names)
        self._start()

    @Slot()
    def _compare(self) -> None:
        """Say at the data report whether it is still about the data that are chosen."""
        looked = self.check.looked
        if looked is not None:
            self.check.report.tell_fresh(is_fresh=looked.place == self.data.chosen())

    @Slot()
    def _close_result(self) -> None:
        self._resting = self._settled = self._empty
        self.pages.setCurrentWidget(self._empty)

    @Slot()
    def _show_model(self) -> None:
        self._empty.setText(_EMPTY.format(version=self._desk.model.scorecard.version))

    @Slot()
    def _remember(self) -> None:
        self._desk.settings.put(_SPLITTER, self._splitter.saveState())
