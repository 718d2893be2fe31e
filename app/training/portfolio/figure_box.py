"""A titled table of figures in a page that scrolls, with words in its place while there is nothing to show."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.services.theme import GRID, TextRole
from app.widgets.figure_model import RANK_ROLE, Cell, FigureModel
from app.widgets.labels import RoleLabel
from app.widgets.whole_table import WholeTable

_NARROWEST, _MOST_ROWS = 35, 16
"""Below which width in characters, and from which number of rows, a table scrolls."""


@dataclass(frozen=True)
class Plan:
    """What a box is made of.

    Attributes:
        title: above the table, and its name.
        headers: of the columns.
        words: places of the columns, besides the first, that are words.
        nothing: what is said where there are no rows.
        most_rows: from which number of rows the table scrolls.
    """

    title: str
    headers: tuple[str, ...]
    words: tuple[int, ...] = ()
    nothing: str = ""
    most_rows: int = _MOST_ROWS


class FigureBox(QWidget):
    """Rows to read, copy and sort by a click on a heading; a third click brings their own order back.

    Attributes:
        table: the table.
    """

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures, self._sorted = FigureModel(plan.headers, plan.words, self), QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._figures)
        self._sorted.setSortRole(RANK_ROLE)
        self._title, self._nothing = RoleLabel(plan.title, TextRole.HEADING), RoleLabel(plan.nothing)
        self._nothing.set_state("muted")
        self.table = WholeTable("", plan.most_rows, _NARROWEST)
        self.table.setAccessibleName(plan.title)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.show_model(self._sorted)
        self._let_sort()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self._title, self._nothing, self.table):
            column.addWidget(widget)

    def show_rows(self, rows: Sequence[Sequence[Cell]], title: str = "") -> None:
        """Show these rows in their own order, under another title if one is given."""
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._figures.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if title:
            self._title.setText(title)
            self.table.setAccessibleName(title)

    @property
    def current(self) -> int:
        """The place of the selected row among those that were given; −1 while none is."""
        rows = self.table.selectionModel().selectedRows()
        return self._sorted.mapToSource(rows[0]).row() if rows else -1

    def select_first(self) -> None:
        """Select the row on top."""
        self.table.selectRow(0)

    def _let_sort(self) -> None:
        header = self.table.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        line = self.table.fontMetrics().height()
        self.table.setIconSize(QSize(line, line))
