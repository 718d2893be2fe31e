"""The colours of the program by what they are for: light, dark and of high contrast. No other file has colours."""

from typing import NamedTuple

from PySide6.QtGui import QColor


class Theme(NamedTuple):
    """The colours of one look by what they are for.

    Text in ``text`` may stand on every ``*surface*``, ``window`` and ``selection``; ``text_muted`` on ``window``,
    ``surface`` and ``surface_raised``; ``accent_text`` on ``accent`` and ``accent_hover``. A colour with a
    ``*_surface`` of its own may also be text on it, on ``window``, ``surface`` and ``surface_raised``.

    In a look of high contrast text has 7 : 1 and what is drawn has 4.5 : 1, where the others have 4.5 and 3.

    Attributes:
        is_strong: whether it is of high contrast; its lines are thick, and what is set back keeps more of its colour.
        border: edges of what can be edited or clicked.
        separator: quiet lines between things.
        grid: lines behind a chart.
        candidate: the newly trained model in a chart.
        active: the model in use in a chart.
        adverse: what counts against an applicant.
        favourable: what counts for an applicant.
    """

    is_dark: bool
    is_strong: bool
    window: QColor
    surface: QColor
    surface_raised: QColor
    border: QColor
    separator: QColor
    text: QColor
    text_muted: QColor
    text_disabled: QColor
    accent: QColor
    accent_hover: QColor
    accent_text: QColor
    focus: QColor
    selection: QColor
    error: QColor
    error_surface: QColor
    warning: QColor
    warning_surface: QColor
    success: QColor
    success_surface: QColor
    candidate: QColor
    active: QColor
    grid: QColor
    adverse: QColor
    favourable: QColor
    poor: QColor
    poor_surface: QColor
    average: QColor
    average_surface: QColor
    good: QColor
    good_surface: QColor
    excellent: QColor
    excellent_surface: QColor

    @property
    def line(self) -> int:
        """How many pixels wide edges and axes are."""
        return 2 if self.is_strong else 1

    @property
    def set_back(self) -> float:
        """How much of its colour keeps what stands behind something else, from 0 to 1."""
        return 0.75 if self.is_strong else 0.42

    def band(self, rating: str) -> QColor:
        """The colour of a rating: Poor, Average, Good or Excellent; ``KeyError`` for another word."""
        return self._of_band(rating, "")

    def band_surface(self, rating: str) -> QColor:
        """The tint behind text in the colour of a rating; ``KeyError`` for another word."""
        return self._of_band(rating, "_surface")

    def _of_band(self, rating: str, suffix: str) -> QColor:
        colours = {"Poor": "poor", "Average": "average", "Good": "good", "Excellent": "excellent"}
        colour: QColor = getattr(self, colours[rating] + suffix)
        return colour


def _theme(*, is_dark: bool, is_strong: bool = False, **colours: str) -> Theme:
    return Theme(is_dark=is_dark, is_strong=is_strong, **{role: QColor(colour) for role, colour in colours.items()})


LIGHT = _theme(
    is_dark=False,
    window="#f4f5f7", surface="#ffffff", surface_raised="#f9fafb", border="#868e9a", separator="#d5d9df",
    text="#1b1f24", text_muted="#57606a", text_disabled="#868e9a",
    accent="#0b5cad", accent_hover="#084a8c", accent_text="#ffffff", focus="#0b5cad", selection="#cfe3f8",
    error="#b3202c", error_surface="#fdeeee", warning="#855000", warning_surface="#fff4e0",
    success="#12693f", success_surface="#e8f5ee",
    candidate="#b3480a", active="#4a5a70", grid="#dfe3e8", adverse="#a83c6e", favourable="#2463b4",
    poor="#b91f36", poor_surface="#fcebed", average="#9c5404", average_surface="#fdf1e0",
    good="#424e17", good_surface="#f0f3dc", excellent="#07713f", excellent_surface="#e3f5ec",
)  # fmt: skip

DARK = _theme(
    is_dark=True,
    window="#1b1e23", surface="#23272e", surface_raised="#2a2f37", border="#79828f", separator="#3a414b",
    text="#e8eaed", text_muted="#a9b1bc", text_disabled="#79828f",
    accent="#6cb2f5", accent_hover="#8fc5f8", accent_text="#0e1a26", focus="#8fc5f8", selection="#2c4a6b",
    error="#ff8f8a", error_surface="#43262a", warning="#f3bd5a", warning_surface="#40341f",
    success="#74d3a0", success_surface="#1f3a2d",
    candidate="#f0995a", active="#a3b3c9", grid="#3a414b", adverse="#ef8fbb", favourable="#7fb6f5",
    poor="#f78687", poor_surface="#43282c", average="#f8bc32", average_surface="#41351c",
    good="#b9c562", good_surface="#343a20", excellent="#82e5c7", excellent_surface="#1e3d35",
)  # fmt: skip

CONTRAST = _theme(
    is_dark=True, is_strong=True,
    window="#000000", surface="#000000", surface_raised="#000000", border="#ffffff", separator="#b3b3b3",
    text="#ffffff", text_muted="#e6e6e6", text_disabled="#a6a6a6",
    accent="#66d9ff", accent_hover="#b3ecff", accent_text="#000000", focus="#ffff00", selection="#0056b5",
    error="#ff8080", error_surface="#330000", warning="#ffd000", warning_surface="#2b2000",
    success="#5cff9d", success_surface="#00260f",
    candidate="#ffad00", active="#ffffff", grid="#8c8c8c", adverse="#ff80c0", favourable="#66b3ff",
    poor="#ff8080", poor_surface="#330008", average="#ffad00", average_surface="#2b1c00",
    good="#d4ff80", good_surface="#1f2600", excellent="#00dcbe", excellent_surface="#002620",
)  # fmt: skip
