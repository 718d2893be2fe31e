"""An officer gives one file or many: what a file does not tell is asked once, and none holds up another."""

import csv
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from app.batch.decisions import Decisions
from app.batch.file_queue import FileState
from app.batch.tab import BatchTab
from app.services.desk import Desk
from app.services.settings import Settings
from app.widgets.notice import NoticeKind
from core.batch.choices import ReadingChoices
from core.batch.pipeline import score_file
from core.progress import Report
from tests.app.batch.conftest import ROWS, SECONDS, press, rows_of, score
from tests.app.fakes import FakeDialogs
from tests.core.factories import linear_scorecard


def rewritten(source: Path, name: str, change: Callable[[dict[str, str]], dict[str, str]]) -> Path:
    """A file of the same applicants with every row changed."""
    rows = [change(row) for row in rows_of(source)]
    path = source.with_name(name)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def with_salary(row: dict[str, str]) -> dict[str, str]:
    return {{"income": "Salary"}.get(name, name): text for name, text in row.items()}


def with_income(income: str, row: dict[str, str]) -> dict[str, str]:
    return {**row, "income": income}


@pytest.fixture
def salary(applicants: Path) -> Path:
    """Applicants whose income stands in a column that nobody knows."""
    return rewritten(applicants, "salary.csv", with_salary)


@pytest.fixture
def doubtful(applicants: Path) -> Path:
    """Applicants whose income could be two numbers."""
    return rewritten(applicants, "doubtful.csv", partial(with_income, "12.400"))


def ask(qtbot: QtBot, tab: BatchTab, *paths: Path) -> None:
    """Give files, and wait until one of them is asked about."""
    with qtbot.waitSignal(tab.flow.intake.asking, timeout=SECONDS):
        tab.flow.take(paths)


def answer(qtbot: QtBot, tab: BatchTab, start: str) -> None:
    """Choose an answer, and wait until the file is looked at anew."""
    buttons = [button for button in tab.findChildren(QRadioButton) if button.isVisible()]
    (found,) = [button for button in buttons if button.text().startswith(start)]
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        found.click()


def accept(qtbot: QtBot, tab: BatchTab) -> None:
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab, "Score")


def states(tab: BatchTab) -> list[FileState]:
    return [file.state for file in tab.flow.intake.queue]


# --- decisions ---


def test_a_column_that_nobody_knows_is_asked_for_and_chosen(qtbot: QtBot, tab: BatchTab, salary: Path) -> None:
    ask(qtbot, tab, salary)
    assert tab.reading.isVisible()
    assert tab.reading.table.hasFocus()
    assert "No column yet for Annual income." in tab.reading.notice.text
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        tab.reading.table.choose("Salary", "income")
    accept(qtbot, tab)
    assert tab.result.isVisible()
    assert tab.result.scored is not None
    assert "Columns under other names: 'Salary' is income." in tab.result.scored.report.reading
    assert len(rows_of(salary.with_name("salary_scored.csv"))) == ROWS


def choose(qtbot: QtBot, tab: BatchTab, column: str, field: str) -> None:
    """Say what a column holds, and wait until the file is looked at anew."""
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        tab.reading.table.choose(column, field)


def test_what_columns_mean_holds_for_the_next_file_with_the_same_columns_and_can_be_changed(
    qtbot: QtBot, opened: Callable[[], BatchTab], salary: Path
) -> None:
    first = opened()
    ask(qtbot, first, salary)
    choose(qtbot, first, "Salary", "income")
    accept(qtbot, first)
    tab = opened()
    score(qtbot, tab, salary)
    assert tab.result.isVisible()
    assert tab.notice.text == (
        "salary.csv was read as you decided for files with the same columns: “Salary” is Annual income."
    )
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        press(tab.notice, "Change…")
    choose(qtbot, tab, "Salary", "")
    assert "No column yet for Annual income." in tab.reading.notice.text
    choose(qtbot, tab, "Salary", "income")
    accept(qtbot, tab)
    assert tab.notice.isHidden()


def test_a_result_stays_as_it_is_where_nothing_is_decided_anew(
    qtbot: QtBot, opened: Callable[[], BatchTab], salary: Path
) -> None:
    first = opened()
    ask(qtbot, first, salary)
    choose(qtbot, first, "Salary", "income")
    accept(qtbot, first)
    tab = opened()
    score(qtbot, tab, salary)
    before = tab.result.scored
    for place in (tab.notice, tab.result):
        with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
            press(place, "Change…")
        with qtbot.waitSignal(tab.settled, timeout=SECONDS):
            press(tab.reading, "Cancel")
        assert tab.notice.text == "Nothing changes: the result of salary.csv stays as it is."
        assert tab.result.isVisible()
        assert tab.result.scored is before


def test_how_a_result_was_read_can_be_changed_also_when_it_is_opened_again(
    qtbot: QtBot, opened: Callable[[], BatchTab], salary: Path
) -> None:
    """What was decided about its columns stands there to be changed."""
    first = opened()
    ask(qtbot, first, salary)
    choose(qtbot, first, "Salary", "income")
    accept(qtbot, first)
    tab = opened()
    qtbot.waitUntil(lambda: tab.recent.selected is not None, timeout=SECONDS)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab, "Open result")
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        press(tab.result, "Change…")
    assert tab.reading.choices.columns == {"income": "Salary"}
    accept(qtbot, tab)
    assert tab.result.reading.text() == "How it was read: Columns under other names: 'Salary' is Annual income."


def test_what_columns_mean_holds_for_rows_that_were_sent_back_and_mended(
    qtbot: QtBot, tab: BatchTab, salary: Path
) -> None:
    ask(qtbot, tab, salary)
    choose(qtbot, tab, "Salary", "income")
    accept(qtbot, tab)
    mended = rewritten(salary, "mended.csv", lambda row: {**row, "what_to_mend": "age is empty."})
    score(qtbot, tab, mended)
    assert "“Salary” is Annual income" in tab.notice.text


def test_how_numbers_are_written_is_asked_for_each_file_with_the_last_answer_chosen(
    qtbot: QtBot, opened: Callable[[], BatchTab], doubtful: Path
) -> None:
    first = opened()
    ask(qtbot, first, doubtful)
    answer(qtbot, first, "A comma")
    accept(qtbot, first)
    assert incomes(first) == {"12400"}
    tab = opened()
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        tab.flow.take([doubtful])
    assert tab.reading.isVisible()
    assert [button.isChecked() for button in tab.findChildren(QRadioButton)] == [False, True]
    answer(qtbot, tab, "A point")
    accept(qtbot, tab)
    assert incomes(tab) == {"12.4"}


def test_an_answer_about_numbers_changes_none_of_a_file_that_leaves_nothing_open(
    qtbot: QtBot, tab: BatchTab, doubtful: Path
) -> None:
    ask(qtbot, tab, doubtful)
    answer(qtbot, tab, "A comma")
    accept(qtbot, tab)
    for name, income in (("grouped", "237,400"), ("plain", "237400")):
        score(qtbot, tab, rewritten(doubtful, f"{name}.csv", partial(with_income, income)))
        assert tab.notice.isHidden()
    grouped, plain = (rows_of(doubtful.with_name(f"{name}_scored.csv")) for name in ("grouped", "plain"))
    assert [row["default_probability"] for row in grouped] == [row["default_probability"] for row in plain]


def test_what_was_decided_can_be_forgotten(qtbot: QtBot, tab: BatchTab, salary: Path) -> None:
    ask(qtbot, tab, salary)
    assert tab.reading.forget.isHidden()
    choose(qtbot, tab, "Salary", "income")
    accept(qtbot, tab)
    score(qtbot, tab, salary)
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        press(tab.notice, "Change…")
    with qtbot.waitSignal(tab.flow.intake.asking, timeout=SECONDS):
        press(tab.reading, "Forget what was decided")
    assert "No column yet for Annual income." in tab.reading.notice.text
    assert tab.reading.forget.isHidden()
    press(tab, "Cancel")
    ask(qtbot, tab, salary)
    assert "No column yet for Annual income." in tab.reading.notice.text


def incomes(tab: BatchTab) -> set[str]:
    """The incomes that were read, as sentences about them tell: nobody's loan is that many times so little."""
    assert tab.result.scored is not None
    report = tab.result.scored.report
    decimal = {True: "12400", False: "12.4"}["A comma stands before decimals in its numbers." in report.reading]
    return {decimal}


def test_a_file_that_somebody_does_not_want_to_decide_about_is_left(
    qtbot: QtBot, tab: BatchTab, doubtful: Path
) -> None:
    ask(qtbot, tab, doubtful)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        QTest.keyClick(tab.reading.table, Qt.Key.Key_Escape)
    assert tab.notice.text == "doubtful.csv was not scored, as you wished."
    assert tab.start.isVisible()
    assert not doubtful.with_name("doubtful_scored.csv").exists()


def test_a_decision_that_fits_no_more_is_asked_for_again(
    qtbot: QtBot, desk: Desk, tab: BatchTab, salary: Path, applicants: Path
) -> None:
    """Another model may read other columns."""
    ask(qtbot, tab, salary)
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        tab.reading.table.choose("Salary", "income")
    accept(qtbot, tab)
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    desk.model.reload()
    score(qtbot, tab, salary)
    assert "as you decided" in tab.notice.text


def test_a_model_that_changes_while_somebody_decides_is_followed(
    qtbot: QtBot, desk: Desk, tab: BatchTab, salary: Path
) -> None:
    ask(qtbot, tab, salary)
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        desk.model.reload()
    assert "No column yet for Annual income." in tab.reading.notice.text


def test_what_a_decision_makes_impossible_is_told_on_the_page(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    path = rewritten(applicants, "double.csv", lambda row: {**with_salary(row), "Salary ": "1"})
    ask(qtbot, tab, path)
    with qtbot.waitSignal(tab.flow.intake.again.failed, timeout=SECONDS):
        tab.reading.table.choose("Salary", "income")
    assert "two columns 'Salary' for income" in tab.reading.notice.text
    assert not tab.reading.score.isEnabled()


def test_text_in_an_encoding_that_cannot_be_told_can_be_read_as_windows_1252(
    qtbot: QtBot, tab: BatchTab, applicants: Path
) -> None:
    path = applicants.with_name("mixed.csv")
    names = iter(["Zoë".encode(), "Zoë".encode("cp1252"), *[b"Ann"] * ROWS])
    header, *rows = applicants.read_bytes().splitlines()
    path.write_bytes(b"\n".join([header + b",name", *(row + b"," + next(names) for row in rows)]))
    score(qtbot, tab, path)
    assert "choose --encoding windows-1252" in tab.notice.text
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        press(tab.notice, "Read as Windows-1252")
    assert "Read as Windows-1252 text." in tab.flow.intake.queue.file(0).inspection.reading  # type: ignore[union-attr]  # it was looked at
    accept(qtbot, tab)
    assert [row["name"] for row in rows_of(path.with_name("mixed_scored.csv"))][:2] == ["ZoÃ«", "Zoë"]


# --- several files ---


def test_several_files_are_scored_one_after_the_other(
    qtbot: QtBot, tab: BatchTab, applicants: Path, tmp_path: Path
) -> None:
    paths = [applicants, *(applicants.with_name(f"{name}.csv") for name in "bc")]
    for path in paths[1:]:
        shutil.copy(applicants, path)
    with qtbot.waitSignals([tab.settled] * 3, timeout=SECONDS):
        tab.flow.take(paths)
        assert tab.panel.isVisible()
        assert states(tab) == [FileState.LOOKING, FileState.WAITING, FileState.WAITING]
    assert states(tab) == [FileState.SCORED] * 3
    assert tab.panel.words == "3 files: 3 scored"
    assert all(len(rows_of(path.with_name(f"{path.stem}_scored.csv"))) == ROWS for path in paths)
    assert tab.result.isVisible()
    assert tab.result.scored is not None
    assert tab.result.scored.report.source == paths[2]


def test_the_result_of_any_file_of_the_list_can_be_shown(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    other = applicants.with_name("other.csv")
    shutil.copy(applicants, other)
    with qtbot.waitSignals([tab.settled] * 2, timeout=SECONDS):
        tab.flow.take([applicants, other])
    tab.panel.table.selectRow(0)
    press(tab.panel, "Show result")
    assert tab.result.scored is not None
    assert tab.result.scored.report.source == applicants
    tab.panel.table.setFocus()
    QTest.keyClick(tab.panel.table, Qt.Key.Key_Down)
    QTest.keyClick(tab.panel.table, Qt.Key.Key_Return)
    assert tab.result.scored.report.source == other
    press(tab.panel, "Close list")
    assert tab.panel.isHidden()
    assert tab.result.isVisible()


def test_a_file_that_fails_stops_no_other(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    bad = applicants.with_name("bad.csv")
    bad.write_bytes(b"%PDF-1.4")
    with qtbot.waitSignals([tab.settled] * 2, timeout=SECONDS):
        tab.flow.take([bad, applicants])
    assert states(tab) == [FileState.FAILED, FileState.SCORED]
    told = [tab.panel.table.model().index(row, 1).data() for row in (0, 1)]
    assert told[0].startswith("Not scored: bad.csv is a PDF document.")
    assert told[1] == "Scored: 38 scored, 1 to look at, 1 rejected"
    under_the_mouse = tab.panel.table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert under_the_mouse == str(bad)
    assert tab.notice.kind is NoticeKind.WARNING
    assert tab.notice.text == "1 of 2 files was not scored; the list says why."
    assert tab.result.isVisible()


def full(_part: Path, _target: Path) -> None:
    raise OSError(28, "No space left on device")


def test_of_several_files_one_whose_result_found_no_place_can_be_saved_elsewhere(
    qtbot: QtBot,
    tab: BatchTab,
    dialogs: FakeDialogs,
    applicants: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = applicants.with_name("other.csv")
    shutil.copy(applicants, other)
    with monkeypatch.context() as patch:
        patch.setattr("core.files._create", full)
        with qtbot.waitSignals([tab.settled] * 2, timeout=SECONDS):
            tab.flow.take([applicants, other])
    assert tab.notice.text == "2 of 2 files were not scored; the list says why."
    tab.panel.table.selectRow(0)
    dialogs.answers.append(tmp_path / "elsewhere.csv")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.panel, "Save elsewhere…")
    assert len(rows_of(tmp_path / "elsewhere.csv")) == ROWS
    assert states(tab) == [FileState.FAILED, FileState.SCORED]


def test_what_was_decided_about_a_file_holds_when_its_result_is_saved_elsewhere(
    qtbot: QtBot,
    tab: BatchTab,
    dialogs: FakeDialogs,
    doubtful: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask(qtbot, tab, doubtful)
    answer(qtbot, tab, "A comma")
    with monkeypatch.context() as patch:
        patch.setattr("core.files._create", full)
        accept(qtbot, tab)
    dialogs.answers.append(tmp_path / "elsewhere.csv")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.notice, "Save elsewhere…")
    assert len(rows_of(tmp_path / "elsewhere.csv")) == ROWS
    assert incomes(tab) == {"12400"}


def test_a_file_that_waits_for_a_person_holds_up_no_other(
    qtbot: QtBot, tab: BatchTab, doubtful: Path, applicants: Path
) -> None:
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        tab.flow.take([doubtful, applicants])
    assert states(tab) == [FileState.ASKING, FileState.SCORED]
    assert tab.reading.isVisible()
    assert tab.panel.words == "2 files: 1 scored, 1 needs your decision"
    answer(qtbot, tab, "A comma")
    accept(qtbot, tab)
    assert states(tab) == [FileState.SCORED] * 2
    assert tab.result.scored is not None
    assert tab.result.scored.report.source == doubtful


def test_a_file_that_is_asked_about_can_be_taken_off_the_list(
    qtbot: QtBot, tab: BatchTab, doubtful: Path, salary: Path
) -> None:
    with qtbot.waitSignals([tab.flow.intake.asking] * 2, timeout=SECONDS):
        tab.flow.take([doubtful, salary])
    tab.panel.table.selectRow(0)
    tab.panel.table.setFocus()
    QTest.keyClick(tab.panel.table, Qt.Key.Key_Delete)
    assert [file.source for file in tab.flow.intake.queue] == [salary]
    assert "No column yet for Annual income." in tab.reading.notice.text
    assert tab.panel.isHidden()


def test_a_decision_while_the_file_is_still_looked_at_counts(qtbot: QtBot, tab: BatchTab, doubtful: Path) -> None:
    """Of two looks the newest counts; one that is given up says nothing more."""
    ask(qtbot, tab, doubtful)
    buttons = [button for button in tab.findChildren(QRadioButton) if button.isVisible()]
    with qtbot.waitSignal(tab.flow.intake.again.looked, timeout=SECONDS):
        buttons[1].click()
        buttons[0].click()
    accept(qtbot, tab)
    assert incomes(tab) == {"12.4"}
    ask(qtbot, tab, rewritten(doubtful, "other.csv", lambda row: {**row, "x": "1"}))
    buttons = [button for button in tab.findChildren(QRadioButton) if button.isVisible()]
    buttons[1].click()
    press(tab, "Cancel")
    qtbot.waitUntil(lambda: not tab.flow.is_busy)
    assert tab.result.isVisible()


def test_a_remembered_decision_that_makes_a_file_unreadable_is_put_aside(
    qtbot: QtBot, tab: BatchTab, salary: Path, settings: Settings
) -> None:
    """As where the settings were edited, or come from another version of the program."""
    header = tuple(rows_of(salary)[0])
    Decisions(settings).put(header, ReadingChoices(columns={"income": "a column that is not there"}))
    ask(qtbot, tab, salary)
    assert "No column yet for Annual income." in tab.reading.notice.text
    assert tab.reading.choices == ReadingChoices()


def test_several_files_are_decided_about_one_after_the_other(
    qtbot: QtBot, tab: BatchTab, doubtful: Path, salary: Path
) -> None:
    with qtbot.waitSignals([tab.flow.intake.asking] * 2, timeout=SECONDS):
        tab.flow.take([doubtful, salary])
    tab.panel.table.selectRow(1)
    press(tab.panel, "Decide…")
    assert "No column yet for Annual income." in tab.reading.notice.text
    press(tab, "Cancel")
    assert states(tab) == [FileState.ASKING, FileState.STOPPED]
    assert tab.reading.isVisible()
    answer(qtbot, tab, "A comma")
    accept(qtbot, tab)
    assert states(tab) == [FileState.SCORED, FileState.STOPPED]


def test_the_same_file_is_on_the_list_once(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        tab.flow.take([applicants, applicants])
        assert tab.notice.text == "applicants.csv is on the list already."
    assert tab.panel.isHidden()


def test_files_of_one_name_get_results_of_different_names(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    other = applicants.with_suffix(".txt")
    shutil.copy(applicants, other)
    with qtbot.waitSignals([tab.settled] * 2, timeout=SECONDS):
        tab.flow.take([applicants, other])
    assert len(rows_of(applicants.with_name("applicants_scored.csv"))) == ROWS
    assert len(rows_of(applicants.with_name("applicants.txt_scored.csv"))) == ROWS


def test_the_results_of_a_list_are_replaced_without_a_question(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    other = applicants.with_name("other.csv")
    shutil.copy(applicants, other)
    for _ in range(2):
        with qtbot.waitSignals([tab.settled] * 2, timeout=SECONDS):
            tab.flow.take([applicants, other])
    assert states(tab) == [FileState.SCORED] * 2


def test_a_file_for_whose_result_there_is_no_place_is_not_on_the_list(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path, target: Path
) -> None:
    target.write_text("precious", encoding="utf-8")
    other = applicants.with_name("other.csv")
    shutil.copy(applicants, other)
    dialogs.answers.append("Cancel")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        tab.flow.take([applicants, other])
    assert [file.source for file in tab.flow.intake.queue] == [other]
    assert target.read_text(encoding="utf-8") == "precious"


# --- while a file is being scored ---


class Held:
    """Scoring that reports until it is let go, and then goes on as it should.

    Attributes:
        only: the file for which it does so; None for each.
    """

    def __init__(self) -> None:
        self.may_go_on = Event()
        self.only: Path | None = None

    def __call__(self, *files: Path, report: Report, **how: object) -> object:
        while self.only in (None, files[0]) and not self.may_go_on.wait(0.01):
            report(0.4, "Scored 400 rows, 200 a second")
        return score_file(*files, report=report, **how)  # type: ignore[arg-type]  # as it was called


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held = Held()
    monkeypatch.setattr("core.batch.pipeline.score_file", held)
    yield held
    held.may_go_on.set()


def begin(qtbot: QtBot, tab: BatchTab, *paths: Path) -> None:
    """Give files, and wait until the first is being scored."""
    tab.flow.take(paths)
    qtbot.waitUntil(lambda: "Scored 400 rows, 200 a second" in tab.progress.words, timeout=SECONDS)


def test_scoring_can_be_paused_and_go_on(
    qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path, held: Held
) -> None:
    begin(qtbot, tab, applicants)
    press(tab.progress, "Pause")
    assert tab.progress.words == "40 % · Scored 400 rows, 200 a second · paused"
    held.may_go_on.set()
    press(tab.progress, "Resume")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        assert "paused" not in tab.progress.words
    assert len(rows_of(target)) == ROWS


@pytest.mark.usefixtures("held")
def test_a_pause_can_be_cancelled(qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path) -> None:
    begin(qtbot, tab, applicants)
    press(tab.progress, "Pause")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.progress, "Cancel")
        assert not tab.progress.pause.isEnabled()
    assert "was stopped" in tab.notice.text
    assert not target.exists()


def test_files_given_meanwhile_wait_for_their_turn(qtbot: QtBot, tab: BatchTab, applicants: Path, held: Held) -> None:
    later, gone = applicants.with_name("later.csv"), applicants.with_name("gone.csv")
    for path in (later, gone):
        shutil.copy(applicants, path)
    begin(qtbot, tab, applicants)
    tab.flow.take([later, gone])
    assert states(tab) == [FileState.SCORING, FileState.WAITING, FileState.WAITING]
    tab.panel.table.selectRow(2)
    press(tab.panel, "Take off the list")
    with qtbot.waitSignals([tab.settled] * 2, timeout=SECONDS):
        held.may_go_on.set()
    assert states(tab) == [FileState.SCORED] * 2
    assert not gone.with_name("gone_scored.csv").exists()


def test_cancelling_one_file_lets_the_next_have_its_turn(
    qtbot: QtBot, tab: BatchTab, applicants: Path, held: Held
) -> None:
    later = applicants.with_name("later.csv")
    shutil.copy(applicants, later)
    begin(qtbot, tab, applicants, later)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.progress, "Cancel")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        held.may_go_on.set()
    assert states(tab) == [FileState.STOPPED, FileState.SCORED]


def test_a_result_can_be_looked_at_while_the_next_file_is_scored(
    qtbot: QtBot, tab: BatchTab, applicants: Path, held: Held
) -> None:
    later = applicants.with_name("later.csv")
    shutil.copy(applicants, later)
    held.only = later
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        tab.flow.take([applicants, later])
    qtbot.waitUntil(lambda: states(tab)[1] is FileState.SCORING, timeout=SECONDS)
    assert tab.progress.isVisible()
    tab.panel.table.selectRow(0)
    press(tab.panel, "Show result")
    assert tab.result.isVisible()
    tab.panel.table.selectRow(1)
    press(tab.panel, "Show progress")
    assert tab.progress.isVisible()
    tab.panel.table.selectRow(0)
    press(tab.panel, "Show result")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        held.may_go_on.set()
    assert tab.result.scored is not None
    assert tab.result.scored.report.source == applicants  # nobody is torn away from what he looks at
    assert tab.panel.words == "2 files: 2 scored"


def test_looking_at_a_file_can_be_cancelled(
    qtbot: QtBot, tab: BatchTab, applicants: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_how: object) -> None:
        report = _how[-1]
        assert callable(report)
        while True:
            report(0.0, "Looking")

    monkeypatch.setattr("core.batch.inspection.inspect", endless)
    tab.open_file(applicants)
    qtbot.waitUntil(lambda: "Looking" in tab.progress.words, timeout=SECONDS)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.progress, "Cancel")
    assert tab.notice.text == "applicants.csv was not scored: looking at it was stopped."


@pytest.mark.logs("A job failed unexpectedly")
def test_a_defect_while_a_file_is_looked_at_is_told(
    qtbot: QtBot, tab: BatchTab, applicants: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_how: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.batch.inspection.inspect", broken)
    score(qtbot, tab, applicants)
    assert "could not be looked at, because something went wrong in Credit Desk itself" in tab.notice.text
