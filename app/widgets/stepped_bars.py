"""Counts between the steps of a scale as bars of equal width, each step's value beneath its edge."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.services import theme
from app.services.colours import Theme
from app.services.theme import GRID, TextRole
from app.widgets.figures import percent
from app.widgets.painted import Painted

NO_COUNTS = "The distribution appears with the first scores"
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LINES, _CHARACTERS_A_BAR = 5, 5
_GAP = 0.15
_LEAST = 1.0


class SteppedBars(Painted):
    """One bar more than there are steps: below the first, between two, from the last on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[str, ...] = ()
        self._counts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(name)

    def set_counts(self, steps: Sequence[str], counts: Sequence[int]) -> None:
        """Show counts; without any it says what will come."""
        self._steps, self._counts = tuple(steps), tuple(counts)
        told = [self._spoken(place) for place, count in enumerate(counts) if count]
        self.setAccessibleDescription("; ".join(told) or NO_COUNTS)
        self.updateGeometry()
        self.update()

    def spoken_at(self, place: QPoint) -> str:
        """The bar above a place in the widget in words; nothing where there is none."""
        if not sum(self._counts):
            return ""
        bar = int(place.x() / self.width() * len(self._counts))
        return self._spoken(bar) if 0 <= bar < len(self._counts) else ""

    def sizeHint(self) -> QSize:
        """Room for the values beneath the bars."""
        metrics = QFontMetricsF(theme.font(TextRole.SMALL), self)
        bars = max(len(self._counts), 1)
        return QSize(
            round(bars * _CHARACTERS_A_BAR * metrics.averageCharWidth()), round((_LINES + 2) * metrics.height())
        )

    def minimumSizeHint(self) -> QSize:
        """The smallest that can be read."""
        hint = self.sizeHint()
        return QSize(hint.width(), round(hint.height() * 0.8))

    def event(self, event: QEvent) -> bool:
        """Tell the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.spoken_at(event.pos()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars in the colours of now."""
        with QPainter(self) as painter:
            painter.setFont(theme.font(TextRole.SMALL))
            look = theme.current()
            if sum(self._counts):
                self._paint(painter, look)
            else:
                painter.setPen(look.text_muted)
                painter.drawText(self.rect(), _CENTRE | Qt.TextFlag.TextWordWrap, NO_COUNTS)

    def _paint(self, painter: QPainter, look: Theme) -> None:
        line = painter.fontMetrics().height() + GRID / 2
        base, width = self.height() - line, self.width() / len(self._counts)
        for place, count in enumerate(self._counts):
            height = max((base - line) * count / max(self._counts), _LEAST if count else 0.0)
            left = (place + _GAP / 2) * width
            painter.fillRect(QRectF(left, base - height, (1 - _GAP) * width, height), look.active)
            painter.setPen(look.text_muted)
            if count:
                above = QRectF(place * width, base - height - line, width, line)
                painter.drawText(above, _CENTRE, percent(count / sum(self._counts), 0))
        painter.setPen(QPen(look.border, 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        painter.setPen(look.text_muted)
        for place, step in enumerate(self._steps, start=1):
            painter.drawText(QRectF((place - 0.5) * width, base, width, line), _CENTRE, step)

    def _spoken(self, place: int) -> str:
        count, last = self._counts[place], len(self._steps)
        if place == 0:
            words = f"below {self._steps[0]}" if self._steps else "all"
        elif place == last:
            words = f"{self._steps[-1]} and more"
        else:
            words = f"{self._steps[place - 1]} to {self._steps[place]}"
        return f"{words}: {count:,} ({percent(count / sum(self._counts))})"
