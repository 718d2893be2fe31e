"""The table shows the rows of a file as they are, and makes the important ones stand out."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.batch.pages import PAGE_ROWS, Pages
from app.batch.rows_model import RowsModel
from app.batch.work import Errand, Scored, scoring
from app.services import theme
from core.batch.kept.shelf import forget
from core.batch.kept.view import Chooser
from core.batch.kept.wish import Sort, Wish
from core.progress import silent
from core.scorecard import Scorecard
from tests.core.batch.files import applicants, write_csv
from tests.core.factories import curve_scorecard

_ROLE = Qt.ItemDataRole


def scored(folder: Path, scorecard: Scorecard | None = None, more: int = 0) -> Pages:
    """One applicant who is scored, one to look at, one who is rejected; the first column tells nothing."""
    rows = applicants({}, {"credit_utilization_ratio": "150"}, {"age": ""}, *[{}] * more)
    source = write_csv(folder / "in.csv", [{"loan_amount": "", **row} for row in rows])
    return pages_of(folder, source, scorecard)


def pages_of(folder: Path, source: Path, scorecard: Scorecard | None = None) -> Pages:
    """The rows of a file that is scored."""
    result = scoring(Errand(source, folder / "out.csv", scorecard or curve_scorecard(), folder / "batches"))(silent)
    assert isinstance(result, Scored)
    assert result.pages is not None
    return result.pages


def chosen(model: RowsModel, wish: Wish) -> Pages:
    """Other rows of the same file."""
    return Pages(Chooser(model.pages.view.kept).choose(wish))


@pytest.fixture
def model(qapp: object, tmp_path: Path) -> RowsModel:
    return RowsModel(scored(tmp_path))


def cell(model: RowsModel, row: int, name: str, role: Qt.ItemDataRole = _ROLE.DisplayRole) -> object:
    column = next(place for place, column in enumerate(model.columns) if column.name == name)
    return model.index(row, column).data(role)


def test_it_is_a_model_as_qt_wants_it_with_whatever_rows(model: RowsModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    wishes = Wish(statuses=("refer",)), Wish(text="nowhere"), Wish(sort=Sort(0, descending=True)), Wish()
    rows = []
    for wish in wishes:
        model.show_pages(chosen(model, wish))
        rows.append(model.rowCount(QModelIndex()))
    assert rows == [1, 0, 3, 3]
    assert tester.model() is model
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


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


def test_chosen_rows_are_shown_alone_and_keep_their_numbers(model: RowsModel) -> None:
    model.show_pages(chosen(model, Wish(statuses=("rejected",))))
    assert model.rowCount() == 1
    assert model.headerData(0, Qt.Orientation.Vertical) == "4"
    assert cell(model, 0, "row_problem") == "age is empty."
    model.show_pages(chosen(model, Wish()))
    assert model.rowCount() == 3


def test_rows_are_shown_in_the_order_that_was_asked_for(model: RowsModel) -> None:
    place = model.pages.view.kept.columns.index("row_status")
    model.show_pages(chosen(model, Wish(sort=Sort(place, descending=True))))
    assert [cell(model, row, "row_status") for row in range(3)] == ["rejected", "refer", "scored"]
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == ["4", "3", "2"]


def test_rows_of_many_pages_are_read_when_they_come_into_view(qapp: object, tmp_path: Path) -> None:
    model = RowsModel(scored(tmp_path, more=2 * PAGE_ROWS))
    assert model.rowCount() == 2 * PAGE_ROWS + 3
    statuses = [cell(model, row, "row_status") for row in (2 * PAGE_ROWS + 2, 0, PAGE_ROWS, PAGE_ROWS - 1, 1)]
    assert statuses == ["scored", "scored", "scored", "scored", "refer"]


def test_only_some_pages_are_kept(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = scored(tmp_path, more=2 * PAGE_ROWS)
    read: list[int] = []
    page = pages.view.page

    def noted(start: int, stop: int) -> list[tuple[str, ...]]:
        read.append(start)
        return page(start, stop)

    monkeypatch.setattr(pages.view, "page", noted)
    monkeypatch.setattr("app.batch.pages._PAGES", 2)
    for place in (0, PAGE_ROWS, 0, 2 * PAGE_ROWS, PAGE_ROWS):
        pages.row(place)
    assert read == [PAGE_ROWS, 2 * PAGE_ROWS, PAGE_ROWS]


def test_rows_that_are_gone_are_told_once(qtbot: QtBot, model: RowsModel) -> None:
    model.show_pages(chosen(model, Wish(sort=Sort(0))))
    forget(model.pages.view.kept.folder)
    with qtbot.waitSignal(model.broken) as told:
        assert cell(model, 0, "cust_id") == ""
    assert "damaged or was forgotten" in told.args[0]
    with qtbot.assertNotEmitted(model.broken):
        assert cell(model, 1, "cust_id") == ""


def test_columns_of_the_same_name_keep_their_own_cells(qapp: object, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    header, row = source.read_text(encoding="utf-8").splitlines()
    source.write_text(f"note,note,{header}\nfirst,second,{row}\n", encoding="utf-8")
    model = RowsModel(pages_of(tmp_path, source))
    notes = [place for place, column in enumerate(model.columns) if column.name == "note"]
    assert [model.index(0, place).data() for place in notes] == ["first", "second"]
