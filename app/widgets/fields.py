"""A form of labelled fields in aligned columns, each with its unit, its help and words about what is wrong."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.services import theme
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel

_LABEL, _EDITOR, _UNIT = range(3)
_BETWEEN = GRID // 4


class FieldRow(QObject):
    """One field of a form: label with mnemonic, editor, unit, and a line of words that takes no room while empty."""

    def __init__(self, form: "FieldForm", label: str, editor: QWidget, unit: str, help_text: str) -> None:
        super().__init__(form)
        self.editor = editor
        self._help = help_text
        self._error = self._note = ""
        self.label = QLabel(label)
        self.label.setBuddy(editor)
        self.unit = QLabel(unit)
        self.unit.setProperty("muted", True)
        self.words = RoleLabel(role=TextRole.SMALL)
        self.words.hide()
        name = label.replace("&", "")
        editor.setAccessibleName(f"{name}, {unit}" if unit else name)
        for widget in (editor, self.label):
            widget.setToolTip(help_text)
        self._show_words()

    @property
    def error(self) -> str:
        """What is wrong with the field, or nothing."""
        return self._error

    @property
    def note(self) -> str:
        """What is worth knowing about the value, or nothing."""
        return self._note

    @property
    def help_text(self) -> str:
        """What to enter."""
        return self._help

    def set_error(self, text: str) -> None:
        """Mark the field and say beneath it what is wrong; an empty text clears it."""
        self._error = text
        self._show_words()

    def set_note(self, text: str) -> None:
        """Say something beneath the field that is not wrong; an error is shown before a note."""
        self._note = text
        self._show_words()

    def set_visible(self, *, visible: bool) -> None:
        """Show or hide the whole row."""
        for widget in (self.label, self.editor, self.unit):
            widget.setVisible(visible)
        self.words.setVisible(visible and bool(self.words.text()))

    def _show_words(self) -> None:
        words = self._error or self._note
        self.words.set_state("error" if self._error else "muted")
        theme.set_state(self.editor, "error" if self._error else "")
        self.words.setText(words)
        self.words.setVisible(bool(words) and not self.editor.isHidden())
        self.editor.setAccessibleDescription(" ".join(part for part in (words, self._help) if part))


class FieldForm(QWidget):
    """Fields beneath each other under group headings; labels, editors and units share their columns.

    Signals:
        help_changed: the help of the field that has the focus now.
    """

    help_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[QObject, FieldRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(_BETWEEN)
        self._grid.setColumnStretch(_EDITOR, 1)

    def add_group(self, title: str) -> QLabel:
        """Start a group of fields with a heading."""
        heading = RoleLabel(title, TextRole.HEADING)
        line = self._next_line()
        if line:
            self._grid.setRowMinimumHeight(line, GRID)
            line += 1
        self._grid.addWidget(heading, line, _LABEL, 1, 3)
        self._leave_room(line + 1)
        return heading

    def add_field(self, label: str, editor: QWidget, unit: str = "", help_text: str = "") -> FieldRow:
        """Add a field; ``&`` in the label marks its mnemonic. The form takes the editor as its own."""
        row = FieldRow(self, label, editor, unit, help_text)
        line = self._next_line()
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, editor.sizePolicy().verticalPolicy())
        self._grid.addWidget(row.label, line, _LABEL)
        self._grid.addWidget(editor, line, _EDITOR)
        self._grid.addWidget(row.unit, line, _UNIT)
        self._grid.addWidget(row.words, line + 1, _EDITOR, 1, 2)
        self._leave_room(line + 2)
        self._rows[editor] = row
        editor.installEventFilter(self)
        return row

    def rows(self) -> list[FieldRow]:
        """The fields from the top."""
        return list(self._rows.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the help of the field that gets the focus."""
        if event.type() is QEvent.Type.FocusIn and watched in self._rows:
            self.help_changed.emit(self._rows[watched].help_text)
        return super().eventFilter(watched, event)

    def _next_line(self) -> int:
        return self._grid.rowCount() if self._grid.count() else 0

    def _leave_room(self, line: int) -> None:
        self._grid.setRowMinimumHeight(line, GRID - _BETWEEN)
