"""Looking at what a widget paints."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from app.services import theme


def picture(widget: QWidget) -> QImage:
    """What the widget paints now."""
    return widget.grab().toImage()


def count(image: QImage, colour: QColor) -> int:
    """How many pixels have exactly this colour."""
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def counts_by_role(widget: QWidget, *roles: str) -> dict[str, int]:
    """How many pixels of the widget have each of the theme's colours."""
    image = picture(widget)
    return {role: count(image, getattr(theme.current(), role)) for role in roles}
