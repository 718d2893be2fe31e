"""Chooses one file for each table: by typing, one by one, by their folder, or by dropping them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.dialogs import Dialogs
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.training.finding import TABLES, find_tables
from app.training.inputs import PathEdit, close_up
from app.training.source import Files
from app.widgets.fields import FieldForm
from app.widgets.labels import RoleLabel

_LABELS = {"customers": "Cus&tomers", "loans": "&Loans", "bureau": "B&ureau"}
_HELP = {
    "customers": "A CSV or Parquet file with one customer to a row, told apart by cust_id.",
    "loans": "A CSV or Parquet file with one loan to a row, its cust_id, and in the column default how it ended.",
    "bureau": "A CSV or Parquet file with one credit record to a row, by cust_id.",
}
_FILTERS = ("Tables (*.csv *.parquet)", "All files (*)")
_PURPOSE = "training"
_HINT = "Or drop the files, or their folder, anywhere on this page."


class FilesForm(QWidget):
    """Three paths; remembers them."""

    changed = Signal()

    def __init__(self, dialogs: Dialogs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs, self._settings = dialogs, settings
        self.edits = {table: PathEdit(f"{table}.csv", f"Choose the {table} file") for table in TABLES}
        form = FieldForm()
        self.rows = {table: form.add_field(_LABELS[table], self.edits[table], "", _HELP[table]) for table in TABLES}
        close_up(form)
        self.folder = QPushButton("Choose their folder…")
        self.words = RoleLabel(_HINT, TextRole.SMALL)
        self.words.set_state("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (form, self.folder, self.words):
            column.addWidget(widget)
        self._restore()
        self._connect()

    def chosen(self) -> Files | None:
        """The three files; None while one is not chosen or not there."""
        paths = {table: edit.path() for table, edit in self.edits.items()}
        there = {table: path for table, path in paths.items() if path is not None and _is_file(path)}
        if len(there) < len(TABLES):
            return None
        return Files(there["customers"], there["loans"], there["bureau"])

    def source(self) -> Files | None:
        """The same, with words at each line that is at fault."""
        for table, edit in self.edits.items():
            self.rows[table].set_error(_problem(table, edit.path()))
        return self.chosen()

    def take(self, paths: Sequence[Path]) -> None:
        """Put files into their lines by their names; those of a folder likewise. Says what is not clear."""
        found = find_tables(paths)
        for table, path in found.files.items():
            self.edits[table].setText(str(path))
        told = ", ".join(path.name for path in found.files.values())
        self.words.setText(found.problem or f"Found {told}.")
        self.words.set_state("error" if found.problem else "muted")

    @Slot()
    def choose_folder(self) -> None:
        """Ask for the folder that the three files are in."""
        folder = self._dialogs.choose_folder(_PURPOSE, "Choose the folder with customers, loans and bureau")
        if folder is not None:
            self.take([folder])

    def _choose(self, table: str) -> None:
        path = self._dialogs.open_file(_PURPOSE, f"Choose the {table} file", _FILTERS)
        if path is not None:
            self.edits[table].setText(str(path))

    def _restore(self) -> None:
        for table, edit in self.edits.items():
            edit.setText(self._settings.text(f"training/{table}"))

    def _connect(self) -> None:
        self.folder.clicked.connect(self.choose_folder)
        for table, edit in self.edits.items():
            edit.choose_requested.connect(partial(self._choose, table))
            edit.textChanged.connect(partial(self._take_text, table))

    def _take_text(self, table: str, text: str) -> None:
        self.rows[table].set_error("")
        self.words.setText(_HINT)
        self.words.set_state("muted")
        self._settings.put(f"training/{table}", text)
        self.changed.emit()


def _problem(table: str, path: Path | None) -> str:
    if path is None:
        return f"Choose the {table} file, or type its path."
    return "" if _is_file(path) else "There is no such file. Check the name and the folder."


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False
