"""A row of widgets that goes on in another line where there is no more room.

Qt has no such layout, only an example that shows how to write one; ``QToolBar`` hides what does not fit.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem

from app.services.theme import GRID

_Line = list[QLayoutItem]


class WrappingRow(QLayout):
    """Items in their preferred sizes from the left; a stretch takes the room that its line leaves.

    A row that begins with a stretch stands at the right, also where it goes on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: _Line = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(GRID)

    def addStretch(self) -> None:
        """Push what follows in the same line to the right."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item as the last one."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give back the item at a place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None: what is not needed is left to others."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        heights = [_height(line) for line in self._lines(width)]
        return sum(heights) + self.spacing() * (len(heights) - 1) if heights else 0

    def minimumSize(self) -> QSize:
        """As narrow as the widest item, as low as one line."""
        shown = self._shown()
        return QSize(max((item.minimumSize().width() for item in shown), default=0), _height(shown))

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = self._shown()
        return QSize(self._width(shown), _height(shown))

    def setGeometry(self, rect: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            self._place(line, QRect(rect.left(), top, rect.width(), _height(line)))
            top += _height(line) + self.spacing()

    def _shown(self) -> _Line:
        """The items that are not hidden; a stretch shows nothing, but counts."""
        return [item for item in self._items if item.widget() is None or not item.isEmpty()]

    def _lines(self, width: int) -> Iterator[_Line]:
        line: _Line = []
        for item in self._shown():
            if line and self._width([*line, item]) > width:
                yield line
                line = []
            line.append(item)
        if line:
            yield line

    def _width(self, line: _Line) -> int:
        """The width of a line; there is no distance beside a stretch that has no room."""
        widths = [item.sizeHint().width() for item in line if item.widget() is not None or item.layout() is not None]
        return sum(widths) + self.spacing() * max(len(widths) - 1, 0)

    def _place(self, line: _Line, room: QRect) -> None:
        left, spare = room.left(), max(room.width() - self._width(line), 0)
        if line[0] is not self._items[0] and self._items[0].spacerItem() is not None:
            left += spare
        for item in line:
            is_stretch = item.spacerItem() is not None
            size = item.sizeHint().boundedTo(room.size())
            if is_stretch:
                left, spare = left + spare, 0
                continue
            down = (room.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, room.top() + down), size))
            left += size.width() + self.spacing()


def _height(line: _Line) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
