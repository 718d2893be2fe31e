"""The areas in which the form and the answer scroll."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolling(QScrollArea):
    """Scrolls a widget, and asks for the room of the bar before it is needed."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self.setWidget(widget)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def sizeHint(self) -> QSize:
        """The size of the widget and of the bar beside it."""
        return super().sizeHint() + QSize(self._bar_width(), 0)

    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()


class ScrollingAnswer(Scrolling):
    """Scrolls up and down only: where text is large and the window small, the form gives way and the score is whole."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the answer needs."""
        width = self._widget.minimumSizeHint().width() + self._bar_width()
        return QSize(width, super().minimumSizeHint().height())
