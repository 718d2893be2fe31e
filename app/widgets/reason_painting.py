"""Paints reasons as lines of label, value, diverging bar and points on any paint device."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPen

from app.services import theme
from app.services.colours import Theme
from app.services.theme import GRID, TextRole
from app.widgets.figures import places_for, signed

_LABEL_SHARE, _VALUE_SHARE = 0.36, 0.22
_SMALLEST_BAR = 1.5
_BAR_HEIGHT = 0.55
_WIDEST_BARS = 48
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LOWERS, _RAISES = "lowers the score", "raises it"


class Reason(NamedTuple):
    """What one factor did to the score.

    Attributes:
        label: the name of the factor.
        value: its value as people read it, with its unit.
        points: score points; negative counts against the applicant.
        is_rest: whether it stands for several factors, which come last whatever their points.
    """

    label: str
    value: str
    points: float
    is_rest: bool = False

    def spoken(self, places: int) -> str:
        """The reason as one phrase, its points with so many decimals."""
        name = f"{self.label}: {self.value}" if self.value else self.label
        return f"{name}, {signed(self.points, places)} points"


def places_of(reasons: Iterable[Reason]) -> int:
    """Decimals that the points of these reasons are told with."""
    return places_for(reason.points for reason in reasons if not reason.is_rest)


class ReasonLayout(NamedTuple):
    """Where the columns and lines lie; each column is a left edge and a width."""

    top: float
    row_height: float
    left: float
    right: float
    label: tuple[float, float]
    value: tuple[float, float]
    bars: tuple[float, float]
    points: tuple[float, float]

    @staticmethod
    def of(rect: QRectF, reasons: Sequence[Reason], device: QPaintDevice) -> "ReasonLayout":
        """Fit the columns to their texts; long labels and values give way so that the bars keep their room."""
        metrics = QFontMetricsF(theme.font(TextRole.BODY), device)
        places = places_of(reasons)
        texts = [(one.label, one.value, signed(one.points, places)) for one in reasons] or [("", "", "")]
        needed = [max(map(metrics.horizontalAdvance, column)) + 1 for column in zip(*texts, strict=True)]
        label = min(needed[0], _LABEL_SHARE * rect.width())
        value = min(needed[1], _VALUE_SHARE * rect.width())
        value_left = rect.left() + label + 2 * GRID
        bars_left = value_left + value + 2 * GRID
        points_left = rect.right() - needed[2]
        room = max(points_left - GRID - bars_left, 0.0)
        bars = min(room, _WIDEST_BARS * metrics.averageCharWidth())
        points_left -= room - bars
        return ReasonLayout(
            rect.top() + _caption_height(device), metrics.height() + GRID, rect.left(), rect.right(),
            (rect.left(), label), (value_left, value), (bars_left, bars), (points_left, needed[2]),
        )  # fmt: skip

    @staticmethod
    def size(characters: int, lines: int, device: QPaintDevice) -> QSizeF:
        """The room for a number of lines that are so many characters wide."""
        metrics = QFontMetricsF(theme.font(TextRole.BODY), device)
        height = _caption_height(device) + lines * (metrics.height() + GRID)
        return QSizeF(characters * metrics.averageCharWidth(), height)

    @property
    def axis(self) -> float:
        """The place of no points, in the middle of the bars: it stays where it is whatever the reasons."""
        return self.bars[0] + self.bars[1] / 2

    def rows(self, count: int) -> list[QRectF]:
        """The lines from the top."""
        tops = (self.top + line * self.row_height for line in range(count))
        return [QRectF(self.left, top, self.right - self.left, self.row_height) for top in tops]


def paint_reasons(painter: QPainter, rect: QRectF, reasons: Sequence[Reason], message: str, look: Theme) -> None:
    """Paint the lines into a rectangle from its top, or the message when there are none."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setFont(theme.font(TextRole.BODY))
    if reasons:
        layout = ReasonLayout.of(rect, reasons, painter.device())
        _paint_caption(painter, layout, look)
        _paint_lines(painter, layout, reasons, look)
    else:
        painter.setPen(look.text_muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, message)
    painter.restore()


def _paint_lines(painter: QPainter, layout: ReasonLayout, reasons: Sequence[Reason], look: Theme) -> None:
    rows = layout.rows(len(reasons))
    painter.setPen(QPen(look.border, look.line))
    painter.drawLine(QPointF(layout.axis, rows[0].top()), QPointF(layout.axis, rows[-1].bottom()))
    places = places_of(reasons)
    strongest = max(abs(reason.points) for reason in reasons) or 1.0
    for row, reason in zip(rows, reasons, strict=True):
        _paint_bar(painter, layout, row, reason.points / strongest, look)
        _paint_text(painter, row, layout.label, reason.label, look.text, _LEFT)
        _paint_text(painter, row, layout.value, reason.value, look.text_muted, _RIGHT)
        _paint_text(painter, row, layout.points, signed(reason.points, places), look.text, _RIGHT)


def _paint_bar(painter: QPainter, layout: ReasonLayout, row: QRectF, share: float, look: Theme) -> None:
    """A bar from the axis: to the left for a negative share of the room, to the right for a positive one."""
    length = max(abs(share) * layout.bars[1] / 2, _SMALLEST_BAR)
    height = _BAR_HEIGHT * row.height()
    left = layout.axis - length if share < 0 else layout.axis
    middle = row.center().y()
    colour = look.adverse if share < 0 else look.favourable
    painter.setPen(QPen(colour, height, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(left, middle), QPointF(left + length, middle))


def _paint_text(
    painter: QPainter, row: QRectF, column: tuple[float, float], text: str, colour: QColor, side: Qt.AlignmentFlag
) -> None:
    box = QRectF(column[0], row.top(), column[1], row.height())
    metrics = QFontMetricsF(painter.font(), painter.device())
    painter.setPen(colour)
    painter.drawText(box, side, metrics.elidedText(text, Qt.TextElideMode.ElideRight, column[1]))


def _paint_caption(painter: QPainter, layout: ReasonLayout, look: Theme) -> None:
    """Say on either side of the axis what its bars do."""
    painter.save()
    painter.setFont(theme.font(TextRole.SMALL))
    height, half = _caption_height(painter.device()), layout.bars[1] / 2
    caption = QRectF(layout.left, layout.top - height, 0, height)
    painter.setPen(look.text_muted)
    for text, left, side in ((_LOWERS, layout.bars[0], _RIGHT), (_RAISES, layout.axis + GRID, _LEFT)):
        box = caption.adjusted(0, 0, 0, 0)
        box.setLeft(left)
        box.setWidth(half - GRID)
        painter.drawText(box, side | Qt.TextFlag.TextDontClip, text)
    painter.restore()


def _caption_height(device: QPaintDevice) -> float:
    small: QFont = theme.font(TextRole.SMALL)
    return QFontMetricsF(small, device).height() + GRID / 2
