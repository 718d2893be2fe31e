"""The shape of each rating, so that a band is told by its form and not by its colour alone."""

from collections.abc import Callable
from math import cos, pi, sin
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.services import theme

BAND_ICONS = MappingProxyType(
    {"Poor": "octagon with a cross", "Average": "triangle with a bar", "Good": "disc with a tick", "Excellent": "star"}
)
"""What the icon of each rating shows, worst rating first."""

_PIXEL_RATIOS = (1.0, 2.0, 3.0)


def paint_band(painter: QPainter, rating: str, rect: QRectF) -> None:
    """Paint the icon of a rating into the largest square in the middle of ``rect``, in the colours of now.

    Raises:
        KeyError: ``rating`` is not one of ``BAND_ICONS``.
    """
    colours, (shape, mark) = theme.current(), _PATHS[rating]
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(side / 2, side / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.band(rating))
    painter.drawPath(shape())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.surface, 0.24, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(mark())
    painter.restore()


def band_pixmap(rating: str, size: int, pixel_ratio: float = 1.0) -> QPixmap:
    """The icon of a rating, ``size`` device-independent pixels square, for a screen of that pixel ratio."""
    pixmap = QPixmap(round(size * pixel_ratio), round(size * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        paint_band(painter, rating, QRectF(0, 0, size, size))
    return pixmap


def band_icon(rating: str, size: int = 16) -> QIcon:
    """The icon of a rating in the colours of now, sharp on every screen; make it again when the theme changes."""
    icon = QIcon()
    for pixel_ratio in _PIXEL_RATIOS:
        icon.addPixmap(band_pixmap(rating, size, pixel_ratio))
    return icon


def _polygon(*radii: float, turn: float, corners: int) -> QPainterPath:
    """A closed path around the origin whose corners take the radii in turn; ``turn`` is where the first one stands."""
    path = QPainterPath()
    steps = (turn + 2 * pi * index / corners for index in range(corners))
    radius = (radii[index % len(radii)] for index in range(corners))
    path.addPolygon(
        QPolygonF([QPointF(r * cos(angle), r * sin(angle)) for r, angle in zip(radius, steps, strict=True)])
    )
    path.closeSubpath()
    return path


def _line(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _octagon() -> QPainterPath:
    return _polygon(0.98, turn=pi / 8, corners=8)


def _cross() -> QPainterPath:
    path = _line((-0.35, -0.35), (0.35, 0.35))
    path.addPath(_line((-0.35, 0.35), (0.35, -0.35)))
    return path


def _triangle() -> QPainterPath:
    return _line((0.0, -0.9), (1.0, 0.85), (-1.0, 0.85), (0.0, -0.9))


def _bar() -> QPainterPath:
    path = _line((0.0, -0.25), (0.0, 0.25))
    path.addPath(_line((0.0, 0.58), (0.0, 0.6)))
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0.0, 0.0), 0.95, 0.95)
    return path


def _tick() -> QPainterPath:
    return _line((-0.42, 0.05), (-0.1, 0.36), (0.45, -0.3))


def _star() -> QPainterPath:
    return _polygon(1.0, 0.45, turn=-pi / 2, corners=10)


_Draw = Callable[[], QPainterPath]
_PATHS: dict[str, tuple[_Draw, _Draw]] = {
    "Poor": (_octagon, _cross),
    "Average": (_triangle, _bar),
    "Good": (_disc, _tick),
    "Excellent": (_star, QPainterPath),
}
