"""Shows a table about a judgement: its title, the table, what is to be known to read it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.services.theme import GRID, TextRole
from app.training.judging.content import Sheet
from app.widgets.figure_model import FigureModel
from app.widgets.labels import RoleLabel
from app.widgets.whole_table import WholeTable

_MOST_ROWS, _NARROWEST = 16, 28
"""Above which number of rows, and below which width in characters, a table scrolls."""


class SheetView(QWidget):
    """One table after the other, each in the place of the last.

    Attributes:
        table: the cells.
        title: what they are about.
    """

    def __init__(self, most_rows: int = _MOST_ROWS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self._note = RoleLabel(role=TextRole.HEADING), RoleLabel(role=TextRole.SMALL)
        self._note.set_state("muted")
        self.table = WholeTable(most_rows=most_rows, narrowest=_NARROWEST)
        # Columns are as wide as their headers; Qt takes one of two lines for longer than it is and would cut it.
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        for widget in (self.title, self.table, self._note):
            column.addWidget(widget)
        column.addStretch()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As wide as the table without scrolling, though it may be narrower."""
        return QSize(self.table.minimumSizeHint().width(), super().minimumSizeHint().height())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a table."""
        self.title.setText(sheet.title)
        self._note.setText(sheet.note)
        self._note.setVisible(bool(sheet.note))
        model = FigureModel(sheet.headers, sheet.words, self)
        model.show_rows(sheet.rows)
        before = self.table.model()
        self.table.show_model(model)
        if before is not None:
            before.deleteLater()
        self.table.setAccessibleName(sheet.title)
        self.table.setAccessibleDescription(sheet.note)

    def select_rows(self) -> None:
        """Let whole rows be chosen, one at a time."""
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumWidth(self.table.minimumWidth())
        line = self.fontMetrics().height()
        self.table.setIconSize(QSize(line, line))
