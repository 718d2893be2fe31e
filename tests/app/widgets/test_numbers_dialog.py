"""The table of a chart's numbers is a sound model of texts."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.widgets.chart_rendering import Numbers
from app.widgets.numbers_dialog import NumbersDialog, NumbersModel
from app.widgets.table import NUMBERS, WORDS

TABLE = Numbers(("Score", "Share"), (("300", "1 %"), ("400", "2 %")))
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole


def test_the_model_keeps_qts_rules() -> None:
    model = NumbersModel(TABLE)

    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert not model.index(0, 0, QModelIndex()).parent().isValid()


def test_words_stand_left_and_numbers_right_in_cells_and_headers() -> None:
    model = NumbersModel(TABLE)

    assert [model.index(0, column).data(_ALIGNMENT) for column in (0, 1)] == [WORDS, NUMBERS]
    assert [model.headerData(column, Qt.Orientation.Horizontal, _ALIGNMENT) for column in (0, 1)] == [WORDS, NUMBERS]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (0, 1)] == ["Score", "Share"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_table_is_named_for_assistive_technology(qtbot: QtBot) -> None:
    dialog = NumbersDialog("ROC", TABLE)
    qtbot.addWidget(dialog)

    assert dialog.table.accessibleName() == "ROC"
    assert dialog.focusWidget() is dialog.table


def test_an_empty_table_can_be_shown(qtbot: QtBot) -> None:
    dialog = NumbersDialog("Nothing", Numbers(("A",), ()))
    qtbot.addWidget(dialog)

    assert not dialog.grab().isNull()
