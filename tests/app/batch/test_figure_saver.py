"""The figures of a file are saved as text, whole or not at all."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.batch.figure_saver import FigureSaver
from app.batch.outcome import Outcome
from app.services.desk import Desk
from app.widgets.notice import NoticeKind
from tests.app.fakes import FakeDialogs

TEXT = "Rows\t1,000\n₹29.54 crore\n"
SOURCE = Path("june.csv")


@pytest.fixture
def outcome(qtbot: QtBot) -> Outcome:
    made = Outcome()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def saver(desk: Desk, outcome: Outcome) -> FigureSaver:
    return FigureSaver(desk, outcome, outcome)


def settled(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.jobs)


def test_they_are_written_where_the_user_wants_them(
    qtbot: QtBot, desk: Desk, saver: FigureSaver, outcome: Outcome, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    target = tmp_path / "figures.txt"
    dialogs.answers.append(target)
    saver.ask(TEXT, SOURCE)
    settled(qtbot, desk)
    assert target.read_text(encoding="utf-8") == TEXT
    assert (outcome.kind, outcome.text) == (NoticeKind.SUCCESS, f"Figures written to {target}.")


def test_nothing_is_written_where_nobody_names_a_place(
    desk: Desk, saver: FigureSaver, outcome: Outcome, dialogs: FakeDialogs
) -> None:
    dialogs.answers.append(None)
    saver.ask(TEXT, SOURCE)
    assert desk.jobs.jobs == ()
    assert outcome.text == ""


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, desk: Desk, saver: FigureSaver, outcome: Outcome, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.answers.append(tmp_path / "nowhere" / "figures.txt")
    saver.ask(TEXT, SOURCE)
    settled(qtbot, desk)
    assert outcome.kind is NoticeKind.ERROR
    assert "could not be written" in outcome.text


def test_one_file_is_written_after_the_other(
    qtbot: QtBot, desk: Desk, saver: FigureSaver, outcome: Outcome, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.answers.append(tmp_path / "first.txt")
    saver.ask(TEXT, SOURCE)
    saver.ask(TEXT, SOURCE)
    assert "is not done yet" in outcome.text
    settled(qtbot, desk)
    assert [path.name for path in tmp_path.glob("*.txt")] == ["first.txt"]
