"""The icon shapes: each rating and each kind of notice has its own outline, so that colour never speaks alone."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_Point = tuple[float, float]

_OUTLINES = {
    "poor": "octagon", "average": "triangle", "good": "disc", "excellent": "star",
    "error": "octagon", "warning": "triangle", "success": "disc", "info": "disc",
}  # fmt: skip
_CROSS = (((0.34, 0.34), (0.66, 0.66)), ((0.66, 0.34), (0.34, 0.66)))
_EXCLAMATION = (((0.5, 0.40), (0.5, 0.62)), ((0.5, 0.775), (0.5, 0.78)))
_TICK = (((0.28, 0.52), (0.44, 0.68), (0.73, 0.35)),)
_LETTER_I = (((0.5, 0.27), (0.5, 0.275)), ((0.5, 0.47), (0.5, 0.74)))
_MARKS: dict[str, Sequence[Sequence[_Point]]] = {
    "poor": _CROSS, "average": _EXCLAMATION, "good": _TICK, "excellent": (),
    "error": _CROSS, "warning": _EXCLAMATION, "success": _TICK, "info": _LETTER_I,
}  # fmt: skip
_ICON_SIZES = (16, 24, 32, 48, 64)


def paint_shape(painter: QPainter, square: QRectF, role: str, colour: QColor, mark: QColor) -> None:
    """Fill the shape of a colour role (a rating or a kind of notice) into a square, its mark in a second colour.

    Raises:
        KeyError: the role has no shape.
    """
    outline, strokes = _outline(_OUTLINES[role]), _MARKS[role]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(square.width(), square.height())
    painter.fillPath(outline, colour)
    painter.setPen(QPen(mark, 0.11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    for stroke in strokes:
        painter.drawPolyline([QPointF(x, y) for x, y in stroke])
    painter.restore()


def shape_icon(role: str, colour: QColor, mark: QColor) -> "QIcon":
    """The shape of a role as an icon, for buttons and for cells of a table."""
    from PySide6.QtGui import QIcon  # its 150 names of theme icons are not needed to open the window

    icon = QIcon()
    for size in _ICON_SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            paint_shape(painter, QRectF(pixmap.rect()), role, colour, mark)
        icon.addPixmap(pixmap)
    return icon


def _outline(name: str) -> QPainterPath:
    path = QPainterPath()
    if name == "disc":
        path.addEllipse(QRectF(0.03, 0.03, 0.94, 0.94))
    elif name == "octagon":
        _close(path, [_on_circle(0.51, 22.5 + 45 * corner) for corner in range(8)])
    elif name == "triangle":
        _close(path, [QPointF(0.5, 0.05), QPointF(1.0, 0.94), QPointF(0.0, 0.94)])
    else:
        radii = (0.53, 0.24)
        _close(path, [_on_circle(radii[corner % 2], -90 + 36 * corner) for corner in range(10)])
    return path


def _on_circle(radius: float, degrees: float) -> QPointF:
    angle = math.radians(degrees)
    return QPointF(0.5 + radius * math.cos(angle), 0.5 + radius * math.sin(angle))


def _close(path: QPainterPath, corners: Sequence[QPointF]) -> None:
    path.addPolygon(corners)
    path.closeSubpath()
