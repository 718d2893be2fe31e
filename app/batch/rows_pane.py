"""The rows of a scored file: what they are filtered by, the table of them, and the way from one to the next."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.batch.column_memory import ColumnMemory
from app.batch.pages import Pages
from app.batch.row_chooser import RowChooser
from app.batch.row_copier import RowCopier
from app.batch.row_filter import RowFilter
from app.batch.row_table import RowTable
from app.batch.rows_model import RowsModel
from app.batch.work import Scored
from app.services.jobs import JobRunner
from app.services.opened_row import OpenedRow
from app.services.theme import GRID
from app.widgets.selected_cells import Piece
from core.errors import CreditDeskError

if TYPE_CHECKING:
    from core.batch.kept.view import View

_DEFECT = "The rows could not be found, because something went wrong in Credit Desk itself; its log tells what."
_NO_MORE = "No row to look at comes {where} this one in the table as it is filtered and sorted now."
_EMPTY = "No row fits this filter. Ask for less, or show all rows."
_NEXT, _BEFORE = "F8", "Shift+F8"


class RowsPane(QWidget):
    """Shows rows of one file.

    Signals:
        told: something to know, in words.
        broken: why the rows can no longer be read, in words.
        row_opened: the ``OpenedRow`` that somebody wants to see as an applicant.

    Attributes:
        filter: what rows are asked for by.
        table: the rows.
        next_button: leads to the next row that a person must look at.
    """

    told = Signal(str)
    broken = Signal(str)
    row_opened = Signal(object)

    def __init__(self, jobs: JobRunner, memory: ColumnMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowsModel | None = None
        self._chooser, self._copier = RowChooser(jobs, self), RowCopier(jobs, self)
        self.filter, self.table = RowFilter(), RowTable(memory)
        self.next_button, self._columns = QPushButton("&Next to look at"), QPushButton("Col&umns")
        self.next_button.setToolTip(f"The next row that a person must look at ({_NEXT}; {_BEFORE} for the one before)")
        self._columns.setToolTip("Show, hide and arrange columns")
        self._lay_out()
        self._connect()

    @property
    def view(self) -> "View | None":
        """The rows on show; None where none could be kept."""
        return None if self._model is None else self._model.pages.view

    def show_result(self, scored: Scored) -> None:
        """Show all rows of a file."""
        self._model = None if scored.pages is None else RowsModel(scored.pages, self)
        if self._model is not None:
            self._model.broken.connect(self.broken, Qt.ConnectionType.QueuedConnection)
        self.filter.offer(scored)
        self._chooser.take(scored.pages)
        self.table.set_empty_text(scored.remark if self._model is None else "")
        self.table.show_rows(self._model)
        self._show_walk()

    def walk(self, step: int) -> bool:
        """Lead to the next row to look at (``step`` 1) or the one before (−1); whether there is one."""
        view, start = self.view, self.table.place
        if view is None:
            return False
        if start is None:
            start = -1 if step > 0 else len(view)
        place = view.next_referred(start, step)
        if place is not None:
            self.table.go_to(place)
        return place is not None

    def open_next(self, step: int) -> bool:
        """Open the next row to look at, or the one before; whether there is one."""
        found = self.walk(step)
        if found:
            self.open_row(self.table.currentIndex().row())
        return found

    @Slot(int)
    def open_row(self, place: int) -> None:
        """Hand over a row of the table as an applicant."""
        if self._model is None:
            return
        try:
            self.row_opened.emit(_opened(self._model.pages, place))
        except CreditDeskError as error:
            self.broken.emit(str(error))

    def minimumSizeHint(self) -> QSize:
        """Room for the whole filter, in however many lines, and for some rows; a splitter does not ask for it."""
        column, smallest = self.layout(), super().minimumSizeHint()
        assert column is not None
        return smallest.expandedTo(QSize(0, column.totalMinimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the room that the filter takes now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(GRID)
        above.addWidget(self.filter, 1)
        for button in (self.next_button, self._columns):
            above.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(above)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.filter.changed.connect(self._ask)
        self.table.sort_wished.connect(self._ask)
        self.table.row_opened.connect(self.open_row)
        self.table.copy_deferred.connect(self._copy)
        self._chooser.found.connect(self._show_pages)
        self._chooser.failed.connect(self._tell_failed)
        self._chooser.stopped.connect(self._show_wish)
        self._copier.copied.connect(self.told)
        self._copier.failed.connect(self._tell_failed)
        self._columns.clicked.connect(self._show_columns)
        self.next_button.clicked.connect(self._walk_down)
        QShortcut(QKeySequence(_NEXT), self, self._walk_down)
        QShortcut(QKeySequence(_BEFORE), self, self._walk_up)

    @Slot()
    def _ask(self) -> None:
        """Ask for the rows that filter and header are set to."""
        if self._model is not None:
            self.filter.tell_busy()
            self._chooser.choose(replace(self.filter.wish, sort=self.table.sort))

    @Slot(object)
    def _show_pages(self, pages: Pages) -> None:
        """Show other rows from their beginning; whoever was at a row that is still among them stays there."""
        if self._model is None:
            return
        current = self.table.place
        before = None if current is None else self._model.pages.number(current)
        self.table.set_empty_text(_EMPTY)
        self._model.show_pages(pages)
        self.filter.tell(len(pages), is_all=pages.view.wish.is_everything)
        self._show_walk()
        place = None if before is None else pages.view.place_of(before)
        if place is None:
            self.table.scrollToTop()
        else:
            self.table.go_to(place)

    @Slot()
    def _show_wish(self) -> None:
        """Let filter and header tell what the rows on show were chosen by."""
        if self._model is not None:
            wish = self._model.pages.view.wish
            self.filter.show_wish(wish, len(self._model.pages))
            self.table.show_sort(wish.sort)
            self._show_walk()

    def _show_walk(self) -> None:
        self._columns.setEnabled(self.view is not None)
        self.next_button.setEnabled(self.view is not None and len(self.view.referred) > 0)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._show_wish()
        self.broken.emit(str(error) if isinstance(error, CreditDeskError) else _DEFECT)

    @Slot(list)
    def _copy(self, pieces: list[Piece]) -> None:
        if self._model is not None:
            self._copier.copy(self._model, pieces)

    @Slot()
    def _show_columns(self) -> None:
        if self._model is not None:
            self.table.column_menu().popup(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))

    @Slot()
    def _walk_down(self) -> None:
        if not self.walk(1):
            self.told.emit(_NO_MORE.format(where="below"))

    @Slot()
    def _walk_up(self) -> None:
        if not self.walk(-1):
            self.told.emit(_NO_MORE.format(where="above"))


def _opened(pages: Pages, place: int) -> OpenedRow:
    kept, number = pages.view.kept, pages.number(place)
    row = dict(zip(kept.columns, pages.row(place), strict=True))
    return OpenedRow(
        texts=kept.applicant(number),
        name=f"Row {kept.line(number):,} of {kept.report.source.name}",
        status=row["row_status"],
        problem=row["row_problem"],
        model=kept.report.model,
        score=row["credit_score"],
    )
