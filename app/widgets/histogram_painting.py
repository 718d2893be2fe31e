"""Paints a histogram of scores over its bands on any paint device."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintDevice, QPainter, QPen

from app.services import theme
from app.services.colours import Theme
from app.services.theme import GRID, TextRole
from app.widgets.figures import percent
from app.widgets.gauge_face import GaugeBand
from app.widgets.shapes import paint_shape

_CENTRE = Qt.AlignmentFlag.AlignCenter
_GAP = 1.0
_FADED = 0.6
_LINE, _FOCUSED_LINE = 2.0, 3.0


@dataclass(frozen=True)
class Bin:
    """How many scores lie from ``minimum`` to ``maximum``, both included."""

    minimum: int
    maximum: int
    count: int

    @property
    def spoken(self) -> str:
        """The bin as a phrase."""
        return f"{self.minimum}–{self.maximum}: {self.count:,}"


@dataclass(frozen=True)
class HistogramLayout:
    """Where the bars stand: from ``left`` to ``right`` the scale from ``low`` to ``high``, on ``base``."""

    left: float
    right: float
    top: float
    base: float
    low: int
    high: int
    line: float

    @staticmethod
    def of(rect: QRectF, bands: Sequence[GaugeBand], device: QPaintDevice) -> "HistogramLayout":
        """Leave a line above the bars for the largest count, and two beneath for the limits and the shares."""
        metrics = QFontMetricsF(theme.font(TextRole.SMALL), device)
        side = metrics.horizontalAdvance("0000") / 2
        line = metrics.height() + GRID / 2
        low, high = bands[0].minimum, bands[-1].maximum + 1
        return HistogramLayout(
            rect.left() + side, rect.right() - side, rect.top() + line, rect.bottom() - 2 * line, low, high, line
        )

    def x(self, score: float) -> float:
        """The place of a score on the scale."""
        return self.left + (self.right - self.left) * (score - self.low) / (self.high - self.low)

    def score_at(self, x: float) -> float:
        """The score at a place, as a fraction."""
        return self.low + (x - self.left) / (self.right - self.left) * (self.high - self.low)


def counts_by_band(bands: Sequence[GaugeBand], bins: Sequence[Bin]) -> list[int]:
    """How many scores lie in each band."""
    return [sum(one.count for one in bins if band.minimum <= one.minimum <= band.maximum) for band in bands]


def paint_histogram(
    painter: QPainter, rect: QRectF, bands: Sequence[GaugeBand], bins: Sequence[Bin], look: Theme
) -> None:
    """Paint bars, limits and shares into a rectangle; there must be bands and at least one score."""
    layout = HistogramLayout.of(rect, bands, painter.device())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(theme.font(TextRole.SMALL))
    _paint_scale(painter, layout, max(one.count for one in bins), look)
    for band in bands:
        _paint_band(painter, layout, band, bins, look)
    _paint_limits(painter, layout, bands, look)
    _paint_shares(painter, layout, bands, bins, look)
    painter.restore()


def paint_cutoff(painter: QPainter, layout: HistogramLayout, cutoff: int, look: Theme, *, has_focus: bool) -> None:
    """Fade the bars below a cut-off, and draw its line with the score in a flag on top."""
    x = layout.x(cutoff)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    veil = QColor(look.window)
    veil.setAlphaF(_FADED)
    painter.fillRect(QRectF(QPointF(layout.left, layout.top + 1), QPointF(x, layout.base - 1)), veil)
    painter.setPen(QPen(look.accent, _FOCUSED_LINE if has_focus else _LINE))
    painter.drawLine(QPointF(x, layout.top - GRID / 4), QPointF(x, layout.base))
    _paint_flag(painter, layout, x, str(cutoff), look, has_focus=has_focus)
    painter.restore()


def _paint_flag(
    painter: QPainter, layout: HistogramLayout, x: float, text: str, look: Theme, *, has_focus: bool
) -> None:
    painter.setFont(theme.font(TextRole.SMALL))
    width = QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(text) + 1.5 * GRID
    flag = QRectF(x - width / 2, layout.top - layout.line, width, layout.line - GRID / 4)
    painter.setPen(QPen(look.text, _LINE) if has_focus else Qt.PenStyle.NoPen)
    painter.setBrush(look.accent)
    painter.drawRoundedRect(flag, GRID / 2, GRID / 2)
    painter.setPen(look.accent_text)
    painter.drawText(flag, _CENTRE, text)


def _paint_scale(painter: QPainter, layout: HistogramLayout, largest: int, look: Theme) -> None:
    """The line of the largest count with its number, and the base."""
    painter.setPen(QPen(look.grid, 1))
    painter.drawLine(QPointF(layout.left, layout.top), QPointF(layout.right, layout.top))
    painter.setPen(look.text_muted)
    above = QRectF(layout.left, layout.top - layout.line, layout.right - layout.left, layout.line)
    painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{largest:,}")
    painter.setPen(QPen(look.border, look.line))
    painter.drawLine(QPointF(layout.left, layout.base), QPointF(layout.right, layout.base))


def _paint_band(painter: QPainter, layout: HistogramLayout, band: GaugeBand, bins: Sequence[Bin], look: Theme) -> None:
    colour = QColor(getattr(look, band.role))
    largest = max(one.count for one in bins)
    for one in bins:
        if band.minimum <= one.minimum <= band.maximum and one.count:
            left, right = layout.x(one.minimum), layout.x(one.maximum + 1)
            height = max((layout.base - layout.top) * one.count / largest, 1.0)
            painter.fillRect(QRectF(left, layout.base - height, max(right - left - _GAP, 1.0), height), colour)


def _paint_limits(painter: QPainter, layout: HistogramLayout, bands: Sequence[GaugeBand], look: Theme) -> None:
    painter.setPen(look.text_muted)
    ends = [(band.minimum, band.minimum) for band in bands] + [(bands[-1].maximum, bands[-1].maximum + 1)]
    for limit, score in ends:
        x = layout.x(score)
        painter.drawText(QRectF(x - layout.line * 2, layout.base, layout.line * 4, layout.line), _CENTRE, str(limit))


def _paint_shares(
    painter: QPainter, layout: HistogramLayout, bands: Sequence[GaugeBand], bins: Sequence[Bin], look: Theme
) -> None:
    """Each band's shape and share of all scores beneath the middle of the band."""
    counts = counts_by_band(bands, bins)
    metrics = QFontMetricsF(painter.font(), painter.device())
    side = 1.3 * metrics.capHeight()
    for band, count in zip(bands, counts, strict=True):
        text = percent(count / sum(counts), 0)
        width = side + GRID / 2 + metrics.horizontalAdvance(text)
        left = layout.x((band.minimum + band.maximum + 1) / 2) - width / 2
        line = QRectF(left, layout.base + layout.line, width + 1, layout.line)
        square = QRectF(left, line.center().y() - side / 2, side, side)
        paint_shape(painter, square, band.role, QColor(getattr(look, band.role)), look.surface)
        painter.setPen(look.text)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
