"""The versions of the model on this machine, and which one is in use."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.jobs import Job
from app.services.theme import GRID, TextRole
from app.training import wording
from app.training.exchange import Exchange
from app.training.keeper import Keeper
from app.training.versions_model import VersionsModel
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.whole_table import WholeTable
from app.widgets.wrapping import WrappingRow
from core.progress import Report
from core.registry.versions import Registry, Version

_MOST_ROWS, _NARROWEST = 8, 30
"""Above which number of rows, and below which width in characters, the list of versions scrolls."""
_USE, _GO_BACK, _LEAVE = "Use it", "Go back", "Leave it as it is"
_REPLACE = "Score every applicant and file with {version} from now on, in place of {in_use}?"
_KEEP = "{version} only stands in for the model that was chosen. Score every applicant and file with it from now on?"
_TOO_LATE = "Nothing was rolled back, since {version} has meanwhile been put into use in place of {shown}."


class VersionsPanel(QWidget):
    """Lists the versions and puts another one into use; the list is read when it is seen.

    Attributes:
        table: the versions.
        use: puts the selected version into use.
        back: goes back to the version that was in use before.
        exchange: takes models in and out.
        notice: what came of it.
    """

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._keeper = desk, keeper
        self._is_reading = self._is_stale = False
        self._model = VersionsModel(self)
        self.table = WholeTable("Reading the versions…", _MOST_ROWS, _NARROWEST)
        self.table.setAccessibleName("Versions of the model")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.show_model(self._model)
        self.use, self.back, self.notice = QPushButton("Use this version…"), QPushButton("Roll back…"), Notice()
        self.exchange = Exchange(desk, keeper)
        self._lay_out()
        self._connect()
        self._enable()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list whenever it comes into view; the command line may have changed it meanwhile."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the list again; once more after a reading that is under way."""
        self._is_stale = True
        if not self._is_reading:
            self._read()

    @Slot()
    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def _read(self) -> None:
        self._is_reading, self._is_stale = True, False
        job = self._desk.jobs.start(partial(_versions, self._desk.model.registry))
        job.succeeded.connect(self._show)
        job.failed.connect(self._show_failure)
        job.finished.connect(self._go_on)

    @Slot()
    def _go_on(self) -> None:
        self._is_reading = False
        if self._is_stale:
            self._read()

    @Slot(object)
    def _show(self, versions: list[Version]) -> None:
        chosen = self._selected()
        self._model.show(versions)
        row = self._model.row_of(chosen.name) if chosen else -1
        if row >= 0:
            self.table.selectRow(row)
        self._enable()

    def _lay_out(self) -> None:
        buttons = WrappingRow()
        buttons.addWidget(self.use)
        buttons.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(RoleLabel("Versions", TextRole.HEADING))
        column.addWidget(self.notice)
        column.addWidget(self.table)
        column.addLayout(buttons)
        column.addWidget(self.exchange)

    def _connect(self) -> None:
        self.use.clicked.connect(self._ask_to_use)
        self.back.clicked.connect(self._ask_to_go_back)
        self.exchange.told.connect(self.notice.show_notice)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self._keeper.busy_changed.connect(self._enable)
        self._keeper.saved.connect(self.refresh)
        self._desk.model.changed.connect(self.refresh)
        self._desk.model.versions_changed.connect(self._refresh_if_seen)

    @Slot()
    def _enable(self) -> None:
        version = self._selected()
        obstacle = self._obstacle(version)
        self.use.setEnabled(not obstacle and not self._keeper.is_busy)
        self.use.setToolTip(obstacle)
        self.exchange.offer(version)
        self.back.setEnabled(not self._keeper.is_busy)
        self.back.setToolTip("Put the model that was in use before this one into use again.")

    def _obstacle(self, version: Version | None) -> str:
        """Why a version cannot be put into use; empty when it can, as also one that only stands in."""
        if version is None:
            return wording.SELECT_FIRST
        is_chosen = version.active and self._desk.model.notice is None
        return version.problem or (f"{version.name} is in use already." if is_chosen else "")

    def _selected(self) -> Version | None:
        rows = self.table.selectionModel().selectedRows()
        return self._model.version(rows[0].row()) if rows else None

    @Slot()
    def _ask_to_use(self) -> None:
        version = self._selected()
        if version is None:
            return
        question = (_KEEP if version.active else _REPLACE).format(version=version.name, in_use=self._in_use)
        if self._desk.dialogs.ask("Use another model?", question, (_USE, _LEAVE)) == _USE:
            self._follow(self._keeper.activate(version.name))

    @Slot()
    def _ask_to_go_back(self) -> None:
        shown = self._in_use
        question = f"Go back to the model that was in use before {shown}? {shown} stays in the list."
        if self._desk.dialogs.ask("Go back?", question, (_GO_BACK, _LEAVE)) != _GO_BACK:
            return
        self._desk.model.look()
        if self._in_use == shown:
            self._follow(self._keeper.roll_back())
        else:
            self.notice.show_notice(NoticeKind.WARNING, _TOO_LATE.format(version=self._in_use, shown=shown))

    @property
    def _in_use(self) -> str:
        return self._desk.model.scorecard.version

    def _follow(self, job: Job) -> None:
        self.notice.clear()
        job.succeeded.connect(self._say_done)
        job.failed.connect(self._show_failure)

    @Slot(object)
    def _say_done(self, name: str) -> None:
        self.notice.show_notice(NoticeKind.SUCCESS, f"{name} is in use from now on.")

    @Slot(object)
    def _show_failure(self, error: BaseException) -> None:
        self.notice.show_notice(NoticeKind.ERROR, wording.problem(error))


def _versions(registry: Registry, _report: Report) -> list[Version]:
    return registry.versions()
