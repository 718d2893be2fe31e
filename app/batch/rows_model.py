"""The rows of a scored file as a table model, read when they come into view."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from app.batch.pages import Pages
from app.batch.table_columns import TableColumn, table_columns
from app.services import theme
from app.services.bands import gauge_bands
from app.widgets.shapes import shape_icon
from app.widgets.table import NUMBERS, WORDS
from core.errors import FileError

_ROLE = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex
_UP, _DOWN = " ▲", " ▼"
_TELLING = ("row_status", "row_problem")
_DISPLAY, _TIP, _ICON = _ROLE.DisplayRole.value, _ROLE.ToolTipRole.value, _ROLE.DecorationRole.value
_INK, _GROUND, _SIDE = _ROLE.ForegroundRole.value, _ROLE.BackgroundRole.value, _ROLE.TextAlignmentRole.value
_ANSWERED = frozenset({_DISPLAY, _TIP, _ICON, _INK, _GROUND, _SIDE})
"""As plain numbers, since a view asks each of its cells for seven roles whenever it is painted."""


class RowsModel(QAbstractTableModel):
    """Rows of a scored file: all of them, or some, in any order.

    Signals:
        broken: why the rows can no longer be read, once.

    Attributes:
        columns: the columns in the order of the table.
        pages: the rows on show.
    """

    broken = Signal(str)

    def __init__(self, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        kept = pages.view.kept
        self.columns = table_columns(kept.columns, kept.fields)
        self.pages = pages
        self._is_broken = False
        self._status = kept.columns.index("row_status")
        self._empty_row = ("",) * len(kept.columns)
        self._roles = {band.rating: band.role for band in gauge_bands(kept.scorecard)}
        self._icons: dict[tuple[str, bool], QIcon] = {}

    def show_pages(self, pages: Pages) -> None:
        """Show other rows of the same file."""
        self.beginResetModel()
        self.pages = pages
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Rows on show."""
        return 0 if parent.isValid() else len(self.pages)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Columns of the file."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        """Names of the columns, and numbers of the rows as a spreadsheet counts them."""
        if orientation is Qt.Orientation.Vertical:
            return f"{self.pages.line(section):,}" if role == _DISPLAY else None
        column = self.columns[section]
        if role == _DISPLAY:
            return f"{column.heading}{self._mark(column)}"
        if role == _TIP:
            return column.name
        return _alignment(column) if role == _SIDE else None

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        """The text of a cell, and how it looks."""
        if role not in _ANSWERED:
            return None
        column = self.columns[index.column()]
        if role == _SIDE:
            return _alignment(column)
        row = self._row(index.row())
        text = row[column.place]
        if role == _DISPLAY:
            return column.shown(text)
        if role == _TIP:
            return text
        if role == _ICON:
            return self._icon(text) if column.name == "rating" else None
        return self._colour(role, column.name, text, row[self._status])

    def _mark(self, column: TableColumn) -> str:
        """Which way the rows go, above the column that they go by."""
        sort = self.pages.view.wish.sort
        return "" if sort is None or sort.column != column.place else _DOWN if sort.descending else _UP

    def _row(self, place: int) -> tuple[str, ...]:
        if self._is_broken:
            return self._empty_row
        try:
            return self.pages.row(place)
        except FileError as error:
            self._is_broken = True
            self.broken.emit(str(error))
            return self._empty_row

    def _icon(self, rating: str) -> QIcon | None:
        """The shape of a rating in the colours of now."""
        if rating not in self._roles:
            return None
        look, role = theme.current(), self._roles[rating]
        if (role, look.is_dark) not in self._icons:
            self._icons[role, look.is_dark] = shape_icon(role, getattr(look, role), look.surface)
        return self._icons[role, look.is_dark]

    def _colour(self, role: int, name: str, text: str, status: str) -> QColor | None:
        """Ratings in the colour of their band; rows that need attention stand out."""
        if role == _GROUND:
            return theme.current().error_surface if status == "rejected" else None
        if name != "rating" and name not in _TELLING:
            return None
        look = theme.current()
        if name == "rating" and text in self._roles:
            colour: QColor = getattr(look, self._roles[text])
            return colour
        return {"rejected": look.error, "refer": look.warning}.get(status) if name in _TELLING else None


def _alignment(column: TableColumn) -> Qt.AlignmentFlag:
    return NUMBERS if column.is_number else WORDS
