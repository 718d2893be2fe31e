"""Step 1: where the tables come from."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.dialogs import Dialogs
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.training.files_form import FilesForm
from app.training.place_forms import DatabaseForm, DemoForm
from app.training.source import Source
from app.widgets.editors import ChoiceBox
from app.widgets.labels import RoleLabel

_KIND = "training/source"
_KINDS = {"files": "Three files", "database": "A database", "demo": "The built-in demo portfolio"}


class DataPanel(QWidget):
    """Three files, a database or the demo portfolio; remembers which.

    Attributes:
        kind: the choice between them.
        files: the form for three files.
        database: the form for a database.
        demo: the form for the demo portfolio.
    """

    changed = Signal()

    def __init__(self, dialogs: Dialogs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.kind = ChoiceBox()
        self.kind.setAccessibleName("Data from")
        for key, text in _KINDS.items():
            self.kind.addItem(text, key)
        self.files, self.database, self.demo = FilesForm(dialogs, settings), DatabaseForm(settings), DemoForm(settings)
        self._forms: dict[str, FilesForm | DatabaseForm | DemoForm] = {
            "files": self.files,
            "database": self.database,
            "demo": self.demo,
        }
        self._lay_out()
        self.kind.setCurrentIndex(max(self.kind.findData(settings.text(_KIND)), 0))
        self._show_form()
        self.kind.currentIndexChanged.connect(self._take_kind)
        for form in self._forms.values():
            form.changed.connect(self.changed)

    def source(self) -> Source | None:
        """What was chosen; None, with words in place, while something is missing."""
        return self._forms[self.kind.currentData()].source()

    def take(self, paths: Sequence[Path]) -> None:
        """Take files, or a folder of them, that were dropped."""
        self.kind.setCurrentIndex(self.kind.findData("files"))
        self.files.take(paths)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (RoleLabel("1 Data", TextRole.HEADING), self.kind, *self._forms.values()):
            column.addWidget(widget)

    @Slot()
    def _take_kind(self) -> None:
        self._settings.put(_KIND, self.kind.currentData())
        self._show_form()
        self.changed.emit()

    def _show_form(self) -> None:
        for key, form in self._forms.items():
            form.setVisible(key == self.kind.currentData())
