"""The inputs of this tab: a line for a path with a button in it, a box for a whole number, a form without units."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QToolButton, QWidget

from app.services.theme import GRID
from app.widgets.fields import FieldForm
from app.widgets.figures import use_equal_widths


class PathEdit(QLineEdit):
    """A path as typed, pasted or chosen; its button asks the owner to choose one.

    Signals:
        choose_requested: the button was pressed.
    """

    choose_requested = Signal()

    def __init__(self, placeholder: str, choose: str, parent: QWidget | None = None) -> None:
        """Make the line; ``choose`` is what the button does, in words."""
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAcceptDrops(False)  # a dropped file is for the panel around, which knows which table it is
        self._button = QToolButton(self)
        self._button.setText("…")
        self._button.setAutoRaise(True)
        self._button.setToolTip(choose)
        self._button.setAccessibleName(choose)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.clicked.connect(self.choose_requested)

    def path(self) -> Path | None:
        """The path; None while there is none. Quotes around it, as file managers copy them, do not count."""
        text = self.text().strip().strip('"')
        if not text:
            return None
        try:
            return Path(text).expanduser()
        except RuntimeError:  # the home of somebody unknown here
            return Path(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end of the line, and the text clear of it."""
        super().resizeEvent(event)
        width = self._button.sizeHint().width()
        self.setTextMargins(0, 0, width, 0)
        self._button.setGeometry(self.width() - width - GRID // 4, GRID // 4, width, self.height() - GRID // 2)


class CountBox(QSpinBox):
    """A whole number that the wheel changes only when it has the focus, so that scrolling a form changes nothing."""

    def __init__(self, minimum: int, maximum: int, value: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(minimum, maximum)
        self.setValue(min(max(value, minimum), maximum))  # Qt takes no number beyond its own largest
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        use_equal_widths(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form around it until the user is in the box."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def close_up(form: FieldForm) -> None:
    """Take away the room for units, so that fields end where everything else in the column ends."""
    for grid in form.findChildren(QGridLayout):
        grid.setHorizontalSpacing(0)
    for row in form.rows():
        row.unit.hide()
        row.label.setContentsMargins(0, 0, GRID, 0)
