"""The inputs of the form: a line for a number, a list of categories, a choice between two ways."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from app.applicant.history import Way
from app.services import theme
from app.services.theme import GRID
from app.widgets.editors import ChoiceBox, NumberEdit
from core.schema import Field

_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_UNDO_ACTIONS = ("edit-undo", "edit-redo")
"""Qt's names of them in the menu of a line."""


def is_leaving(event: QFocusEvent) -> bool:
    """Whether the focus goes to another field, and not to a pop-up, a menu or another window for a while."""
    return event.reason() not in _STAYING


def _is_undo(event: QKeyEvent) -> bool:
    return any(event.matches(keys) for keys in _UNDO_KEYS)


class NumberEntry(NumberEdit):
    """A number as typed.

    It leaves undo and redo to the form, which takes back a whole field at once.

    Attributes:
        field: what it is a number of.
    """

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setPlaceholderText("to fill in")
        self.textChanged.connect(self.changed)

    def typed(self) -> str:
        """The text as it stands."""
        return self.text()

    def is_being_edited(self) -> bool:
        """Whether somebody is in the middle of typing."""
        return self.hasFocus() and self.isModified()

    def put(self, text: str) -> None:
        """Show a text."""
        self.setText(text)

    def take_over(self, other: "NumberEntry") -> None:
        """Stand in the place of another line, half typed as it may be: whoever types goes on typing."""
        self.setText(other.text())
        start, length = other.selectionStart(), len(other.selectedText())
        if length and other.cursorPosition() == start:
            self.setSelection(start + length, -length)
        elif length:
            self.setSelection(start, length)
        else:
            self.setCursorPosition(other.cursorPosition())
        self.setModified(other.isModified())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed for finished when the field is left."""
        if is_leaving(event):
            self.setModified(False)
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the form."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back nothing by itself."""
        if _is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() in _UNDO_ACTIONS:
                menu.removeAction(action)
        menu.popup(event.globalPos())


class ChoiceEntry(ChoiceBox):
    """One of the categories of a field, or none yet."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.addItems(field.categories)
        self.setPlaceholderText("to choose")
        self.currentIndexChanged.connect(self._show_whether_chosen)
        self.currentIndexChanged.connect(self.changed)
        self.setCurrentIndex(-1)

    def typed(self) -> str:
        """The chosen category; empty for none."""
        return self.currentText()

    def is_being_edited(self) -> bool:
        """Never: a choice is made at once."""
        return False

    def put(self, text: str) -> None:
        """Choose a category; none for a text that is not among them."""
        self.setCurrentIndex(self.findText(text))

    @Slot()
    def _show_whether_chosen(self) -> None:
        self.setProperty("chosen", self.currentIndex() >= 0)
        theme.polish_again(self)


class WaySwitch(QWidget):
    """Chooses between ratios and counts."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        self.buttons = {way: QRadioButton(way.value) for way in Way}
        for way, button in self.buttons.items():
            button.setAccessibleName(f"History given by {way}")
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self._group.buttonToggled.connect(self._tell)
        self.put(Way.RATIOS)

    @property
    def way(self) -> Way:
        """The way chosen."""
        return Way.COUNTS if self.buttons[Way.COUNTS].isChecked() else Way.RATIOS

    def put(self, way: str) -> None:
        """Choose a way; ratios for any other text."""
        self.buttons[Way.COUNTS if way == Way.COUNTS else Way.RATIOS].setChecked(True)

    @Slot("QAbstractButton*", bool)
    def _tell(self, button: QWidget, is_on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        if is_on:
            self.setFocusProxy(button)
            self.changed.emit()
