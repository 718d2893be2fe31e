"""The versions of the model as rows of a table, which can be sorted by any column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.widgets.figures import MINUS
from app.widgets.table import NUMBERS, WORDS
from core.registry.listing import Status, Version

RANK_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a cell gives what its column is sorted by."""
_Index = QModelIndex | QPersistentModelIndex
_Rank = float | str
_ROOT = QModelIndex()
_UNKNOWN = "–"


@dataclass(frozen=True)
class _Column:
    header: str
    text: Callable[[Version], str]
    rank: Callable[[Version], _Rank]
    help: str = ""
    is_number: bool = False


class VersionsModel(QAbstractTableModel):
    """What each version is, its figures on the held-out rows of its own training, its data, and the last word on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: list[Version] = []

    def show(self, versions: Sequence[Version]) -> None:
        """Show versions as the registry gives them."""
        self.beginResetModel()
        self._versions = list(versions)
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
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, its alignment, its rank, or all of a text that may be cut short."""
        version, column = self._versions[index.row()], _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(version)
        if role == RANK_ROLE:
            return column.rank(version)
        if role == Qt.ItemDataRole.ToolTipRole:
            return version.problem or column.text(version)
        return _alignment(column, role)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column, its alignment, or what it tells."""
        if side is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _COLUMNS[section].help or None
        return _COLUMNS[section].header if role == Qt.ItemDataRole.DisplayRole else _alignment(_COLUMNS[section], role)


def status_words(version: Version) -> str:
    """What a version is, and what is to be minded when it is used."""
    status = "✓ in use" if version.status is Status.IN_USE else str(version.status)
    if version.problem:
        return status
    minded = ("" if version.calibrated else "uncalibrated", "gates not passed" if version.failed else "")
    return ", ".join(filter(None, [status, *minded]))


def _auc(version: Version) -> str:
    known = version.metrics
    if not {"auc", "auc_low", "auc_high"} <= known.keys():
        return _figure("auc", 4)(version)
    return f"{known['auc']:.4f} ({known['auc_low']:.4f}–{known['auc_high']:.4f})"


def _figure(name: str, places: int) -> Callable[[Version], str]:
    def text(version: Version) -> str:
        value = version.metrics.get(name)
        return _UNKNOWN if value is None else f"{value:.{places}f}".replace("-", MINUS)

    return text


def _worth(name: str) -> Callable[[Version], float]:
    """What a figure is sorted by; a version without it comes before all others."""
    return lambda version: version.metrics.get(name, float("-inf"))


def _measured(header: str, name: str, places: int, told: str) -> _Column:
    return _Column(header, _figure(name, places), _worth(name), told, is_number=True)


def _worded(header: str, text: Callable[[Version], str], told: str = "") -> _Column:
    return _Column(header, text, lambda version: text(version).casefold(), told)


_COLUMNS = (
    _Column("Version", lambda version: version.name, lambda version: float(version.name[1:])),
    _worded("Status", status_words),
    _Column("Made", lambda version: version.created[:10] or _UNKNOWN, lambda version: version.created),
    _Column("AUC (95 %)", _auc, _worth("auc"), "On the loans held out when it was trained.", is_number=True),
    _worded("Author", lambda version: version.author or _UNKNOWN),
    _worded("Last note", lambda version: version.notes[-1].text if version.notes else ""),
    _measured("KS", "ks", 4, "The largest gap between the score curves of defaulters and good borrowers."),
    _measured("Brier", "brier", 4, "The mean squared error of the probability of default; small is good."),
    _measured("Slope", "calibration_slope", 3, "Of the calibration; 1 is right."),
    _Column(
        "Rows", lambda version: f"{version.rows:,}" if version.rows else _UNKNOWN,
        lambda version: float(version.rows or 0), "Borrowers it was trained and judged on.", is_number=True,
    ),
    _worded("Data", lambda version: version.origin or _UNKNOWN, "Where it came from."),
)  # fmt: skip


def _alignment(column: _Column, role: int) -> Qt.AlignmentFlag | None:
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    return NUMBERS if column.is_number else WORDS
