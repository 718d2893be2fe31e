"""The areas in which the form and the answer scroll."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.applicant.answer import AnswerPanel
from app.services.theme import GRID
from app.widgets.quiet_area import QuietArea

_FAR_DOWN = 0.6
"""From which part of the window on what lies beneath is hardly seen."""


class Scrolling(QuietArea):
    """Asks for the room of the bar before it is needed."""

    def __init__(self, widget: QWidget, name: str = "") -> None:
        super().__init__(widget, name)
        self._widget = widget

    def sizeHint(self) -> QSize:
        """The size of the widget and of the bar beside it."""
        return super().sizeHint() + QSize(self._bar_width(), 0)

    def show_top(self) -> None:
        """Scroll to what stands first."""
        self.verticalScrollBar().setValue(0)

    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()


class ScrollingAnswer(Scrolling):
    """Scrolls up and down only: where text is large and the window small, the form gives way and the score is whole."""

    def __init__(self, answer: AnswerPanel) -> None:
        super().__init__(answer, "Answer")
        self._pages = answer.pages
        self._pages.currentChanged.connect(self._wait_for_page)
        answer.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """As wide as the answer needs."""
        width = self._widget.minimumSizeHint().width() + self._bar_width()
        return QSize(width, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another width when the answer needs one."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @Slot()
    def _wait_for_page(self) -> None:
        QTimer.singleShot(0, self, self._show_page)  # once the page has its place

    @Slot()
    def _show_page(self) -> None:
        """Bring the page into sight that somebody turned to, if it lies beneath a gauge that fills the window."""
        top, bar = self._pages.mapTo(self._widget, QPoint()).y(), self.verticalScrollBar()
        if top - bar.value() > _FAR_DOWN * self.viewport().height():
            bar.setValue(top)


def beneath_each_other(*widgets: QWidget) -> QWidget:
    """A column of widgets that scroll together; the last of them takes the room that is left."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretch(len(widgets) - 1, 1)
    return page
