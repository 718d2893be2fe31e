"""Paints a score gauge on any paint device."""

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.services.colours import Theme
from app.services.theme import GRID
from app.widgets.gauge_face import GaugeBand, GaugeFace, GaugeFonts, GaugeLayout
from app.widgets.shapes import paint_shape

_GAP = 2.0
_NEEDLE_FROM, _NEEDLE_TO = 0.64, 1.0
_NEEDLE_WIDE, _NEEDLE_NARROW = 0.022, 0.008
_DASH = "–"
_MESSAGE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def paint_gauge(painter: QPainter, rect: QRectF, face: GaugeFace, look: Theme) -> None:
    """Paint the gauge into a rectangle; text has the theme's sizes, the arc takes the room that is left."""
    fonts = GaugeFonts.on(painter.device())
    layout = GaugeLayout.of(rect, fonts)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if face.bands:
        _paint_bands(painter, layout, face, look)
        _paint_limits(painter, layout, face, fonts, look)
    if face.bands and face.ghost is not None:
        _paint_ghost(painter, layout, face, look)
    if face.bands and face.needle is not None:
        _paint_needle(painter, layout, face, look)
    _paint_score(painter, layout, face, fonts, look)
    _paint_caption(painter, layout, face, fonts, look)
    painter.restore()


def _paint_bands(painter: QPainter, layout: GaugeLayout, face: GaugeFace, look: Theme) -> None:
    gap = math.degrees(_GAP / layout.arc.width() * 2)
    limits = face.limits()
    for band, start, end in zip(face.bands, limits, limits[1:], strict=False):
        first = _degrees(face, start) - (gap / 2 if start != limits[0] else 0)
        last = _degrees(face, end) + (gap / 2 if end != limits[-1] else 0)
        pen = QPen(_band_colour(band, face, look), layout.thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(layout.arc, round(first * 16), round((last - first) * 16))


def _band_colour(band: GaugeBand, face: GaugeFace, look: Theme) -> QColor:
    if face.score is None or not face.enabled:
        return look.separator
    colour = QColor(getattr(look, band.role))
    if band is not face.band:
        colour.setAlphaF(look.set_back)
    return colour


def _paint_limits(painter: QPainter, layout: GaugeLayout, face: GaugeFace, fonts: GaugeFonts, look: Theme) -> None:
    painter.setFont(fonts.limits)
    painter.setPen(look.text_muted if face.enabled else look.text_disabled)
    metrics = QFontMetricsF(fonts.limits, painter.device())
    limits = face.limits()
    for limit in limits:
        size = QSizeF(metrics.horizontalAdvance(str(limit)) + 1, metrics.height())
        at_end = limit in (limits[0], limits[-1])
        place = _below_end(layout, face, limit, size) if at_end else _outside(layout, face, limit, size)
        painter.drawText(QRectF(place, size), Qt.AlignmentFlag.AlignCenter, str(limit))


def _below_end(layout: GaugeLayout, face: GaugeFace, limit: int, size: QSizeF) -> QPointF:
    middle = _point(layout, face, limit, layout.radius - layout.thickness / 2)
    return QPointF(middle.x() - size.width() / 2, middle.y() + GRID / 2)


def _outside(layout: GaugeLayout, face: GaugeFace, limit: int, size: QSizeF) -> QPointF:
    """The corner of a text that touches the arc from outside, wherever on the half-circle its limit lies."""
    touch = _point(layout, face, limit, layout.radius + GRID / 2)
    along = math.cos(math.radians(_degrees(face, limit)))
    return QPointF(touch.x() + size.width() * (along - 1) / 2, touch.y() - size.height())


def _paint_needle(painter: QPainter, layout: GaugeLayout, face: GaugeFace, look: Theme) -> None:
    """A tapered needle that leaves the middle to the score; a gap in the band keeps it apart from the colour."""
    assert face.needle is not None
    needle = _needle(layout, face, face.needle)
    colour = look.text if face.enabled else look.text_disabled
    painter.save()
    painter.setClipPath(_ring(layout))
    painter.setPen(QPen(look.surface, 2 * _GAP + 1))
    painter.drawPolygon(needle)
    painter.restore()
    painter.setPen(QPen(colour, look.line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawPolygon(needle)


def _paint_ghost(painter: QPainter, layout: GaugeLayout, face: GaugeFace, look: Theme) -> None:
    """The outline of a needle where the score was."""
    assert face.ghost is not None
    pen = QPen(look.text, look.line, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(look.surface)
    painter.drawPolygon(_needle(layout, face, face.ghost))


def _paint_score(painter: QPainter, layout: GaugeLayout, face: GaugeFace, fonts: GaugeFonts, look: Theme) -> None:
    font = _scaled(fonts.score, layout.scale)
    metrics = QFontMetricsF(font, painter.device())
    text = _DASH if face.score is None else str(face.score)
    painter.setFont(font)
    quiet = look.text_disabled if not face.enabled else look.text_muted
    painter.setPen(look.text if face.enabled and face.score is not None else quiet)
    left = layout.centre.x() - metrics.horizontalAdvance(text) / 2
    painter.drawText(QPointF(left, layout.centre.y()), text)


def _paint_caption(painter: QPainter, layout: GaugeLayout, face: GaugeFace, fonts: GaugeFonts, look: Theme) -> None:
    if face.score is None:
        painter.setFont(fonts.message)
        painter.setPen(look.text_muted if face.enabled else look.text_disabled)
        painter.drawText(layout.caption, _MESSAGE, _fitted(face.message, layout.caption, painter))
    else:
        _paint_rating(painter, layout.caption, face, fonts, look)


def _fitted(message: str, room: QRectF, painter: QPainter) -> str:
    """As many words of a message as the room takes; the rest stands in the tool tip."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    words = message.split()
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]) + ("…" if count < len(words) else "")
        if metrics.boundingRect(room, int(_MESSAGE), text).height() <= room.height() + 1:
            return text
    return ""


def _paint_rating(painter: QPainter, caption: QRectF, face: GaugeFace, fonts: GaugeFonts, look: Theme) -> None:
    """The icon, the rating in its colour and the decision, as one line in the middle."""
    metrics = QFontMetricsF(fonts.rating, painter.device())
    side = 1.4 * metrics.capHeight()
    rating, rating_width = face.rating.upper(), metrics.horizontalAdvance(face.rating.upper())
    beside = QFontMetricsF(fonts.decision, painter.device())
    room = caption.width() - side - GRID - rating_width
    decision = beside.elidedText(f" · {face.decision}" if face.decision else "", Qt.TextElideMode.ElideRight, room)
    left = caption.center().x() - (side + GRID + rating_width + beside.horizontalAdvance(decision)) / 2
    baseline = caption.top() + metrics.ascent()
    colour = _rating_colour(face, look)
    if face.band is not None:
        square = QRectF(left, baseline - (metrics.capHeight() + side) / 2, side, side)
        paint_shape(painter, square, face.band.role, colour, look.surface)
    word_left = left + side + GRID
    _paint_word(painter, QPointF(word_left, baseline), rating, fonts.rating, colour)
    muted = look.text if face.enabled else look.text_disabled
    _paint_word(painter, QPointF(word_left + rating_width, baseline), decision, fonts.decision, muted)


def _paint_word(painter: QPainter, place: QPointF, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(place, text)


def _rating_colour(face: GaugeFace, look: Theme) -> QColor:
    if not face.enabled:
        return look.text_disabled
    return QColor(getattr(look, face.band.role)) if face.band is not None else look.text


def _ring(layout: GaugeLayout) -> QPainterPath:
    ring = QPainterPath()
    for radius in (layout.radius + _GAP, layout.radius - layout.thickness):
        ring.addEllipse(layout.centre, radius, radius)
    return ring


def _needle(layout: GaugeLayout, face: GaugeFace, score: float) -> QPolygonF:
    angle = math.radians(_degrees(face, score))
    along, across = QPointF(math.cos(angle), -math.sin(angle)), QPointF(math.sin(angle), math.cos(angle))
    tail, tip = (layout.centre + along * (share * layout.radius) for share in (_NEEDLE_FROM, _NEEDLE_TO))
    wide, narrow = (across * (share * layout.radius) for share in (_NEEDLE_WIDE, _NEEDLE_NARROW))
    return QPolygonF([tail - wide, tip - narrow, tip + narrow, tail + wide])


def _scaled(font: QFont, factor: float) -> QFont:
    scaled = QFont(font)
    if font.pointSizeF() > 0:
        scaled.setPointSizeF(max(font.pointSizeF() * factor, 1.0))
    else:
        scaled.setPixelSize(max(round(font.pixelSize() * factor), 1))
    return scaled


def _degrees(face: GaugeFace, score: float) -> float:
    """The direction of a score from the centre: 180° at the lowest, 0° at the highest."""
    return 180.0 * (1.0 - face.fraction(score))


def _point(layout: GaugeLayout, face: GaugeFace, score: float, radius: float) -> QPointF:
    angle = math.radians(_degrees(face, score))
    return layout.centre + QPointF(radius * math.cos(angle), -radius * math.sin(angle))
