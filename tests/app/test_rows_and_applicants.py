"""A row of a file is seen as an applicant: the window leads from the file to the form, to the next row and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.desk import Desk
from app.widgets.notice import Notice
from tests.core.batch.files import applicants, write_csv

_SECONDS = 20_000


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, tmp_path: Path) -> MainWindow:
    """The window with a scored file on show; its second and fourth row are to be looked at."""
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    ages = ("31", "32", "33", "34", "")
    uses = ("40", "150", "40", "160", "40")
    rows = applicants(*({"age": age, "credit_utilization_ratio": use} for age, use in zip(ages, uses, strict=True)))
    window.go_to("batch")
    with qtbot.waitSignal(window.batch.settled, timeout=_SECONDS):
        window.batch.open_file(write_csv(tmp_path / "loans.csv", rows))
    return window


def on_show(window: MainWindow) -> str:
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    return tabs.tabText(tabs.currentIndex()).replace("&", "")


def age(window: MainWindow) -> str:
    return window.applicant.form.texts()["age"]


def press(bar: Notice, text: str) -> None:
    (button,) = [button for button in bar.findChildren(QPushButton) if button.text() == text]
    button.click()


def test_a_row_opens_in_the_form_with_its_explanation(window: MainWindow) -> None:
    window.batch.result.rows.open_row(0)
    assert on_show(window) == "Applicant"
    assert age(window) == "31"
    assert window.applicant.assessment.credit_score is not None
    assert "Row 2 of loans.csv" in window.applicant.row_bar.text


def test_a_file_and_the_form_agree_on_the_score(window: MainWindow) -> None:
    model = window.batch.result.rows.table.model()
    shown = model.index(0, 1).data()
    window.batch.result.rows.open_row(0)
    assert str(window.applicant.assessment.credit_score) == shown


def test_the_work_list_is_walked_from_the_form(window: MainWindow) -> None:
    window.batch.result.rows.open_row(0)
    press(window.applicant.row_bar, "Next to look at")
    assert age(window) == "32"
    assert "To look at" in window.applicant.row_bar.text
    QTest.keyClick(window.applicant.form, Qt.Key.Key_F8)
    assert age(window) == "34"
    QTest.keyClick(window.applicant.form, Qt.Key.Key_F8)
    assert age(window) == "34"
    assert "No row to look at comes after it" in window.applicant.row_bar.text
    QTest.keyClick(window.applicant.form, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert age(window) == "32"


def test_the_way_back_leads_to_the_row_in_the_file(window: MainWindow) -> None:
    window.batch.result.rows.open_row(0)
    press(window.applicant.row_bar, "Next to look at")
    press(window.applicant.row_bar, "Back to the file")
    assert on_show(window) == "Batch"
    assert window.batch.result.rows.table.hasFocus()
    assert window.batch.result.rows.table.currentIndex().row() == 1


def test_a_rejected_row_opens_with_its_problem(window: MainWindow) -> None:
    window.batch.result.rows.open_row(4)
    assert "Rejected: age is empty." in window.applicant.row_bar.text
    assert "age" in window.applicant.assessment.missing
