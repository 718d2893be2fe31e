"""The look of the program: its named colours, light and dark, and its text sizes.

Every colour of the program stands here. A widget that paints asks ``current()`` inside its ``paintEvent``; ``apply``
changes the application's palette when the look changes, so Qt repaints every widget by itself. What is drawn once and
kept (an icon, a matplotlib figure) is drawn again on ``notifier().changed``.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.services import paths
from app.services.style_sheet import style_sheet

GRID = 8
"""Spacing in the window is a multiple of this many device-independent pixels."""


class Choice(StrEnum):
    """Which look the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @classmethod
    def of(cls, text: str) -> "Choice":
        """The choice that was remembered; that of the system for a text that is none."""
        return next((choice for choice in cls if choice.value == text), cls.SYSTEM)


class TextRole(StrEnum):
    """The text sizes of the program: three, and one for display."""

    SMALL = "small"
    BODY = "body"
    HEADING = "heading"
    DISPLAY = "display"


@dataclass(frozen=True)
class Theme:
    """The colours of one look by what they are for.

    Text in ``text`` may stand on every ``*surface*``, ``window`` and ``selection``; ``text_muted`` on ``window``,
    ``surface`` and ``surface_raised``; ``accent_text`` on ``accent`` and ``accent_hover``. A colour with a
    ``*_surface`` of its own may also be text on it, on ``window``, ``surface`` and ``surface_raised``.

    Attributes:
        border: edges of what can be edited or clicked.
        separator: quiet lines between things.
        grid: lines behind a chart.
        candidate: the newly trained model in a chart.
        active: the model in use in a chart.
        adverse: what counts against an applicant.
        favourable: what counts for an applicant.
    """

    is_dark: bool
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


def _theme(*, is_dark: bool, **colours: str) -> Theme:
    return Theme(is_dark=is_dark, **{role: QColor(colour) for role, colour in colours.items()})


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

_Role = QPalette.ColorRole
_PALETTE = {
    _Role.Window: "window", _Role.WindowText: "text", _Role.Base: "surface", _Role.AlternateBase: "surface_raised",
    _Role.Text: "text", _Role.PlaceholderText: "text_muted", _Role.Button: "surface_raised",
    _Role.ButtonText: "text", _Role.BrightText: "error", _Role.ToolTipBase: "surface_raised",
    _Role.ToolTipText: "text", _Role.Highlight: "selection", _Role.HighlightedText: "text", _Role.Accent: "accent",
    _Role.Link: "accent", _Role.LinkVisited: "accent", _Role.Light: "surface_raised", _Role.Midlight: "separator",
    _Role.Mid: "separator", _Role.Dark: "border", _Role.Shadow: "border",
}  # fmt: skip
_SCHEMES = {
    Choice.SYSTEM: Qt.ColorScheme.Unknown, Choice.LIGHT: Qt.ColorScheme.Light, Choice.DARK: Qt.ColorScheme.Dark,
}  # fmt: skip
_SCALES = {TextRole.SMALL: 0.875, TextRole.BODY: 1.0, TextRole.HEADING: 1.25, TextRole.DISPLAY: 3.5}


class Notifier(QObject):
    """Tells when the look has changed; keeps the user's choice and follows the system's colour scheme."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice.SYSTEM
        self._shown: Theme | None = None

    @Slot()
    def refresh(self) -> None:
        """Give the application the colours of ``current()`` if it has others, and the first time its style."""
        theme, app = current(), QApplication.instance()
        if theme is self._shown or not isinstance(app, QApplication):
            return
        if self._shown is None:
            # Else a style sheet keeps a change of the system's text size from all but the windows themselves.
            app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
            app.setStyle("Fusion")
        self._shown = theme
        app.setPalette(palette(theme))
        app.setStyleSheet(_style_sheet(theme))
        self.changed.emit()


@cache
def notifier() -> Notifier:
    """The one object whose signal ``changed`` says that ``current()`` is another theme now."""
    return Notifier()


def current() -> Theme:
    """The theme in use: the user's choice, else the system's; light where the system does not say."""
    choice = notifier().choice
    if choice is Choice.SYSTEM:
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if choice is Choice.DARK else LIGHT


def apply(app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
    """Give the application its style, palette and style sheet, and follow the system's colour scheme from now on.

    May be called again with another choice while windows are open.
    """
    hints, tells = app.styleHints(), notifier()
    tells.choice = choice
    hints.colorSchemeChanged.connect(tells.refresh, Qt.ConnectionType.UniqueConnection)
    hints.setColorScheme(_SCHEMES[choice])  # so that title bars and native dialogs follow too
    tells.refresh()


def palette(theme: Theme) -> QPalette:
    """The palette that Qt's own painting uses."""
    made = QPalette()
    for role, name in _PALETTE.items():
        made.setColor(role, getattr(theme, name))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.text_disabled)
    return made


def _style_sheet(theme: Theme) -> str:
    icons = paths.resources_folder() / "icons"
    return style_sheet(names(theme), is_dark=theme.is_dark, grid=GRID, icons=icons)


def names(theme: Theme) -> dict[str, str]:
    """The colours as text (``#rrggbb``) by role, for style sheets and for matplotlib."""
    return {role.name: getattr(theme, role.name).name() for role in fields(theme) if role.name != "is_dark"}


def set_state(widget: QWidget, state: str) -> None:
    """Show an input in the look of a state: ``"error"``, or ``""`` for none."""
    if widget.property("state") != state:
        widget.setProperty("state", state)
        polish_again(widget)


def polish_again(widget: QWidget) -> None:
    """Give a widget the look that the style sheet has for its properties of now."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it gets its look when it is first shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def font(role: TextRole | str) -> QFont:
    """The application's font in the size of a role, with figures of equal width; grows with the system's text."""
    sized = QFont(QApplication.font())
    scale = _SCALES[TextRole(role)]
    if sized.pointSizeF() > 0:
        sized.setPointSizeF(sized.pointSizeF() * scale)
    else:
        sized.setPixelSize(round(sized.pixelSize() * scale))
    if role in (TextRole.HEADING, TextRole.DISPLAY):
        sized.setWeight(QFont.Weight.DemiBold)
    sized.setFeature(QFont.Tag("tnum"), 1)
    return sized
