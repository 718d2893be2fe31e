"""The measures of the candidate beside those of the model in use, as a table to read and copy."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.training.measures import Line
from app.widgets.table import NUMBERS, WORDS

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MARK = "✓"
_COLUMN_OF = {"candidate": 1, "active": 2}


class MetricsModel(QAbstractTableModel):
    """A row for each measure; the better value has a tick beside it and heavier figures."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._headers: tuple[str, ...] = ("Held-out loans", "Candidate")

    def show(self, lines: Sequence[Line], rival: str) -> None:
        """Show a comparison with a version; an empty ``rival`` leaves its column out."""
        self.beginResetModel()
        self._lines = lines
        self._headers = (*self._headers[:2], *filter(None, [rival]))
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of measures."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The measure, the candidate and the model in use."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, its weight, its alignment, and what the measure tells."""
        line, column = self._lines[index.row()], index.column()
        is_better = _COLUMN_OF.get(line.better) == column
        if role == Qt.ItemDataRole.DisplayRole:
            text = (line.label, line.candidate, line.active)[column]
            return f"{_MARK} {text}" if is_better else text
        if role == Qt.ItemDataRole.FontRole and is_better:
            return _heavier()
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.help
        return _alignment(column, role)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column, or its alignment."""
        if side is Qt.Orientation.Vertical:
            return None
        return self._headers[section] if role == Qt.ItemDataRole.DisplayRole else _alignment(section, role)


def _heavier() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _alignment(column: int, role: int) -> Qt.AlignmentFlag | None:
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    return NUMBERS if column else WORDS
