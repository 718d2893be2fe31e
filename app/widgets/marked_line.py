"""A wrapped text with the shape of its kind before it, for lists of what is well and what is not."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.services import theme
from app.services.theme import GRID
from app.widgets.shapes import paint_shape


class MarkedLine(QWidget):
    """The shape stands beside the first line of the text and grows with it."""

    def __init__(self, kind: str, text: str, parent: QWidget | None = None) -> None:
        """Show a text; ``kind`` is the role of a colour that has a shape, such as ``success`` or ``error``."""
        super().__init__(parent)
        self._kind = kind
        self._text = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self.setAccessibleName(text)
        self._leave_room()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def kind(self) -> str:
        """The role of its shape."""
        return self._kind

    def changeEvent(self, event: QEvent) -> None:
        """Let the shape grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._leave_room()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape in the colours of now."""
        look, side = theme.current(), float(self.fontMetrics().height())
        with QPainter(self) as painter:
            square = QRectF(0.0, self._text.y(), side, side)
            paint_shape(painter, square, self._kind, getattr(look, self._kind), look.window)

    def _leave_room(self) -> None:
        self._row.setContentsMargins(self.fontMetrics().height() + GRID, 0, 0, 0)
