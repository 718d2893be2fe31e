"""The inputs of the form: a line for a number or an amount, a list of categories, a choice between two ways."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from app.applicant import wording
from app.applicant.history import Way
from app.services import theme
from app.services.theme import GRID
from app.widgets.editors import ChoiceBox, NumberEdit
from core import parsing
from core.errors import InputError
from core.schema import Field, Kind

_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
_QUIET_PLACEHOLDER = 'QComboBox[chosen="false"] { color: palette(placeholder-text); }'
_ROOM_FOR_INDICATORS = f"QRadioButton {{ padding: {GRID // 2}px 0; }}"


def is_leaving(event: QFocusEvent) -> bool:
    """Whether the focus goes to another field, and not to a pop-up, a menu or another window for a while."""
    return event.reason() not in _STAYING


class NumberEntry(NumberEdit):
    """A number as typed; an amount is shown in lakh/crore grouping while nobody types in it."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self._grouped = ""
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
        if not self.hasFocus():
            self._group()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the commas away that were put in, so that they do not get in the way of typing."""
        if self._grouped and self.text() == self._grouped:
            self._show(self._grouped.replace(",", ""))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Group the amount when the field is left."""
        if is_leaving(event):
            self.setModified(False)
            self._group()
        super().focusOutEvent(event)

    def _group(self) -> None:
        self._grouped = self._as_grouped() if self._field.kind is Kind.MONEY else ""
        if self._grouped:
            self._show(self._grouped)

    def _as_grouped(self) -> str:
        """The amount in groups; nothing where there is none that could be true, or that has parts of a paisa."""
        try:
            amount = parsing.parse_number(self.text(), self._field)
        except InputError:
            return ""
        possible = self._field.minimum <= amount <= self._field.maximum and amount == round(amount, 2)
        return wording.grouped(amount) if possible else ""

    def _show(self, text: str) -> None:
        """Write the same amount in another way, which is no change."""
        with QSignalBlocker(self):
            self.setText(text)


class ChoiceEntry(ChoiceBox):
    """One of the categories of a field, or none yet."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.addItems(field.categories)
        self.setPlaceholderText("to choose")
        self.setStyleSheet(_QUIET_PLACEHOLDER)
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
        self.setStyleSheet(_ROOM_FOR_INDICATORS)
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
