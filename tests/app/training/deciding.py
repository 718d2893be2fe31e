"""What an admin does with a candidate, and what came of it on the disk."""

from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.tab import TrainingTab


def versions(desk: Desk) -> list[str]:
    """The versions on the disk."""
    return [version.name for version in desk.model.registry.versions()]


def active(desk: Desk) -> str:
    """The version that the next start of the program would use."""
    return desk.model.registry.active().scorecard.version


def save(qtbot: QtBot, tab: TrainingTab) -> None:
    """Save the candidate and wait until that is told."""
    tab.result.decision.save.click()
    qtbot.waitUntil(lambda: tab.result.decision.notice.text != "")


def use(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    """Use the candidate and wait until it is in use."""
    with qtbot.waitSignal(desk.model.changed):
        tab.result.decision.use.click()
