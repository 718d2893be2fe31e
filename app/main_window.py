"""The one window: it joins the tabs, the menus, the name of the active model and the line that shows running work."""

import importlib
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from app.applicant.tab import ApplicantTab
from app.menus import Menus
from app.services.desk import Desk
from app.services.left_over import sweeping
from app.services.theme import GRID
from app.status_line import StatusLine
from app.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from app.batch.tab import BatchTab
    from app.services.opened_row import OpenedRow
    from app.training.tab import TrainingTab

_Tab = TypeVar("_Tab", bound=QWidget)
_TABS = {"applicant": "&Applicant", "batch": "&Batch", "training": "&Retrain"}
"""Titles of the tabs by the attributes that hold them."""
_IDLE_MS = 300
"""How long after the first paint, and between them, the other tabs are built."""
_REPLACED = "{version} is in use now in place of {before}: a command or another window put it into use."
_ALREADY_OPEN = "Credit Desk was already open, so this window has come to the front."
_CLOSE = "Close Credit Desk?"
USUAL_SIZE = QSize(1200, 820)
"""Of a window that opens for the first time, where the screen has the room."""
_STOP, _STAY = "Stop it and close", "Keep working"


class MainWindow(QMainWindow):
    """Applicant, Batch and Retrain in one window.

    Batch and Retrain are built when they are first asked for, or soon after the first paint, which does not wait for
    them.

    Attributes:
        applicant: the tab for one applicant.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notice = Notice()
        self._pages: dict[str, QVBoxLayout] = {}
        self._ready = {"applicant"}
        self._tabs = self._tab_bar()
        self.applicant = self._put("applicant", ApplicantTab(desk))
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._build_ahead)
        self._model_name = QLabel()
        self._model_name.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        self._tabs.setCornerWidget(self._model_name, Qt.Corner.TopRightCorner)
        self._lay_out()
        self._menus = Menus(self, desk, [self.applicant.undo.undo, self.applicant.undo.redo], self.applicant.papers)
        self._connect_menus()
        self.applicant.row_bar.step_requested.connect(self._open_next_row)
        self.applicant.row_bar.back_requested.connect(self._go_back_to_file)
        desk.model.changed.connect(self._show_model)
        desk.model.replaced.connect(self._tell_replaced)
        self._show_model()
        self._restore()

    @cached_property
    def batch(self) -> "BatchTab":
        """The tab for files."""
        from app.batch.tab import BatchTab

        tab = self._put("batch", BatchTab(self._desk))
        tab.row_opened.connect(self._open_row)
        return tab

    @cached_property
    def training(self) -> "TrainingTab":
        """The tab for a new model."""
        from app.training.tab import TrainingTab

        return self._put("training", TrainingTab(self._desk, self._pages["training"].parentWidget()))

    def go_to(self, name: str) -> None:
        """Bring a tab to the front by the name of its attribute."""
        self._tabs.setCurrentIndex(list(_TABS).index(name))

    def open_file(self, path: Path) -> None:
        """Score a file, as the system asks for when somebody opens one with the program."""
        self.go_to("batch")
        self.batch.open_file(path)

    @Slot(str)
    def take_visit(self, file: str) -> None:
        """Come to the front, since the program was started once more, and score the file it was started with."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if file:
            self.open_file(Path(file))
        else:
            self.tell(_ALREADY_OPEN)

    def tell(self, sentence: str) -> None:
        """Say above the tabs what asks for nothing."""
        self._notice.show_notice(NoticeKind.INFO, sentence)

    def showEvent(self, event: QShowEvent) -> None:
        """Build what is not seen yet once the window has been painted."""
        super().showEvent(event)
        self._idle.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before a candidate is lost and running work is stopped; remember how the window stood."""
        if not (self._may_lose_candidate() and self._may_stop()):
            event.ignore()
            return
        self._desk.jobs.cancel_all()
        self._remember()
        event.accept()

    def _tab_bar(self) -> QTabWidget:
        tabs = QTabWidget(documentMode=True)
        tabs.setObjectName("tabs")
        tabs.tabBar().setAccessibleName("Parts of the program")
        for name, title in _TABS.items():
            page = QWidget()
            self._pages[name] = QVBoxLayout(page)
            self._pages[name].setContentsMargins(0, 0, 0, 0)
            tabs.addTab(page, title)
        tabs.currentChanged.connect(self._build)
        return tabs

    def _put(self, name: str, tab: _Tab) -> _Tab:
        """Fill the page of a tab."""
        self._pages[name].addWidget(tab)
        tab.show()  # at once where the page is on show already
        return tab

    @Slot(int)
    def _build(self, place: int) -> None:
        """See to it that the tab at a place is there."""
        getattr(self, list(_TABS)[place])

    @Slot()
    def _build_ahead(self) -> None:
        """Load or build a tab that is not there yet, while nothing runs that would make it felt; in the end tidy up."""
        waiting = [name for name in _TABS if name not in self._ready]
        if not waiting:
            self._desk.model.watch()
            self._desk.jobs.start(sweeping(self._desk.data_folder))
            return
        if not self._desk.jobs.jobs:
            self._build_a_part(waiting[0])
        self._idle.start()

    def _build_a_part(self, name: str) -> None:
        """Load the code of a tab, then build the tab, then what it shows later; all at once would be felt."""
        if f"app.{name}.tab" not in sys.modules:
            importlib.import_module(f"app.{name}.tab")
        elif name not in self.__dict__:
            getattr(self, name)
        else:
            getattr(self, name).get_ready()
            self._ready.add(name)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        column.addWidget(self._tabs)
        self.setCentralWidget(page)
        self.setStatusBar(StatusLine(self._desk.jobs))
        self.setWindowTitle("Credit Desk")

    def _connect_menus(self) -> None:
        self._menus.new_asked.connect(self._new_applicant)
        self._menus.sample_asked.connect(self._sample_applicant)
        self._menus.file_asked.connect(self._score_file)
        self.applicant.papers.triggered.connect(self._show_applicant)
        self._menus.policy_changed.connect(self.applicant.answer.pages.take_policy)
        self._menus.policy_changed.connect(self._tell_policy)
        self._tabs.currentChanged.connect(self._show_edit)

    @Slot(int)
    def _show_edit(self, place: int) -> None:
        """Offer the steps of the applicant's form while it is on show; elsewhere each text field has its own."""
        self._menus.edit.setEnabled(list(_TABS)[place] == "applicant")

    @Slot()
    def _new_applicant(self) -> None:
        self.go_to("applicant")
        self.applicant.clear()

    @Slot()
    def _show_applicant(self) -> None:
        self.go_to("applicant")

    @Slot()
    def _sample_applicant(self) -> None:
        self.go_to("applicant")
        self.applicant.fill_sample()

    @Slot()
    def _tell_policy(self) -> None:
        """A tab that is not built yet will ask for the policy itself."""
        if "batch" in self.__dict__:
            self.batch.take_policy()

    @Slot()
    def _score_file(self) -> None:
        self.go_to("batch")
        self.batch.choose_file()

    @Slot(object)
    def _open_row(self, row: "OpenedRow") -> None:
        self.go_to("applicant")
        self.applicant.open_row(row)

    @Slot(int)
    def _open_next_row(self, step: int) -> None:
        if not self.batch.result.rows.open_next(step):
            self.applicant.row_bar.tell_end(step)

    @Slot()
    def _go_back_to_file(self) -> None:
        self.go_to("batch")
        self.batch.result.rows.table.setFocus()

    @Slot()
    def _show_model(self) -> None:
        scorecard = self._desk.model.scorecard
        made = scorecard.created[:10]
        self._model_name.setText(f"Model {scorecard.version} · {made}")
        self._model_name.setToolTip(f"Applicants and files are scored with {scorecard.version}, made on {made}.")
        if self._desk.model.notice:
            self._notice.show_notice(NoticeKind.WARNING, self._desk.model.notice)
        else:
            self._notice.clear()

    @Slot(str)
    def _tell_replaced(self, before: str) -> None:
        if not self._desk.model.notice:
            self.tell(_REPLACED.format(version=self._desk.model.scorecard.version, before=before))

    def _may_lose_candidate(self) -> bool:
        """Whether no candidate waits for a decision, or it is to be dropped; else it comes into view."""
        if "training" not in self.__dict__ or not self.training.result.decision.is_undecided:
            return True
        self.go_to("training")
        return self.training.result.decision.may_go(_CLOSE, self.close)

    def _may_stop(self) -> bool:
        running = ", ".join(job.name for job in self._desk.jobs.jobs if job.name)
        if not running:
            return True
        question = f"{running} is still running. Nothing is lost by stopping: old files and models stay as they are."
        return self._desk.dialogs.ask(_CLOSE, question, (_STOP, _STAY)) == _STOP

    def _restore(self) -> None:
        settings = self._desk.settings
        self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize()))
        self.restoreGeometry(settings.data("window/geometry"))
        self._tabs.setCurrentIndex(max(0, min(settings.integer("window/tab"), self._tabs.count() - 1)))

    def _remember(self) -> None:
        self._desk.settings.put("window/geometry", self.saveGeometry())
        self._desk.settings.put("window/tab", self._tabs.currentIndex())
        self._desk.settings.save()
