"""An admin works the Retrain tab by keys: cancels by one, and types no letter that was meant for a button."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.tab import TrainingTab
from tests.app.training.admin import choose_kind, start_demo, train, trainings
from tests.app.training.conftest import SlowTraining

_ALT, _NO_KEY = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def tab(tab: TrainingTab) -> TrainingTab:
    """The tab as the active window, which keys go to."""
    tab.activateWindow()
    return tab


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Escape, _NO_KEY), (Qt.Key.Key_C, _ALT)], ids=["Escape", "Alt+C"])
def test_a_key_cancels_a_training(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    job = start_demo(tab, desk)
    with qtbot.waitSignal(job.cancelled):
        QTest.keyClick(tab.focusWidget(), key, held)
    assert tab.retrain.hasFocus(), "and the next one can be started by a key"


def test_escape_in_a_field_stops_no_training(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    job = start_demo(tab, desk)
    seed = tab.options.counts["seed"]
    seed.setFocus()
    QTest.keyClick(seed, Qt.Key.Key_Escape)
    with qtbot.waitSignal(job.succeeded):
        slow.may_end.set()
    assert seed.hasFocus(), "whoever works elsewhere is left there"


def test_a_letter_meant_for_the_button_is_not_typed_while_it_is_off(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    job = start_demo(tab, desk)
    choose_kind(tab, "database")
    address = tab.data.database.address
    address.setFocus()
    QTest.keyClick(address, Qt.Key.Key_N, _ALT)
    assert address.text() == ""
    with qtbot.waitSignal(job.finished):
        slow.may_end.set()
    address.setText("sqlite:///bank.db")
    slow.may_end.clear()
    tab.result.decision.drop()
    QTest.keyClick(address, Qt.Key.Key_N, _ALT)
    qtbot.waitUntil(lambda: len(trainings(desk)) == 1)  # while it is on, it is pressed


def choose_others(tab: TrainingTab) -> None:
    choose_kind(tab, "files")


def type_address(tab: TrainingTab) -> None:
    QTest.keyClick(tab.data.database.address, Qt.Key.Key_X)


def set_folds(tab: TrainingTab) -> None:
    tab.options.counts["folds"].stepUp()


@pytest.mark.parametrize("change", [choose_others, type_address, set_folds])
def test_an_old_failure_goes_when_something_else_is_chosen(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, change: Callable[[TrainingTab], None]
) -> None:
    choose_kind(tab, "database")
    tab.data.database.address.setText("no address")
    train(qtbot, tab, desk)
    assert tab.notice.isVisible()
    change(tab)
    assert not tab.notice.isVisible()
