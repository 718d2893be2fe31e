"""A row of buttons goes on in the next line instead of asking for more room than there is."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.theme import GRID
from app.widgets.wrapping import WrappingRow

TEXTS = ("Use this model", "Save without using it", "Keep the old one", "Copy as text")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Four buttons, the last of them at the right end."""
    page = QWidget()
    row = WrappingRow()
    page.setLayout(row)
    for text in TEXTS[:-1]:
        row.addWidget(QPushButton(text))
    row.addStretch()
    row.addWidget(QPushButton(TEXTS[-1]))
    qtbot.addWidget(page)
    page.show()
    return page


def shown_at(page: QWidget, width: int) -> list[QRect]:
    """The places of the buttons in a page as high as it asks to be."""
    layout = page.layout()
    assert layout is not None
    layout.activate()
    page.resize(width, page.heightForWidth(width))
    return [button.geometry() for button in page.findChildren(QPushButton) if not button.isHidden()]


def test_with_room_they_stand_in_one_line_and_the_last_at_the_end(page: QWidget) -> None:
    places = shown_at(page, 2 * page.sizeHint().width())
    assert len({place.top() for place in places}) == 1
    assert [right.left() - left.right() - 1 for left, right in pairwise(places[:-1])] == [GRID, GRID]
    assert places[0].left() == 0
    assert places[-1].right() == page.width() - 1


def test_without_room_they_stand_beneath_each_other(page: QWidget) -> None:
    places = shown_at(page, page.minimumSizeHint().width())
    assert len({place.top() for place in places}) == len(TEXTS)
    assert page.minimumSizeHint().width() == max(place.width() for place in places)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_at_any_width_each_is_whole_and_none_covers_another(page: QWidget, share: float) -> None:
    narrow, wide = page.minimumSizeHint().width(), page.sizeHint().width()
    places = shown_at(page, round(narrow + share * (wide - narrow)))
    buttons = page.findChildren(QPushButton)
    assert [place.size() for place in places] == [button.sizeHint() for button in buttons]
    assert all(page.rect().contains(place) for place in places)
    assert not any(one.intersects(two) for at, one in enumerate(places) for two in places[at + 1 :])


def test_a_hidden_one_takes_no_room(page: QWidget) -> None:
    whole = page.sizeHint().width()
    first = page.findChildren(QPushButton)[0]
    first.hide()
    assert page.sizeHint().width() == whole - first.sizeHint().width() - GRID
    assert shown_at(page, whole)[0].left() == 0


def test_a_row_of_nothing_takes_no_room(qtbot: QtBot) -> None:
    page = QWidget()
    page.setLayout(WrappingRow())
    qtbot.addWidget(page)
    assert page.sizeHint().isEmpty()
    assert page.heightForWidth(100) == 0


def test_what_is_taken_out_leaves_its_room(page: QWidget) -> None:
    row = page.layout()
    assert row is not None
    whole, button = page.sizeHint().width(), page.findChildren(QPushButton)[1]
    row.removeWidget(button)
    assert row.count() == len(TEXTS)
    assert row.itemAt(row.count()) is None
    assert row.takeAt(row.count()) is None
    assert page.sizeHint().width() == whole - button.sizeHint().width() - GRID


def test_a_row_that_stands_at_the_right_goes_on_at_the_right(qtbot: QtBot) -> None:
    page, row = QWidget(), WrappingRow()
    page.setLayout(row)
    row.addStretch()
    for text in TEXTS:
        row.addWidget(QPushButton(text))
    qtbot.addWidget(page)
    page.show()
    places = shown_at(page, 2 * page.sizeHint().width() // 3)
    lines = {place.top(): place.right() for place in places}
    assert len(lines) == 2
    assert set(lines.values()) == {page.width() - 1}
