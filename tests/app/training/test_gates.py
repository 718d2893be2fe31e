"""A candidate that does not pass its gates is saved like any other, and used only with a written reason."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.reason_dialog import ReasonDialog
from app.training.tab import TrainingTab
from core.evaluation.gates import Gate
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import start_demo
from tests.app.training.conftest import SlowTraining, with_gates
from tests.app.training.deciding import active, save, versions

TOO_FEW = Gate("Enough rows", passed=False, sentence="It was judged on 12 defaults and 363 borrowers who paid.")


@pytest.fixture
def blocked(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> TrainingTab:
    """The tab with a candidate that was judged on too few defaults."""
    slow.candidate = with_gates(slow.candidate, TOO_FEW)
    slow.may_end.set()
    with qtbot.waitSignal(start_demo(tab, desk).finished):
        pass
    return tab


def asked_why(tab: TrainingTab) -> ReasonDialog:
    """Ask to use the candidate; returns the dialog that wants to know why."""
    tab.result.decision.use.click()
    (dialog,) = tab.result.decision.findChildren(ReasonDialog)
    return dialog


def test_a_blocked_candidate_is_not_used_without_a_reason(blocked: TrainingTab, desk: Desk) -> None:
    assert blocked.result.decision.use.text() == "Use this &model despite its gates…"
    dialog = asked_why(blocked)
    assert any(TOO_FEW.sentence in label.text() for label in dialog.findChildren(QLabel))
    assert not dialog.use.isEnabled()
    dialog.text.setPlainText("  ")
    assert not dialog.use.isEnabled()
    dialog.reject()
    assert versions(desk) == ["v1.0"]


def test_the_reason_a_blocked_candidate_is_used_for_is_kept_with_it(
    qtbot: QtBot, blocked: TrainingTab, desk: Desk
) -> None:
    dialog = asked_why(blocked)
    dialog.text.setPlainText("The bank has no more loans than these.")
    with qtbot.waitSignal(desk.model.changed):
        dialog.use.click()
    assert active(desk) == "v2.0"
    assert desk.model.registry.load("v2.0").provenance["reason"] == "The bank has no more loans than these."


def test_a_blocked_candidate_that_is_saved_still_needs_its_reason(
    qtbot: QtBot, blocked: TrainingTab, desk: Desk
) -> None:
    save(qtbot, blocked)
    assert active(desk) == "v1.0"
    dialog = asked_why(blocked)
    dialog.text.setPlainText("Agreed upon by the credit committee.")
    with qtbot.waitSignal(desk.model.changed):
        dialog.use.click()
    assert (versions(desk), active(desk)) == (["v1.0", "v2.0"], "v2.0")
    (note,) = desk.model.registry.notes("v2.0")
    assert note.text.endswith("because: Agreed upon by the credit committee.")


def test_who_leaves_a_blocked_candidate_may_save_it(blocked: TrainingTab, desk: Desk, dialogs: FakeDialogs) -> None:
    """A reason is written at the candidate, not on the way out."""
    dialogs.answers.append("Keep looking")
    blocked.retrain.click()
    assert "does not pass all its gates" in dialogs.asked[-1]
    assert blocked.pages.currentWidget() is blocked.result
