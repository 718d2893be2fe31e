"""The pictures of papers: the gauge as the window paints it in its light look, and the room that each gets."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from app.paper.content import PaperContent
from app.services.colours import LIGHT
from app.widgets.gauge_face import GaugeBand, GaugeFace, GaugeFonts
from app.widgets.gauge_painting import paint_gauge

_GAUGE_WIDTH = 300
"""Of the gauge on paper, in pixels of 1/96 inch."""
_LOGO_ROOM = QSizeF(140, 52)
_SHARPNESS = 4
"""Pixels of the picture for each of 1/96 inch."""


@dataclass(frozen=True)
class Room:
    """The size of a picture on paper in pixels of 1/96 inch, as ``<img>`` takes it."""

    width: int
    height: int


def logo_room(logo: QImage) -> Room:
    """As large as the letterhead has room for, and not larger than the image is."""
    size = QSizeF(logo.size())
    if size.width() > _LOGO_ROOM.width() or size.height() > _LOGO_ROOM.height():
        size.scale(_LOGO_ROOM, Qt.AspectRatioMode.KeepAspectRatio)
    return Room(max(round(size.width()), 1), max(round(size.height()), 1))


def gauge(content: PaperContent) -> QImage:
    """The gauge of a score among its bands."""
    size = _gauge_size()
    image = QImage((size * _SHARPNESS).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    image.fill(LIGHT.surface)
    with QPainter(image) as painter:
        paint_gauge(painter, QRectF(0, 0, size.width(), size.height()), _face(content), LIGHT)
    return image


def gauge_room() -> Room:
    """The gauge's share of the page."""
    size = _gauge_size()
    return Room(_GAUGE_WIDTH, round(_GAUGE_WIDTH * size.height() / size.width()))


def _gauge_size() -> QSizeF:
    """The size that goes with the text in the gauge, which has the size of the window's."""
    fonts = GaugeFonts.on(QImage(1, 1, QImage.Format.Format_RGB32))
    return fonts.size(fonts.radius)


def _face(content: PaperContent) -> GaugeFace:
    bands = tuple(
        GaugeBand(band.minimum, band.maximum, band.rating, band.decision, band.role) for band in content.bands
    )
    return GaugeFace(
        bands=bands,
        score=content.score,
        needle=content.score,
        rating=content.rating,
        decision=content.decision,
        message=content.no_score,
    )
