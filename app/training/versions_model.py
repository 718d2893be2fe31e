"""The versions of the model as rows of a table, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.widgets.table import NUMBERS, WORDS
from core.registry.versions import Version

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADERS = ("Version", "Made", "AUC", "State")
_AUC = 2


class VersionsModel(QAbstractTableModel):
    """Name, date, AUC on the held-out rows of its own training, and whether it is in use."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: list[Version] = []

    def show(self, versions: Sequence[Version]) -> None:
        """Show versions as the registry gives them, oldest first."""
        self.beginResetModel()
        self._versions = list(reversed(versions))
        self.endResetModel()

    def version(self, row: int) -> Version:
        """The version in a row."""
        return self._versions[row]

    def row_of(self, name: str) -> int:
        """The row of a version; −1 when it is not among them."""
        return next((row for row, version in enumerate(self._versions) if version.name == name), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of versions."""
        return 0 if parent.isValid() else len(self._versions)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(_HEADERS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, its alignment, or all that is known of the version."""
        version = self._versions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(version)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return version.problem or _story(version)
        return _alignment(index.column(), role)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column, or its alignment."""
        if side is Qt.Orientation.Vertical:
            return None
        return _HEADERS[section] if role == Qt.ItemDataRole.DisplayRole else _alignment(section, role)


def _cells(version: Version) -> tuple[str, str, str, str]:
    auc = f"{version.metrics['auc']:.4f}" if "auc" in version.metrics else "–"
    return version.name, version.created[:10] or "–", auc, _state(version)


def _story(version: Version) -> str:
    parts = ["shipped with the program" if version.shipped else "", version.origin]
    return f"{version.name}: {', '.join(filter(None, parts)) or 'nobody wrote down where it came from'}"


def _state(version: Version) -> str:
    if version.problem:
        return "damaged"
    return "✓ in use" if version.active else "shipped" if version.shipped else ""


def _alignment(column: int, role: int) -> Qt.AlignmentFlag | None:
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    return NUMBERS if column == _AUC else WORDS
