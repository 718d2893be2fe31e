"""An officer drops a file of applicants and reads what became of each row."""

import csv
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.batch.rows_model import RowsModel
from app.batch.tab import BatchTab
from app.services.desk import Desk
from app.widgets.notice import NoticeKind
from core.portfolio.demo import make_demo
from core.progress import Report
from tests.app.fakes import FakeDialogs
from tests.core.factories import linear_scorecard

_ROWS = 40


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> BatchTab:
    """The tab as it opens the first time."""
    tab = BatchTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1000, 700)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


@pytest.fixture
def applicants(tmp_path: Path) -> Path:
    """A file of applicants; the third has no age, the fourth a slip of the pen."""
    folder = tmp_path / "files"
    folder.mkdir()
    frame = make_demo(_ROWS).applicants.astype(str)
    frame.loc[2, "age"] = ""
    frame.loc[3, "loan_purpose"] = "Personaal"
    path = folder / "applicants.csv"
    frame.to_csv(path, index=False)
    return path


def press(tab: QWidget, text: str) -> None:
    found = [button for button in tab.findChildren(QPushButton) if button.text().replace("&", "").startswith(text)]
    found[0].click()


def wait(qtbot: QtBot, tab: BatchTab) -> None:
    """Wait until the file is done."""
    qtbot.waitUntil(lambda: tab._job is None, timeout=20_000)


def score(qtbot: QtBot, tab: BatchTab, path: Path) -> None:
    tab.open_file(path)
    wait(qtbot, tab)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_model(tab: BatchTab) -> RowsModel:
    model = tab.result.table.model()
    assert isinstance(model, RowsModel)
    return model


def shown(tab: BatchTab, row: int) -> dict[str, str]:
    """A row of the table as people see it, by the heading of the column."""
    model = tab.result.table.model()
    columns = range(model.columnCount())
    return {model.headerData(c, Qt.Orientation.Horizontal): model.index(row, c).data() for c in columns}


def drop(tab: BatchTab, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPointF(9, 9), copy, mime, left, none)
    QApplication.sendEvent(tab, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(tab, QDropEvent(QPointF(9, 9), copy, mime, left, none))


def test_the_empty_tab_says_what_to_do_and_which_columns_it_needs(tab: BatchTab) -> None:
    assert tab.start.isVisible()
    assert "credit_utilization_ratio" in tab.start.drop_zone.words


def test_a_dropped_file_is_scored_beside_its_source(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    drop(tab, applicants)
    wait(qtbot, tab)
    assert len(rows_of(applicants.with_name("applicants_scored.csv"))) == _ROWS
    assert tab.result.isVisible()
    assert tab.result.table.model().rowCount() == _ROWS


def test_a_file_is_chosen_by_keyboard(qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path) -> None:
    dialogs.answers.append(applicants)
    tab.start.drop_zone.setFocus()
    button = tab.start.drop_zone.focusProxy()
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)
    wait(qtbot, tab)
    assert tab.result.isVisible()


def test_nothing_happens_when_no_file_is_chosen(tab: BatchTab, dialogs: FakeDialogs) -> None:
    dialogs.answers.append(None)
    tab.choose_file()
    assert tab.start.isVisible()


def test_the_table_shows_what_the_file_says(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    for row, written in enumerate(rows_of(applicants.with_name("applicants_scored.csv"))):
        seen = shown(tab, row)
        assert seen["Score"] == written["credit_score"]
        assert seen["Rating"] == written["rating"]
        assert seen["What to look at"] == written["row_problem"]
        assert seen["applicant_id"] == written["applicant_id"]


def test_a_bad_row_stands_out_with_its_reason(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    assert shown(tab, 2)["Status"] == "rejected"
    assert "age is empty" in shown(tab, 2)["What to look at"]
    assert "read as Personal" in shown(tab, 3)["What to look at"]
    model = rows_model(tab)
    status = model.columns.index("row_status")
    assert model.index(2, status).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert model.index(0, status).data(Qt.ItemDataRole.ForegroundRole) is None


def test_ratings_have_a_shape_and_figures_line_up(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    model = rows_model(tab)
    rating, age = model.columns.index("rating"), model.columns.index("age")
    assert not model.index(0, rating).data(Qt.ItemDataRole.DecorationRole).isNull()
    alignment = model.index(0, age).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight
    assert model.headerData(0, Qt.Orientation.Vertical) == "2"


def test_the_counts_stand_above_the_rows(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    report = tab.result.scored
    assert report is not None
    assert report.report.rejected == 1
    assert "age is empty" in tab.result.summary.problems.text()


def test_rows_can_be_copied(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    tab.result.table.selectRow(0)
    QTest.keyClick(tab.result.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert rows_of(applicants)[0]["applicant_id"] in QGuiApplication.clipboard().text()


def test_a_missing_file_is_told_in_place(qtbot: QtBot, tab: BatchTab, tmp_path: Path) -> None:
    score(qtbot, tab, tmp_path / "nowhere.csv")
    assert tab.notice.kind is NoticeKind.ERROR
    assert "nowhere.csv" in tab.notice.text
    assert tab.start.isVisible()


def test_an_earlier_result_is_replaced_only_with_consent(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path
) -> None:
    earlier = applicants.with_name("applicants_scored.csv")
    earlier.write_text("precious", encoding="utf-8")
    dialogs.answers.append("Do nothing")
    tab.open_file(applicants)
    assert earlier.read_text(encoding="utf-8") == "precious"
    dialogs.answers.append("Replace it")
    score(qtbot, tab, applicants)
    assert len(rows_of(earlier)) == _ROWS


def test_the_result_goes_where_the_user_chooses(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path, tmp_path: Path
) -> None:
    applicants.with_name("applicants_scored.csv").write_text("precious", encoding="utf-8")
    dialogs.answers += ["Save elsewhere…", tmp_path / "elsewhere.csv"]
    score(qtbot, tab, applicants)
    tab.start.ask_where.setChecked(True)
    dialogs.answers += [tmp_path / "again.csv"]
    score(qtbot, tab, applicants)
    assert len(rows_of(tmp_path / "elsewhere.csv")) == len(rows_of(tmp_path / "again.csv")) == _ROWS


def test_the_wish_to_be_asked_is_remembered(qtbot: QtBot, desk: Desk, tab: BatchTab) -> None:
    tab.start.ask_where.setChecked(True)
    again = BatchTab(desk)
    qtbot.addWidget(again)
    assert again.start.ask_where.isChecked()


class Slow:
    """A file that takes until it is let go, or cancelled."""

    def __init__(self) -> None:
        self.may_end = Event()

    def __call__(self, *_files: object, report: Report) -> None:
        while not self.may_end.wait(0.01):
            report(0.4, "Scored 400 rows")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """Scoring that does not end by itself."""
    slow = Slow()
    monkeypatch.setattr("core.batch.pipeline.score_file", slow)
    yield slow
    slow.may_end.set()


@pytest.mark.usefixtures("slow")
def test_a_long_file_shows_how_far_it_is_and_can_be_cancelled(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    tab.open_file(applicants)
    qtbot.waitUntil(lambda: "Scored 400 rows" in tab.progress.words)
    assert "40%" in tab.progress.words
    assert "left" in tab.progress.words
    press(tab, "Cancel")
    assert "Stopping" in tab.progress.words
    wait(qtbot, tab)
    assert "stopped" in tab.notice.text
    assert not applicants.with_name("applicants_scored.csv").exists()


@pytest.mark.usefixtures("slow")
def test_a_second_file_waits_for_the_first(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    tab.open_file(applicants)
    drop(tab, applicants)
    assert "being scored" in tab.notice.text
    tab.choose_file()
    press(tab, "Cancel")
    wait(qtbot, tab)


def test_several_files_at_once_are_refused_in_words(tab: BatchTab, applicants: Path) -> None:
    drop(tab, applicants, applicants)
    assert "One file at a time" in tab.notice.text


def test_another_model_makes_the_rows_old_until_they_are_scored_again(
    qtbot: QtBot, desk: Desk, tab: BatchTab, applicants: Path
) -> None:
    score(qtbot, tab, applicants)
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    desk.model.reload()
    assert "v1.0; v2.0 is in use now" in tab.notice.text
    press(tab.notice, "Score again")
    wait(qtbot, tab)
    assert tab.result.scored is not None
    assert tab.result.scored.report.model == "v2.0"
    assert tab.notice.isHidden()


def test_a_result_that_was_changed_by_others_is_told(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    applicants.with_name("applicants_scored.csv").write_text("changed", encoding="utf-8")
    rows_model(tab)._pages.clear()
    shown(tab, 0)
    qtbot.waitUntil(lambda: "changed or removed" in tab.notice.text)


def test_a_copy_and_a_sample_can_be_saved(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path, tmp_path: Path
) -> None:
    dialogs.answers += [tmp_path / "sample.csv"]
    press(tab, "Save a sample")
    qtbot.waitUntil(lambda: tab.notice.kind is NoticeKind.SUCCESS and "sample.csv" in tab.notice.text)
    assert len(rows_of(tmp_path / "sample.csv")) == 1_000
    score(qtbot, tab, applicants)
    dialogs.answers += [tmp_path / "copy.csv"]
    press(tab, "Save a copy")
    qtbot.waitUntil(lambda: "copy.csv" in tab.notice.text)
    assert rows_of(tmp_path / "copy.csv") == rows_of(applicants.with_name("applicants_scored.csv"))


def test_a_copy_that_cannot_be_written_is_told(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.answers += [tmp_path / "no folder" / "sample.csv"]
    press(tab, "Save a sample")
    qtbot.waitUntil(lambda: "not saved" in tab.notice.text)


def test_the_scored_file_and_its_folder_are_opened(
    qtbot: QtBot, tab: BatchTab, applicants: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    score(qtbot, tab, applicants)
    press(tab, "Open the scored file")
    press(tab, "Open its folder")
    target = applicants.with_name("applicants_scored.csv")
    assert [Path(path) for path in opened] == [target, target.parent]
