"""The application's style sheet, written from the named colours of a theme.

It holds only what Fusion and the palette do not give: calm edges, one look of focus and of errors, room on the grid.
Sizes are paddings around text, so that everything grows with the system's text size.
"""

from collections.abc import Mapping
from pathlib import Path
from string import Template

_INPUTS = ("QLineEdit", "QAbstractSpinBox", "QComboBox", "QPlainTextEdit", "QTextEdit")


def style_sheet(colours: Mapping[str, str], *, is_dark: bool, is_strong: bool, grid: int, icons: Path) -> str:
    """Fill colours by role, paddings as parts of the grid in pixels, and the folder of icons into the style sheet.

    Looks that a widget asks for by a dynamic property: ``state="error"`` on an input, ``primary=true`` on the one
    button of a page that does its work, ``chosen=false`` on a list that stands at no choice yet, ``muted=true``,
    ``state="warning"`` and ``state="error"`` on a label.
    """
    edge, ring = (2, 4) if is_strong else (1, 2)
    sizes = {"half": grid // 2, "half_less": grid // 2 - 1, "grid": grid, "double": 2 * grid}
    sizes |= {
        "bar": 5 * grid // 2,
        "least_handle": 3 * grid,
        "edge": edge,
        "ring": ring,
        "beside_ring": grid // 2 - (ring - edge),
    }
    pixels = {key: str(value) for key, value in sizes.items()}
    states = {"inputs": "", "inputs_focus": ":focus", "inputs_disabled": ":disabled", "inputs_error": '[state="error"]'}
    inputs = {key: ", ".join(name + state for name in _INPUTS) for key, state in states.items()}
    check = "check-black" if is_dark else "check-white"
    template = Template(_TEMPLATE + _STRONG if is_strong else _TEMPLATE)
    return template.substitute(colours, **pixels, **inputs, icons=icons.as_posix(), check=check)


_TEMPLATE = """
$inputs {
    background: $surface; color: $text; border: ${edge}px solid $border; border-radius: ${half}px;
    padding: ${half}px; selection-background-color: $selection; selection-color: $text;
}
$inputs_focus { border: ${ring}px solid $focus; padding: ${beside_ring}px; }
$inputs_disabled { background: $window; color: $text_disabled; border-color: $separator; }
$inputs_error { background: $error_surface; border-color: $error; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { background: transparent; border: 0; padding: 0; }
QLineEdit { placeholder-text-color: $text_muted; }
QComboBox[chosen="false"] { color: $text_muted; }
QRadioButton { padding: ${half}px 0; }

QComboBox::drop-down { border: 0; width: 3ex; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 3ex; background: transparent; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow, QAbstractSpinBox::up-arrow { width: 1.4ex; height: 1.4ex; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow { image: url("$icons/chevron-down.svg"); }
QAbstractSpinBox::up-arrow { image: url("$icons/chevron-up.svg"); }
QComboBox QAbstractItemView { background: $surface; color: $text; border: ${edge}px solid $border; }

QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator {
    background: $surface; border: ${edge}px solid $border; width: 2ex; height: 2ex;
}
QCheckBox::indicator, QGroupBox::indicator { border-radius: ${half_less}px; }
QRadioButton::indicator { border-radius: 1ex; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icons/$check.svg");
}
QRadioButton::indicator:checked { background: $accent_text; border: 0.6ex solid $accent; width: 1ex; height: 1ex; }
QCheckBox:focus, QRadioButton:focus, QSlider:focus { background: $selection; border-radius: ${half}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_disabled; }

QPushButton {
    background: $surface; color: $accent; border: ${edge}px solid $border; border-radius: ${half}px;
    padding: ${half}px ${double}px;
}
QPushButton:hover { background: $surface_raised; border-color: $accent_hover; color: $accent; }
QPushButton:pressed { background: $selection; color: $text; }
QPushButton:focus { border: ${ring}px solid $focus; padding: ${beside_ring}px ${double}px; }
QPushButton:disabled { background: $window; color: $text_disabled; border-color: $separator; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed { background: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $separator; color: $text_muted; border-color: $separator; }

QToolButton:focus { border: ${ring}px solid $focus; border-radius: ${half}px; }

QLabel[muted="true"] { color: $text_muted; }
QLabel[state="error"] { color: $error; }
QLabel[state="warning"] { color: $warning; }

QTabWidget::pane { border: 0; border-top: 1px solid $separator; }
#answer_pages > QTabBar { alignment: center; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $text_muted; padding: ${grid}px ${double}px;
    border-bottom: ${ring}px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $selection; color: $text; }

QGroupBox {
    background: $surface; border: 1px solid $separator; border-radius: ${half}px;
    margin-top: 3ex; padding: ${grid}px;
}
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $text; }

QTableView, QTreeView, QListView {
    background: $surface; alternate-background-color: $surface_raised; color: $text; gridline-color: $separator;
    border: 1px solid $separator; selection-background-color: $selection; selection-color: $text;
}
QTableView::item { padding: 0 ${grid}px; }
QTreeView::item { padding: ${half}px ${grid}px; }
QTableView:focus, QTreeView:focus, QListView:focus { border-color: $focus; }
QHeaderView { background: $surface_raised; border: 0; }
QHeaderView::section {
    background: $surface_raised; color: $text_muted; padding: ${half}px ${grid}px;
    border: 0; border-bottom: 1px solid $separator; border-right: 1px solid $separator;
}
QTableCornerButton::section { background: $surface_raised; border: 0; }

QProgressBar {
    background: $surface; color: $text; border: 1px solid $border; border-radius: ${half}px; text-align: center;
}
QProgressBar::chunk { background: $selection; border-radius: ${half_less}px; }
QSplitter::handle { background: $separator; }
QStatusBar { background: $surface_raised; color: $text_muted; border-top: 1px solid $separator; }
QStatusBar::item { border: 0; }
QToolTip { background: $surface_raised; color: $text; border: ${edge}px solid $border; padding: ${half}px; }
"""

_STRONG = """
QRadioButton::indicator:unchecked { border: 0.3ex solid $border; width: 1.6ex; height: 1.6ex; }
QPushButton[primary="true"]:disabled { background: $window; color: $text_disabled; }
QTabBar::tab:selected { border-bottom-color: $text; }
QTableView:focus, QTreeView:focus, QListView:focus { border: ${edge}px solid $focus; }
QMenu { border: ${edge}px solid $border; }
QTabBar QToolButton { background: $surface; border: 1px solid $border; }
QTabBar QToolButton::left-arrow { image: url("$icons/chevron-left.svg"); }
QTabBar QToolButton::right-arrow { image: url("$icons/chevron-right.svg"); }

QScrollBar { background: $surface; border: 1px solid $separator; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $text; border: ${edge}px solid $surface; }
QScrollBar::handle:vertical { min-height: ${least_handle}px; }
QScrollBar::handle:horizontal { min-width: ${least_handle}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }

QSlider::groove:horizontal { background: $surface; border: 1px solid $border; height: ${half}px; }
QSlider::sub-page:horizontal { background: $accent; }
QSlider::handle:horizontal { background: $text; border: ${edge}px solid $surface; width: 2ex; margin: -1ex 0; }
QSlider::handle:horizontal:focus { background: $focus; }
"""
"""What is needed where nothing may be quiet: Fusion paints bars and sliders in shades of the window."""
