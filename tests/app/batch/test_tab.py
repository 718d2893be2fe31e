"""An officer drops a file of applicants and reads what became of each row."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.batch.file_queue import FileState
from app.batch.tab import BatchTab
from app.services import paths
from app.services.desk import Desk
from app.services.policy import put_percentage
from app.widgets.notice import NoticeKind
from core.batch.kept.shelf import forget, kept_in
from core.batch.pipeline import score_file
from core.explanation import Population
from core.progress import Report
from tests.app.batch.conftest import ROWS, SECONDS, press, rows_of, score, shown
from tests.app.fakes import FakeDialogs
from tests.core.factories import linear_scorecard

Open = Callable[[], BatchTab]
_COPY, _LEFT, _NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drop(tab: BatchTab, *urls: QUrl | Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(url)) if isinstance(url, Path) else url for url in urls])
    entering = QDragEnterEvent(QPoint(9, 9), _COPY, mime, _LEFT, _NO_KEY)
    QApplication.sendEvent(tab, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(tab, QDropEvent(QPointF(9, 9), _COPY, mime, _LEFT, _NO_KEY))


def use_another_model(desk: Desk) -> None:
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    desk.model.reload()


def test_the_empty_tab_says_what_to_do(tab: BatchTab) -> None:
    assert tab.start.isVisible()
    assert tab.footer.sample.isVisible()
    assert not tab.footer.last.isVisible()
    assert "Every row comes back" in tab.start.drop_zone.words


def test_a_dropped_file_is_scored_beside_its_source(
    qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path
) -> None:
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        drop(tab, applicants)
    assert len(rows_of(target)) == ROWS
    assert tab.result.isVisible()
    assert tab.result.rows.table.model().rowCount() == ROWS
    assert tab.notice.isHidden()


def test_a_file_is_chosen_by_keyboard(qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path) -> None:
    dialogs.answers.append((applicants,))
    button = tab.start.drop_zone.focusProxy()
    assert button is not None
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert tab.result.isVisible()
    assert tab.result.rows.table.hasFocus()


def test_nothing_happens_when_no_file_is_chosen(tab: BatchTab, dialogs: FakeDialogs) -> None:
    dialogs.answers.append(())
    tab.choose_file()
    assert tab.start.isVisible()


def test_the_table_shows_what_the_file_says(qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path) -> None:
    score(qtbot, tab, applicants)
    for row, written in enumerate(rows_of(target)):
        seen = shown(tab, row)
        assert seen["Score"] == written["credit_score"]
        assert seen["Rating"] == written["rating"]
        assert seen["What to look at"] == written["row_problem"]
        assert {name: seen[name] for name in rows_of(applicants)[0]} == rows_of(applicants)[row]


def test_the_figures_stand_above_the_rows(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    assert tab.result.scored is not None
    report = tab.result.scored.report
    assert (report.rows, report.refer, report.rejected, report.mended) == (ROWS, 1, 1, 1)
    assert f"Excellent {report.ratings['Excellent']}" in tab.result.summary.overview.ratings.text()
    assert tab.result.summary.overview.histogram.isVisible()


def test_a_problem_is_clicked_to_see_its_rows(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    tab.result.summary.go_to("problems")
    tree = tab.result.summary.problems.tree
    (item,) = tree.findItems("age is empty.", Qt.MatchFlag.MatchExactly, 2)
    QTest.mouseClick(tree.viewport(), _LEFT, pos=tree.visualItemRect(item).center())
    qtbot.waitUntil(lambda: tab.result.rows.table.model().rowCount() == 1, timeout=SECONDS)
    assert shown(tab, 0)["What to look at"] == "age is empty."
    assert "age is empty." in tab.result.rows.filter.count.text()


def test_the_figures_are_saved_where_the_user_wants_them(
    qtbot: QtBot, tab: BatchTab, desk: Desk, dialogs: FakeDialogs, applicants: Path, tmp_path: Path
) -> None:
    score(qtbot, tab, applicants)
    dialogs.answers.append(tmp_path / "figures.txt")
    press(tab, "Save figures…")
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    assert (tmp_path / "figures.txt").read_text(encoding="utf-8") == tab.result.summary.text
    assert tab.outcome.text.startswith("Figures written to ")


def test_losses_are_expected_by_the_policy_of_the_bank(
    qtbot: QtBot, tab: BatchTab, desk: Desk, applicants: Path
) -> None:
    score(qtbot, tab, applicants)
    usual = tab.result.summary.overview.tiles.figures()["Expected loss"]
    for name in ("lgd_secured", "lgd_unsecured"):
        put_percentage(desk.settings, name, 0.0)
    tab.take_policy()
    assert usual != tab.result.summary.overview.tiles.figures()["Expected loss"] == "₹0"


def test_a_file_without_a_problem_says_so(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    lines = applicants.read_text(encoding="utf-8").splitlines(keepends=True)
    good = applicants.with_name("good.csv")
    good.write_text(lines[0] + lines[6], encoding="utf-8")
    score(qtbot, tab, good)
    assert tab.result.summary.problems.told.toolTip() == "Nothing to look at: every row was scored as it is."


def test_selected_rows_can_be_copied(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    tab.result.rows.table.selectRow(0)
    QTest.keyClick(tab.result.rows.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert rows_of(applicants)[0]["applicant_id"] in QGuiApplication.clipboard().text()


def test_reasons_are_told_as_on_the_tab_for_one_applicant(
    qtbot: QtBot, tab: BatchTab, desk: Desk, applicants: Path, target: Path
) -> None:
    """By the population and in the words that are in force when a file is scored."""
    score(qtbot, tab, applicants)
    assert "Our words" not in target.read_text(encoding="utf-8")
    desk.model.reword({name: f"Our words for {name}" for name in desk.model.scorecard.factors})
    desk.model.compare_with(Population.ABOVE_CUTOFF)
    score(qtbot, tab, applicants)
    explained = desk.model.ready.explainer
    score_file(applicants, target.with_name("again.csv"), desk.model.scorecard, explainer=explained)
    assert "Our words for " in rows_of(target)[0]["reason_1"]
    assert rows_of(target) == rows_of(target.with_name("again.csv"))


def test_the_notice_of_an_error_stands_in_place(qtbot: QtBot, tab: BatchTab, tmp_path: Path) -> None:
    score(qtbot, tab, tmp_path / "nowhere.csv")
    assert tab.notice.kind is NoticeKind.ERROR
    assert "nowhere.csv" in tab.notice.text
    assert tab.start.isVisible()


def test_a_file_that_fails_leaves_the_result_before_it_on_show(
    qtbot: QtBot, tab: BatchTab, applicants: Path, tmp_path: Path
) -> None:
    score(qtbot, tab, applicants)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"%PDF-1.4")
    score(qtbot, tab, bad)
    assert "bad.csv" in tab.notice.text
    assert tab.notice.kind is NoticeKind.ERROR
    assert tab.result.isVisible()
    score(qtbot, tab, applicants)
    assert tab.notice.isHidden()


@pytest.mark.logs("A job failed unexpectedly")
def test_a_defect_of_the_program_says_what_is_safe(
    qtbot: QtBot, tab: BatchTab, applicants: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_files: object, report: Report, **_how: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.batch.pipeline.score_file", broken)
    score(qtbot, tab, applicants)
    assert "something went wrong in Credit Desk itself" in tab.notice.text
    assert "an earlier result is as it was" in tab.notice.text


def full(_part: Path, _target: Path) -> None:
    raise OSError(28, "No space left on device")


def test_where_the_result_cannot_be_written_another_place_is_offered(
    qtbot: QtBot,
    tab: BatchTab,
    dialogs: FakeDialogs,
    applicants: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("core.files._create", full)
        score(qtbot, tab, applicants)
    assert "No space left" in tab.notice.text
    dialogs.answers.append(tmp_path / "elsewhere.csv")
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.notice, "Save elsewhere…")
    assert len(rows_of(tmp_path / "elsewhere.csv")) == ROWS


def test_a_folder_that_is_read_only_is_told(qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path) -> None:
    folder = applicants.parent
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        if _may_write(folder):
            pytest.skip("This user may write in any folder.")
        score(qtbot, tab, applicants)
    finally:
        folder.chmod(stat.S_IRWXU)
    assert "could not be written" in tab.notice.text
    assert not target.exists()


def _may_write(folder: Path) -> bool:
    try:
        (folder / "probe").touch()
    except OSError:
        return False
    return True


def test_a_file_of_others_is_replaced_only_with_consent(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path, target: Path
) -> None:
    target.write_text("precious", encoding="utf-8")
    dialogs.answers.append("Cancel")
    tab.open_file(applicants)
    assert target.read_text(encoding="utf-8") == "precious"
    assert tab.start.isVisible()
    dialogs.answers.append("Replace it")
    score(qtbot, tab, applicants)
    assert len(rows_of(target)) == ROWS


def test_the_last_result_is_replaced_without_a_question_unless_it_was_changed(
    qtbot: QtBot, opened: Open, dialogs: FakeDialogs, applicants: Path, target: Path
) -> None:
    tab = opened()
    score(qtbot, tab, applicants)
    score(qtbot, tab, applicants)
    score(qtbot, opened(), applicants)
    target.write_text("edited", encoding="utf-8")
    dialogs.answers.append("Cancel")
    tab.open_file(applicants)
    assert target.read_text(encoding="utf-8") == "edited"


def test_the_result_goes_where_the_user_chooses(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path, target: Path, tmp_path: Path
) -> None:
    target.write_text("precious", encoding="utf-8")
    dialogs.answers += ["Save elsewhere…", tmp_path / "elsewhere.csv"]
    score(qtbot, tab, applicants)
    tab.footer.ask_where.click()
    dialogs.answers += [tmp_path / "again.csv"]
    score(qtbot, tab, applicants)
    assert len(rows_of(tmp_path / "elsewhere.csv")) == len(rows_of(tmp_path / "again.csv")) == ROWS
    assert target.read_text(encoding="utf-8") == "precious"


def test_wishes_and_the_last_file_are_remembered(qtbot: QtBot, opened: Open, applicants: Path, target: Path) -> None:
    first = opened()
    first.footer.ask_where.setChecked(True)
    first.footer.ask_where.setChecked(False)
    score(qtbot, first, applicants)
    first.result._splitter.moveSplitter(300, 1)
    first.footer.ask_where.setChecked(True)
    second = opened()
    assert second.footer.ask_where.isChecked()
    second.footer.ask_where.setChecked(False)
    target.unlink()
    with qtbot.waitSignal(second.settled, timeout=SECONDS):
        press(second, "Score applicants.csv again")
    assert target.exists()
    assert second.result._splitter.sizes() == first.result._splitter.sizes()


class Slow:
    """Scoring that goes on until it is let go, or cancelled.

    Attributes:
        after_cancel: what it still does when it hears of the cancel.
    """

    def __init__(self) -> None:
        self.may_end = Event()
        self.after_cancel: Callable[[], object] = str

    def __call__(self, *_files: object, report: Report, **_how: object) -> None:
        try:
            while not self.may_end.wait(0.01):
                report(0.4, "Scored 400 rows")
        finally:
            self.after_cancel()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """Scoring that does not end by itself."""
    slow = Slow()
    monkeypatch.setattr("core.batch.pipeline.score_file", slow)
    yield slow
    slow.may_end.set()


@pytest.mark.usefixtures("slow")
def test_a_long_file_shows_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path
) -> None:
    tab.open_file(applicants)
    qtbot.waitUntil(lambda: "40 % · Scored 400 rows · about 1 s left" in tab.progress.words)
    assert tab.progress.cancel.hasFocus()
    assert not tab.footer.sample.isVisible()
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        QTest.keyClick(tab.progress.cancel, Qt.Key.Key_Space)
        assert "Stopping" in tab.progress.words
        assert not tab.progress.cancel.isEnabled()
    assert "Scoring applicants.csv was stopped. Nothing was written" in tab.notice.text
    assert tab.start.isVisible()
    assert not target.exists()


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_Escape, _NO_KEY), (Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)],
    ids=["Escape", "Alt+C"],
)
def test_a_key_cancels_wherever_the_focus_is(
    qtbot: QtBot, tab: BatchTab, applicants: Path, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    tab.activateWindow()
    tab.open_file(applicants)
    tab.footer.ask_where.setFocus()
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        QTest.keyClick(tab.footer.ask_where, key, held)
    assert "was stopped" in tab.notice.text


def test_a_cancel_leaves_the_old_result_untouched(
    qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    score(qtbot, tab, applicants)
    before = target.read_bytes()
    slow = Slow()
    monkeypatch.setattr("core.batch.pipeline.score_file", slow)
    tab.open_file(applicants)
    qtbot.waitUntil(lambda: "Scored 400 rows" in tab.progress.words)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab, "Cancel")
    assert target.read_bytes() == before
    assert tab.result.isVisible()


def test_a_cancel_that_came_too_late_says_that_there_is_a_result(
    qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path, slow: Slow
) -> None:
    slow.after_cancel = target.touch
    tab.open_file(applicants)
    qtbot.waitUntil(lambda: "Scored 400 rows" in tab.progress.words)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab, "Cancel")
    assert f"The new result is {target}" in tab.notice.text


def test_what_is_no_file_of_this_computer_is_refused(tab: BatchTab) -> None:
    drop(tab, QUrl("https://example.org/applicants.csv"))
    assert tab.notice.text == "Drop files that are saved on this computer."


def test_a_drag_of_text_is_no_business_of_the_tab(tab: BatchTab) -> None:
    mime = QMimeData()
    mime.setText("some words")
    entering = QDragEnterEvent(QPoint(9, 9), _COPY, mime, _LEFT, _NO_KEY)
    entering.ignore()
    tab.dragEnterEvent(entering)
    assert not entering.isAccepted()


def test_another_model_makes_the_rows_old_until_they_are_scored_again(
    qtbot: QtBot, desk: Desk, tab: BatchTab, applicants: Path
) -> None:
    score(qtbot, tab, applicants)
    use_another_model(desk)
    assert "scored with model v1.0; v2.0 is in use now" in tab.result.notice.text
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.result.notice, "Score again")
    assert tab.result.scored is not None
    assert tab.result.scored.report.model == "v2.0"
    assert tab.result.notice.isHidden()


def test_a_model_that_changes_meanwhile_is_told(qtbot: QtBot, desk: Desk, tab: BatchTab, applicants: Path) -> None:
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        tab.open_file(applicants)
        qtbot.waitUntil(lambda: tab.flow.intake.queue.count(FileState.SCORING) == 1, timeout=SECONDS)
        use_another_model(desk)
    assert "scored with model v1.0; v2.0 is in use now" in tab.result.notice.text


def test_rows_that_are_gone_are_told_and_can_be_scored_again(
    qtbot: QtBot, tab: BatchTab, desk: Desk, applicants: Path, target: Path
) -> None:
    score(qtbot, tab, applicants)
    for kept in kept_in(paths.shelf(desk.data_folder)):
        forget(kept.folder)
    with qtbot.waitSignal(tab.result.rows.broken, timeout=SECONDS):
        tab.result.rows.filter.show_problem("age", "age")
    assert "damaged or was forgotten" in tab.result.notice.text
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.result.notice, "Score again")
    assert len(rows_of(target)) == ROWS
    assert shown(tab, 0)["Status"] == "scored"


def test_a_file_whose_rows_cannot_be_kept_is_scored_all_the_same(
    qtbot: QtBot, tab: BatchTab, desk: Desk, applicants: Path, target: Path
) -> None:
    paths.shelf(desk.data_folder).write_text("no folder", encoding="utf-8")
    score(qtbot, tab, applicants)
    assert len(rows_of(target)) == ROWS
    assert tab.result.rows.table.model() is None
    assert "could not be kept" in tab.result.rows.table.empty_text
    assert not tab.result.rows.filter.isEnabled()
    assert tab.result.view is None


def test_a_sample_can_be_saved_and_scored(qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, tmp_path: Path) -> None:
    sample = tmp_path / "sample.csv"
    dialogs.answers.append(sample)
    with qtbot.waitSignal(tab._copier.saved, timeout=SECONDS):
        press(tab, "Save a sample file…")
    assert tab.notice.text == f"Saved as {sample}."
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab.notice, "Score it")
    assert tab.result.rows.table.model().rowCount() == len(rows_of(sample)) == 1_000


def test_rows_on_show_are_exported_and_get_letters(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, applicants: Path, tmp_path: Path
) -> None:
    score(qtbot, tab, applicants)
    tab.result.summary.overview.cutoff.setValue(700)
    press(tab, "Export…")
    dialogs.answers.append(tmp_path / "out.xlsx")
    press(dialog_of(tab), "Export…")
    qtbot.waitUntil(lambda: tab.outcome.text.startswith(f"{ROWS} rows written to"), timeout=SECONDS)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book["Applicants"].max_row == ROWS + 1
    assert ("Cut-off", 700, None) in list(book["Summary"].iter_rows(values_only=True))
    press(tab, "Letters…")
    dialogs.answers += ["Write all the same", tmp_path / "letters.pdf"]
    press(dialog_of(tab), "Write…")
    qtbot.waitUntil(lambda: "letters written to" in tab.outcome.text, timeout=SECONDS)
    assert (tmp_path / "letters.pdf").read_bytes().startswith(b"%PDF")
    score(qtbot, tab, applicants)
    assert tab.outcome.isHidden(), "it was about the result before"


def dialog_of(tab: BatchTab) -> QDialog:
    """The dialog that is open over the tab."""
    (found,) = [one for one in tab.findChildren(QDialog) if one.isVisible()]
    return found


def test_a_copy_that_cannot_be_written_is_told(
    qtbot: QtBot, tab: BatchTab, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.answers.append(tmp_path / "no folder" / "sample.csv")
    with qtbot.waitSignal(tab._copier.failed, timeout=SECONDS):
        press(tab, "Save a sample file…")
    assert "sample.csv could not be written" in tab.notice.text


class SlowCopy:
    """Copying that goes on until it is cancelled, and may have ended nevertheless."""

    def __init__(self, *, ends: bool) -> None:
        self._ends = ends

    def __call__(self, _source: Path, target: Path, report: Report) -> None:
        try:
            while True:
                report(0.5, "Copying")
        finally:
            if self._ends:
                target.touch()


@pytest.mark.parametrize("ends", [False, True])
def test_a_copy_that_is_stopped_says_whether_it_is_there(
    qtbot: QtBot,
    desk: Desk,
    tab: BatchTab,
    dialogs: FakeDialogs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ends: bool,
) -> None:
    monkeypatch.setattr("app.batch.work._copy", SlowCopy(ends=ends))
    dialogs.answers.append(tmp_path / "sample.csv")
    press(tab, "Save a sample file…")
    qtbot.waitUntil(lambda: "Copying" in [job.message for job in desk.jobs.jobs])  # the list of results has a job too
    press(tab, "Save a sample file…")
    assert "Saving sample.csv is not done yet" in tab.notice.text
    desk.jobs.cancel_all()
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    assert tab.notice.text.startswith("Saved as" if ends else "sample.csv was stopped and not written")
    assert (tmp_path / "sample.csv").exists() == ends


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The paths that the system is asked to open; it cannot open the second one."""
    asked: list[Path] = []

    def open_url(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return len(asked) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def test_the_scored_file_and_its_folder_are_opened(
    qtbot: QtBot, tab: BatchTab, applicants: Path, target: Path, asked: list[Path]
) -> None:
    score(qtbot, tab, applicants)
    press(tab, "Open file")
    assert tab.result.notice.isHidden()
    press(tab, "Open folder")
    assert asked == [target, target.parent]
    assert f"opens {target.parent}" in tab.result.notice.text
