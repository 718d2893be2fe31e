"""A candidate that nobody decided about is not lost without a question: by closing, or by the next training."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.desk import Desk
from app.training.tab import TrainingTab
from app.widgets.notice import NoticeKind
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import choose_kind, start_demo, started, trainings
from tests.app.training.conftest import SlowTraining

SAVE, USE, DROP, STAY = "Save it", "Use it", "Drop it", "Keep looking"


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, slow: SlowTraining) -> MainWindow:
    """The window with the applicant in front and a candidate at its Retrain tab."""
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window, before_close_func=drop_candidate)
    with qtbot.waitExposed(window):
        window.show()
    slow.may_end.set()
    with qtbot.waitSignal(start_demo(window.training, desk).finished):
        pass
    return window


def drop_candidate(window: MainWindow) -> None:
    """Leave nothing to be asked about at the end of a test."""
    window.training.result.decision.drop()


def versions(desk: Desk) -> list[str]:
    """The versions on the disk."""
    return [version.name for version in desk.model.registry.versions()]


def active(desk: Desk) -> str:
    """The version that the next start of the program would use."""
    return desk.model.registry.active().scorecard.version


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


# Closing


def test_closing_asks_what_becomes_of_the_candidate_and_shows_it(window: MainWindow, dialogs: FakeDialogs) -> None:
    dialogs.answers.append(STAY)
    window.close()
    assert len(dialogs.asked) == 1
    assert "Nobody has decided about the candidate yet. Use it, save it, or drop it?" in dialogs.asked[0]
    assert window.training.result.isVisible()


def test_a_candidate_is_dropped_by_closing_when_that_is_meant(
    window: MainWindow, desk: Desk, dialogs: FakeDialogs
) -> None:
    dialogs.answers.append(DROP)
    window.close()
    assert not window.isVisible()
    assert versions(desk) == ["v1.0"]


@pytest.mark.parametrize(("answer", "in_use"), [(SAVE, "v1.0"), (USE, "v2.0")])
def test_the_window_closes_when_the_candidate_is_kept(
    qtbot: QtBot, window: MainWindow, desk: Desk, dialogs: FakeDialogs, answer: str, in_use: str
) -> None:
    dialogs.answers.append(answer)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (versions(desk), active(desk)) == (["v1.0", "v2.0"], in_use)


def test_the_window_stays_when_the_candidate_cannot_be_kept(
    qtbot: QtBot, window: MainWindow, desk: Desk, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = window.training.result.decision
    dialogs.answers.append(SAVE)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        window.close()
        qtbot.waitUntil(lambda: decision.notice.kind is NoticeKind.ERROR)
    assert "The candidate is still here." in decision.notice.text
    assert window.isVisible()
    decision.save.click()
    qtbot.waitUntil(lambda: decision.saved_as == "v2.0")
    assert window.isVisible(), "the wish to close is forgotten"


def test_the_window_stays_when_the_candidate_is_saved_but_cannot_be_put_into_use(
    qtbot: QtBot, window: MainWindow, dialogs: FakeDialogs, home: Path
) -> None:
    (home / "models" / "active.json").mkdir(parents=True)
    decision = window.training.result.decision
    dialogs.answers.append(USE)
    window.close()
    qtbot.waitUntil(lambda: decision.notice.kind is NoticeKind.ERROR)
    assert "The candidate is saved as v2.0." in decision.notice.text
    assert window.isVisible()


def test_closing_while_the_candidate_is_being_saved_waits_for_that(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    window.training.result.decision.save.click()
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert versions(desk) == ["v1.0", "v2.0"]


def test_nobody_is_asked_about_a_candidate_that_was_saved_or_dropped(
    qtbot: QtBot, window: MainWindow, desk: Desk, dialogs: FakeDialogs
) -> None:
    decision = window.training.result.decision
    dialogs.answers.append(DROP)
    decision.close_.click()
    with qtbot.waitSignal(start_demo(window.training, desk).finished):
        pass
    decision.save.click()
    qtbot.waitUntil(lambda: decision.saved_as == "v2.0")
    window.close()
    assert not window.isVisible()
    assert len(dialogs.asked) == 1


def test_the_candidate_comes_before_the_work_that_closing_stops(
    qtbot: QtBot, window: MainWindow, desk: Desk, dialogs: FakeDialogs, slow: SlowTraining
) -> None:
    """It is kept although the next training, which may never end, was to take its place."""
    slow.may_end.clear()
    dialogs.answers.append(DROP)
    started(window.training, desk)
    dialogs.answers += [SAVE, "Stop it and close"]
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert "Retraining is still running" in dialogs.asked[-1]
    assert versions(desk) == ["v1.0", "v2.0"]


# The next training


def press_retrain(tab: TrainingTab) -> None:
    choose_kind(tab, "demo")
    tab.retrain.click()


def test_the_next_training_asks_what_becomes_of_the_candidate(
    judged: TrainingTab, desk: Desk, dialogs: FakeDialogs
) -> None:
    dialogs.answers.append(STAY)
    press_retrain(judged)
    assert "Use it, save it, or drop it?" in dialogs.asked[0]
    assert trainings(desk) == []
    assert judged.pages.currentWidget() is judged.result


def test_the_candidate_stays_until_the_next_one_is_there(
    qtbot: QtBot, judged: TrainingTab, desk: Desk, dialogs: FakeDialogs, slow: SlowTraining
) -> None:
    """Also when it was to be dropped, since the next one may never come."""
    slow.may_end.clear()
    dialogs.answers.append(DROP)
    job = start_demo(judged, desk)
    with qtbot.waitSignal(job.finished):
        job.cancel()
    assert judged.pages.currentWidget() is judged.result
    assert judged.result.decision.is_undecided


@pytest.mark.parametrize(("answer", "in_use"), [(SAVE, "v1.0"), (USE, "v2.0")])
def test_the_next_training_begins_when_the_candidate_is_kept(
    qtbot: QtBot, judged: TrainingTab, desk: Desk, dialogs: FakeDialogs, slow: SlowTraining, answer: str, in_use: str
) -> None:
    dialogs.answers.append(answer)
    press_retrain(judged)
    qtbot.waitUntil(lambda: slow.runs == 2)
    assert (versions(desk), active(desk)) == (["v1.0", "v2.0"], in_use)
    qtbot.waitUntil(lambda: not trainings(desk))
    assert judged.result.decision.is_undecided, "the new one"


def test_no_training_begins_when_the_candidate_cannot_be_kept(
    qtbot: QtBot,
    judged: TrainingTab,
    desk: Desk,
    dialogs: FakeDialogs,
    slow: SlowTraining,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.fsync", full)
    dialogs.answers.append(SAVE)
    press_retrain(judged)
    qtbot.waitUntil(lambda: judged.result.decision.notice.kind is NoticeKind.ERROR)
    assert judged.result.decision.notice.isVisible()
    assert slow.runs == 1
