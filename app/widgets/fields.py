"""A form of labelled fields in aligned columns, each with its unit, its help and words about what is wrong."""

from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.services import theme
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel, breakable

_LABEL, _EDITOR, _UNIT, _END = range(4)
_ABOVE, _FIELD, _READING, _WORDS, _BENEATH = range(5)
"""The lines of a row; the first holds the label where labels stand above their editors."""
_BETWEEN = GRID // 4
_BLANK = "\u00a0"
"""Has the height of a line of text, which an empty text has not."""


class _Room(NamedTuple):
    """The lines of a form's grid that one row has, from the first."""

    form: "FieldForm"
    grid: QGridLayout
    line: int

    def put(self, widget: QWidget, line: int, column: int, end: int) -> None:
        """Put a widget into one of the lines, up to the column before ``end``, from wherever it stands."""
        self.grid.removeWidget(widget)
        self.grid.addWidget(widget, self.line + line, column, 1, end - column)

    def leave(self, *, is_needed: bool = True) -> None:
        """Keep a distance beneath the row; none where the row is hidden."""
        self.grid.setRowMinimumHeight(self.line + _BENEATH, GRID - _BETWEEN if is_needed else 0)


class FieldRow(QObject):
    """One field of a form: label with mnemonic, editor, unit, and lines of words that take no room while empty.

    The first of them, once it was used, keeps its room: what the program reads in the value changes at every key, and
    nothing may jump by that. Each line is built when it is first used, since a window opens with few of them.
    """

    def __init__(self, label: str, editor: QWidget, unit: str, help_text: str, room: _Room) -> None:
        super().__init__(room.form)
        self.room = room
        self.editor = editor
        self._help = help_text
        self._said = {"error": "", "warning": "", "muted": ""}
        self.label = QLabel(label)
        self.label.setBuddy(editor)
        self.unit = QLabel(unit)
        self.unit.setProperty("muted", True)
        name = label.replace("&", "")
        editor.setAccessibleName(f"{name}, {unit}" if unit else name)
        for widget in (editor, self.label):
            widget.setToolTip(help_text)
        editor.setAccessibleDescription(help_text)
        self._place()

    @cached_property
    def reading(self) -> RoleLabel:
        """What the program reads in the value."""
        reading = RoleLabel(role=TextRole.SMALL)
        reading.set_state("muted")
        reading.setContentsMargins(0, 0, GRID, 0)
        reading.hide()
        self._place_reading(reading)
        return reading

    @cached_property
    def words(self) -> RoleLabel:
        """What there is to say about the value."""
        words = RoleLabel(role=TextRole.SMALL)
        words.hide()
        self.room.put(words, _WORDS, _EDITOR, _END)
        return words

    @property
    def error(self) -> str:
        """What is wrong with the field, or nothing."""
        return self._said["error"]

    @property
    def flag(self) -> str:
        """What is unusual about the value, or nothing."""
        return self._said["warning"]

    @property
    def note(self) -> str:
        """What is worth knowing about the value, or nothing."""
        return self._said["muted"]

    @property
    def help_text(self) -> str:
        """What to enter."""
        return self._help

    def set_error(self, text: str) -> None:
        """Mark the field and say beneath it what is wrong; an empty text clears it."""
        self._say("error", text)

    def set_flag(self, text: str) -> None:
        """Say beneath the field what is unusual, though not wrong; an error is shown before it."""
        self._say("warning", text)

    def set_note(self, text: str) -> None:
        """Say something beneath the field that needs no attention; an error and a flag are shown before a note."""
        self._say("muted", text)

    def set_reading(self, text: str) -> None:
        """Say quietly beneath the editor what its value comes to; an error takes the place of it."""
        self.reading.setText(text or _BLANK)
        self._show_words()

    def set_visible(self, *, visible: bool) -> None:
        """Show or hide the whole row."""
        for widget in (self.label, self.editor, self.unit):
            widget.setVisible(visible)
        self.room.leave(is_needed=visible)
        self._show_words()

    def arrange(self) -> None:
        """Stand as the form has its rows now: the label above the editor, or beside it."""
        line, end = (_ABOVE, _END) if self.room.form.is_stacked else (_FIELD, _EDITOR)
        self.room.put(self.label, line, self._start, end)
        if self._has("reading"):
            self._place_reading(self.reading)

    def _place(self) -> None:
        self.arrange()
        self.room.put(self.editor, _FIELD, _EDITOR, _UNIT)
        self.room.put(self.unit, _FIELD, _UNIT, _END)
        self.room.leave()

    def _place_reading(self, reading: RoleLabel) -> None:
        """Beneath the editor at its right, or where the editor begins in a form that has its labels above."""
        is_stacked = self.room.form.is_stacked
        self.room.put(reading, _READING, self._start, _END if is_stacked else _UNIT)
        reading.setAlignment(Qt.AlignmentFlag.AlignLeft if is_stacked else Qt.AlignmentFlag.AlignRight)

    @property
    def _start(self) -> int:
        """The column where the row begins."""
        return _EDITOR if self.room.form.is_stacked else _LABEL

    def _has(self, line: str) -> bool:
        """Whether one of the lines of words was built."""
        return line in self.__dict__

    def _say(self, state: str, text: str) -> None:
        if text != self._said[state]:
            self._said[state] = text
            self._show_words()

    def _show_words(self) -> None:
        state, words = next((said for said in self._said.items() if said[1]), ("", ""))
        theme.set_state(self.editor, "error" if self.error else "")
        is_on_show, reading = not self.editor.isHidden(), ""
        if words or self._has("words"):
            self.words.set_state(state)
            self.words.setText(breakable(words))
            self.words.setVisible(bool(words) and is_on_show)
        if self._has("reading"):
            self.reading.setVisible(is_on_show and not self.error)
            reading = "" if self.error else self.reading.text().strip()
        self.editor.setAccessibleDescription(" ".join(part for part in (words, reading, self._help) if part))


class FieldForm(QWidget):
    """Fields beneath each other under group headings; labels, editors and units share their columns.

    Signals:
        help_changed: the help of the field that has the focus now.

    Attributes:
        is_stacked: whether labels stand above their editors.
    """

    help_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, may_stack: bool = False) -> None:
        """Make an empty form; one that ``may_stack`` puts labels above their editors where it is too narrow."""
        super().__init__(parent)
        self._rows: list[FieldRow] = []
        self._headings: dict[QLabel, int] = {}
        self._helped: dict[QObject, FieldRow] = {}
        self._may_stack, self.is_stacked = may_stack, False
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
        self._headings[heading] = line
        self._grid.addWidget(heading, line, _LABEL, 1, 3)
        self._grid.setRowMinimumHeight(line + 1, GRID - _BETWEEN)
        return heading

    def add_field(self, label: str, editor: QWidget, unit: str = "", help_text: str = "") -> FieldRow:
        """Add a field; ``&`` in the label marks its mnemonic. The form takes the editor as its own."""
        line = self._next_line()
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, editor.sizePolicy().verticalPolicy())
        row = FieldRow(label, editor, unit, help_text, _Room(self, self._grid, line))
        self._rows.append(row)
        for part in (editor, *editor.findChildren(QWidget)):
            if part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                self._helped[part] = row
                part.installEventFilter(self)
        return row

    def rows(self) -> list[FieldRow]:
        """The fields from the top."""
        return list(self._rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the help of the field that gets the focus."""
        if event.type() is QEvent.Type.FocusIn and watched in self._helped:
            self.help_changed.emit(self._helped[watched].help_text)
        return False

    def event(self, event: QEvent) -> bool:
        """Arrange the fields anew when there is more or less room for them, or when they need more or less."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._arrange()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the form can be made."""
        size = super().minimumSizeHint()
        if self._may_stack:
            labels, editors, units = self._columns()
            size.setWidth(max(labels, editors + GRID + units))
        return size

    def _arrange(self) -> None:
        is_stacked = self._may_stack and self.width() < sum(self._columns()) + 2 * GRID
        if is_stacked == self.is_stacked:
            return
        self.is_stacked = is_stacked
        for heading, line in self._headings.items():
            self._grid.removeWidget(heading)
            self._grid.addWidget(heading, line, _EDITOR if is_stacked else _LABEL, 1, -1)
        for row in self._rows:
            row.arrange()

    def _columns(self) -> tuple[int, int, int]:
        """The least widths of labels, editors and units."""
        labels = (max(row.label.sizeHint().width(), row.label.minimumWidth()) for row in self._rows)
        editors = (row.editor.minimumSizeHint().width() for row in self._rows)
        units = (row.unit.sizeHint().width() for row in self._rows)
        return max(labels, default=0), max(editors, default=0), max(units, default=0)

    def _next_line(self) -> int:
        return self._grid.rowCount() if self._grid.count() else 0
