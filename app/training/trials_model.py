"""The trials of a search as rows of a table, newest first, with the best one marked."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.training.journal import best
from app.widgets.table import NUMBERS, WORDS
from core.training.trial import Trial

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADERS = ("Settings", "Trial", "Log loss", "AUC", "Seconds", "")
_NUMBERS = (1, 2, 3, 4)


class TrialsModel(QAbstractTableModel):
    """What was tried, and how it was judged."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trials: list[Trial] = []
        self._best: Trial | None = None

    def show(self, trials: Sequence[Trial]) -> None:
        """Show trials in the order they ended; those on show may only have been added to."""
        new = len(trials) - len(self._trials)
        if new <= 0:
            return
        self.beginInsertRows(QModelIndex(), 0, new - 1)
        self._trials, self._best = list(trials), best(trials)
        self.endInsertRows()
        self.dataChanged.emit(self.index(0, 0), self.index(len(trials) - 1, len(_HEADERS) - 1))

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self._trials, self._best = [], None
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of trials."""
        return 0 if parent.isValid() else len(self._trials)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(_HEADERS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, or its alignment."""
        if role != Qt.ItemDataRole.DisplayRole:
            return _alignment(index.column(), role)
        return self._texts(self._trials[-1 - index.row()])[index.column()]

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column, or its alignment."""
        if side is Qt.Orientation.Vertical:
            return None
        return _HEADERS[section] if role == Qt.ItemDataRole.DisplayRole else _alignment(section, role)

    def _texts(self, trial: Trial) -> tuple[str, ...]:
        return (
            trial.told,
            str(trial.number),
            f"{trial.log_loss:.5f}",
            f"{trial.auc:.4f}",
            f"{trial.seconds:.1f}",
            self._state(trial),
        )

    def _state(self, trial: Trial) -> str:
        """What is to be known of a trial, the best one and where it is from before all."""
        marks = {
            "✓ best": trial is self._best,
            "given up early": trial.pruned,
            "from before": trial.resumed,
        }
        return ", ".join(mark for mark, is_true in marks.items() if is_true)


def _alignment(column: int, role: int) -> Qt.AlignmentFlag | None:
    if role != Qt.ItemDataRole.TextAlignmentRole:
        return None
    return NUMBERS if column in _NUMBERS else WORDS
