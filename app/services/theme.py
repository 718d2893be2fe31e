"""The look of the program: which of its colours are in use, and its text sizes.

A widget that paints asks ``current()`` inside its ``paintEvent``; ``apply`` changes the application's palette when the
look changes, so Qt repaints every widget by itself. What is drawn once and kept (an icon, a matplotlib figure) is drawn
again on ``notifier().changed``.
"""

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.services import paths
from app.services.colours import CONTRAST, DARK, LIGHT, Theme
from app.services.style_sheet import style_sheet

GRID = 8
"""Spacing in the window is a multiple of this many device-independent pixels."""


class Choice(StrEnum):
    """Which look the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

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


OPTIONS = ("-style", "fusion")
"""Of the command line of Qt, which gives the application its style as it is made."""
_Role = QPalette.ColorRole
_PALETTE = {
    _Role.Window: "window", _Role.WindowText: "text", _Role.Base: "surface", _Role.AlternateBase: "surface_raised",
    _Role.Text: "text", _Role.PlaceholderText: "text_muted", _Role.Button: "surface_raised",
    _Role.ButtonText: "text", _Role.BrightText: "error", _Role.ToolTipBase: "surface_raised",
    _Role.ToolTipText: "text", _Role.Highlight: "selection", _Role.HighlightedText: "text", _Role.Accent: "accent",
    _Role.Link: "accent", _Role.LinkVisited: "accent", _Role.Light: "surface_raised", _Role.Midlight: "separator",
    _Role.Mid: "separator", _Role.Dark: "border", _Role.Shadow: "border",
}  # fmt: skip
_LOOKS = {Choice.LIGHT: LIGHT, Choice.DARK: DARK, Choice.CONTRAST: CONTRAST}
_SCHEMES = {
    Choice.SYSTEM: Qt.ColorScheme.Unknown, Choice.LIGHT: Qt.ColorScheme.Light, Choice.DARK: Qt.ColorScheme.Dark,
    Choice.CONTRAST: Qt.ColorScheme.Dark,
}  # fmt: skip
_SCALES = {TextRole.SMALL: 0.875, TextRole.BODY: 1.0, TextRole.HEADING: 1.25, TextRole.DISPLAY: 3.5}


class Notifier(QObject):
    """Tells when the look has changed; keeps the user's choice and follows what the system asks for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice.SYSTEM
        self.has_style = False
        self._shown: Theme | None = None

    @property
    def has_look(self) -> bool:
        """Whether the application has a style sheet by now."""
        return self._shown is not None

    @Slot()
    def refresh(self) -> None:
        """Give the application the look of ``current()`` if it has another."""
        theme, app = current(), QApplication.instance()
        if theme is self._shown or not isinstance(app, QApplication):
            return
        if not self.has_style:
            app.setStyle(OPTIONS[-1])
            _use_propagation(app)
            self.has_style = True
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
    return _LOOKS.get(notifier().choice) or _systems()


def _systems() -> Theme:
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
    """Give the application its style, palette and style sheet, and follow the system's look from now on.

    May be called again with another choice while windows are open.
    """
    hints, tells = app.styleHints(), notifier()
    tells.choice = choice
    for changed in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
        changed.connect(tells.refresh, Qt.ConnectionType.UniqueConnection)
    hints.setColorScheme(_SCHEMES[choice])  # so that title bars and native dialogs follow too
    tells.refresh()


def prepare(app: QApplication, choice: Choice) -> None:
    """Give an application that was made with ``OPTIONS`` its palette before it has widgets, which would have to follow.

    Call ``apply`` when they are built: a style sheet is worked out again each time a widget finds its parent.
    """
    tells = notifier()
    tells.choice, tells.has_style = choice, True
    _use_propagation(app)
    app.setPalette(palette(current()))


def _use_propagation(app: QApplication) -> None:
    """Let a change of the system's text size reach all widgets, and not only the windows as with a style sheet."""
    app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)


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
    return style_sheet(names(theme), is_dark=theme.is_dark, is_strong=theme.is_strong, grid=GRID, icons=icons)


def names(theme: Theme) -> dict[str, str]:
    """The colours as text (``#rrggbb``) by role, for style sheets and for matplotlib."""
    return {name: colour.name() for name, colour in theme._asdict().items() if isinstance(colour, QColor)}


def set_state(widget: QWidget, state: str) -> None:
    """Show an input in the look of a state: ``"error"``, or ``""`` for none."""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        polish_again(widget)


def polish_again(widget: QWidget) -> None:
    """Give a widget the look that the style sheet has for its properties of now."""
    is_polished = widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    if is_polished and notifier().has_look:  # else it gets its look when it is first shown, or with all others
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
