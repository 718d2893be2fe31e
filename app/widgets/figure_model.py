"""A small table of figures as a model: texts, some with an icon or a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.services import theme
from app.widgets.bar_cells import BAR_ROLE, Bar
from app.widgets.shapes import shape_icon
from app.widgets.table import NUMBERS, WORDS

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
RANK_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which a cell gives what its column is sorted by."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell.

    Attributes:
        text: for people.
        icon: the role of a shape before it.
        bar: painted by ``BarCells`` in place of the text.
        tip: shown under the mouse; the text where there is none.
        heavy: whether it stands out among others.
        rank: what its column is sorted by; the text where there is none.
    """

    text: str
    icon: str = ""
    bar: Bar | None = None
    tip: str = ""
    heavy: bool = False
    rank: float | None = None


class FigureModel(QAbstractTableModel):
    """Rows of cells; the first column is words, as are those that are said to be.

    Args:
        headers: names of the columns.
        words: places of the columns, besides the first, that are words or bars.
    """

    def __init__(self, headers: Sequence[str], words: Sequence[int] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers, self._words = tuple(headers), {0, *words}
        self._rows: Sequence[Sequence[Cell]] = ()
        self._icons: dict[tuple[str, str], QIcon] = {}

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        """The name of a column."""
        if side is Qt.Orientation.Vertical:
            return None
        return self._headers[section] if role == _ROLE.DisplayRole else self._alignment(section, role)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        """The text, the icon, the bar, and how they stand."""
        cell = self._rows[index.row()][index.column()]
        if role == _ROLE.DisplayRole:
            return cell.text
        if role == _ROLE.ToolTipRole:
            return cell.tip or cell.text
        if role == _ROLE.DecorationRole and cell.icon:
            return self._icon(cell.icon)
        if role == _ROLE.FontRole and cell.heavy:
            return _heavy()
        if role == RANK_ROLE:
            return cell.text if cell.rank is None else cell.rank
        return cell.bar if role == BAR_ROLE else self._alignment(index.column(), role)

    def _icon(self, kind: str) -> "QIcon":
        """A shape in the colours of now; each is painted once, since a table asks for it all the time."""
        look = theme.current()
        colour = look.accent if kind == "info" else getattr(look, kind)
        key = kind, colour.name()
        if key not in self._icons:
            self._icons[key] = shape_icon(kind, colour, look.surface)
        return self._icons[key]

    def _alignment(self, column: int, role: int) -> Qt.AlignmentFlag | None:
        if role != _ROLE.TextAlignmentRole:
            return None
        return WORDS if column in self._words else NUMBERS


def _heavy() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
