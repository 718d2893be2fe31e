"""Results outlive the window: an officer finds them again after a restart, opens one, or has it forgotten."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from app.batch.recent import RecentResults
from app.batch.recent_model import RecentModel
from app.batch.tab import BatchTab
from app.services import paths, theme
from app.services.desk import Desk
from app.widgets.notice import NoticeKind
from core.batch.kept.about import ABOUT
from core.batch.kept.shelf import kept_in
from core.progress import Report
from tests.app.batch.conftest import ROWS, SECONDS, press, rows_of, score, shown
from tests.app.fakes import FakeDialogs
from tests.core.factories import linear_scorecard

Open = Callable[[], BatchTab]


@pytest.fixture
def restarted(qtbot: QtBot, opened: Open, applicants: Path) -> BatchTab:
    """The tab after a restart; one file was scored before."""
    score(qtbot, opened(), applicants)
    return again(qtbot, opened)


def again(qtbot: QtBot, opened: Open) -> BatchTab:
    """The tab as it opens once more, when it has found its results."""
    tab = opened()
    qtbot.waitUntil(lambda: tab.recent.table.model().rowCount() > 0, timeout=SECONDS)
    return tab


def cells(recent: RecentResults, row: int = 0) -> list[str]:
    """A row of the list."""
    model = recent.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def open_first(qtbot: QtBot, tab: BatchTab) -> None:
    """Open the newest result with the keyboard and wait until it is there."""
    tab.recent.table.selectRow(0)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        key(tab, Qt.Key.Key_Return)


def key(tab: BatchTab, pressed: Qt.Key) -> None:
    """Press a key in the list."""
    tab.activateWindow()
    tab.recent.table.setFocus()
    QTest.keyClick(tab.recent.table, pressed)


def test_a_newcomer_sees_no_empty_list(qtbot: QtBot, tab: BatchTab, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    assert not tab.recent.table.isVisible()


def test_a_result_is_found_after_a_restart(restarted: BatchTab) -> None:
    assert restarted.start.isVisible()
    name, when, model, rows, refer, rejected, size = cells(restarted.recent)
    assert (name, model, rows, refer, rejected) == ("applicants.csv", "v1.0", str(ROWS), "1", "1")
    assert when.startswith("20")
    assert size.endswith(" MB")


def test_files_of_one_name_are_told_apart_by_their_folders(
    qtbot: QtBot, opened: Open, applicants: Path, dialogs: FakeDialogs
) -> None:
    first, twins = opened(), [applicants]
    for folder in ("june", "july", "old/july"):
        twins.append(applicants.parent / folder / applicants.name)
        twins[-1].parent.mkdir(parents=True)
        shutil.copy(applicants, twins[-1])
    for path in twins[:3]:
        score(qtbot, first, path)
    tab = again(qtbot, opened)
    where = ["applicants.csv in july", "applicants.csv in june", "applicants.csv in files"]
    assert [cells(tab.recent, row)[0] for row in range(3)] == where
    score(qtbot, tab, twins[3])
    score(qtbot, tab, twins[3].rename(twins[3].with_name("other.csv")))
    press(tab, "‹ All results")
    qtbot.waitUntil(lambda: tab.recent.table.model().rowCount() == 5, timeout=SECONDS)
    assert [cells(tab.recent, row)[0] for row in range(3)] == [
        "other.csv",
        f"applicants.csv in {twins[3].parent}",
        f"applicants.csv in {twins[2].parent}",
    ]
    tab.recent.table.selectRow(1)
    dialogs.answers.append("Keep it")
    press(tab, "Forget…")
    assert f"kept of applicants.csv in {twins[3].parent} in this program" in dialogs.asked[0]


def test_one_file_that_was_scored_twice_has_its_name_alone(qtbot: QtBot, opened: Open, applicants: Path) -> None:
    first = opened()
    for _ in range(2):
        score(qtbot, first, applicants)
    tab = again(qtbot, opened)
    assert [cells(tab.recent, row)[0] for row in range(2)] == ["applicants.csv"] * 2


def test_it_is_shown_as_it_was(qtbot: QtBot, restarted: BatchTab, target: Path) -> None:
    open_first(qtbot, restarted)
    assert restarted.result.isVisible()
    assert restarted.result.notice.isHidden()
    for row, written in enumerate(rows_of(target)):
        assert shown(restarted, row)["Score"] == written["credit_score"]
    assert restarted.result.scored is not None
    assert {group.words for group in restarted.result.scored.report.problems} >= {"age is empty."}
    restarted.result.rows.filter.show_problem("^age", "age")
    qtbot.waitUntil(lambda: restarted.result.rows.table.model().rowCount() == 1)


def test_it_is_opened_by_button_and_by_double_click(qtbot: QtBot, restarted: BatchTab) -> None:
    table = restarted.recent.table
    table.selectRow(0)
    with qtbot.waitSignal(restarted.settled, timeout=SECONDS):
        press(restarted, "Open result")
    press(restarted, "‹ All results")
    where = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(restarted.settled, timeout=SECONDS):
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert restarted.result.isVisible()


def test_nothing_is_opened_or_forgotten_while_nothing_is_chosen(restarted: BatchTab) -> None:
    table = restarted.recent.table
    assert table.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection
    assert restarted.recent.selected is not None, "the newest is the one that is mostly wanted"
    table.clearSelection()
    for pressed in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
        key(restarted, pressed)
    assert restarted.start.isVisible()
    assert restarted.recent.table.model().rowCount() == 1


def test_files_that_changed_or_vanished_are_said_and_the_rows_are_there(
    qtbot: QtBot, restarted: BatchTab, applicants: Path, target: Path
) -> None:
    applicants.write_text("other", encoding="utf-8")
    target.unlink()
    open_first(qtbot, restarted)
    assert restarted.result.notice.text == (
        "applicants.csv was changed since it was scored. applicants_scored.csv is no longer there."
    )
    assert restarted.result.notice.kind is NoticeKind.INFO
    assert restarted.result.rows.table.model().rowCount() == ROWS


def test_a_result_of_an_older_model_is_shown_with_that_model(qtbot: QtBot, desk: Desk, restarted: BatchTab) -> None:
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    desk.model.reload()
    open_first(qtbot, restarted)
    assert "scored with model v1.0; v2.0 is in use now" in restarted.result.notice.text
    assert restarted.result.scored is not None
    assert restarted.result.scored.scorecard.version == "v1.0"


def test_a_damaged_result_is_refused_and_can_be_forgotten(
    qtbot: QtBot, opened: Open, desk: Desk, applicants: Path, dialogs: FakeDialogs
) -> None:
    score(qtbot, opened(), applicants)
    (kept,) = kept_in(paths.shelf(desk.data_folder))
    about = json.loads((kept.folder / ABOUT).read_text(encoding="utf-8"))
    (kept.folder / ABOUT).write_text(json.dumps(about | {"rows": 7}), encoding="utf-8")
    tab = again(qtbot, opened)
    assert cells(tab.recent)[0] == "Cannot be opened"
    assert tab.recent.table.model().index(0, 0).data(Qt.ItemDataRole.ForegroundRole) == theme.current().error
    tab.recent.table.selectRow(0)
    key(tab, Qt.Key.Key_Return)
    assert "is damaged" in tab.recent.notice.text
    dialogs.answers.append("Forget it")
    key(tab, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tab.recent.table.model().rowCount() == 0, timeout=SECONDS)
    assert not tab.recent.table.isVisible()


def test_rows_that_are_damaged_are_refused_when_they_are_opened(qtbot: QtBot, restarted: BatchTab, desk: Desk) -> None:
    (kept,) = kept_in(paths.shelf(desk.data_folder))
    (kept.folder / "rows.txt").write_bytes(b"cut")
    open_first(qtbot, restarted)
    assert "is damaged" in restarted.notice.text
    assert restarted.start.isVisible()


def test_a_result_is_forgotten_with_consent_and_the_files_stay(
    qtbot: QtBot, restarted: BatchTab, desk: Desk, dialogs: FakeDialogs, target: Path
) -> None:
    restarted.recent.table.selectRow(0)
    dialogs.answers += ["Keep it", "Forget it"]
    press(restarted, "Forget…")
    assert len(kept_in(paths.shelf(desk.data_folder))) == 1
    press(restarted, "Forget…")
    qtbot.waitUntil(lambda: restarted.recent.table.model().rowCount() == 0, timeout=SECONDS)
    assert kept_in(paths.shelf(desk.data_folder)) == []
    assert target.exists()
    assert "The file of applicants and the scored file stay" in dialogs.asked[0]


def test_a_result_that_cannot_be_forgotten_is_told(
    qtbot: QtBot, restarted: BatchTab, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    restarted.recent.table.selectRow(0)
    dialogs.answers.append("Forget it")
    press(restarted, "Forget…")
    qtbot.waitUntil(lambda: "could not be forgotten" in restarted.recent.notice.text, timeout=SECONDS)


def test_the_list_is_there_again_when_a_result_is_left(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    score(qtbot, tab, applicants)
    press(tab, "‹ All results")
    assert tab.start.isVisible()
    qtbot.waitUntil(lambda: tab.recent.table.model().rowCount() == 2, timeout=SECONDS)
    tab.recent.table.selectRow(1)
    chosen = tab.recent.selected
    tab.recent.refresh()
    tab.recent.refresh()
    qtbot.waitUntil(lambda: tab.recent._job is None, timeout=SECONDS)
    assert tab.recent.selected == chosen


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening that goes on until it is cancelled."""

    def endless(_folder: Path, report: Report) -> None:
        while True:
            report(0.5, "Checking")

    monkeypatch.setattr("app.batch.rows_work._open", endless)


@pytest.mark.usefixtures("slow")
def test_opening_can_be_cancelled_and_another_file_waits(qtbot: QtBot, restarted: BatchTab, applicants: Path) -> None:
    restarted.recent.table.selectRow(0)
    key(restarted, Qt.Key.Key_Return)
    assert restarted.progress.isVisible()
    restarted.open_file(applicants)
    assert "A result is being opened" in restarted.notice.text
    with qtbot.waitSignal(restarted.settled, timeout=SECONDS):
        press(restarted, "Cancel")
    assert "was not opened" in restarted.notice.text
    assert restarted.start.isVisible()


@pytest.mark.logs("A job failed unexpectedly")
def test_a_defect_says_what_to_do(qtbot: QtBot, restarted: BatchTab, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_folder: Path, _report: Report) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.batch.rows_work._open", broken)
    open_first(qtbot, restarted)
    assert "something went wrong in Credit Desk itself" in restarted.notice.text


def test_the_list_is_a_model_as_qt_wants_it(qapp: object, restarted: BatchTab, desk: Desk) -> None:
    model = RecentModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_kept(kept_in(paths.shelf(desk.data_folder)))
    assert model.rowCount(QModelIndex()) == 1
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert str(paths.shelf(desk.data_folder)) not in str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    model.show_kept([])
    assert tester.model() is model
