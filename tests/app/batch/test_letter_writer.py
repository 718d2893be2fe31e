"""An officer has letters written about the rows on show: to whom is asked where that is in doubt."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.batch.letter_writer import LetterWriter
from app.batch.letters_dialog import LettersDialog
from app.batch.outcome import Outcome
from app.paper import letterhead
from app.paper.letterhead import Letterhead
from app.paper.letterhead_dialog import LetterheadDialog
from app.paper.templates import Kind
from app.services.desk import Desk
from app.widgets.notice import NoticeKind
from core.batch.kept.view import View
from core.progress import Report
from tests.app.batch.conftest import SECONDS, press
from tests.app.batch.test_letters import LARGE, POOR, everybody, kept_of
from tests.app.fakes import FakeDialogs
from tests.app.paper.pdf import Pdf, squeezed

LEAVE_OUT, WRITE, BACK = "Leave them out", "Write all the same", "Go back"


class Officer:
    """Somebody at a window with a scored file.

    Attributes:
        window: where they sit.
        outcome: where it is said how it ended.
        writer: asks and writes.
    """

    def __init__(self, qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, view: View) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.outcome = Outcome(self.window)
        self.writer = LetterWriter(desk, self.outcome, self.window)
        self._qtbot, self._desk, self._dialogs, self._view = qtbot, desk, dialogs, view

    def ask(self) -> LettersDialog:
        """Press the button; the dialog that opens."""
        self.writer.ask(self._view, self.window)
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, LettersDialog) and one.isVisible()]
        return found[-1]

    def write(self, dialog: LettersDialog, *answers: object) -> None:
        """Let them be written, answer what is asked, and wait for the end."""
        self._dialogs.answers += answers
        press(dialog, "Write…")
        self._qtbot.waitUntil(lambda: not self._desk.jobs.jobs and not self._dialogs.answers, timeout=SECONDS)


@pytest.fixture
def view(tmp_path: Path) -> View:
    """Two poor applicants, one without a score, and a good one."""
    return everybody(kept_of(tmp_path, POOR, POOR | LARGE, {"age": ""}, {}))


@pytest.fixture
def officer(qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, view: View) -> Officer:
    """Somebody of a bank with a letterhead who looks at those rows."""
    letterhead.write(desk.settings, Letterhead("Gramin Bank", ("12 Station Road",)))
    return Officer(qtbot, desk, dialogs, view)


def choose(dialog: LettersDialog, kind: Kind) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))


def test_the_dialog_knows_the_columns_the_rate_and_the_bank(officer: Officer, desk: Desk) -> None:
    desk.settings.put("policy/annual_rate", 9.5)
    asked = officer.ask()
    assert (asked.reference.currentText(), asked.name.currentText()) == ("cust_id", "name")
    assert asked.rate.value() == 9.5
    assert asked.stationery.text() == "Written in English for Gramin Bank."


def test_doubtful_letters_are_left_out_where_that_is_wanted(
    officer: Officer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    asked = officer.ask()
    choose(asked, Kind.DECLINE)
    officer.write(asked, LEAVE_OUT, tmp_path / "letters.pdf")
    assert dialogs.asked[0] == (
        "1 of 3 letters go to applicants who score 650 or more and breach no limit of the policy. Without them, 2 "
        "letters are written."
    )
    assert officer.outcome.text == (
        f"2 letters written to {tmp_path / 'letters.pdf'}. 1 row has no score and gets no letter. 1 of doubt was left "
        "out."
    )
    assert officer.outcome.kind is NoticeKind.SUCCESS
    pdf = Pdf(tmp_path / "letters.pdf")
    assert pdf.page_count == 2
    assert squeezed("Dear Applicant 1,") in pdf.text


def test_doubtful_letters_are_written_all_the_same_where_that_is_wanted(officer: Officer, tmp_path: Path) -> None:
    asked = officer.ask()
    choose(asked, Kind.APPROVAL)
    asked.rate.setValue(12.5)
    officer.write(asked, WRITE, tmp_path / "letters.pdf")
    pdf = Pdf(tmp_path / "letters.pdf")
    assert pdf.page_count == 3
    assert pdf.text.count(squeezed("12.5 % a year")) == 3


def test_nothing_is_written_by_who_goes_back_or_chooses_no_place(officer: Officer, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    for answers in ((BACK,), (LEAVE_OUT, None)):
        officer.write(officer.ask(), *answers)
        assert officer.outcome.text == ""
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("doubtful", "remain"), [(1, "Without them, 1 letter is written."), (2, "Without them, no letter is written.")]
)
def test_it_is_said_how_many_letters_are_written_without_the_doubtful_ones(
    qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, doubtful: int, remain: str
) -> None:
    rows: list[dict[str, str]] = [POOR, {}, {}]
    officer = Officer(qtbot, desk, dialogs, everybody(kept_of(tmp_path, *rows[doubtful - 1 :][:2])))
    asked = officer.ask()
    choose(asked, Kind.DECLINE)
    officer.write(asked, BACK)
    assert dialogs.asked[0].endswith(remain)


def test_each_letter_is_a_file_of_its_own_where_that_is_wanted(
    officer: Officer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    asked = officer.ask()
    asked.apart.click()
    officer.write(asked, LEAVE_OUT, tmp_path)
    folder = tmp_path / "in decline letters"
    assert sorted(path.name for path in folder.iterdir()) == ["decline A-0.pdf", "decline A-1.pdf"]
    assert str(folder) in officer.outcome.text
    assert dialogs.places == [tmp_path], "beside the file of applicants"


def test_one_file_of_letters_goes_beside_the_file_of_applicants(
    officer: Officer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    officer.write(officer.ask(), LEAVE_OUT, None)
    assert dialogs.places == [tmp_path / "in decline letters.pdf"]


def test_choices_are_remembered(officer: Officer) -> None:
    first = officer.ask()
    choose(first, Kind.APPROVAL)
    first.apart.click()
    first.reference.setCurrentIndex(0)
    first.name.setCurrentText("cust_id")
    officer.write(first, BACK)
    again = officer.ask().wanted()
    assert (again.kind, again.apart, again.columns.reference) == (Kind.APPROVAL, True, None)
    assert again.columns.name == 0


def test_where_nobody_gets_a_letter_that_is_said(
    qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    officer = Officer(qtbot, desk, dialogs, everybody(kept_of(tmp_path, {"age": ""}, {"age": "200"})))
    officer.write(officer.ask())
    assert officer.outcome.text == ("No row on show gets such a letter. 2 rows have no score and get no letter.")
    assert officer.outcome.kind is NoticeKind.INFO


def test_without_a_letterhead_that_is_said_before_and_after(
    qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, view: View, tmp_path: Path
) -> None:
    officer = Officer(qtbot, desk, dialogs, view)
    asked = officer.ask()
    assert asked.stationery.text() == "Written in English for a bank without a name."
    officer.write(asked, LEAVE_OUT, tmp_path / "letters.pdf")
    assert "The letterhead is empty" in officer.outcome.text
    assert officer.outcome.kind is NoticeKind.WARNING


def test_the_letterhead_can_be_filled_in_from_here(officer: Officer) -> None:
    asked = officer.ask()
    press(asked, "Letterhead…")
    (head,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, LetterheadDialog)]
    head.bank.setText("Another Bank")
    head.accept()
    assert asked.stationery.text() == "Written in English for Another Bank."


def test_a_place_that_cannot_be_written_is_told(officer: Officer, tmp_path: Path) -> None:
    officer.write(officer.ask(), LEAVE_OUT, tmp_path / "none" / "letters.pdf")
    assert officer.outcome.kind is NoticeKind.ERROR
    assert "letters.pdf could not be written in" in officer.outcome.text


def test_a_folder_that_is_gone_is_told(officer: Officer, tmp_path: Path) -> None:
    asked = officer.ask()
    asked.apart.click()
    officer.write(asked, LEAVE_OUT, tmp_path / "none")
    assert "none cannot be read" in officer.outcome.text


class Slow:
    """Work that goes on until it is cancelled."""

    def __call__(self, *_what: object) -> None:
        report: Report = _what[-1]  # type: ignore[assignment]  # the last argument of every task
        while True:
            report(0.5, "Half of it")


def test_looking_can_be_stopped_and_started_anew(
    officer: Officer, qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("app.batch.recipients.sort_out", Slow())
        press(officer.ask(), "Write…")
        qtbot.waitUntil(lambda: bool(desk.jobs.jobs[0].message), timeout=SECONDS)
        desk.jobs.cancel_all()
        qtbot.waitUntil(lambda: not desk.jobs.jobs, timeout=SECONDS)
    officer.write(officer.ask(), LEAVE_OUT, tmp_path / "letters.pdf")
    assert (tmp_path / "letters.pdf").exists()


def test_writing_can_be_stopped(
    officer: Officer, dialogs: FakeDialogs, qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.batch.letters._write_together", Slow())
    dialogs.answers += [LEAVE_OUT, tmp_path / "letters.pdf"]
    press(officer.ask(), "Write…")
    qtbot.waitUntil(lambda: any(job.message == "Half of it" for job in desk.jobs.jobs), timeout=SECONDS)
    officer.writer.ask(everybody(kept_of(tmp_path, {})), officer.window)
    assert "is not done yet" in officer.outcome.text
    desk.jobs.cancel_all()
    qtbot.waitUntil(lambda: "letters.pdf was stopped and not written" in officer.outcome.text, timeout=SECONDS)


@pytest.mark.logs("A job failed unexpectedly")
def test_a_defect_while_looking_is_told(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_what: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.batch.recipients.sort_out", broken)
    officer.write(officer.ask())
    assert "something went wrong in Credit Desk itself" in officer.outcome.text
