"""The inputs of a form: a line for a number and a list of choices."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.widgets.figures import use_equal_widths


class NumberEdit(QLineEdit):
    """A line for a number as people type it; what it means is for its owner to parse, so nothing typed is refused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        use_equal_widths(self)


class ChoiceBox(QComboBox):
    """A list of choices that the wheel changes only when it has the focus, so that scrolling a form changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showPopup(self) -> None:
        """Show the last choice whole; Qt leaves out of the reckoning the edge that the style sheet draws."""
        from PySide6.QtWidgets import QStyle  # its many names are not needed to open the window

        super().showPopup()
        choices, popup = self.view(), self.view().window()
        last = choices.visualRect(self.model().index(self.count() - 1, 0))
        missing = last.bottom() + 1 - choices.viewport().height()
        if missing > 0 and self.count() <= self.maxVisibleItems():
            arrow = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuScrollerHeight)  # it takes room until it goes
            popup.resize(popup.width(), popup.height() + missing + arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form around it until the user is in the list."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
