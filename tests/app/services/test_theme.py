"""The look: readable in light and dark, told apart by colour-blind eyes, following the system and the user."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QPalette, QStyleHints
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.services import theme
from app.services.colours import CONTRAST, DARK, LIGHT, Theme
from app.services.theme import Choice

THEMES = pytest.mark.parametrize("look", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
BANDS = ("poor", "average", "good", "excellent")
PLAIN = ("window", "surface", "surface_raised")
SURFACES = (
    *PLAIN,
    "selection",
    "error_surface",
    "warning_surface",
    "success_surface",
    *(f"{b}_surface" for b in BANDS),
)
TEXT_ON_BACKGROUND = [
    *product(["text"], SURFACES),
    *product(["text_muted", "accent", "candidate", "active", "adverse", "favourable"], PLAIN),
    *product(["accent_text"], ["accent", "accent_hover"]),
    *(
        (colour, ground)
        for colour in ("error", "warning", "success", *BANDS)
        for ground in (f"{colour}_surface", *PLAIN)
    ),
]
EDGES_ON_BACKGROUND = [
    *product(["border", "focus"], ["window", "surface"]),
    ("focus", "selection"),
    ("error", "error_surface"),
]
LINES_ON_BACKGROUND = [*product(["separator", "grid"], PLAIN)]
TINT = 0.3
"""The strongest tint of a cell of the confusion matrix."""

# Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency",
# table 1, severity 1.0: matrices on linear RGB.
EYES = {
    "full colour": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: QColor) -> np.ndarray:
    """The colour as linear RGB (IEC 61966-2-1), shape (3,)."""
    encoded = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2."""
    dark, light = sorted(float(linear(colour) @ XYZ[1]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def difference(one: QColor, other: QColor, eye: np.ndarray) -> float:
    """The CIE 1976 colour difference as an eye sees it; about 2 is just noticeable."""
    return float(np.linalg.norm(_lab(eye @ linear(one)) - _lab(eye @ linear(other))))


def _lab(rgb: np.ndarray) -> np.ndarray:
    ratio = XYZ @ rgb.clip(0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """A colour that is painted on another one as a see-through layer."""
    over, under = (np.array([one.redF(), one.greenF(), one.blueF()]) for one in (colour, ground))
    red, green, blue = (share * over + (1 - share) * under).tolist()
    return QColor.fromRgbF(red, green, blue)


@THEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_BACKGROUND)
def test_text_stands_out_from_its_background(look: Theme, text: str, ground: str) -> None:
    """WCAG 2.2 asks 4.5 : 1 (criterion 1.4.3), and 7 : 1 for enhanced contrast (1.4.6)."""
    assert contrast(getattr(look, text), getattr(look, ground)) >= (7 if look.is_strong else 4.5)


@THEMES
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON_BACKGROUND)
def test_edges_of_what_can_be_edited_are_seen(look: Theme, edge: str, ground: str) -> None:
    """WCAG 2.2, criterion 1.4.11 asks 3 : 1."""
    assert contrast(getattr(look, edge), getattr(look, ground)) >= (4.5 if look.is_strong else 3.0)


@pytest.mark.parametrize(("line", "ground"), LINES_ON_BACKGROUND)
def test_in_high_contrast_every_line_is_seen(line: str, ground: str) -> None:
    """Also those that are meant to be quiet in the other looks."""
    assert contrast(getattr(CONTRAST, line), getattr(CONTRAST, ground)) >= 4.5


@pytest.mark.parametrize("band", BANDS)
def test_in_high_contrast_the_bands_that_are_set_back_are_seen_too(band: str) -> None:
    set_back = mixed(getattr(CONTRAST, band), CONTRAST.surface, CONTRAST.set_back)
    assert contrast(set_back, CONTRAST.surface) >= 4.5
    assert contrast(getattr(CONTRAST, band), set_back) >= 1.5, "the band of the score is brighter"


@THEMES
@pytest.mark.parametrize("tint", ["adverse", "favourable"])
def test_text_stands_out_from_a_tinted_cell(look: Theme, tint: str) -> None:
    ground = mixed(getattr(look, tint), look.window, TINT)
    assert contrast(look.text, ground) >= (7 if look.is_strong else 4.5)


def test_high_contrast_is_white_on_black_with_thick_lines() -> None:
    assert (CONTRAST.text.name(), CONTRAST.window.name()) == ("#ffffff", "#000000")
    assert CONTRAST.line > LIGHT.line == DARK.line


@THEMES
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("series", [BANDS, ("candidate", "active"), ("adverse", "favourable")])
def test_colours_with_a_meaning_stay_apart_for_every_eye(look: Theme, eye: str, series: tuple[str, ...]) -> None:
    for one, other in combinations(series, 2):
        assert difference(getattr(look, one), getattr(look, other), EYES[eye]) >= 12, (one, other)


def test_the_looks_have_the_same_roles_and_say_which_they_are() -> None:
    assert theme.names(LIGHT).keys() == theme.names(DARK).keys() == theme.names(CONTRAST).keys()
    assert [look.is_dark for look in (LIGHT, DARK, CONTRAST)] == [False, True, True]
    assert [look.is_strong for look in (LIGHT, DARK, CONTRAST)] == [False, False, True]


@THEMES
def test_a_rating_has_a_colour_and_a_tint(look: Theme) -> None:
    assert look.band("Excellent") == look.excellent
    assert look.band_surface("Poor") == look.poor_surface
    with pytest.raises(KeyError):
        look.band("Splendid")


def test_no_colour_is_written_elsewhere() -> None:
    app_folder = Path(theme.__file__).parents[1]
    others = [path for path in app_folder.rglob("*.py") if path.name != "colours.py"]
    pattern = re.compile(r"#[0-9a-fA-F]{3,8}\b|QColor\(\d+|\brgba?\(")
    written = {str(path): pattern.findall(path.read_text(encoding="utf-8")) for path in others}
    assert others
    assert {path: colours for path, colours in written.items() if colours} == {}


def test_the_users_choice_wins_and_the_application_follows(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, Choice.LIGHT)
    with qtbot.waitSignal(theme.notifier().changed):
        theme.apply(qapp, Choice.DARK)
    assert theme.current() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.window
    assert DARK.accent.name() in qapp.styleSheet()
    assert LIGHT.accent.name() not in qapp.styleSheet()


def test_nothing_is_repainted_when_the_look_stays(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, Choice.DARK)
    with qtbot.assertNotEmitted(theme.notifier().changed):
        theme.apply(qapp, Choice.DARK)


def test_without_a_choice_the_system_decides(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp)
    assert theme.current() is LIGHT, "a system that does not say gets the light look"
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Dark)
    with qtbot.waitSignal(theme.notifier().changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert qapp.palette().color(QPalette.ColorRole.Base) == DARK.surface
    monkeypatch.undo()
    theme.notifier().refresh()


def test_high_contrast_can_be_chosen(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, Choice.LIGHT)
    with qtbot.waitSignal(theme.notifier().changed):
        theme.apply(qapp, Choice.CONTRAST)
    assert theme.current() is CONTRAST
    assert qapp.palette().color(QPalette.ColorRole.Window) == CONTRAST.window
    assert Choice.of("contrast") is Choice.CONTRAST


@pytest.fixture
def asks_for_contrast(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """The system's wish for high contrast, which it tells."""

    def ask() -> None:
        monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _: Qt.ContrastPreference.HighContrast)
        hints = qapp.styleHints()
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)

    yield ask
    monkeypatch.undo()
    theme.notifier().refresh()


def test_a_system_that_asks_for_contrast_gets_it(
    qapp: QApplication, qtbot: QtBot, asks_for_contrast: Callable[[], None]
) -> None:
    theme.apply(qapp)
    with qtbot.waitSignal(theme.notifier().changed):
        asks_for_contrast()
    assert theme.current() is CONTRAST
    assert qapp.palette().color(QPalette.ColorRole.Base) == CONTRAST.surface


def test_the_users_choice_wins_over_the_systems_contrast(
    qapp: QApplication, qtbot: QtBot, asks_for_contrast: Callable[[], None]
) -> None:
    theme.apply(qapp, Choice.LIGHT)
    with qtbot.assertNotEmitted(theme.notifier().changed):
        asks_for_contrast()
    assert theme.current() is LIGHT


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QPushButton])
def test_in_high_contrast_edges_are_thick_and_the_focus_thicker(
    qapp: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    theme.apply(qapp, Choice.CONTRAST)
    page = QWidget()
    field, other = kind(), QLineEdit()
    column = QVBoxLayout(page)
    for widget in (field, other):
        column.addWidget(widget)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    other.setFocus()
    plain = _edge(field)
    field.setFocus()
    assert plain == [CONTRAST.border, CONTRAST.border, CONTRAST.surface, CONTRAST.surface]
    assert _edge(field)[:3] == [CONTRAST.focus] * 3


def _edge(widget: QWidget) -> list[QColor]:
    """The colours of the first pixels from the left edge inwards."""
    image = widget.grab().toImage()
    return [image.pixelColor(x, image.height() // 2) for x in range(4)]


@pytest.mark.parametrize("kind", [QScrollBar, QSlider])
def test_in_high_contrast_what_is_dragged_is_seen(
    qapp: QApplication, qtbot: QtBot, kind: type[QScrollBar | QSlider]
) -> None:
    """Fusion's own are black on black there."""
    theme.apply(qapp, Choice.CONTRAST)
    bar = kind(Qt.Orientation.Horizontal)
    qtbot.addWidget(bar)
    bar.resize(200, 30)
    image = bar.grab().toImage()
    assert any(image.pixelColor(x, image.height() // 2) == CONTRAST.text for x in range(image.width()))


def _ticked(kind: type[QCheckBox | QRadioButton]) -> QWidget:
    button = kind("ratios")
    button.setChecked(True)
    return button


def _tab_bar() -> QWidget:
    bar = QTabBar()
    bar.addTab("Reasons")
    return bar


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
@pytest.mark.parametrize(
    "make",
    [
        QLineEdit, QComboBox, QSpinBox, QPushButton, QToolButton, partial(QSlider, Qt.Orientation.Horizontal),
        partial(QCheckBox, "ratios"), partial(_ticked, QCheckBox), partial(_ticked, QRadioButton), _tab_bar,
    ],
)  # fmt: skip
def test_whatever_has_the_focus_shows_it(
    qapp: QApplication, qtbot: QtBot, choice: Choice, make: Callable[[], QWidget]
) -> None:
    """WCAG 2.2, criterion 2.4.7."""
    theme.apply(qapp, choice)
    page = QWidget()
    widget, other = make(), QPushButton("Elsewhere")
    column = QVBoxLayout(page)
    for one in (widget, other):
        column.addWidget(one)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    other.setFocus()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    widget.repaint()
    assert widget.grab().toImage() != without


def test_open_windows_change_with_the_look(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, Choice.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(20, 20)
    with qtbot.waitExposed(window):
        window.show()
    assert window.grab().toImage().pixelColor(10, 10) == LIGHT.window
    theme.apply(qapp, Choice.DARK)
    qtbot.waitUntil(lambda: window.grab().toImage().pixelColor(10, 10) == DARK.window)


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QSpinBox])
def test_a_wrong_input_looks_wrong_until_it_is_mended(qapp: QApplication, qtbot: QtBot, kind: type[QWidget]) -> None:
    theme.apply(qapp, Choice.LIGHT)
    field = kind()
    qtbot.addWidget(field)
    field.resize(200, 40)
    theme.set_state(field, "error")
    assert _ground_of(field) == LIGHT.error_surface
    theme.set_state(field, "")
    assert _ground_of(field) == LIGHT.surface


def test_the_primary_button_is_the_accent_one(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, Choice.LIGHT)
    button = QPushButton("")
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    button.resize(200, 40)
    assert _ground_of(button) == LIGHT.accent


@pytest.mark.parametrize(
    ("choice", "least"),
    [(Choice.LIGHT, 3.0), (Choice.DARK, 3.0), (Choice.CONTRAST, 4.5)],
    ids=["light", "dark", "contrast"],
)
@pytest.mark.parametrize("primary", [False, True])
def test_a_button_that_is_off_can_still_be_read(
    qapp: QApplication, qtbot: QtBot, choice: Choice, least: float, *, primary: bool
) -> None:
    """WCAG asks nothing of it; but whoever cannot read it cannot know what would be there."""
    theme.apply(qapp, choice)
    button = QPushButton("IIIIIIII")
    button.setProperty("primary", primary)
    button.setEnabled(False)
    qtbot.addWidget(button)
    button.resize(200, 40)
    image = button.grab().toImage()
    ground = image.pixelColor(10, 20)
    assert max(contrast(image.pixelColor(x, 20), ground) for x in range(10, 190)) >= least


def _ground_of(widget: QWidget) -> QColor:
    """The colour painted between the text on the left and the arrows on the right."""
    return widget.grab().toImage().pixelColor(100, 20)


def test_three_sizes_and_one_for_display_come_from_the_systems_text() -> None:
    body = theme.font("body").pointSizeF()
    assert body == QApplication.font().pointSizeF()
    assert theme.font("small").pointSizeF() < body < theme.font("heading").pointSizeF()
    assert theme.font("display").pointSizeF() >= 3 * body


@pytest.fixture
def system_font(qapp: QApplication) -> Iterator[Callable[[QFont], None]]:
    """Sets the system's font for one test."""
    before = QFont(qapp.font())
    yield qapp.setFont
    qapp.setFont(before)


@pytest.mark.parametrize("role", theme.TextRole)
def test_every_size_follows_when_the_system_doubles_its_text(
    system_font: Callable[[QFont], None], role: theme.TextRole
) -> None:
    doubled, before = QFont(QApplication.font()), theme.font(role).pointSizeF()
    doubled.setPointSizeF(2 * doubled.pointSizeF())
    system_font(doubled)
    assert theme.font(role).pointSizeF() == 2 * before


def test_inputs_grow_with_the_text(qapp: QApplication, qtbot: QtBot, system_font: Callable[[QFont], None]) -> None:
    theme.apply(qapp)
    field, doubled = QLineEdit("742"), QFont(qapp.font())
    qtbot.addWidget(field)
    before = field.sizeHint().height() - field.fontMetrics().height()
    doubled.setPointSizeF(2 * doubled.pointSizeF())
    system_font(doubled)
    assert field.sizeHint().height() - field.fontMetrics().height() >= before, "the text has the room it had"


def test_a_look_taken_from_the_system_alone_lets_text_grow_too(qapp: QApplication) -> None:
    """Whoever asks first for the colours gives the style with them, also where nobody chose a look."""
    grows = Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles
    qapp.setAttribute(grows, False)
    theme.Notifier().refresh()
    assert qapp.testAttribute(grows)


def test_what_stands_inside_a_window_grows_with_the_text(
    qapp: QApplication, qtbot: QtBot, system_font: Callable[[QFont], None]
) -> None:
    """Qt keeps a change of text from the children of a window that has a style sheet, unless it is told not to."""
    theme.apply(qapp)
    window, inside = QWidget(), QLabel("Credit score")
    QVBoxLayout(window).addWidget(inside)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    doubled = QFont(qapp.font())
    doubled.setPointSizeF(2 * doubled.pointSizeF())
    system_font(doubled)
    qtbot.waitUntil(lambda: inside.font().pointSizeF() == doubled.pointSizeF())


def test_a_system_font_given_in_pixels_is_scaled_too(system_font: Callable[[QFont], None]) -> None:
    font = QFont(QApplication.font())
    font.setPixelSize(16)
    system_font(font)
    assert theme.font("heading").pixelSize() == 20


def test_figures_are_of_equal_width() -> None:
    assert theme.font("body").featureValue(QFont.Tag("tnum")) == 1


def test_a_remembered_choice_that_is_none_follows_the_system() -> None:
    assert Choice.of("dark") is Choice.DARK
    assert Choice.of("purple") is Choice.SYSTEM
