"""The rows of a scored file as a table model, read a page at a time when they come into view."""

from collections import OrderedDict
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from app.services import theme
from app.widgets.shapes import shape_icon
from app.widgets.table import NUMBERS, WORDS
from core import schema
from core.errors import FileError

if TYPE_CHECKING:
    from core.batch.results import Results

_PAGE, _PAGES = 256, 32
_ROLE = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex
_FIRST = (
    "credit_score", "rating", "decision", "default_probability", "row_status", "row_problem",
    "reason_1", "reason_2", "reason_3", "reason_4",
)  # fmt: skip
"""The columns that people look for first, after the one that names the applicant."""
_HEADINGS = {
    "credit_score": "Score", "rating": "Rating", "decision": "Decision", "default_probability": "PD",
    "row_status": "Status", "row_problem": "What to look at", "balanced_probability": "Balanced probability",
    "default_prediction": "Default predicted",
    **{f"reason_{rank}": f"Reason {rank}" for rank in range(1, 5)},
}  # fmt: skip
_NUMBERS = ("credit_score", "default_probability", "balanced_probability", "default_prediction")
_RATINGS = ("poor", "average", "good", "excellent")
_PROBABILITIES = ("default_probability", "balanced_probability")


class RowsModel(QAbstractTableModel):
    """Rows of a scored file in its order.

    Signals:
        broken: why the rows can no longer be read, once.
    """

    broken = Signal(str)

    def __init__(self, results: "Results", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results: Results | None = results
        self._size = len(results)
        self.columns = _in_order(results.columns)
        self._places = [results.columns.index(name) for name in self.columns]
        self._status = results.columns.index("row_status")
        self._pages: OrderedDict[int, list[tuple[str, ...]]] = OrderedDict()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Rows of the file."""
        return 0 if parent.isValid() else self._size

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Columns of the file."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        """Names of the columns, and numbers of the rows as a spreadsheet counts them, below its header."""
        if orientation is Qt.Orientation.Vertical:
            return f"{section + 2:,}" if role == _ROLE.DisplayRole else None
        name = self.columns[section]
        if role == _ROLE.DisplayRole:
            return _HEADINGS.get(name, name)
        if role == _ROLE.ToolTipRole:
            return name
        return _alignment(name) if role == _ROLE.TextAlignmentRole else None

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - as Qt declares it
        """The text of a cell, and how it looks."""
        name = self.columns[index.column()]
        if role == _ROLE.TextAlignmentRole:
            return _alignment(name)
        if role not in (_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.DecorationRole, _ROLE.ForegroundRole):
            return None
        row = self._row(index.row())
        text = row[self._places[index.column()]]
        if role == _ROLE.DisplayRole:
            return _shown(name, text)
        if role == _ROLE.ToolTipRole:
            return text
        return _look(role, name, text, row[self._status])

    def _row(self, number: int) -> tuple[str, ...]:
        page = self._page(number // _PAGE)
        place = number % _PAGE
        return page[place] if place < len(page) else ("",) * len(self.columns)

    def _page(self, number: int) -> list[tuple[str, ...]]:
        if number not in self._pages:
            self._pages[number] = self._read(number)
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]

    def _read(self, number: int) -> list[tuple[str, ...]]:
        if self._results is None:
            return []
        try:
            return self._results.page(number * _PAGE, _PAGE)
        except FileError as error:
            self._results = None
            self.broken.emit(str(error))
            return []


def _in_order(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The column that names the applicant, what people look for, then the rest as in the file."""
    first = tuple(name for name in _FIRST if name in columns)
    others = tuple(name for name in columns if name not in first)
    return (*others[:1], *first, *others[1:])


def _alignment(name: str) -> Qt.AlignmentFlag:
    item = schema.by_any_name(name)
    return NUMBERS if name in _NUMBERS or (item is not None and not item.is_category) else WORDS


def _shown(name: str, text: str) -> str:
    if name not in _PROBABILITIES or not text:
        return text
    percent = 100 * float(text)
    return "< 0.01 %" if percent < 0.005 else f"{percent:.2f} %"


def _look(role: int, name: str, text: str, status: str) -> Any:  # noqa: ANN401 - an icon or a colour
    look = theme.current()
    if name == "rating" and text.lower() in _RATINGS:
        return (
            _icon(text.lower(), is_dark=look.is_dark) if role == _ROLE.DecorationRole else getattr(look, text.lower())
        )
    if role == _ROLE.ForegroundRole and name in ("row_status", "row_problem"):
        return {"rejected": look.error, "refer": look.warning}.get(status)
    return None


@cache
def _icon(rating: str, *, is_dark: bool) -> QIcon:
    look = theme.DARK if is_dark else theme.LIGHT
    return shape_icon(rating, getattr(look, rating), look.surface)
