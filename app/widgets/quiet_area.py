"""A scroll area without a frame, where the keyboard stops only while there is something to scroll."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.services import theme


class QuietArea(QScrollArea):
    """Scrolls a widget; whoever stops here scrolls it by the arrow and page keys, and sees where they are.

    An area without a name is never stopped at: what it holds can be reached by itself, and comes into sight then.
    """

    def __init__(self, widget: QWidget, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidget(widget)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.setAutoFillBackground(False)  # else it would cover the frame of the focus
        if name:
            self.verticalScrollBar().rangeChanged.connect(self._offer_stop)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys scroll here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they do no longer."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the area while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            look = theme.current()
            width = 2 * look.line
            inside = QRectF(self.viewport().rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            with QPainter(self.viewport()) as painter:
                painter.setPen(QPen(look.focus, width))
                painter.drawRect(inside)

    @Slot(int, int)
    def _offer_stop(self, _lowest: int, highest: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if highest else Qt.FocusPolicy.NoFocus)
