"""An officer sorts, filters, walks, opens, arranges and copies the rows of a scored file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu
from pytestqt.qtbot import QtBot

from app.batch.pages import Pages
from app.batch.rows_pane import RowsPane
from app.batch.tab import BatchTab
from app.services.desk import Desk
from app.services.opened_row import OpenedRow
from core.batch.kept.shelf import forget
from core.progress import Report
from tests.app.batch.conftest import ROWS, SECONDS, press, rows_model, rows_of, score, shown

_HORIZONTAL = Qt.Orientation.Horizontal


@pytest.fixture
def pane(qtbot: QtBot, tab: BatchTab, applicants: Path) -> RowsPane:
    """The rows of the file of the tests, scored."""
    score(qtbot, tab, applicants)
    return tab.result.rows


@pytest.fixture
def wait(qtbot: QtBot, pane: RowsPane) -> Callable[[Callable[[], object]], None]:
    """Does something and waits until the rows that it asks for are shown."""

    def until_shown(act: Callable[[], object]) -> None:
        with qtbot.waitSignal(pane._chooser.found, timeout=SECONDS):
            act()

    return until_shown


Wait = Callable[[Callable[[], object]], None]


def column(tab: BatchTab, heading: str) -> int:
    """The column with a heading."""
    model = rows_model(tab)
    names = [column.heading for column in model.columns]
    return names.index(heading)


def click_header(tab: BatchTab, heading: str) -> None:
    """Click a heading, wherever it stands."""
    table = tab.result.rows.table
    header, section = table.horizontalHeader(), column(tab, heading)
    table.scrollTo(table.model().index(0, section))
    where = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)


def cells(tab: BatchTab, heading: str) -> list[str]:
    """What is shown in a column."""
    model, place = rows_model(tab), column(tab, heading)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def choose(box: QComboBox, words: str) -> None:
    """Choose what begins with words, by the keyboard."""
    QTest.keyClicks(box, words)
    assert box.currentText().startswith(words)


def test_a_click_on_a_heading_sorts_and_the_third_gives_the_order_of_the_file(
    tab: BatchTab, pane: RowsPane, wait: Wait
) -> None:
    in_file = cells(tab, "Score")
    numbers = sorted(int(text) for text in in_file if text)
    blanks = [""] * in_file.count("")
    wait(lambda: click_header(tab, "Score"))
    assert cells(tab, "Score") == [*map(str, numbers), *blanks]
    assert rows_model(tab).headerData(column(tab, "Score"), _HORIZONTAL) == "Score ▲"
    wait(lambda: click_header(tab, "Score"))
    assert cells(tab, "Score") == [*map(str, numbers[::-1]), *blanks]
    assert rows_model(tab).headerData(column(tab, "Score"), _HORIZONTAL) == "Score ▼"
    wait(lambda: click_header(tab, "Score"))
    assert cells(tab, "Score") == in_file
    assert pane.table.horizontalHeader().sortIndicatorSection() == -1


def test_numbers_of_the_file_are_sorted_as_scoring_read_them(tab: BatchTab, pane: RowsPane, wait: Wait) -> None:
    wait(lambda: click_header(tab, "age"))
    ages = cells(tab, "age")
    assert ages[-1] == ""
    assert ages[:-1] == sorted(ages[:-1], key=float)


def test_the_row_somebody_was_at_stays_in_view(tab: BatchTab, pane: RowsPane, wait: Wait) -> None:
    pane.table.setCurrentIndex(rows_model(tab).index(7, 0))
    who = shown(tab, 7)["applicant_id"]
    wait(lambda: click_header(tab, "Score"))
    assert shown(tab, pane.table.currentIndex().row())["applicant_id"] == who


@pytest.mark.parametrize(("choice", "rows"), [("Scored", ROWS - 2), ("To look at", 1), ("Rejected", 1)])
def test_rows_of_one_status_are_shown_alone(tab: BatchTab, pane: RowsPane, wait: Wait, choice: str, rows: int) -> None:
    wait(lambda: choose(pane.filter.choice, f"{choice} ({rows})"))
    assert pane.table.model().rowCount() == rows
    assert pane.filter.count.text() == f"{rows} of {ROWS} rows"
    wait(lambda: QTest.keyClick(pane.filter.choice, Qt.Key.Key_Home))
    assert pane.table.model().rowCount() == ROWS
    assert pane.filter.count.text() == f"{ROWS} rows"


def test_several_filters_hold_at_once(tab: BatchTab, pane: RowsPane, wait: Wait, target: Path) -> None:
    written = rows_of(target)
    scores = sorted(int(row["credit_score"]) for row in written if row["credit_score"])
    lowest, rating = scores[len(scores) // 3], next(row["rating"] for row in written if row["rating"])
    wait(lambda: choose(pane.filter.rating, rating))
    wait(lambda: QTest.keyClicks(pane.filter.lowest, str(lowest)))
    wait(lambda: QTest.keyClicks(pane.filter.text, "secured"))
    expected = [
        row["applicant_id"] for row in written if row["rating"] == rating and int(row["credit_score"]) >= lowest
    ]
    assert cells(tab, "applicant_id") == expected
    wait(lambda: QTest.keyClicks(pane.filter.highest, str(lowest)))
    assert {*cells(tab, "Score")} <= {str(lowest)}
    wait(lambda: press(pane, "Show all"))
    assert pane.table.model().rowCount() == ROWS
    assert pane.filter.text.text() == pane.filter.lowest.text() == ""


def test_rows_without_a_rating_can_be_asked_for(tab: BatchTab, pane: RowsPane, wait: Wait) -> None:
    wait(lambda: choose(pane.filter.rating, "No rating (1)"))
    assert cells(tab, "What to look at") == ["age is empty."]


def test_a_filter_that_finds_nothing_says_so(tab: BatchTab, pane: RowsPane, wait: Wait) -> None:
    wait(lambda: QTest.keyClicks(pane.filter.text, "nowhere to be found"))
    assert pane.table.model().rowCount() == 0
    assert "No row fits this filter" in pane.table.empty_text
    assert pane.filter.count.text() == f"0 of {ROWS} rows"
    assert not pane.next_button.isEnabled()


def test_typing_goes_on_while_rows_are_found(qtbot: QtBot, tab: BatchTab, pane: RowsPane, wait: Wait) -> None:
    """What was typed since is not overwritten by what the rows on show were chosen by."""
    pane.filter.text.setFocus()
    wait(lambda: QTest.keyClicks(pane.filter.text, "Sec"))
    assert pane.filter.text.text() == "Sec"
    wait(lambda: QTest.keyClick(pane.filter.text, Qt.Key.Key_Return))
    assert pane.filter.text.text() == "Sec"


def test_rows_of_a_problem_are_shown_with_its_words(tab: BatchTab, pane: RowsPane, wait: Wait) -> None:
    wait(lambda: pane.filter.show_problem("^age is empty", "age is empty"))
    assert cells(tab, "What to look at") == ["age is empty."]
    assert pane.filter.count.text() == f"1 of {ROWS} rows · age is empty"
    wait(lambda: press(pane, "Show all"))
    assert pane.filter.count.text() == f"{ROWS} rows"


def test_a_search_that_is_stopped_leaves_what_is_on_show(
    qtbot: QtBot, desk: Desk, tab: BatchTab, pane: RowsPane
) -> None:
    with qtbot.waitSignal(pane._chooser.stopped, timeout=SECONDS):
        choose(pane.filter.choice, "Rejected")
        desk.jobs.cancel_all()
    assert pane.filter.choice.currentText() == f"All rows ({ROWS})"
    assert pane.table.model().rowCount() == ROWS
    assert pane.filter.count.text() == f"{ROWS} rows"


def test_of_two_wishes_the_later_one_counts(
    qtbot: QtBot, desk: Desk, tab: BatchTab, pane: RowsPane, wait: Wait
) -> None:
    def twice() -> None:
        for place in (3, 1):
            pane.filter.choice.setCurrentIndex(place)
            pane.filter.choice.activated.emit(place)

    with qtbot.assertNotEmitted(pane._chooser.stopped):
        wait(twice)
        qtbot.waitUntil(lambda: not desk.jobs.jobs, timeout=SECONDS)
    assert pane.table.model().rowCount() == ROWS - 2
    assert pane.filter.choice.currentText().startswith("Scored")


@pytest.mark.logs("A job failed unexpectedly")
def test_a_defect_is_said_and_leaves_what_is_on_show(
    qtbot: QtBot, tab: BatchTab, pane: RowsPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_asked: object) -> Pages:
        raise ZeroDivisionError

    monkeypatch.setattr("app.batch.rows_work.Pages", broken)
    with qtbot.waitSignal(pane.broken, timeout=SECONDS):
        click_header(tab, "Score")
    assert "something went wrong in Credit Desk itself" in tab.result.notice.text
    assert pane.table.horizontalHeader().sortIndicatorSection() == -1


def test_the_work_list_is_walked_in_the_order_of_the_table(
    qtbot: QtBot, tab: BatchTab, pane: RowsPane, applicants: Path, wait: Wait
) -> None:
    text = applicants.read_text(encoding="utf-8").splitlines()
    place = text[0].split(",").index("credit_utilization_ratio")
    for line in (9, 20):
        parts = text[line].split(",")
        text[line] = ",".join([*parts[:place], "130", *parts[place + 1 :]])
    several = applicants.with_name("several.csv")
    several.write_text("\n".join(text), encoding="utf-8")
    score(qtbot, tab, several)
    walked = []
    for _ in range(3):
        QTest.keyClick(pane.table, Qt.Key.Key_F8)
        walked.append(pane.table.currentIndex().row())
    assert walked == [4, 8, 19]
    where = pane.next_button.mapTo(tab, QPoint())
    with qtbot.waitSignal(pane.told):
        press(pane, "Next to look at")
    qtbot.waitUntil(lambda: tab.outcome.height() > 1)
    assert pane.next_button.mapTo(tab, QPoint()) == where, "whoever clicks once more hits it again"
    assert "No row to look at comes below" in tab.outcome.text
    QTest.keyClick(pane.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert pane.table.currentIndex().row() == 8
    wait(lambda: click_header(tab, "Status"))
    wait(lambda: click_header(tab, "Status"))
    pane.table.setCurrentIndex(rows_model(tab).index(0, 0))
    QTest.keyClick(pane.table, Qt.Key.Key_F8)
    assert shown(tab, pane.table.currentIndex().row())["Status"] == "refer"
    assert rows_model(tab).headerData(pane.table.currentIndex().row(), Qt.Orientation.Vertical) == "6"


def test_there_is_no_walk_without_rows_to_look_at(qtbot: QtBot, tab: BatchTab, pane: RowsPane, wait: Wait) -> None:
    wait(lambda: choose(pane.filter.choice, "Rejected"))
    assert not pane.next_button.isEnabled()
    with qtbot.waitSignal(pane.told):
        QTest.keyClick(pane.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert "above this one" in tab.outcome.text


@pytest.mark.parametrize("way", ["Return", "double click"])
def test_a_row_is_opened_as_an_applicant(
    qtbot: QtBot, tab: BatchTab, pane: RowsPane, applicants: Path, way: str
) -> None:
    table, index = pane.table, rows_model(tab).index(4, 1)
    table.setCurrentIndex(index)
    table.scrollTo(index)
    with qtbot.waitSignal(tab.row_opened) as opened:
        if way == "Return":
            QTest.keyClick(table, Qt.Key.Key_Return)
        else:
            where = table.visualRect(index).center()
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
            QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    (row,) = opened.args
    assert isinstance(row, OpenedRow)
    assert row.name == "Row 6 of applicants.csv"
    assert row.status == "refer"
    assert "credit_utilization_ratio" in row.problem
    assert row.texts["age"] == rows_of(applicants)[4]["age"]
    assert row.model == "v1.0"


def test_a_row_that_is_gone_is_told(qtbot: QtBot, tab: BatchTab, pane: RowsPane) -> None:
    forget(rows_model(tab).pages.view.kept.folder)
    with qtbot.assertNotEmitted(tab.row_opened):
        pane.open_row(0)
    assert "damaged or was forgotten" in tab.result.notice.text


def pick(pane: RowsPane, *words: str) -> None:
    """Choose in the menu of columns."""
    for each in words:
        menu = pane.table.column_menu()
        (action,) = [action for action in menu.actions() if action.text() == each]
        action.trigger()
        menu.close()


def test_columns_are_hidden_and_stay_so_for_files_with_the_same_columns(
    qtbot: QtBot, desk: Desk, opened: Callable[[], BatchTab], tab: BatchTab, pane: RowsPane, applicants: Path
) -> None:
    pick(pane, "Decision", "Reason 1")
    header = pane.table.horizontalHeader()
    header.moveSection(0, 3)
    header.resizeSection(column(tab, "Score"), 222)
    again = opened()
    score(qtbot, again, applicants)
    other = again.result.rows.table.horizontalHeader()
    assert other.isSectionHidden(column(again, "Decision"))
    assert other.isSectionHidden(column(again, "Reason 1"))
    assert other.visualIndex(0) == 3
    assert other.sectionSize(column(again, "Score")) == 222
    fewer = applicants.with_name("fewer.csv")
    text = applicants.read_text(encoding="utf-8")
    fewer.write_text(text.replace("applicant_id", "number"), encoding="utf-8")
    score(qtbot, again, fewer)
    assert not other.isSectionHidden(column(again, "Decision"))
    assert other.visualIndex(0) == 0


def test_hidden_columns_are_shown_again(tab: BatchTab, pane: RowsPane) -> None:
    header, first = pane.table.horizontalHeader(), pane.table.columnWidth(1)
    pick(pane, "Decision", "Rating")
    pick(pane, "Show all columns")
    assert header.hiddenSectionCount() == 0
    header.moveSection(0, 5)
    header.resizeSection(1, first + 50)
    pick(pane, "Widths and order as at first")
    assert [header.visualIndex(place) for place in range(header.count())] == list(range(header.count()))
    assert pane.table.columnWidth(1) == first


def test_the_last_column_is_never_hidden(tab: BatchTab, pane: RowsPane) -> None:
    header = pane.table.horizontalHeader()
    names = [str(pane.table.model().headerData(place, _HORIZONTAL)) for place in range(header.count())]
    pick(pane, *names)
    assert header.hiddenSectionCount() == header.count() - 1


def test_the_menu_of_columns_is_there_by_button_and_by_the_header(qtbot: QtBot, pane: RowsPane) -> None:
    header = pane.table.horizontalHeader()
    ways: list[Callable[[], object]] = [
        lambda: press(pane, "Columns"),
        lambda: header.customContextMenuRequested.emit(QPoint(9, 9)),
    ]
    for act in ways:
        act()
        popup = QGuiApplication.focusWindow()
        menus = [menu for menu in pane.table.findChildren(QMenu) if menu.isVisible()]
        assert [len(menu.actions()) for menu in menus] == [header.count() + 3]
        assert popup is not None
        menus[0].close()
        qtbot.waitUntil(lambda: not [menu for menu in pane.table.findChildren(QMenu) if menu.isVisible()])


def test_all_rows_are_copied_in_a_job_as_they_are_seen(
    qtbot: QtBot, tab: BatchTab, pane: RowsPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.table.copy_limit = 10
    pick(pane, "Decision")
    pane.table.selectAll()
    with qtbot.waitSignal(pane.told, timeout=SECONDS):
        QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == ROWS
    expected = {name: text for name, text in shown(tab, 0).items() if name != "Decision"}
    assert lines[0].split("\t") == list(expected.values())
    assert f"{ROWS} rows are on the clipboard" in tab.outcome.text


def test_more_rows_than_other_programs_take_are_cut_with_a_word(
    qtbot: QtBot, tab: BatchTab, pane: RowsPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.batch.rows_work.MOST_COPIED", 7 * rows_model(tab).columnCount())
    pane.table.copy_limit = 10
    pane.table.selectAll()
    with qtbot.waitSignal(pane.told, timeout=SECONDS):
        pane.table.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 7
    assert f"The first 7 of the {ROWS} selected rows" in tab.outcome.text


def test_a_copy_of_rows_that_are_gone_is_told(qtbot: QtBot, tab: BatchTab, pane: RowsPane) -> None:
    forget(rows_model(tab).pages.view.kept.folder)
    pane.table.copy_limit = 10
    pane.table.selectAll()
    with qtbot.waitSignal(pane.broken, timeout=SECONDS):
        pane.table.copy()
    assert "damaged or was forgotten" in tab.result.notice.text


def test_of_two_copies_the_later_one_counts(qtbot: QtBot, desk: Desk, tab: BatchTab, pane: RowsPane) -> None:
    pane.table.copy_limit = 1
    with qtbot.waitSignal(pane.told, timeout=SECONDS):
        pane.table.selectAll()
        pane.table.copy()
        pane.table.go_to(2)
        pane.table.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1


def test_a_copy_that_is_stopped_leaves_the_clipboard(
    qtbot: QtBot, desk: Desk, tab: BatchTab, pane: RowsPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_view: object, _pieces: object, _columns: object, report: Report) -> None:
        while True:
            report(0.5, "Copying")

    QGuiApplication.clipboard().setText("before")
    monkeypatch.setattr("app.batch.rows_work._texts", endless)
    pane.table.copy_limit = 1
    pane.table.selectAll()
    pane.table.copy()
    desk.jobs.cancel_all()
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    assert QGuiApplication.clipboard().text() == "before"


def test_the_search_is_a_key_away(qtbot: QtBot, tab: BatchTab, pane: RowsPane) -> None:
    tab.activateWindow()
    QTest.keyClick(pane.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.filter.text.hasFocus()


def test_the_next_file_begins_at_its_top_with_nothing_walked(qtbot: QtBot, tab: BatchTab, pane: RowsPane) -> None:
    """Also at its first row, where the keyboard stands without anybody having gone there."""
    pane.table.go_to(ROWS - 1)
    pane.table.scrollToBottom()
    pane.table.horizontalScrollBar().setValue(pane.table.horizontalScrollBar().maximum())
    other = first_of_several_to_look_at(tab)
    tab.activateWindow()
    score(qtbot, tab, other)
    assert pane.table.verticalScrollBar().value() == pane.table.horizontalScrollBar().value() == 0
    assert pane.table.hasFocus()
    walked = []
    for _ in range(2):
        press(pane, "Next to look at")
        walked.append(pane.table.currentIndex().row())
    assert walked == [0, 4]


def first_of_several_to_look_at(tab: BatchTab) -> Path:
    """The file on show, with too much credit used also in its first row."""
    assert tab.result.scored is not None
    source = tab.result.scored.report.source
    header, first, *rows = source.read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), first.split(","), strict=True)) | {"credit_utilization_ratio": "130"}
    path = source.with_name("other.csv")
    path.write_text("\n".join([header, ",".join(cells.values()), *rows]), encoding="utf-8")
    return path


def test_a_row_that_was_opened_by_key_counts_as_walked(qtbot: QtBot, tab: BatchTab, pane: RowsPane) -> None:
    score(qtbot, tab, first_of_several_to_look_at(tab))
    tab.activateWindow()
    pane.table.setFocus()
    with qtbot.waitSignal(tab.row_opened):
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    pane.walk(1)
    assert pane.table.currentIndex().row() == 4


def test_other_rows_are_shown_from_their_top_where_nobody_was_at_one_of_them(
    tab: BatchTab, pane: RowsPane, wait: Wait
) -> None:
    """The keyboard stands at the first row of all, which comes far below by its identifier."""
    tab.activateWindow()
    pane.table.setFocus()
    first = shown(tab, 0)["applicant_id"]
    pane.table.scrollToBottom()
    wait(lambda: click_header(tab, "applicant_id"))
    wait(lambda: click_header(tab, "applicant_id"))
    assert cells(tab, "applicant_id")[-1] == first
    assert pane.table.verticalScrollBar().maximum() > 0
    assert pane.table.verticalScrollBar().value() == 0
    pane.table.scrollToBottom()
    wait(lambda: choose(pane.filter.choice, f"Scored ({ROWS - 2})"))
    assert pane.table.verticalScrollBar().value() == 0
