"""Looks for what has not the room it needs on a screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

SMALL_SCREEN = QSize(1024, 700)
"""The smallest window that the program is made for, in device-independent pixels."""
SMALL_TAB = QSize(1024, 560)
"""What such a window leaves to a tab where text is twice as large."""


def fits(widget: QWidget, room: QSize) -> bool:
    """Whether a widget can be made as small as that."""
    needed = widget.minimumSizeHint()
    return needed.width() <= room.width() and needed.height() <= room.height()


def clipped(page: QWidget) -> list[str]:
    """Whatever is on show and cut off, or needs scrolling sideways to be read, in words."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
    choices = [one for one in page.findChildren(QComboBox) if one.isVisible()]
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.text()]
    areas = [one for one in page.findChildren(QScrollArea) if one.isVisible()]
    return [
        *(f"label: {one.text()}" for one in labels if _is_cut(one)),
        *(f"choice: {one.currentText()}" for one in choices if _is_choice_cut(one)),
        *(f"button: {one.text()}" for one in buttons if one.width() < one.sizeHint().width()),
        *(f"sideways: {_name(one)}" for one in areas if one.horizontalScrollBar().maximum()),
        *(f"out of sight: {_name(one)}" for one in areas if _is_cut_sideways(one)),
    ]


def _is_cut(label: QLabel) -> bool:
    if label.textFormat() is not Qt.TextFormat.PlainText and "<" in label.text():
        return False
    if not label.wordWrap():
        return label.width() < label.sizeHint().width()
    return label.width() < label.minimumSizeHint().width() or label.height() < label.heightForWidth(label.width())


def _is_choice_cut(choice: QComboBox) -> bool:
    """Whether the text of a choice goes on beneath its arrow."""
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    style, field = choice.style(), QStyle.SubControl.SC_ComboBoxEditField
    room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, choice).width()
    return room < choice.fontMetrics().horizontalAdvance(choice.currentText())


def _is_cut_sideways(area: QScrollArea) -> bool:
    """Whether an area that has no bar for it holds something wider than itself."""
    held = area.widget()
    return held is not None and held.width() > area.viewport().width()


def _name(area: QAbstractScrollArea) -> str:
    return area.accessibleName() or area.objectName() or type(area).__name__
