"""How figures look: signs as in print, and equal widths so that columns line up."""

import math

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

MINUS = "−"
_EQUAL_WIDTH = QFont.Tag("tnum")


def signed(points: float) -> str:
    """Whole points with their sign: ``+23``, ``−61``, or ``0`` when they round to none."""
    whole = round(points)
    if whole == 0:
        return "0"
    return f"{MINUS if whole < 0 else '+'}{abs(whole)}"


def rounded_down(score: float, places: int = 0) -> str:
    """A score as it counts: ``649.97`` reaches no band that begins at 650, and is told as ``649`` or ``649.9``."""
    scale = 10**places
    return f"{math.floor(score * scale) / scale:.{places}f}"


def use_equal_widths(widget: QWidget) -> None:
    """Give a widget figures of equal width; its family and size go on following the application's font."""
    font = QFont()
    font.setFeature(_EQUAL_WIDTH, 1)
    widget.setFont(font)
