"""An admin watches a search: its trials and how long it takes; ends it with the best, or goes on with it later."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.jobs import Job
from app.services.paths import studies
from app.services.settings import Settings
from app.training import tab as tab_module
from app.training.interrupted import SearchMark
from app.training.journal import Journal, best
from app.training.tab import TrainingTab
from core.training.options import TrainingOptions
from tests.app.training.admin import SECONDS, start_demo, started
from tests.app.training.conftest import FIRST_TRIAL, SlowTraining
from tests.app.training.stopping import Stopping

BETTER = replace(FIRST_TRIAL, number=2, log_loss=0.09, auc=0.98)
PRUNED = replace(FIRST_TRIAL, number=3, log_loss=0.01, pruned=True)


def watch(qtbot: QtBot, tab: TrainingTab, desk: Desk, trials: int) -> Job:
    """Start a training and wait until so many trials are told."""
    job = start_demo(tab, desk)
    qtbot.waitUntil(lambda: f"Trial {trials + 1}: Fitting…" in tab.running.words)
    return job


def rows(tab: TrainingTab) -> list[list[str]]:
    """The table of trials as it is read: number first."""
    model = tab.running.search.trials.model()
    header = tab.running.search.trials.horizontalHeader()
    columns = [header.logicalIndex(place) for place in range(model.columnCount())]
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


# What is told


def test_each_trial_stands_in_the_table_newest_first(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    slow.trials = [replace(FIRST_TRIAL, resumed=True), BETTER, PRUNED]
    watch(qtbot, tab, desk, 3)
    assert rows(tab) == [
        ["3", "8 knots, C 10, none", "0.01000", "0.9785", "2.0", "pruned early"],
        ["2", "8 knots, C 10, none", "0.09000", "0.9800", "2.0", "✓ best"],
        ["1", "8 knots, C 10, none", "0.10083", "0.9785", "2.0", "from before"],
    ]


def test_the_best_so_far_is_told_in_words(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    """One that was pruned is not it, whatever its figure says of the folds it came to."""
    slow.trials = [FIRST_TRIAL, BETTER, PRUNED]
    watch(qtbot, tab, desk, 3)
    told = "3 of 3 trials; best so far: trial 2 (8 knots, C 10, none), log loss 0.09000, AUC 0.9800"
    assert told in tab.running.words


def test_the_course_is_drawn_and_grows_with_the_trials(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    course = tab.running.search.course
    slow.trials = []
    watch(qtbot, tab, desk, 0)
    assert course.message == "The first trial is under way."
    with qtbot.waitSignal(course.rendered, timeout=20_000):
        slow.trials.append(FIRST_TRIAL)
    assert not course.picture().isNull()
    with qtbot.waitSignal(course.rendered, timeout=20_000):
        slow.trials.append(BETTER)
        qtbot.waitUntil(lambda: "2 of 3 trials" in course.accessibleDescription())
        assert not course.picture().isNull(), "the last picture stays until the next is drawn"


def test_what_the_log_loss_depends_on_is_told_once_it_is_known(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    importance = tab.running.search.importance
    watch(qtbot, tab, desk, 1)
    assert "known after some trials" in importance.message
    with qtbot.waitSignal(importance.rendered, timeout=20_000):
        slow.shares = {"knots": 0.7, "regularisation": 0.2, "resampling": 0.1}
    assert importance.accessibleDescription() == "Knots of curves 70 %, Penalty (C) 20 %, Resampling 10 %."


def test_what_was_told_before_anybody_looked_is_shown(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    """A training is in its own thread from the start, and may be faster than the page."""
    journal, may_end = Journal(), Event()
    journal.trial_ended(FIRST_TRIAL)
    journal.importance({"knots": 1.0})
    job = desk.jobs.start(lambda _report: may_end.wait(20))
    tab.running.follow(job, journal, TrainingOptions())
    assert "1 of 30 trials" in tab.running.words
    assert tab.running.search.importance.accessibleDescription() == "Knots of curves 100 %."
    with qtbot.waitSignal(job.finished):
        may_end.set()


@pytest.mark.parametrize(("trials", "told"), [(1, "1 trial was taken over"), (2, "2 trials were taken over")])
def test_trials_from_a_search_that_was_interrupted_are_counted(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining, trials: int, told: str
) -> None:
    slow.trials = [replace(FIRST_TRIAL, number=number + 1, resumed=True) for number in range(trials)]
    watch(qtbot, tab, desk, trials)
    assert told in tab.running.words


def test_without_one_nothing_is_said_of_it(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    watch(qtbot, tab, desk, 1)
    assert "taken over" not in tab.running.words


# Stop and keep the best


def test_a_search_ends_with_the_best_so_far_when_that_is_enough(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    job = watch(qtbot, tab, desk, 1)
    with qtbot.waitSignal(job.succeeded):
        tab.running.stop.click()
        assert "Ending the search; the best trial so far is kept…" in tab.running.words
        assert not tab.running.stop.isEnabled()
        assert tab.running.cancel.hasFocus() or not tab.isActiveWindow()
    assert tab.pages.currentWidget() is tab.result


def test_before_the_first_trial_is_whole_there_is_nothing_to_keep(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    slow.trials = []
    watch(qtbot, tab, desk, 0)
    assert not tab.running.stop.isEnabled()
    assert "there must be one" in tab.running.stop.accessibleDescription()
    slow.trials.append(FIRST_TRIAL)
    qtbot.waitUntil(tab.running.stop.isEnabled)


def test_a_search_that_is_ending_can_still_be_cancelled(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    job = watch(qtbot, tab, desk, 1)
    with qtbot.waitSignal(job.cancelled):
        tab.running.stop.click()
        tab.running.cancel.click()
        assert "Stopping; nothing is changed…" in tab.running.words
    assert "was cancelled" in tab.notice.text


# Going on with a search


def test_its_trials_are_kept_in_the_data_folder(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    with qtbot.waitSignal(watch(qtbot, tab, desk, 1).finished):
        slow.may_end.set()
    assert slow.studies == [studies(desk.data_folder)]


@pytest.mark.parametrize(
    ("trials", "told"),
    [(0, ""), (1, " Its first trial is kept; retraining"), (3, " Its 3 trials are kept; retraining")],
)
def test_a_search_that_is_cancelled_says_what_is_kept_of_it(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining, trials: int, told: str
) -> None:
    slow.trials = [FIRST_TRIAL] * trials
    with qtbot.waitSignal(watch(qtbot, tab, desk, trials).cancelled):
        tab.running.cancel.click()
    assert tab.notice.text.startswith("The training was cancelled. The model in use has not changed." + told)
    assert bool(told) is tab.notice.text.endswith("on the same data with the same options goes on from there.")


def train_until(qtbot: QtBot, tab: TrainingTab, desk: Desk, monkeypatch: pytest.MonkeyPatch, beginning: str) -> Job:
    """Start a real training and wait until it has come so far, where it stays."""
    training = Stopping(beginning)
    monkeypatch.setattr(tab_module, "train_candidate", training)
    job = started(tab, desk)
    qtbot.waitUntil(training.reached.is_set, timeout=SECONDS)
    return job


def test_a_real_search_goes_on_and_ends_with_what_it_has(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, portfolio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled in its second trial, it begins with the first when it is started again, and ends after it if asked."""
    tab.data.take([portfolio])
    with qtbot.waitSignal(train_until(qtbot, tab, desk, monkeypatch, "Trial 2: Fold").finished):
        tab.running.cancel.click()
    assert "Its first trial is kept" in tab.notice.text
    job = train_until(qtbot, tab, desk, monkeypatch, "Trial 2: Fold")
    qtbot.waitUntil(lambda: "1 trial was taken over" in tab.running.words)
    assert [row[-1] for row in rows(tab)] == ["✓ best, from before"]
    with qtbot.waitSignal(job.succeeded, timeout=SECONDS) as result:
        tab.running.stop.click()
    (candidate,) = result.args
    assert [trial.number for trial in candidate.result.trials] == [1]
    assert any("stopped" in note and "1 of 3 trials" in note for note in candidate.result.data_notes)


def test_a_program_that_was_killed_offers_to_go_on_with_its_search(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    """What it wrote while it lived is all there is; dismissing the offer is for good."""
    watch(qtbot, tab, desk, 1)
    desk.settings.save()
    later = desk._replace(settings=Settings(desk.data_folder))
    told = "The program ended during a search, after 1 of 3 trials. Retrain on the same data with the same options"
    again = opened(qtbot, later)
    assert again.notice.text.startswith(told)
    assert again.notice.isVisible()
    again.notice.dismissed.emit()
    assert not opened(qtbot, later).notice.isVisible()


def opened(qtbot: QtBot, desk: Desk) -> TrainingTab:
    tab = TrainingTab(desk)
    qtbot.addWidget(tab)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def test_a_search_that_ended_is_not_offered(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    with qtbot.waitSignal(watch(qtbot, tab, desk, 1).finished):
        slow.may_end.set()
    assert not opened(qtbot, desk).notice.isVisible()


@pytest.mark.parametrize(("ended", "planned"), [("0", "30"), ("31", "30"), ("many", "30"), ("3", "")])
def test_a_damaged_memory_offers_nothing(desk: Desk, ended: str, planned: str) -> None:
    desk.settings.put("training/search/ended", ended)
    desk.settings.put("training/search/planned", planned)
    assert SearchMark(desk.settings).told() == ""


def test_the_page_tells_time_and_budget_left(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    tab.options.counts["minutes"].setValue(15)
    slow.trials = [replace(FIRST_TRIAL, seconds=80)]
    watch(qtbot, tab, desk, 1)
    assert "about 5 min left · budget: 15 min left" in tab.running.words, "2 trials, and one and a half for the rest"


def test_no_trial_is_the_best_of_none() -> None:
    assert best([]) is None
    assert best([PRUNED]) is None
