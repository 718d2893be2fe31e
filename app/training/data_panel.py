"""Step 1: where the tables come from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.services.dialogs import Dialogs
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.training.files_form import FilesForm
from app.training.place_forms import DatabaseForm, DemoForm
from app.training.portfolio.names_memory import NamesMemory
from app.training.source import Demo, Place
from app.widgets.editors import ChoiceBox
from app.widgets.labels import RoleLabel

_KIND, _CHECK = "training/source", "training/check"
_CHECK_TEXT, _CHECK_HELP = "Show the data report first", "Read the tables and show what they hold before training"
_SQLITE = (".db", ".sqlite", ".sqlite3")
_KINDS = {"files": "Three files", "database": "A database", "demo": "The built-in demo portfolio"}


class DataPanel(QWidget):
    """Three files, a database or the demo portfolio; remembers which.

    Attributes:
        kind: the choice between them.
        files: the form for three files.
        database: the form for a database.
        demo: the form for the demo portfolio.
        check: whether the data report is shown before a training.
    """

    changed = Signal()

    def __init__(self, dialogs: Dialogs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._names = settings, NamesMemory(settings)
        self.kind, self.check = ChoiceBox(), QCheckBox(_CHECK_TEXT)
        self.check.setToolTip(_CHECK_HELP)
        self.check.setChecked(settings.flag(_CHECK, default=True))
        self.kind.setAccessibleName("Data from")
        for key, text in _KINDS.items():
            self.kind.addItem(text, key)
        self.files, self.database = FilesForm(dialogs, settings), DatabaseForm(dialogs, settings)
        self.demo = DemoForm(settings)
        self._forms: dict[str, FilesForm | DatabaseForm | DemoForm] = {
            "files": self.files,
            "database": self.database,
            "demo": self.demo,
        }
        self._lay_out()
        self.kind.setCurrentIndex(max(self.kind.findData(settings.text(_KIND)), 0))
        self._show_form()
        self.kind.currentIndexChanged.connect(self._take_kind)
        self.check.toggled.connect(self._take_check)
        for form in self._forms.values():
            form.changed.connect(self.changed)

    def chosen(self) -> Place | None:
        """What was chosen, with the names of columns that were said for it; None while something is missing."""
        return self._named(self._forms[self.kind.currentData()].chosen())

    def source(self) -> Place | None:
        """The same, with words in place about what is missing."""
        return self._named(self._forms[self.kind.currentData()].source())

    def remember(self, place: Place, names: Mapping[str, str]) -> None:
        """Read a place by these names of columns from now on."""
        if not isinstance(place, Demo):
            self._names.put(place.place, names)

    def take(self, paths: Sequence[Path]) -> None:
        """Take files, a folder of them, or a SQLite file, that were dropped."""
        databases = [path for path in paths if path.suffix.lower() in _SQLITE]
        self.kind.setCurrentIndex(self.kind.findData("database" if databases else "files"))
        if databases:
            self.database.take(databases[0])
        else:
            self.files.take(paths)

    def _named(self, place: Place | None) -> Place | None:
        if place is None or isinstance(place, Demo):
            return place
        return replace(place, columns=self._names.names(place.place))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (RoleLabel("1 Data", TextRole.HEADING), self.kind, *self._forms.values(), self.check):
            column.addWidget(widget)

    @Slot()
    def _take_kind(self) -> None:
        self._settings.put(_KIND, self.kind.currentData())
        self._show_form()
        self.changed.emit()

    @Slot(bool)
    def _take_check(self, is_checked: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self._settings.put(_CHECK, is_checked)

    def _show_form(self) -> None:
        for key, form in self._forms.items():
            form.setVisible(key == self.kind.currentData())
