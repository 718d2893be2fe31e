"""Results that are kept as rows of a table, the newest first."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.services import theme
from app.widgets.table import NUMBERS, WORDS

if TYPE_CHECKING:
    from core.batch.kept.about import About
    from core.batch.kept.shelf import Kept

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
HEADINGS = ("File", "Scored", "Model", "Rows", "To look at", "Rejected", "Size")
_FIRST_NUMBER = 3
_DAMAGED = "Cannot be opened"
_MEGABYTE = 1_000_000


class RecentModel(QAbstractTableModel):
    """Which file it was, when it was scored by which model, and what became of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: list[Kept] = []
        self._names: list[str] = []

    def show_kept(self, kept: "Sequence[Kept]") -> None:
        """Show results, the newest first."""
        self.beginResetModel()
        self._kept, self._names = list(kept), _names_of(kept)
        self.endResetModel()

    def kept(self, row: int) -> "Kept":
        """The result in a row."""
        return self._kept[row]

    def name(self, kept: "Kept") -> str:
        """What a result is called in a sentence."""
        return kept.folder.name if kept.about is None else self._names[self._kept.index(kept)]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of results."""
        return 0 if parent.isValid() else len(self._kept)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        """The text of a cell, its alignment and colour, or where the files are."""
        kept = self._kept[index.row()]
        if role == _ROLE.DisplayRole:
            return _cells(kept, self._names[index.row()])[index.column()]
        if role == _ROLE.ToolTipRole:
            return kept.problem if kept.about is None else f"{kept.about.source}\nWritten to {kept.about.target}"
        if role == _ROLE.ForegroundRole:
            return _colour(kept)
        return _alignment(index.column(), role)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """The name of a column, or its alignment."""
        if side is Qt.Orientation.Vertical:
            return None
        return HEADINGS[section] if role == _ROLE.DisplayRole else _alignment(section, role)


def _names_of(kept: "Sequence[Kept]") -> list[str]:
    """What results are called: by their files, and by folders where several files have one name."""
    files = {Path(each.about.source) for each in kept if each.about is not None}
    return [_DAMAGED if each.about is None else _name(Path(each.about.source), files) for each in kept]


def _name(file: Path, files: set[Path]) -> str:
    folders = [other.parent for other in files if other.name == file.name]
    if len(folders) == 1:
        return file.name
    is_enough = [folder.name for folder in folders].count(file.parent.name) == 1
    return f"{file.name} in {file.parent.name if is_enough else file.parent}"


def _cells(kept: "Kept", name: str) -> tuple[str, ...]:
    size = f"{max(kept.size / _MEGABYTE, 0.1):,.1f} MB"
    if kept.about is None:
        return (name, "", "", "", "", "", size)
    about = kept.about
    numbers = (f"{number:,}" for number in (about.rows, about.refer, about.rejected))
    return (name, _when(about), about.model, *numbers, size)


def _when(about: "About") -> str:
    """The time in the place of the computer."""
    return f"{datetime.fromisoformat(about.made).astimezone():%Y-%m-%d %H:%M}"


def _colour(kept: "Kept") -> QColor | None:
    return theme.current().error if kept.about is None else None


def _alignment(column: int, role: int) -> Qt.AlignmentFlag | None:
    if role != _ROLE.TextAlignmentRole:
        return None
    return NUMBERS if column >= _FIRST_NUMBER else WORDS
