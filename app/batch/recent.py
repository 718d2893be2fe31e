"""The list of results that are kept: opened again, or forgotten."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from app.batch.recent_model import RecentModel
from app.batch.rows_work import forgetting, listing
from app.services import paths
from app.services.desk import Desk
from app.services.jobs import Job
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.whole_table import WholeTable
from app.widgets.wrapping import WrappingRow

if TYPE_CHECKING:
    from core.batch.kept.shelf import Kept

_MOST_ROWS, _NARROWEST = 6, 40
_TITLE = "Recent results"
_FORGET, _KEEP = "Forget it", "Keep it"
_QUESTION = (
    "Delete the rows that are kept of {name} in this program? The file of applicants and the scored file stay as they "
    "are."
)


class RecentResults(QWidget):
    """Hidden while there are none; read whenever it comes into view.

    Signals:
        open_requested: the folder of the result that should be shown.

    Attributes:
        table: the results.
        notice: what went wrong.
    """

    open_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._model, self.notice = RecentModel(self), Notice()
        self.table = WholeTable("", _MOST_ROWS, _NARROWEST)
        self._open, self._forget = QPushButton("Open res&ult"), QPushButton("For&get…")
        self._set_up()
        self._lay_out()
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Look again which results there are."""
        if self._job is not None:
            self._job.disconnect(self)
        self._job = self._desk.jobs.start(listing(paths.shelf(self._desk.data_folder)))
        self._job.succeeded.connect(self._show)

    @property
    def selected(self) -> "Kept | None":
        """The result that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self._model.kept(rows[0].row()) if rows else None

    def showEvent(self, event: QShowEvent) -> None:
        """Look again; another window may have added or forgotten some."""
        super().showEvent(event)
        self.refresh()

    def _set_up(self) -> None:
        self.table.setAccessibleName(_TITLE)
        self.table.show_model(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def _lay_out(self) -> None:
        self._title, buttons = RoleLabel(_TITLE, TextRole.HEADING), WrappingRow()
        for button in (self._open, self._forget):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self.notice)
        column.addWidget(self.table)
        column.addLayout(buttons)
        self._show([])

    def _connect(self) -> None:
        self._open.clicked.connect(self._ask_to_open)
        self._forget.clicked.connect(self._ask_to_forget)
        self.table.doubleClicked.connect(self._ask_to_open)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        for key, slot in (
            (Qt.Key.Key_Return, self._ask_to_open),
            (Qt.Key.Key_Enter, self._ask_to_open),
            (Qt.Key.Key_Delete, self._ask_to_forget),
        ):
            QShortcut(QKeySequence(key), self.table, slot).setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot(object)
    def _show(self, kept: "list[Kept]") -> None:
        self._job = None
        chosen = self.selected
        self._model.show_kept(kept)
        folders = [each.folder for each in kept]
        if kept:
            self.table.selectRow(folders.index(chosen.folder) if chosen and chosen.folder in folders else 0)
        for part in (self._title, self.table, self._open, self._forget):
            part.setVisible(bool(kept))
        self._enable()

    @Slot()
    def _enable(self) -> None:
        chosen = self.selected
        self._open.setEnabled(chosen is not None and chosen.about is not None)
        self._forget.setEnabled(chosen is not None)

    @Slot()
    def _ask_to_open(self) -> None:
        if self.selected is None:
            return
        if self.selected.about is None:
            self.notice.show_notice(NoticeKind.ERROR, self.selected.problem)
        else:
            self.notice.clear()
            self.open_requested.emit(self.selected.folder)

    @Slot()
    def _ask_to_forget(self) -> None:
        chosen = self.selected
        if chosen is None:
            return
        question = _QUESTION.format(name=self._model.name(chosen))
        if self._desk.dialogs.ask("Forget the result?", question, (_FORGET, _KEEP)) == _FORGET:
            self._delete(chosen.folder)

    def _delete(self, folder: Path) -> None:
        self.notice.clear()
        job = self._desk.jobs.start(forgetting(folder))
        job.failed.connect(self._tell_failed)
        job.finished.connect(self.refresh)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self.notice.show_notice(NoticeKind.ERROR, str(error))
