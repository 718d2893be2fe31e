"""The numbers behind a chart, as a table to read and copy."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QVBoxLayout, QWidget

from app.services.theme import GRID
from app.widgets.chart_rendering import Numbers
from app.widgets.labels import RoleLabel
from app.widgets.table import NUMBERS, WORDS, Table

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROWS = 14


class NumbersModel(QAbstractTableModel):
    """A table of texts whose first column is words and whose other columns are numbers."""

    def __init__(self, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of rows."""
        return 0 if parent.isValid() else len(self._numbers.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._numbers.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, or its alignment."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._numbers.rows[index.row()][index.column()]
        return _alignment(index.column(), role)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column, or its alignment."""
        if side is Qt.Orientation.Vertical:
            return None
        return self._numbers.headers[section] if role == Qt.ItemDataRole.DisplayRole else _alignment(section, role)


class NumbersDialog(QDialog):
    """Shows the table beside the window, with words above it, and goes away for good when it is closed."""

    def __init__(self, title: str, numbers: Numbers, parent: QWidget | None = None, words: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = Table()
        self.table.setModel(NumbersModel(numbers, self))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setAccessibleName(title)
        self._words = "\n\n".join(words)
        self._lay_out()
        self.table.setFocus()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("&Copy all", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy_all)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        if self._words:
            label = RoleLabel(self._words)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addWidget(self.table)
        column.addWidget(buttons)
        self.resize(self.table.horizontalHeader().length() + 8 * GRID, _ROWS * self.table.rowHeight(0) + 12 * GRID)

    def _copy_all(self) -> None:
        self.table.selectAll()
        self.table.copy()
        if self._words:
            clipboard = QGuiApplication.clipboard()
            clipboard.setText(f"{self._words}\n\n{clipboard.text()}")


def _alignment(column: int, role: int) -> Qt.AlignmentFlag | None:
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    return NUMBERS if column else WORDS
