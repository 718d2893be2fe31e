"""The table shows the rows of a file as they are, and makes the important ones stand out."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.batch.rows_model import RowsModel
from app.batch.work import Errand, Scored, scoring
from app.services import theme
from core.progress import silent
from core.scorecard import Scorecard
from tests.core.batch.files import applicants, write_csv
from tests.core.factories import curve_scorecard

_ROLE = Qt.ItemDataRole


def scored(folder: Path, scorecard: Scorecard | None = None) -> Scored:
    """One applicant who is scored, one to look at, one who is rejected; the first column tells nothing."""
    rows = applicants({}, {"credit_utilization_ratio": "150"}, {"age": ""})
    source = write_csv(folder / "in.csv", [{"loan_amount": "", **row} for row in rows])
    result = scoring(Errand(source, folder / "out.csv", scorecard or curve_scorecard()))(silent)
    assert isinstance(result, Scored)
    return result


@pytest.fixture
def model(qapp: object, tmp_path: Path) -> RowsModel:
    return RowsModel(scored(tmp_path))


def cell(model: RowsModel, row: int, name: str, role: Qt.ItemDataRole = _ROLE.DisplayRole) -> object:
    column = next(place for place, column in enumerate(model.columns) if column.name == name)
    return model.index(row, column).data(role)


def test_it_is_a_model_as_qt_wants_it(model: RowsModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows({2: ("",) * len(model.columns)})
    model.show_rows(None)
    assert tester.model() is model
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 3


def test_the_applicant_comes_first_then_what_scoring_says(model: RowsModel) -> None:
    names = [column.name for column in model.columns]
    assert names[:3] == ["cust_id", "credit_score", "rating"]
    assert len(names) == len(set(names))
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Score"
    assert model.headerData(1, Qt.Orientation.Horizontal, _ROLE.ToolTipRole) == "credit_score"


def test_rows_have_the_number_they_have_in_a_spreadsheet(model: RowsModel) -> None:
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == ["2", "3", "4"]


def test_rejected_rows_and_rows_to_look_at_stand_out(model: RowsModel) -> None:
    look = theme.current()
    colours = [cell(model, row, "row_problem", _ROLE.ForegroundRole) for row in range(3)]
    assert colours == [None, look.warning, look.error]
    assert [cell(model, row, "cust_id", _ROLE.BackgroundRole) for row in range(3)] == [None, None, look.error_surface]
    assert cell(model, 2, "row_problem") == "age is empty."


def test_a_rating_has_its_shape_and_its_colour(model: RowsModel) -> None:
    rating = str(cell(model, 0, "rating"))
    icon = cell(model, 0, "rating", _ROLE.DecorationRole)
    assert isinstance(icon, QIcon)
    assert cell(model, 0, "rating", _ROLE.ForegroundRole) == theme.current().band(rating)
    assert cell(model, 2, "rating", _ROLE.DecorationRole) is None
    assert cell(model, 0, "cust_id", _ROLE.DecorationRole) is None


def test_the_words_of_the_model_have_a_shape_too(qapp: object, tmp_path: Path) -> None:
    card = curve_scorecard()
    words = ("E", "C", "B", "A")
    bands = tuple(replace(band, rating=word) for band, word in zip(card.bands, words, strict=True))
    model = RowsModel(scored(tmp_path, replace(card, bands=bands)))
    assert cell(model, 0, "rating") in words
    assert isinstance(cell(model, 0, "rating", _ROLE.DecorationRole), QIcon)


def test_numbers_line_up_under_their_heading(model: RowsModel) -> None:
    for name, side in (("age", Qt.AlignmentFlag.AlignRight), ("loan_type", Qt.AlignmentFlag.AlignLeft)):
        alignment = cell(model, 0, name, _ROLE.TextAlignmentRole)
        assert isinstance(alignment, Qt.AlignmentFlag | int)
        assert alignment & side


def test_the_text_of_the_file_is_told_under_the_mouse(model: RowsModel) -> None:
    assert str(cell(model, 0, "default_probability")).endswith(" %")
    assert float(str(cell(model, 0, "default_probability", _ROLE.ToolTipRole))) < 1


def test_rows_that_were_found_are_shown_alone(model: RowsModel, tmp_path: Path) -> None:
    row = tuple(f"cell {place}" for place in range(len(model.columns)))
    model.show_rows({2: row})
    assert model.rowCount() == 1
    assert model.headerData(0, Qt.Orientation.Vertical) == "4"
    assert str(cell(model, 0, "row_problem")).startswith("cell")
    model.show_rows(None)
    assert model.rowCount() == 3


def test_a_file_that_was_changed_is_told_once(qtbot: QtBot, model: RowsModel, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("changed", encoding="utf-8")
    assert model._pages is not None
    model._pages._kept.clear()
    with qtbot.waitSignal(model.broken) as told:
        assert cell(model, 0, "cust_id") == ""
    assert "changed or removed" in told.args[0]
    with qtbot.assertNotEmitted(model.broken):
        assert cell(model, 1, "cust_id") == ""


def test_columns_of_the_same_name_keep_their_own_cells(qapp: object, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    header, row = source.read_text(encoding="utf-8").splitlines()
    source.write_text(f"note,note,{header}\nfirst,second,{row}\n", encoding="utf-8")
    result = scoring(Errand(source, tmp_path / "out.csv", curve_scorecard()))(silent)
    assert isinstance(result, Scored)
    model = RowsModel(result)
    notes = [place for place, column in enumerate(model.columns) if column.name == "note"]
    assert [model.index(0, place).data() for place in notes] == ["first", "second"]
