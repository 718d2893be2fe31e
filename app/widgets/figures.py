"""How figures look: signs as in print, and equal widths so that columns line up."""

import math
from collections.abc import Iterable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

MINUS = "−"
_EQUAL_WIDTH = QFont.Tag("tnum")


def signed(points: float, places: int = 0) -> str:
    """Points with their sign: ``+23``, ``−61``, ``+0.4``, or ``0`` when they round to none."""
    told = round(points, places)
    if told == 0:
        return "0"
    return f"{MINUS if told < 0 else '+'}{abs(told):.{places}f}"


def places_for(points: Iterable[float]) -> int:
    """Decimals to tell points with: none, or where all are below one as many as the largest needs, at most two."""
    largest = max(map(abs, points), default=1.0)
    return 0 if largest >= 1 else 1 if largest >= 0.1 else 2


def rounded_down(score: float, places: int = 0) -> str:
    """A score as it counts: ``649.97`` reaches no band that begins at 650, and is told as ``649`` or ``649.9``."""
    scale = 10**places
    return f"{math.floor(score * scale) / scale:.{places}f}"


def percent(share: float, places: int = 1) -> str:
    """A share in per cent: ``95.5 %``, with a space as everywhere in the window."""
    return f"{100 * share:.{places}f} %".replace("-", MINUS)


def use_equal_widths(widget: QWidget) -> None:
    """Give a widget figures of equal width; its family and size go on following the application's font."""
    font = QFont()
    font.setFeature(_EQUAL_WIDTH, 1)
    widget.setFont(font)
