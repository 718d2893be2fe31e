"""The keyboard stops at an area only where it can scroll there, and then it shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets.quiet_area import QuietArea
from tests.app.widgets.pictures import counts_by_role


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a button above a text that scrolls."""
    theme.notifier().refresh()
    page, text = QWidget(), QLabel("\n".join(map(str, range(20))))
    column = QVBoxLayout(page)
    column.addWidget(QPushButton("Before"))
    column.addWidget(QuietArea(text, "Numbers"))
    column.addWidget(QPushButton("After"))
    qtbot.addWidget(page)
    page.resize(200, 200)
    with qtbot.waitExposed(page):
        page.show()
    page.findChildren(QPushButton)[0].setFocus()
    return page


def area(page: QWidget) -> QuietArea:
    found = page.findChild(QuietArea)
    assert found is not None
    return found


def tab_once(page: QWidget) -> QWidget:
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    return page.focusWidget()


def test_with_something_to_scroll_the_keyboard_stops_and_scrolls(page: QWidget) -> None:
    assert tab_once(page) is area(page)
    QTest.keyClick(area(page), Qt.Key.Key_PageDown)
    assert area(page).verticalScrollBar().value() > 0


def test_with_nothing_to_scroll_it_goes_on(qtbot: QtBot, page: QWidget) -> None:
    page.resize(200, 800)
    qtbot.waitUntil(lambda: area(page).verticalScrollBar().maximum() == 0)
    assert tab_once(page) is page.findChildren(QPushButton)[1]


def test_where_the_keyboard_is_shows(page: QWidget) -> None:
    without = counts_by_role(area(page), "focus")["focus"]
    tab_once(page)
    assert counts_by_role(area(page), "focus")["focus"] > without + 200
    tab_once(page)
    assert counts_by_role(area(page), "focus")["focus"] == without


def test_one_without_a_name_is_never_stopped_at(qtbot: QtBot) -> None:
    nameless = QuietArea(QLabel("\n".join(map(str, range(20)))))
    qtbot.addWidget(nameless)
    nameless.resize(100, 50)
    nameless.show()
    assert nameless.verticalScrollBar().maximum() > 0
    assert nameless.focusPolicy() is Qt.FocusPolicy.NoFocus
