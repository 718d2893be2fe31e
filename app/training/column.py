"""Widgets beneath each other: in a column that scrolls when it is higher than its room, plainly, behind a rule."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.services.theme import GRID
from app.widgets.quiet_area import QuietArea

_LOWEST = 15 * GRID


class Column(QuietArea):
    """Widgets beneath each other; never narrower than the widest of them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.page = QWidget()
        super().__init__(self.page, name, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines = QVBoxLayout(self.page)
        self.lines.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.lines.setSpacing(GRID)
        self.page.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """As wide as the page must be, with its scroll bar."""
        return QSize(self.page.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), _LOWEST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another width when the page needs one."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def rule() -> QFrame:
    """A quiet line across, between a column and what stays in place beneath it."""
    line = QFrame(frameShape=QFrame.Shape.HLine, frameShadow=QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line


def beneath(place: QWidget, *widgets: QWidget, margin: int = 0) -> None:
    """Put widgets into a place beneath each other, close together unless there is a margin around them."""
    column = QVBoxLayout(place)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(GRID if margin else 0)
    for widget in widgets:
        column.addWidget(widget)
