"""Asks which rows of a scored file are exported, and as what."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.batch.export_wanted import DEFUSES, Format, Scope, Wanted, problems_of
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm
from app.widgets.growing_dialog import GrowingDialog
from app.widgets.labels import RoleLabel

if TYPE_CHECKING:
    from core.batch.kept.view import View

_SCOPES = {
    Scope.EVERYTHING: ("&Everything", "All rows of the file with their answers."),
    Scope.SHOWN: ("Rows on &show", "What the table shows, in its order, with the answers."),
    Scope.PROBLEMS: (
        "&Problem rows, to send back",
        "Rows to look at and rejected rows as they came, with what to mend in each. Mended, they are scored anew.",
    ),
}
_FORMATS = {
    Format.WORKBOOK: ("Excel workbook (.xlsx)", "Numbers as numbers, filters, colours of ratings and a summary."),
    Format.TEXT: ("Text (.csv)", "For any spreadsheet or program."),
    Format.PARQUET: ("Parquet (.parquet)", "For data tools: numbers as numbers, small, of any size."),
}
_SHEETS = "{rows:,} rows are more than a sheet holds; they go on in further sheets."
_SHEET_ROWS = 1_048_575
_DEFUSE = "Make &formulae harmless"
_DEFUSE_NOTE = (
    "Text that begins with = + - or @ could run in a spreadsheet; it is marked as text, in CSV by an apostrophe. "
    "Negative numbers are left alone. The results of workbooks that are scored from now on are written so too."
)
_LETTERS_WIDE = 64
_SCOPE, _FORMAT = "batch/export_rows", "batch/export_format"


class ExportDialog(GrowingDialog):
    """Remembers what was chosen for the next time.

    Signals:
        chosen: the ``Wanted``.

    Attributes:
        scopes: the choices of rows.
        format: the choice of a kind of file.
        defuse: whether formulae are made harmless.
        buttons: Export and Cancel.
    """

    chosen = Signal(object)

    def __init__(self, view: "View", settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Export {view.kept.report.source.name}")
        self._view, self._settings = view, settings
        self.scopes = {scope: QRadioButton() for scope in Scope}
        self.format, self.defuse = ChoiceBox(), QCheckBox(_DEFUSE)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._form = FieldForm()
        self._row = self._form.add_field("F&ormat", self.format)
        self._defuse_note = _note(_DEFUSE_NOTE)
        self._fill()
        self._lay_out()
        self._connect()
        self._show_format()

    def wanted(self) -> Wanted:
        """What is chosen now."""
        scope = next(scope for scope, button in self.scopes.items() if button.isChecked())
        return Wanted(scope, Format(self.format.currentData()), self.defuse.isChecked())

    def accept(self) -> None:
        """Remember the choices and pass them on."""
        wanted = self.wanted()
        self._settings.put(_SCOPE, wanted.scope.value)
        self._settings.put(_FORMAT, wanted.format.value)
        self._settings.put(DEFUSES, wanted.defuse)
        super().accept()
        self.chosen.emit(wanted)

    def _fill(self) -> None:
        view = self._view
        self._counts = counts = {
            Scope.EVERYTHING: len(view.kept),
            Scope.SHOWN: len(view),
            Scope.PROBLEMS: problems_of(view),
        }
        for scope, button in self.scopes.items():
            button.setText(f"{_SCOPES[scope][0]} ({counts[scope]:,})")
            button.setEnabled(counts[scope] > 0)
        for each, (words, _) in _FORMATS.items():
            self.format.addItem(words, each.value)
        remembered = next((one for one in Scope if one.value == self._settings.text(_SCOPE)), Scope.EVERYTHING)
        self.scopes[remembered if counts[remembered] else Scope.EVERYTHING].setChecked(True)
        self.format.setCurrentIndex(max(self.format.findData(self._settings.text(_FORMAT)), 0))
        self.defuse.setChecked(self._settings.flag(DEFUSES, default=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(RoleLabel("Rows", TextRole.HEADING))
        for scope, button in self.scopes.items():
            column.addWidget(button)
            column.addWidget(_note(_SCOPES[scope][1]))
        column.addSpacing(GRID)
        column.addWidget(self._form)
        column.addSpacing(GRID)
        column.addWidget(self.defuse)
        column.addWidget(self._defuse_note)
        column.addSpacing(GRID)
        column.addStretch()
        column.addWidget(self.buttons)
        self.setMinimumWidth(max(56 * GRID, _LETTERS_WIDE * self.fontMetrics().averageCharWidth()))

    def _connect(self) -> None:
        go = QPushButton("E&xport…")
        go.setProperty("primary", True)
        go.setDefault(True)
        self.buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.format.currentIndexChanged.connect(self._show_format)
        for button in self.scopes.values():
            button.toggled.connect(self._show_format)

    @Slot()
    def _show_format(self) -> None:
        """Say what the chosen kind of file is good for; a Parquet file has nothing that could run."""
        wanted = self.wanted()
        rows = self._counts[wanted.scope]
        needs_sheets = wanted.format is Format.WORKBOOK and rows > _SHEET_ROWS
        self._row.set_note(_SHEETS.format(rows=rows) if needs_sheets else _FORMATS[wanted.format][1])
        can_run = wanted.format is not Format.PARQUET
        self.defuse.setEnabled(can_run)
        self._defuse_note.setEnabled(can_run)


def _note(words: str) -> RoleLabel:
    """Words beneath a choice, as far to the right as its own."""
    note = RoleLabel(words, TextRole.SMALL)
    note.set_state("muted")
    note.setContentsMargins(3 * GRID, 0, 0, GRID // 2)
    return note
