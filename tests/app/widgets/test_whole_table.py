"""A table as high as its rows: columns are as wide as what stands in them, wherever that is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from app.widgets.figure_model import Cell, FigureModel
from app.widgets.whole_table import WholeTable

LONG = "a text that is longer than its header by far"


def rows(longest_at: int, count: int = 60) -> list[list[Cell]]:
    return [[Cell(f"row {row}"), Cell(LONG if row == longest_at else "short")] for row in range(count)]


@pytest.fixture
def table(qtbot: QtBot) -> WholeTable:
    table = WholeTable(most_rows=5, narrowest=20)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    return table


def room_for(table: WholeTable, text: str) -> int:
    return table.fontMetrics().horizontalAdvance(text)


@pytest.mark.parametrize("longest_at", [0, 30, 59])
def test_a_long_text_has_its_room_also_where_it_is_out_of_sight(table: WholeTable, longest_at: int) -> None:
    model = FigureModel(("Name", "Told"), parent=table)
    table.show_model(model)
    assert table.columnWidth(1) < room_for(table, LONG)
    model.show_rows(rows(longest_at))
    assert table.columnWidth(1) >= room_for(table, LONG)
    assert table.minimumSizeHint().width() >= room_for(table, LONG + "row 59")
    model.show_rows(rows(longest_at=-1))
    assert table.columnWidth(1) < room_for(table, LONG), "what is gone takes no room"


def test_columns_grow_with_the_text(table: WholeTable) -> None:
    model = FigureModel(("Name", "Told"), parent=table)
    model.show_rows(rows(3))
    table.show_model(model)
    before = table.columnWidth(1)
    larger = QFont(table.font())
    larger.setPointSizeF(2 * larger.pointSizeF())
    table.setFont(larger)
    assert table.columnWidth(1) > 1.5 * before


def test_what_changed_out_of_sight_fits_when_it_is_shown(table: WholeTable) -> None:
    model = FigureModel(("Name", "Told"), parent=table)
    table.show_model(model)
    table.hide()
    model.show_rows(rows(3))
    table.show()
    assert table.columnWidth(1) >= room_for(table, LONG)


def test_the_last_column_gives_way_down_to_its_header_before_the_table_scrolls(table: WholeTable) -> None:
    model = FigureModel(("Name", "Told"), (1,), table)
    model.show_rows(rows(3))
    table.show_model(model)
    assert table.columnWidth(0) + table.columnWidth(1) > table.viewport().width()
    table.let_last_give_way()
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    assert table.columnWidth(1) < room_for(table, LONG)
    assert model.index(3, 1).data(Qt.ItemDataRole.ToolTipRole) == LONG, "the mouse tells what is cut short"
    table.resize(2 * room_for(table, LONG), 200)
    assert table.columnWidth(1) >= room_for(table, LONG)
    table.resize(room_for(table, "row 59"), 200)
    assert table.columnWidth(1) >= room_for(table, "Told")
