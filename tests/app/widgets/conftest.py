"""What tests of widgets stand on."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def twice_the_text(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[], None]]:
    """A function that makes the text of the program twice as large and waits until widgets have been told."""
    before = QFont(qapp.font())

    def enlarge() -> None:
        larger = QFont(before)
        larger.setPointSizeF(2 * before.pointSizeF())
        _set_font(qapp, qtbot, larger)

    yield enlarge
    _set_font(qapp, qtbot, before)


def _set_font(qapp: QApplication, qtbot: QtBot, font: QFont) -> None:
    told = QWidget()
    qapp.setFont(font)
    qtbot.waitUntil(lambda: told.font().pointSizeF() == font.pointSizeF())
