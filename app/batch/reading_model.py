"""The columns of a file as a table: what each is called, what it is read as, and what its first texts mean."""

from collections.abc import Collection, Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.batch.reading_words import KEPT, example_words, label
from app.services import theme
from app.widgets.table import WORDS
from core.parsing import shorten

if TYPE_CHECKING:
    from core.batch.inspection import InspectedColumn, Inspection

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NO_INDEX = QModelIndex()
_HEADINGS = ("Column of the file", "Read as", "First values, and what they are read as")
_LIKELY = " – looks like it"


class Place(IntEnum):
    """The columns of the table."""

    NAME = 0
    FIELD = 1
    EXAMPLES = 2


class ReadingModel(QAbstractTableModel):
    """Columns that are read first, then those that are kept; each in the order of the file.

    Signals:
        chosen: an ``InspectedColumn`` and the field that it holds from now on.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: list[InspectedColumn] = []
        self._unsure: Collection[str] = ()
        self._asked: Collection[str] = ()

    def show_columns(self, inspection: "Inspection", unsure: Collection[str]) -> None:
        """Show the columns of a file; those of ``unsure`` only look like the input that they are read as."""
        self.beginResetModel()
        self._columns = sorted(inspection.columns, key=lambda column: not column.field)
        self._unsure, self._asked = unsure, {question.field for question in inspection.questions}
        self.endResetModel()

    def column_at(self, row: int) -> "InspectedColumn":
        """The column of the file in a row of the table."""
        return self._columns[row]

    def row_of(self, name: str) -> int:
        """The row of a column of the file; −1 when it is not there."""
        return next((row for row, column in enumerate(self._columns) if column.name == name), -1)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """As many as the file has columns."""
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Name, input, values."""
        return 0 if parent.isValid() else len(Place)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return _HEADINGS[section]
        return WORDS.value if role == _Role.TextAlignmentRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """What a column is read as can be changed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Place.FIELD else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        """Texts; muted for columns that are kept, and as an error where a value cannot be read."""
        column = self._columns[index.row()]
        if role == _Role.DisplayRole:
            return self._text(column, index.column())
        if role == _Role.EditRole and index.column() == Place.FIELD:
            return column.field
        if role == _Role.ToolTipRole:
            return self._tool_tip(column, index.column())
        if role == _Role.ForegroundRole:
            return self._colour(column, index.column())
        return None

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        """Ask for another input; what comes of it is shown by ``show_columns``."""
        column = self._columns[index.row()]
        if role != _Role.EditRole or value == column.field:
            return False
        self.chosen.emit(column, str(value))
        return True

    def _text(self, column: "InspectedColumn", place: int) -> str:
        if place == Place.NAME:
            return shorten(column.name) or "(no name)"
        if place == Place.FIELD:
            return label(column.field) + (_LIKELY if column.field and column.name in self._unsure else "")
        return "   ".join(self._examples(column)) or "no values"

    def _examples(self, column: "InspectedColumn") -> Iterator[str]:
        asked = column.field in self._asked
        return (example_words(column.field, example, asked=asked) for example in column.examples)

    def _tool_tip(self, column: "InspectedColumn", place: int) -> str:
        if place == Place.EXAMPLES:
            return "\n".join(example.problem or example_words(column.field, example) for example in column.examples)
        return column.name if place == Place.NAME else column.field or KEPT

    def _colour(self, column: "InspectedColumn", place: int) -> object:
        if not column.field:
            return theme.current().text_muted
        if place != Place.EXAMPLES or not any(example.problem for example in column.examples):
            return None
        return theme.current().warning if column.field in self._asked else theme.current().error
