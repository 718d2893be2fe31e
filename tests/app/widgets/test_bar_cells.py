"""Bars stand in cells in place of their text, from the left or from the middle."""

import pytest
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets.bar_cells import BAR_ROLE, Bar, BarCells
from app.widgets.table import Table
from tests.app.widgets.pictures import count, picture

WIDTH = 200


def painted(qtbot: QtBot, bar: Bar | None, text: str = "") -> QImage:
    """A table of one cell."""
    model, item = QStandardItemModel(), QStandardItem(text)
    item.setData(bar, BAR_ROLE)
    model.appendRow(item)
    table = Table()
    qtbot.addWidget(table)
    model.setParent(table)
    table.setModel(model)
    table.setItemDelegate(BarCells(table))
    table.setColumnWidth(0, WIDTH)
    table.resize(WIDTH + 4, 100)
    return picture(table.viewport()).copy(0, 0, WIDTH, table.rowHeight(0))


def halves(image: QImage, colour: QColor) -> tuple[int, int]:
    half = image.width() // 2
    return count(image.copy(0, 0, half, image.height()), colour), count(
        image.copy(half, 0, half, image.height()), colour
    )


def test_a_share_is_as_long_as_it_is_large(qtbot: QtBot) -> None:
    colour = theme.current().active
    whole, half = (count(painted(qtbot, Bar(share, "active")), colour) for share in (1.0, 0.5))
    assert half / whole == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("share", "role", "side"), [(0.8, "adverse", 1), (-0.8, "favourable", 0)])
def test_what_adds_and_what_lessens_go_to_either_side(qtbot: QtBot, share: float, role: str, side: int) -> None:
    found = halves(painted(qtbot, Bar(share, role, diverges=True)), getattr(theme.current(), role))
    assert found[side] > 100
    assert found[1 - side] < 10


def test_nothing_at_all_is_seen_as_a_thin_line(qtbot: QtBot) -> None:
    assert 0 < count(painted(qtbot, Bar(0.0, "active")), theme.current().active) < 40


def test_the_text_is_for_those_who_cannot_see_the_bar(qtbot: QtBot) -> None:
    assert painted(qtbot, Bar(0.5, "active"), "50.0 %") == painted(qtbot, Bar(0.5, "active"))


def test_a_cell_without_a_bar_is_empty(qtbot: QtBot) -> None:
    assert count(painted(qtbot, None, "50.0 %"), theme.current().text) == 0
