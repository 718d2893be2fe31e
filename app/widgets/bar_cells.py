"""Bars in the cells of a table: from the left for shares, from the middle to either side for what adds and lessens."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.services import theme
from app.services.theme import GRID

BAR_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a model gives the ``Bar`` of a cell."""
_HEIGHT = 0.5
_SHORTEST = 1.5


@dataclass(frozen=True)
class Bar:
    """A bar in a cell.

    Attributes:
        share: of the longest bar of its column, from −1 to 1.
        role: the colour of the theme.
        diverges: whether it starts in the middle of the cell.
    """

    share: float
    role: str
    diverges: bool = False


class BarCells(QStyledItemDelegate):
    """Paints the bar of a cell in place of its text, which is for those who cannot see it."""

    def displayText(self, _value: object, _locale: QLocale | QLocale.Language) -> str:
        """No text."""
        return ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell as usual, and the bar into it."""
        super().paint(painter, option, index)
        bar = index.data(BAR_ROLE)
        if isinstance(bar, Bar):
            _paint_bar(painter, QRectF(option.rect).adjusted(GRID, 0, -GRID, 0), bar)


def _paint_bar(painter: QPainter, room: QRectF, bar: Bar) -> None:
    look, middle = theme.current(), room.center().y()
    start, most = (room.center().x(), room.width() / 2) if bar.diverges else (room.left(), room.width())
    length = max(abs(bar.share) * most, _SHORTEST)
    end = start - length if bar.share < 0 else start + length
    painter.save()
    painter.setPen(
        QPen(getattr(look, bar.role), _HEIGHT * room.height(), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    )
    painter.drawLine(QPointF(start, middle), QPointF(end, middle))
    if bar.diverges:
        painter.setPen(QPen(look.border, 1))
        painter.drawLine(QPointF(start, room.top()), QPointF(start, room.bottom()))
    painter.restore()
