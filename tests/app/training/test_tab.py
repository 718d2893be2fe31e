"""An admin retrains the model: chooses tables, watches, compares, uses the candidate or not."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.jobs import Job
from app.training import tab as tab_module
from app.training.candidate import Candidate
from app.training.journal import Journal
from app.training.source import Demo, Source
from app.training.tab import TrainingTab
from app.widgets.notice import NoticeKind
from core.progress import Report
from core.scorecard import Scorecard
from core.training.options import TrainingOptions
from tests.app.fakes import FakeDialogs

STOP, BUTTON = Qt.DropAction.CopyAction, Qt.MouseButton.NoButton


class SlowTraining:
    """Stands in for a training: says two things a real one says, and goes on until it may end.

    Attributes:
        may_end: lets it end.
        runs: how many were started.
    """

    def __init__(self, candidate: Candidate) -> None:
        self.may_end = Event()
        self.runs = 0
        self._candidate = candidate

    def __call__(
        self, source: Source, options: TrainingOptions, active: Scorecard, journal: Journal, report: Report
    ) -> Candidate:
        self.runs += 1
        heard = journal.listening(report)
        heard(0.5, "Trial 1 of 3: 8 knots, C 10, none: log loss 0.10083, AUC 0.9785 (best 0.10083)")
        while not self.may_end.wait(0.01):
            heard(0.5, "Trial 2: Fitting")
        return self._candidate


@pytest.fixture
def slow(candidate: Candidate, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowTraining]:
    """A training that ends with the test at the latest."""
    slow = SlowTraining(candidate)
    monkeypatch.setattr(tab_module, "train_candidate", slow)
    yield slow
    slow.may_end.set()


def started(tab: TrainingTab, desk: Desk) -> Job:
    """Press Retrain and return the job it started."""
    tab.retrain.click()
    (job,) = [job for job in desk.jobs.jobs if job.name == "Retraining"]
    return job


def start_demo(tab: TrainingTab, desk: Desk) -> Job:
    tab.data.kind.setCurrentIndex(tab.data.kind.findData("demo"))
    return started(tab, desk)


def test_an_admin_retrains_and_uses_the_candidate(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, dialogs: FakeDialogs, portfolio: Path
) -> None:
    """The whole way: a folder chosen, a real search, the result, the new model in use and in the list."""
    dialogs.answers.append(portfolio)
    tab.data.files.folder.click()
    job = started(tab, desk)
    assert tab.pages.currentWidget() is tab.running
    with qtbot.waitSignals([job.finished, tab.result.roc.rendered, tab.result.ks.rendered], timeout=60_000):
        pass
    assert tab.pages.currentWidget() is tab.result
    assert "against" in tab.result.words
    assert "Joined on cust_id: 1,500 loans of 1,500 borrowers." in tab.result.words
    assert not tab.result.roc.picture().isNull()
    assert desk.model.scorecard.version == "v1.0"
    assert desk.model.registry.active().scorecard.version == "v1.0"

    with qtbot.waitSignal(desk.model.changed):
        tab.result.decision.use.click()
    assert desk.model.scorecard.version == "v2.0"
    assert desk.model.registry.active().scorecard.version == "v2.0"
    qtbot.waitUntil(lambda: tab.versions.table.model().index(0, 3).data() == "✓ in use")
    assert "v2.0 is in use" in tab.result.decision.notice.text
    assert not tab.result.decision.use.isVisible()


def test_what_is_going_on_is_told_step_by_step(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    job = start_demo(tab, desk)
    qtbot.waitUntil(lambda: "Trial 2: Fitting…" in tab.running.words)
    assert "▸ Search for the best settings" in tab.running.words
    assert "✓ Join and clean them" in tab.running.words
    assert "· Fit the final model" in tab.running.words
    assert "1 of 3 trials; best so far: trial 1, log loss 0.10083, AUC 0.9785" in tab.running.words
    assert tab.running.trials.model().rowCount() == 1
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()


def test_the_reference_preset_shows_no_trials(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    tab.options.choices["preset"].setCurrentIndex(1)
    job = start_demo(tab, desk)
    assert not tab.running.trials.isVisible()
    assert "Search" not in tab.running.words
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()


def test_a_second_click_does_nothing(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    """Neither on the button, which is off and says why, nor by whatever else may call it."""
    job = start_demo(tab, desk)
    assert not tab.retrain.isEnabled()
    tab.retrain.click()
    tab.retrain.clicked.emit()
    assert len(desk.jobs.jobs) <= 2  # the training, and perhaps the reading of the versions
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()
    assert slow.runs == 1
    assert tab.retrain.isEnabled()


def test_cancel_leaves_everything_as_it_was(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining, home: Path
) -> None:
    job = start_demo(tab, desk)
    with qtbot.waitSignal(job.finished):
        tab.running.cancel.click()
        assert not tab.running.cancel.isEnabled()
        assert "Stopping" in tab.running.words
    assert tab.pages.currentWidget() is not tab.running
    assert tab.notice.kind is NoticeKind.INFO
    assert "cancelled. The model in use has not changed." in tab.notice.text
    assert desk.model.scorecard.version == "v1.0"
    assert not (home / "models").exists()
    tab.notice.dismissed.emit()
    assert not tab.notice.isVisible()


def test_a_cancelled_training_keeps_the_candidate_before_it(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    slow.may_end.set()
    with qtbot.waitSignal(start_demo(tab, desk).finished):
        pass
    slow.may_end.clear()
    job = started(tab, desk)
    with qtbot.waitSignal(job.finished):
        job.cancel()
    assert tab.pages.currentWidget() is tab.result


def test_the_old_model_is_kept(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining, dialogs: FakeDialogs, home: Path
) -> None:
    slow.may_end.set()
    with qtbot.waitSignal(start_demo(tab, desk).finished):
        pass
    dialogs.answers.append("Keep looking")
    tab.result.decision.close_.click()
    assert tab.pages.currentWidget() is tab.result
    dialogs.answers.append("Drop it")
    tab.result.decision.close_.click()
    assert tab.pages.currentWidget() is not tab.result
    assert not (home / "models").exists()


def test_nothing_chosen_is_said_in_place(tab: TrainingTab, desk: Desk) -> None:
    tab.retrain.click()
    assert not [job for job in desk.jobs.jobs if job.name]
    assert [row.error for row in tab.data.files.rows.values()] == [
        "Choose the customers file, or type its path.",
        "Choose the loans file, or type its path.",
        "Choose the bureau file, or type its path.",
    ]
    tab.data.files.edits["loans"].setText("/there/loans.csv")
    assert tab.data.files.rows["loans"].error == ""


def spoil(portfolio: Path, folder: Path, table: str, old: str, new: str) -> Path:
    """A copy of the portfolio with something changed in one table."""
    for path in portfolio.iterdir():
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace(old, new) if path.stem == table else text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("loans", "True", "False", "default"),
        ("bureau_data", "C", "X", "cust_id"),
        ("customers", "income", "wages", "income"),
    ],
    ids=["one class only", "no matching ids", "a column is missing"],
)
def test_bad_tables_are_told_in_place(  # noqa: PLR0917 - fixtures and parameters
    qtbot: QtBot,
    tab: TrainingTab,
    desk: Desk,
    portfolio: Path,
    tmp_path: Path,
    table: str,
    old: str,
    new: str,
    said: str,
) -> None:
    tab.data.take([spoil(portfolio, tmp_path, table, old, new)])
    with qtbot.waitSignal(started(tab, desk).finished, timeout=60_000):
        pass
    assert tab.notice.isVisible()
    assert tab.notice.kind is NoticeKind.ERROR
    assert said in tab.notice.text
    assert tab.notice.text.endswith("The model in use has not changed.")
    assert tab.retrain.isEnabled()


def test_more_folds_than_defaults_are_told(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, portfolio: Path, tmp_path: Path
) -> None:
    for path in portfolio.iterdir():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / path.name).write_text("".join(lines[:200]), encoding="utf-8")
    tab.data.take([tmp_path])
    tab.options.counts["folds"].setValue(20)
    with qtbot.waitSignal(started(tab, desk).finished, timeout=60_000):
        pass
    assert "20 folds need at least 20" in tab.notice.text


@pytest.mark.logs("failed unexpectedly")
def test_a_defect_is_told_without_its_traceback(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(tab_module, "train_candidate", broken)
    with qtbot.waitSignal(start_demo(tab, desk).finished):
        pass
    assert "its log tells which" in tab.notice.text
    assert "division" not in tab.notice.text


def dropped(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_are_dropped_anywhere_on_the_tab(tab: TrainingTab, portfolio: Path) -> None:
    data = dropped([portfolio / "loans.csv", portfolio / "customers.csv", portfolio / "bureau_data.csv"])
    tab.data.kind.setCurrentIndex(tab.data.kind.findData("demo"))
    enter = QDragEnterEvent(QPoint(5, 5), STOP, data, BUTTON, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    tab.dragEnterEvent(enter)
    assert enter.isAccepted()
    tab.dropEvent(QDropEvent(QPointF(5, 5), STOP, data, BUTTON, Qt.KeyboardModifier.NoModifier))
    assert tab.data.kind.currentData() == "files"
    assert tab.data.files.edits["bureau"].text() == str(portfolio / "bureau_data.csv")


def test_text_cannot_be_dropped(tab: TrainingTab) -> None:
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(QPoint(5, 5), STOP, data, BUTTON, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    tab.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_choices_are_remembered(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    """All but a database's password come back when the window is opened again."""
    tab.data.files.edits["loans"].setText("/bank/loans.csv")
    tab.data.database.address.setText("postgresql+psycopg://ann:secr@t/x@db.bank/risk?sslpassword=hush")
    tab.data.demo.borrowers.setValue(7_000)
    tab.data.kind.setCurrentIndex(tab.data.kind.findData("database"))
    tab.options.choices["preset"].setCurrentIndex(1)
    tab.options.choices["resampling"].setCurrentIndex(2)
    tab.options.counts["seed"].setValue(7)
    tab._splitter.splitterMoved.emit(400, 1)

    again = TrainingTab(desk)
    qtbot.addWidget(again)
    assert again.data.kind.currentData() == "database"
    assert again.data.files.edits["loans"].text() == "/bank/loans.csv"
    assert again.data.database.address.text() == "postgresql+psycopg://ann@db.bank/risk"
    assert again.data.demo.source() == Demo(7_000)
    assert again.options.options() == TrainingOptions("reference", "standard", 3, 2, "smote", 7)
    desk.settings.save()
    assert "hush" not in (desk.data_folder / "settings.ini").read_text(encoding="utf-8")


def test_the_empty_page_names_the_model_in_use(tab: TrainingTab) -> None:
    assert "v1.0 stays in use until you decide" in tab._empty.text()


def test_the_keyboard_reaches_every_step(tab: TrainingTab) -> None:
    """From the choice of data, tab by tab, to the button that retrains, and no wheel or focus trap between."""
    tab.activateWindow()
    tab.data.kind.setFocus()
    reached = []
    for _ in range(40):
        reached.append(tab.focusWidget())
        QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Tab)
    expected = [
        *tab.data.files.edits.values(),
        *tab.options.choices.values(),
        *tab.options.counts.values(),
        tab.retrain,
    ]
    assert set(expected) <= set(reached)
