"""Paints how two outcomes spread over the PD, with a cut-off among them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.services.colours import Theme
from app.services.theme import GRID

LOWEST, HIGHEST = -8.0, 3.0
"""The ends of the scale, as log-odds of default."""
BINS = 40
_TICKS = {0.001: "0.1 %", 0.003: "0.3 %", 0.01: "1 %", 0.03: "3 %", 0.1: "10 %", 0.3: "30 %", 0.9: "90 %"}
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LINE, _FOCUSED_LINE = 2.0, 3.0
_PAID, _DEFAULTED = "Good borrowers, filled", "Defaulters, line"


@dataclass(frozen=True)
class Spread:
    """How many loans of each outcome lie in equal intervals of log-odds from ``LOWEST`` to ``HIGHEST``."""

    defaulted: Sequence[int]
    paid: Sequence[int]


@dataclass(frozen=True)
class Layout:
    """Where things stand: the scale from ``left`` to ``right`` on ``base``, bars up to ``top``."""

    left: float
    right: float
    top: float
    base: float
    line: float

    @staticmethod
    def of(rect: QRectF, metrics: QFontMetricsF) -> "Layout":
        """Leave two lines above the bars for the legend and the flag, and two beneath for ticks and the mark."""
        line, side = metrics.height() + GRID / 2, metrics.horizontalAdvance("00.0 %") / 2
        return Layout(rect.left() + side, rect.right() - side, rect.top() + 2 * line, rect.bottom() - 2 * line, line)

    def x(self, log_odds: float) -> float:
        """The place of log-odds on the scale."""
        share = (min(max(log_odds, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)
        return self.left + share * (self.right - self.left)

    def log_odds_at(self, x: float) -> float:
        """The log-odds at a place."""
        return LOWEST + (x - self.left) / (self.right - self.left) * (HIGHEST - LOWEST)


def log_odds(pd: float) -> float:
    """Those of a probability, held within the scale."""
    if not 0.0 < pd < 1.0:
        return LOWEST if pd <= 0.0 else HIGHEST
    return min(max(math.log(pd / (1.0 - pd)), LOWEST), HIGHEST)


def paint_spread(painter: QPainter, layout: Layout, spread: Spread, look: Theme) -> None:
    """Fill the bars of good borrowers and draw the outline of defaulters over them, with a scale beneath."""
    shares = [_shares(counts) for counts in (spread.paid, spread.defaulted)]
    highest = max(map(max, shares)) or 1.0
    paid, defaulted = (_outline(layout, part, highest) for part in shares)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = QColor(look.favourable)
    filled.setAlphaF(look.set_back)
    painter.fillPath(paid, filled)
    painter.setPen(QPen(look.favourable, look.line))
    painter.drawPath(paid)
    painter.setPen(QPen(look.adverse, _LINE))
    painter.drawPath(defaulted)
    painter.restore()
    _paint_legend(painter, layout, ((_DEFAULTED, look.adverse), (_PAID, look.favourable)))
    _paint_ticks(painter, layout, look)


def paint_cut_off(
    painter: QPainter, layout: Layout, pd: float, mark: tuple[float, str] | None, look: Theme, *, has_focus: bool
) -> None:
    """Draw the line with the PD in a flag on top, and a mark beneath the scale."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark is not None:
        _paint_mark(painter, layout, mark, look)
    x = layout.x(log_odds(pd))
    painter.setPen(QPen(look.accent, _FOCUSED_LINE if has_focus else _LINE))
    painter.drawLine(QPointF(x, layout.top - GRID / 4), QPointF(x, layout.base))
    _paint_flag(painter, layout, x, f"{100 * pd:.1f} %", look, has_focus=has_focus)
    painter.restore()


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts) or 1
    return [count / total for count in counts]


def _outline(layout: Layout, shares: Sequence[float], highest: float) -> QPainterPath:
    width = (layout.right - layout.left) / len(shares)
    path = QPainterPath(QPointF(layout.left, layout.base))
    for place, share in enumerate(shares):
        height = layout.base - (layout.base - layout.top) * share / highest
        path.lineTo(layout.left + place * width, height)
        path.lineTo(layout.left + (place + 1) * width, height)
    path.lineTo(layout.right, layout.base)
    return path


def _paint_legend(painter: QPainter, layout: Layout, told: Sequence[tuple[str, QColor]]) -> None:
    """Words in the colours of what they name, from the right."""
    right, top = layout.right, layout.top - 2 * layout.line
    for word, colour in told:
        width = QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(word) + 2 * GRID
        painter.setPen(colour)
        painter.drawText(QRectF(right - width, top, width, layout.line), Qt.AlignmentFlag.AlignRight, word)
        right -= width


def _paint_ticks(painter: QPainter, layout: Layout, look: Theme) -> None:
    painter.setPen(QPen(look.border, look.line))
    painter.drawLine(QPointF(layout.left, layout.base), QPointF(layout.right, layout.base))
    painter.setPen(look.text_muted)
    width = 4 * layout.line
    for pd, word in _TICKS.items():
        painter.drawText(QRectF(layout.x(log_odds(pd)) - width / 2, layout.base, width, layout.line), _CENTRE, word)


def _paint_mark(painter: QPainter, layout: Layout, mark: tuple[float, str], look: Theme) -> None:
    """A triangle on the scale, and beneath its number the word for it."""
    pd, word = mark
    x, half = layout.x(log_odds(pd)), GRID * 0.75
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.text)
    corners = [QPointF(x, layout.base - 2 * half), QPointF(x - half, layout.base), QPointF(x + half, layout.base)]
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(look.text)
    width = QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(word) + GRID
    left = min(max(x - width / 2, 0.0), painter.device().width() - width)
    painter.drawText(QRectF(left, layout.base + layout.line, width, layout.line), _CENTRE, word)


def _paint_flag(painter: QPainter, layout: Layout, x: float, text: str, look: Theme, *, has_focus: bool) -> None:
    width = QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(text) + 1.5 * GRID
    flag = QRectF(x - width / 2, layout.top - layout.line, width, layout.line - GRID / 4)
    painter.setPen(QPen(look.text, _LINE) if has_focus else Qt.PenStyle.NoPen)
    painter.setBrush(look.accent)
    painter.drawRoundedRect(flag, GRID / 2, GRID / 2)
    painter.setPen(look.accent_text)
    painter.drawText(flag, _CENTRE, text)
