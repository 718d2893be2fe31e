"""An admin watches a training: step by step, trial by trial, to its end, its failure or its cancellation."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.desk import Desk
from app.services.paths import studies
from app.status_line import StatusLine
from app.training import tab as tab_module
from app.training.candidate import Candidate, train_candidate
from app.training.checklist import Checklist
from app.training.journal import Journal, Step, best
from app.training.source import Source
from app.training.tab import TrainingTab
from app.widgets.notice import NoticeKind
from core.progress import Report, silent
from core.scorecard import Scorecard
from core.training.options import TrainingOptions
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import SECONDS, choose_kind, start_demo, started, train, trainings
from tests.app.training.conftest import QUICK, SlowTraining
from tests.app.training.stopping import Stopping

REFERENCE = 1


def files_under(folder: Path) -> dict[str, bytes]:
    """All there is in a data folder byte for byte, but for the trials of searches, which may go on."""
    files = (path for path in folder.rglob("*") if path.is_file() and path != studies(folder))
    return {str(path): path.read_bytes() for path in files}


# What is told


def test_what_is_going_on_is_told_step_by_step(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    job = start_demo(tab, desk)
    qtbot.waitUntil(lambda: "Trial 2: Fitting…" in tab.running.words)
    assert "▸ Search for the best settings" in tab.running.words
    assert "✓ Join and clean them" in tab.running.words
    assert "· Fit the final model" in tab.running.words
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()


def test_the_reference_preset_shows_no_trials(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    tab.options.choices["preset"].setCurrentIndex(REFERENCE)
    job = start_demo(tab, desk)
    assert not tab.running.search.isVisible()
    assert not tab.running.stop.isVisible()
    assert "Search" not in tab.running.words
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()


def test_the_next_training_starts_with_a_clean_page(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, dialogs: FakeDialogs, slow: SlowTraining
) -> None:
    job = start_demo(tab, desk)
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()
    assert "1 of 3 trials" in tab.running.words
    slow.may_end.clear()
    slow.trials = []
    dialogs.answers.append("Drop it")
    job = started(tab, desk)
    qtbot.waitUntil(lambda: "Trial 1: Fitting…" in tab.running.words)
    search = tab.running.search
    assert "0 of 3 trials" in search.words
    assert search.trials.model().rowCount() == 0
    assert search.course.chart is None
    assert tab.running.cancel.isEnabled()
    assert not tab.running.stop.isEnabled()
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()


def test_a_real_training_goes_through_every_step_and_tells_every_trial(journal: Journal, candidate: Candidate) -> None:
    """The journal hears of all trials what the result says of them, and which was best."""
    assert journal.step is Step.JUDGE
    assert journal.trials == list(candidate.result.trials)
    assert len(journal.trials) == QUICK.trials
    leader = best(journal.trials)
    assert leader is not None
    assert leader.settings.to_dict() == candidate.result.parameters


MESSAGES = ["Reading loans.csv", "Checking the columns", "Preparing the folds", "Trial 1: Fold 1 of 2", "Fold 1 of 2"]


@given(st.lists(st.sampled_from([*MESSAGES, "Fitting the final model", "Judging", "Fitting"])))
def test_the_checklist_never_goes_back(messages: list[str]) -> None:
    journal = Journal()
    heard, steps = journal.listening(silent), [journal.step]
    for message in messages:
        heard(0.5, message)
        steps.append(journal.step)
    assert steps == sorted(steps)


HELD_OUT = [
    (TrainingOptions(), "25 % of the loans"),
    (TrainingOptions(held_out=0.4), "40 % of the loans"),
    (TrainingOptions(split="out-of-time", held_out=0.1), "the newest 10 % of the loans"),
    (TrainingOptions(split="out-of-time", since=date(2024, 4, 1)), "the loans paid out from 1 April 2024 on"),
]


@pytest.mark.parametrize(("options", "told"), HELD_OUT)
def test_the_checklist_tells_which_loans_are_held_out(qtbot: QtBot, options: TrainingOptions, told: str) -> None:
    checklist = Checklist()
    qtbot.addWidget(checklist)
    checklist.begin(options)
    assert f"Prepare the folds, with {told} held out" in checklist.words


# One at a time


def test_a_second_click_does_nothing(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    """Neither on the button, which is off and says why, nor by whatever else may call it."""
    job = start_demo(tab, desk)
    assert not tab.retrain.isEnabled()
    tab.retrain.click()
    tab.retrain.clicked.emit()
    assert trainings(desk) == [job]
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()
    assert slow.runs == 1
    assert tab.retrain.isEnabled()


def test_applicants_are_scored_meanwhile(qtbot: QtBot, desk: Desk, slow: SlowTraining) -> None:
    """An officer at the other tab notices nothing but the status line."""
    window = shown(qtbot, desk)
    job = start_demo(window.training, desk)
    window.applicant.fill_sample(2)
    poor = window.applicant.assessment.credit_score
    window.applicant.fill_sample(0)
    good = window.applicant.assessment.credit_score
    assert poor is not None
    assert good is not None
    assert good > poor
    assert job.is_active
    with qtbot.waitSignal(job.finished):
        job.cancel()


# Cancelling


PHASES = [
    "Loading the learning libraries",
    "Reading loans.csv",
    "Checking the columns",
    "Preparing the folds",
    "Trial 2: Fold 2",
    "Trial 3 of 3",
    "Fold 1",
    "Fitting the final model",
    "Writing the model down",
    "Judging",
]


@pytest.mark.parametrize("phase", PHASES)
def test_cancel_leaves_everything_as_it_was_in_each_phase(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, portfolio: Path, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    """No version more, the same active model, no file changed; and the next training may start."""
    training = Stopping(phase)
    monkeypatch.setattr(tab_module, "train_candidate", training)
    tab.data.take([portfolio])
    desk.settings.save()
    before, model = files_under(desk.data_folder), desk.model.scorecard
    job = started(tab, desk)
    qtbot.waitUntil(training.reached.is_set, timeout=SECONDS)
    with qtbot.waitSignal(job.finished):
        tab.running.cancel.click()
        assert not tab.running.cancel.isEnabled()
        assert "Stopping; nothing is changed…" in tab.running.words
    assert tab.notice.kind is NoticeKind.INFO
    assert tab.notice.text.startswith("The training was cancelled. The model in use has not changed.")
    desk.settings.save()
    assert files_under(desk.data_folder) == before
    assert desk.model.scorecard is model
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0"]
    assert tab.pages.currentWidget() is not tab.running
    assert tab.retrain.isEnabled()


def test_the_word_about_a_cancelled_training_can_be_put_away(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    job = start_demo(tab, desk)
    with qtbot.waitSignal(job.finished):
        tab.running.cancel.click()
    assert tab.notice.isVisible()
    tab.notice.dismissed.emit()
    assert not tab.notice.isVisible()


def test_the_status_line_cancels_too(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    line = StatusLine(desk.jobs)
    qtbot.addWidget(line)
    job = start_demo(tab, desk)
    (button,) = line.findChildren(QPushButton)
    with qtbot.waitSignal(job.cancelled):
        button.click()
        assert not tab.running.cancel.isEnabled()
    assert "was cancelled" in tab.notice.text


def shown(qtbot: QtBot, desk: Desk) -> MainWindow:
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_closing_the_window_during_a_training_asks_first(
    qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, slow: SlowTraining
) -> None:
    window = shown(qtbot, desk)
    job = start_demo(window.training, desk)
    dialogs.answers.append("Keep working")
    window.close()
    assert window.isVisible()
    assert job.is_active
    assert "Retraining is still running" in dialogs.asked[0]
    dialogs.answers.append("Stop it and close")
    with qtbot.waitSignal(job.cancelled):
        window.close()
    assert not window.isVisible()
    assert desk.model.registry.active().scorecard.version == "v1.0"


# Failing


def spoil(portfolio: Path, folder: Path, table: str, old: str, new: str) -> Path:
    """A copy of the portfolio with something changed in one table."""
    for path in portfolio.iterdir():
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace(old, new) if path.stem == table else text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [("loans", "True", "False", "default"), ("bureau_data", "C", "X", "cust_id")],
    ids=["one class only", "no matching ids"],
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
    train(qtbot, tab, desk)
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
    train(qtbot, tab, desk)
    assert "20 folds need at least 20" in tab.notice.text


def test_a_file_that_went_away_meanwhile_is_told(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, portfolio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.data.take([shutil.copytree(portfolio, tmp_path / "bank")])
    loans = tmp_path / "bank" / "loans.csv"

    def gone(
        source: Source, options: TrainingOptions, active: Scorecard, journal: Journal, report: Report, study: Path
    ) -> Candidate:
        loans.unlink()
        return train_candidate(source, options, active, journal, report, study)

    monkeypatch.setattr(tab_module, "train_candidate", gone)
    train(qtbot, tab, desk)
    assert f"There is no file {loans}." in tab.notice.text


@pytest.mark.logs("failed unexpectedly")
def test_a_defect_is_told_without_its_traceback(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(tab_module, "train_candidate", broken)
    choose_kind(tab, "demo")
    train(qtbot, tab, desk)
    assert "its log tells which" in tab.notice.text
    assert "division" not in tab.notice.text


def test_the_next_training_takes_an_old_failure_from_view(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, tmp_path: Path, slow: SlowTraining
) -> None:
    job = start_demo(tab, desk)
    with qtbot.waitSignal(job.finished):
        tab.running.cancel.click()
    job = started(tab, desk)
    assert not tab.notice.isVisible()
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()
