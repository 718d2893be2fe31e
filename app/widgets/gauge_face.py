"""What a score gauge shows and where each part of it lies."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPaintDevice

from app.services import theme
from app.services.theme import GRID, TextRole

_DIGITS = "000"
_RADIUS_PER_SCORE_WIDTH = 1.5
_THICKNESS = 0.15
_LARGEST = 1.5


class GaugeBand(NamedTuple):
    """One band of the scale.

    Attributes:
        minimum: the lowest score of the band.
        maximum: its highest score.
        rating: the word for it, such as Good.
        decision: what follows from it, such as Low Risk.
        role: its colour and its icon shape, a name in the theme: poor, average, good or excellent.
    """

    minimum: int
    maximum: int
    rating: str
    decision: str
    role: str


class GaugeFace(NamedTuple):
    """Everything that a picture of the gauge needs.

    Attributes:
        needle: the score at which the needle stands, while it moves another than ``score``; None hides it.
        message: what stands in place of the rating when there is no score.
        ghost: the score that another one is compared with, marked by the outline of a needle; None for none.
    """

    bands: Sequence[GaugeBand] = ()
    score: int | None = None
    needle: float | None = None
    rating: str = ""
    decision: str = ""
    message: str = ""
    enabled: bool = True
    ghost: float | None = None

    @property
    def band(self) -> GaugeBand | None:
        """The band of the rating shown."""
        return next((band for band in self.bands if self.score is not None and band.rating == self.rating), None)

    def limits(self) -> list[int]:
        """The scores at the ends and between the bands, from lowest to highest."""
        return [band.minimum for band in self.bands] + [band.maximum for band in self.bands[-1:]]

    def fraction(self, score: float) -> float:
        """Where a score lies on the scale, from 0 to 1; scores beyond the scale lie at its ends."""
        low, high = self.bands[0].minimum, self.bands[-1].maximum
        return min(max((score - low) / (high - low), 0.0), 1.0)


class GaugeFonts(NamedTuple):
    """The fonts of a gauge and the heights that follow from them on a device."""

    limits: QFont
    score: QFont
    rating: QFont
    decision: QFont
    message: QFont
    limit_height: float
    caption_height: float
    radius: float

    @staticmethod
    def on(device: QPaintDevice) -> "GaugeFonts":
        """The theme's fonts, measured on a device."""
        small, display, heading, body = (
            theme.font(role) for role in (TextRole.SMALL, TextRole.DISPLAY, TextRole.HEADING, TextRole.BODY)
        )
        plain = QFont(heading)
        plain.setWeight(QFont.Weight.Normal)
        caption = max(QFontMetricsF(heading, device).height(), 2 * QFontMetricsF(body, device).height())
        radius = _RADIUS_PER_SCORE_WIDTH * QFontMetricsF(display, device).horizontalAdvance(_DIGITS)
        return GaugeFonts(small, display, heading, plain, body, QFontMetricsF(small, device).height(), caption, radius)

    @property
    def height_beside_arc(self) -> float:
        """What stands above and below the half-circle: two lines of limits, the caption and the space between."""
        return 2 * (self.limit_height + GRID / 2) + GRID / 2 + self.caption_height

    def size(self, radius: float) -> QSizeF:
        """The room that a gauge of a radius needs."""
        return QSizeF(2 * (radius + GRID), radius + self.height_beside_arc + 2 * GRID)


class GaugeLayout(NamedTuple):
    """The half-circle and the caption of a gauge in a rectangle."""

    centre: QPointF
    radius: float
    scale: float
    caption: QRectF

    @staticmethod
    def of(rect: QRectF, fonts: GaugeFonts) -> "GaugeLayout":
        """The largest half-circle that fits and still goes with its text, in the middle of the rectangle."""
        room = rect.adjusted(GRID, GRID, -GRID, -GRID)
        largest = _LARGEST * fonts.radius
        radius = max(min(room.width() / 2, room.height() - fonts.height_beside_arc, largest), 1.0)
        top = room.top() + max(room.height() - fonts.height_beside_arc - radius, 0.0) / 2
        centre = QPointF(room.center().x(), top + fonts.limit_height + GRID / 2 + radius)
        caption_top = centre.y() + fonts.limit_height + GRID
        caption = QRectF(room.left(), caption_top, room.width(), fonts.caption_height)
        return GaugeLayout(centre, radius, radius / fonts.radius, caption)

    @property
    def thickness(self) -> float:
        """The width of the bands."""
        return _THICKNESS * self.radius

    @property
    def arc(self) -> QRectF:
        """The square around the full circle that runs along the middle of the bands."""
        middle = self.radius - self.thickness / 2
        return QRectF(self.centre.x() - middle, self.centre.y() - middle, 2 * middle, 2 * middle)
