"""The page of a result says what an officer must know to trust it, and keeps still under the mouse."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.batch.tab import BatchTab
from tests.app.batch.conftest import SECONDS, press, score
from tests.app.fakes import FakeDialogs

Open = Callable[[], BatchTab]
READ = (
    "How it was read: Sheet 'Jan' of 2. Others have such columns too, and were not read: 'Feb'. "
    "Hidden rows (1) are read like the others."
)


@pytest.fixture
def workbook(applicants: Path) -> Path:
    """The applicants of two months, one of them in a hidden row."""
    with applicants.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for month in ("Jan", "Feb"):
        sheet = book.create_sheet(month)
        for row in rows:
            sheet.append(row)
    book["Jan"].row_dimensions[7].hidden = True
    path = applicants.with_suffix(".xlsx")
    book.save(path)
    return path


def test_how_a_file_was_read_stands_above_its_figures_and_in_their_text(
    qtbot: QtBot, tab: BatchTab, workbook: Path
) -> None:
    score(qtbot, tab, workbook)
    assert tab.result.reading.isVisible()
    assert tab.result.reading.text() == READ
    press(tab.result, "Copy figures")
    assert f"\n{READ}\n" in QGuiApplication.clipboard().text()


def test_how_it_was_read_is_said_again_when_a_result_is_opened_again(
    qtbot: QtBot, opened: Open, workbook: Path
) -> None:
    score(qtbot, opened(), workbook)
    tab = opened()
    qtbot.waitUntil(lambda: tab.recent.selected is not None, timeout=SECONDS)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab, "Open result")
    assert tab.result.reading.text() == READ


def test_inputs_are_called_by_their_labels_there(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    text = applicants.read_text(encoding="utf-8")
    applicants.write_text(text.replace("loan_amount", "Loan Amt", 1), encoding="utf-8")
    score(qtbot, tab, applicants)
    assert tab.result.reading.text() == "How it was read: Columns under other names: 'Loan Amt' is Loan amount."


def test_nothing_is_said_of_a_file_that_is_plain(qtbot: QtBot, tab: BatchTab, applicants: Path) -> None:
    score(qtbot, tab, applicants)
    assert tab.result.reading.isHidden()
    press(tab.result, "Copy figures")
    assert "How it was read" not in QGuiApplication.clipboard().text()


@pytest.fixture
def written(qtbot: QtBot, tab: BatchTab, applicants: Path, dialogs: FakeDialogs, tmp_path: Path) -> list[int]:
    """A result whose figures were saved; where its rows and buttons stood before and stand since."""
    score(qtbot, tab, applicants)
    dialogs.answers.append(tmp_path / "figures.txt")
    before = [_height(tab, tab.result.rows), _height(tab, tab.result.buttons)]
    press(tab.result, "Save figures…")
    qtbot.waitUntil(tab.outcome.isVisible, timeout=SECONDS)
    qtbot.waitUntil(lambda: tab.outcome.height() > 1, timeout=SECONDS)
    return [*before, _height(tab, tab.result.rows), _height(tab, tab.result.buttons)]


def _height(tab: BatchTab, widget: QWidget) -> int:
    return widget.mapTo(tab, QPoint()).y()


def test_nothing_moves_under_the_mouse_when_something_was_written(written: list[int]) -> None:
    assert written[:2] == written[2:]


def test_what_was_said_of_a_result_is_past_when_another_file_begins(
    qtbot: QtBot, tab: BatchTab, written: list[int], applicants: Path
) -> None:
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        tab.open_file(applicants)
        assert tab.progress.isVisible()
        assert tab.outcome.isHidden()


def test_what_was_said_of_a_result_is_past_when_another_one_is_opened(
    qtbot: QtBot, tab: BatchTab, written: list[int]
) -> None:
    press(tab.result, "‹ All results")
    qtbot.waitUntil(lambda: tab.recent.selected is not None, timeout=SECONDS)
    with qtbot.waitSignal(tab.settled, timeout=SECONDS):
        press(tab, "Open result")
        assert tab.progress.isVisible()
        assert tab.outcome.isHidden()
