"""A table copies what is selected, selects a million rows at once, and says what to do when it is empty."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets.selected_cells import Piece
from app.widgets.table import COPY_LIMIT, Table
from tests.app.widgets.pictures import count

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Grid(QAbstractTableModel):
    """Cells that hold their row and column; counts how often it was asked for its size and for a cell."""

    def __init__(self, rows: int, columns: int = 4) -> None:
        super().__init__()
        self._rows, self._columns, self.asked, self.read = rows, columns, 0, 0

    def rowCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802 - the name is Qt's
        self.asked += 1
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _ROOT) -> int:  # noqa: N802 - the name is Qt's
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        self.read += 1
        if role != Qt.ItemDataRole.DisplayRole or (index.row(), index.column()) == (1, 1):
            return None
        return f"r{index.row()}c{index.column()}"


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[int], Table]:
    def with_rows(rows: int) -> Table:
        table = Table("Drop a file above; its rows appear here.")
        qtbot.addWidget(table)
        model = Grid(rows)
        model.setParent(table)
        table.setModel(model)
        table.resize(500, 300)
        return table

    return with_rows


def _select(table: Table, top: int, left: int, bottom: int, right: int) -> None:
    model, flags = table.model(), QItemSelectionModel.SelectionFlag.Select
    table.selectionModel().select(QItemSelection(model.index(top, left), model.index(bottom, right)), flags)


def test_copies_a_range_as_tab_separated_text(make: Callable[[int], Table], qtbot: QtBot) -> None:
    table = make(5)
    _select(table, 0, 0, 1, 2)

    with qtbot.waitSignal(table.copied) as copied:
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "r0c0\tr0c1\tr0c2\nr1c0\t\tr1c2"
    assert copied.args == [2]


def test_copies_rows_in_the_order_of_the_table(make: Callable[[int], Table]) -> None:
    table = make(9)
    _select(table, 7, 0, 7, 0)
    _select(table, 2, 0, 2, 0)

    table.copy()

    assert QGuiApplication.clipboard().text() == "r2c0\nr7c0"


def test_nothing_selected_leaves_the_clipboard_alone(make: Callable[[int], Table], qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    table, bare = make(3), Table()
    qtbot.addWidget(bare)

    table.copy()
    bare.copy()

    assert QGuiApplication.clipboard().text() == "before"


def test_too_much_to_copy_at_once_is_left_to_others(make: Callable[[int], Table], qtbot: QtBot) -> None:
    table = make(1_000_000)
    table.selectAll()
    model = table.model()
    assert isinstance(model, Grid)
    model.read = 0

    with qtbot.assertNotEmitted(table.copied), qtbot.waitSignal(table.copy_deferred) as deferred:
        table.copy()

    assert deferred.args == [[Piece(0, 1_000_000, (0, 1, 2, 3))]]
    assert model.read == 0
    assert COPY_LIMIT < 1_000_000


def test_columns_are_copied_as_they_are_seen(make: Callable[[int], Table]) -> None:
    table = make(3)
    table.horizontalHeader().moveSection(3, 0)
    table.hideColumn(2)
    table.selectAll()

    table.copy()

    assert QGuiApplication.clipboard().text().splitlines()[0] == "r0c3\tr0c0\tr0c1"


def test_cells_of_different_columns_are_copied_row_by_row(make: Callable[[int], Table]) -> None:
    table = make(9)
    _select(table, 2, 3, 4, 3)
    _select(table, 3, 0, 5, 0)

    table.copy()

    assert QGuiApplication.clipboard().text() == "r2c3\nr3c0\tr3c3\nr4c0\tr4c3\nr5c0"


def test_a_cell_of_two_lines_stays_one_cell(qtbot: QtBot) -> None:
    table, model = Table(), QStandardItemModel(1, 3)
    qtbot.addWidget(table)
    for column, text in enumerate(("two\nlines", 'a "quoted" word', "tab\there")):
        model.setItem(0, column, QStandardItem(text))
    table.setModel(model)
    table.selectAll()

    table.copy()

    assert QGuiApplication.clipboard().text() == '"two\nlines"\t"a ""quoted"" word"\t"tab\there"'


def test_a_million_rows_are_selected_as_one_range_without_asking_for_each(make: Callable[[int], Table]) -> None:
    table = make(1_000_000)
    table.show()
    model = table.model()
    assert isinstance(model, Grid)
    model.asked = 0

    table.selectAll()
    table.grab()

    assert len(table.selectionModel().selection().toList()) == 1
    assert table.selectionModel().selection().at(0).height() == 1_000_000
    assert model.asked < 10_000


def test_a_letter_is_not_looked_for_in_every_row(make: Callable[[int], Table]) -> None:
    """Qt would move to the next row that begins with it; here each row may have to be read from a file."""
    table = make(1_000)
    table.setCurrentIndex(table.model().index(0, 0))
    model = table.model()
    assert isinstance(model, Grid)
    model.read = 0

    QTest.keyClicks(table, "z9r")

    assert model.read < 10
    assert table.currentIndex().row() == 0


def test_select_all_does_nothing_without_rows(make: Callable[[int], Table], qtbot: QtBot) -> None:
    table, bare = make(0), Table()
    qtbot.addWidget(bare)

    table.selectAll()
    bare.selectAll()

    assert not table.selectionModel().hasSelection()


def test_keys_of_the_system_still_move_and_select(make: Callable[[int], Table], qtbot: QtBot) -> None:
    table = make(5)
    table.setCurrentIndex(table.model().index(0, 0))

    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    assert QKeySequence(QKeySequence.StandardKey.SelectAll) == QKeySequence("Ctrl+A")
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selectionModel().selection().at(0).height() == 5


def test_an_empty_table_says_what_to_do(make: Callable[[int], Table], qapp: QApplication) -> None:
    empty, full = make(0), make(3)
    muted = theme.current().text_muted

    said = count(empty.viewport().grab().toImage(), muted)
    assert said > 10
    empty.set_empty_text("")
    assert count(empty.viewport().grab().toImage(), muted) == 0
    assert count(full.viewport().grab().toImage(), muted) == 0


def test_rows_grow_with_the_text(
    make: Callable[[int], Table], qtbot: QtBot, twice_the_text: Callable[[], None]
) -> None:
    table = make(3)
    before = table.rowHeight(0)

    twice_the_text()

    qtbot.waitUntil(lambda: table.rowHeight(0) > 1.5 * before)


def test_another_model_can_take_the_place_of_the_first(make: Callable[[int], Table], qtbot: QtBot) -> None:
    table = make(3)
    table.setModel(QStandardItemModel(2, 2, table))

    table.selectAll()

    assert table.selectionModel().selection().at(0).width() == 2
