"""The trials of a search as rows of a table, newest first, with the best one marked."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.training.journal import best
from app.widgets.table import NUMBERS, WORDS
from core.training.trial import Trial

_HEADERS = ("Settings", "Trial", "Log loss", "AUC", "Seconds", "")
_NUMBERS = (1, 2, 3, 4)
_STATE = 5


class TrialsModel(QStandardItemModel):
    """What was tried, and how it was judged.

    Qt keeps the cells: while trials are made, every cell that is asked of Python holds the window up for a moment.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(_HEADERS), parent)
        for column, header in enumerate(_HEADERS):
            self.setHorizontalHeaderItem(column, _item(header, column))

    def show(self, trials: Sequence[Trial]) -> None:
        """Show trials in the order they ended; those on show may only have been added to."""
        new = trials[self.rowCount() :]
        for trial in new:
            self.insertRow(0, [_item(text, column) for column, text in enumerate(_texts(trial))])
            self.setVerticalHeaderItem(0, QStandardItem(""))
        leader = best(trials)
        for row, trial in enumerate(reversed(trials) if new else ()):
            self.item(row, _STATE).setText(_state(trial, leader))

    def clear(self) -> None:
        """Show none."""
        self.setRowCount(0)


def _item(text: str, column: int) -> QStandardItem:
    item = QStandardItem(text)
    item.setTextAlignment(NUMBERS if column in _NUMBERS else WORDS)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item


def _texts(trial: Trial) -> tuple[str, ...]:
    figures = (f"{trial.log_loss:.5f}", f"{trial.auc:.4f}", f"{trial.seconds:.1f}")
    return (trial.told, str(trial.number), *figures, "")


def _state(trial: Trial, leader: Trial | None) -> str:
    """What is to be known of a trial, whether it is the best before all."""
    marks = {"✓ best": trial is leader, "pruned early": trial.pruned, "from before": trial.resumed}
    return ", ".join(mark for mark, is_true in marks.items() if is_true)
