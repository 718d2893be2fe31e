"""An officer exports rows of a scored file: which, as what and where is asked, and how it ended is said."""

import csv
from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.batch.export_dialog import ExportDialog
from app.batch.export_wanted import Format, Scope
from app.batch.exporter import Exporter
from app.batch.outcome import Outcome
from app.services.desk import Desk
from app.widgets.fields import FieldRow
from app.widgets.notice import NoticeKind
from core.batch.kept.view import Chooser, View
from core.batch.kept.wish import Wish
from core.progress import Report
from tests.app.batch.conftest import SECONDS, press
from tests.app.fakes import FakeDialogs
from tests.core.batch.files import applicants as made
from tests.core.batch.kept.making import kept_rows

ROWS = 12


class Officer:
    """Somebody at a window with a scored file.

    Attributes:
        window: where they sit.
        outcome: where it is said how an export ended.
        exporter: asks and writes.
        view: the rows they look at.
    """

    def __init__(self, qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, view: View) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.outcome = Outcome(self.window)
        self.exporter = Exporter(desk, self.outcome, self.window)
        self.view, self._qtbot, self._desk, self._dialogs = view, qtbot, desk, dialogs

    def ask(self, view: View | None = None) -> ExportDialog:
        """Press the button; the dialog that opens."""
        self.exporter.ask(view or self.view, self.window)
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ExportDialog) and one.isVisible()]
        return found[-1]

    def start(self, dialog: ExportDialog, target: Path | None) -> None:
        """Say where it goes."""
        self._dialogs.answers.append(target)
        press(dialog, "Export…")

    def export(self, dialog: ExportDialog, target: Path) -> None:
        """Say where it goes, and wait for the end."""
        self.start(dialog, target)
        self._qtbot.waitUntil(lambda: bool(self.outcome.text), timeout=SECONDS)

    def cancel(self) -> None:
        """Wait until something is being written, stop it, and wait for the end."""
        self._qtbot.waitUntil(lambda: bool(self._desk.jobs.jobs[0].message), timeout=SECONDS)
        self._desk.jobs.cancel_all()
        self._qtbot.waitUntil(lambda: not self._desk.jobs.jobs, timeout=SECONDS)


@pytest.fixture
def view(tmp_path: Path) -> View:
    """Twelve applicants, every fourth without an age; those with a score are on show, the last one first."""
    rows = made(*({"cust_id": f"=C{row}", "age": "" if row % 4 == 0 else "40"} for row in range(ROWS)))
    kept = kept_rows(tmp_path, rows)
    shown = Chooser(kept).choose(Wish(statuses=("scored",)))
    return View(kept, shown.wish, np.asarray(shown.rows)[::-1], shown.referred)


@pytest.fixture
def officer(qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, view: View) -> Officer:
    """Somebody who looks at those rows."""
    return Officer(qtbot, desk, dialogs, view)


def choose(dialog: ExportDialog, scope: Scope, kind: Format) -> None:
    dialog.scopes[scope].click()
    dialog.format.setCurrentIndex(dialog.format.findData(kind.value))


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_it_is_said_how_many_rows_each_choice_has(officer: Officer) -> None:
    asked = officer.ask()
    assert [button.text() for button in asked.scopes.values()] == [
        "&Everything (12)", "Rows on &show (9)", "&Problem rows, to send back (3)",
    ]  # fmt: skip
    assert asked.windowTitle() == "Export in.csv"


def test_the_rows_on_show_are_exported_in_their_order(officer: Officer, tmp_path: Path) -> None:
    asked = officer.ask()
    choose(asked, Scope.SHOWN, Format.WORKBOOK)
    officer.export(asked, tmp_path / "out.xlsx")
    assert officer.outcome.text == f"9 rows written to {tmp_path / 'out.xlsx'}."
    assert officer.outcome.kind is NoticeKind.SUCCESS
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Applicants"]
    ids = [cell for (cell,) in sheet.iter_rows(2, max_col=1, values_only=True)]
    assert ids == [f"=C{row}" for row in range(ROWS - 1, -1, -1) if row % 4]


def test_problem_rows_come_as_they_were_with_what_is_wrong(officer: Officer, tmp_path: Path) -> None:
    asked = officer.ask()
    choose(asked, Scope.PROBLEMS, Format.TEXT)
    officer.export(asked, tmp_path / "out.csv")
    assert [(row[0], row[-1]) for row in rows_of(tmp_path / "out.csv")] == [
        (f"'=C{row}", "age is empty.") for row in range(0, ROWS, 4)
    ]


def test_everything_is_exported_as_it_is_where_formulae_are_wanted(officer: Officer, tmp_path: Path) -> None:
    asked = officer.ask()
    choose(asked, Scope.EVERYTHING, Format.TEXT)
    asked.defuse.click()
    officer.export(asked, tmp_path / "out.csv")
    assert [row[0] for row in rows_of(tmp_path / "out.csv")] == [f"=C{row}" for row in range(ROWS)]


def test_the_ending_that_somebody_types_decides(officer: Officer, tmp_path: Path) -> None:
    asked = officer.ask()
    choose(asked, Scope.EVERYTHING, Format.WORKBOOK)
    officer.export(asked, tmp_path / "out.parquet")
    assert len(pl.read_parquet(tmp_path / "out.parquet")) == ROWS


def test_choices_are_remembered(officer: Officer) -> None:
    first = officer.ask()
    assert first.wanted().format is Format.WORKBOOK
    assert first.wanted().defuse
    choose(first, Scope.PROBLEMS, Format.TEXT)
    first.defuse.click()
    officer.start(first, None)
    again = officer.ask().wanted()
    assert (again.scope, again.format, again.defuse) == (Scope.PROBLEMS, Format.TEXT, False)


def test_a_choice_without_rows_cannot_be_made(officer: Officer, desk: Desk, tmp_path: Path) -> None:
    """Not even where it was remembered."""
    desk.settings.put("batch/export_rows", Scope.PROBLEMS.value)
    (tmp_path / "good").mkdir()
    asked = officer.ask(Chooser(kept_rows(tmp_path / "good", made({}))).choose(Wish()))
    assert not asked.scopes[Scope.PROBLEMS].isEnabled()
    assert asked.wanted().scope is Scope.EVERYTHING


def test_it_is_said_where_rows_need_further_sheets(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.batch.export_dialog._SHEET_ROWS", ROWS - 1)
    asked = officer.ask()
    (row,) = asked.findChildren(FieldRow)
    choose(asked, Scope.EVERYTHING, Format.WORKBOOK)
    assert row.note == "12 rows are more than a sheet holds; they go on in further sheets."
    choose(asked, Scope.SHOWN, Format.WORKBOOK)
    assert row.note == "Numbers as numbers, filters, colours of ratings and a summary."


def test_a_parquet_file_has_no_formulae(officer: Officer) -> None:
    asked = officer.ask()
    choose(asked, Scope.EVERYTHING, Format.PARQUET)
    assert not asked.defuse.isEnabled()
    choose(asked, Scope.EVERYTHING, Format.TEXT)
    assert asked.defuse.isEnabled()


def test_nothing_is_written_when_nobody_chooses_where(officer: Officer, desk: Desk) -> None:
    officer.start(officer.ask(), None)
    assert not desk.jobs.jobs
    assert officer.outcome.text == ""


def test_a_place_that_cannot_be_written_is_told(officer: Officer, tmp_path: Path) -> None:
    officer.export(officer.ask(), tmp_path / "none" / "out.xlsx")
    assert officer.outcome.kind is NoticeKind.ERROR
    assert officer.outcome.text.startswith("out.xlsx could not be written in")


@pytest.mark.logs("A job failed unexpectedly")
def test_a_defect_of_the_program_says_what_is_safe(
    officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_what: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.batch.export.exporting.export", broken)
    officer.export(officer.ask(), tmp_path / "out.xlsx")
    assert "something went wrong in Credit Desk itself" in officer.outcome.text


class Slow:
    """An export that goes on until it is cancelled, and may have ended nevertheless."""

    def __init__(self, *, ends: bool) -> None:
        self._ends = ends

    def __call__(self, _batch: object, _rows: object, target: Path, _options: object, report: Report) -> None:
        try:
            while True:
                report(0.5, "Wrote 5 rows")
        finally:
            if self._ends:
                target.touch()


@pytest.mark.parametrize(
    ("ends", "words"),
    [(False, "out.xlsx was stopped and not written"), (True, "out.xlsx before it could be stopped.")],
)
def test_a_cancel_says_whether_there_is_a_file(
    officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: bool, words: str
) -> None:
    monkeypatch.setattr("core.batch.export.exporting.export", Slow(ends=ends))
    officer.start(officer.ask(), tmp_path / "out.xlsx")
    officer.cancel()
    assert words in officer.outcome.text


def test_a_second_export_waits_for_the_first(officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.batch.export.exporting.export", Slow(ends=False))
    officer.start(officer.ask(), tmp_path / "out.xlsx")
    officer.exporter.ask(officer.view, officer.window)
    assert officer.outcome.text.startswith("Writing out.xlsx is not done yet.")
    officer.cancel()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The paths that the system is asked to open; it cannot open the third one."""
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return len(opened) < 3

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


def test_the_export_and_its_folder_are_opened(officer: Officer, tmp_path: Path, opened: list[Path]) -> None:
    target, outcome = tmp_path / "out.csv", officer.outcome
    outcome.tell_written("Written.", target, ["A cell was cut."])
    assert (outcome.text, outcome.kind) == ("Written. A cell was cut.", NoticeKind.WARNING)
    for text in ("Open it", "Open folder", "Open it"):
        press(outcome, text)
    assert opened == [target, target.parent, target]
    assert f"opens {target}" in outcome.text


def test_of_a_folder_only_the_folder_is_opened(officer: Officer, tmp_path: Path, opened: list[Path]) -> None:
    officer.outcome.tell_written("Written.", tmp_path)
    buttons = [button for button in officer.outcome.findChildren(QPushButton) if not button.isHidden()]
    assert [button.text() for button in buttons] == ["Open folder"]
    press(officer.outcome, "Open folder")
    assert opened == [tmp_path]
