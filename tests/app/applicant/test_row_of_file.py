"""A row of a file fills the form: with all that can be typed, its problems, and a way back to what was typed before."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.applicant.from_row import state_of
from app.applicant.history import KEY, Way
from app.applicant.tab import ApplicantTab
from app.services.opened_row import OpenedRow
from app.widgets.notice import NoticeKind
from tests.app.applicant.officer import choice, entry, error, press, retype
from tests.core.batch.files import APPLICANT

TEXTS = {name: text for name, text in APPLICANT.items() if name != "cust_id"}
ROW = OpenedRow(TEXTS, "Row 2 of loans.csv", "scored", "", "v1.0", "640")


def opened(tab: ApplicantTab, **changes: str) -> OpenedRow:
    """Open a row with other texts; whatever is told of it."""
    row = replace(ROW, texts=TEXTS | changes)
    tab.open_row(row)
    return row


def test_a_row_is_scored_as_an_applicant_with_all_its_reasons(tab: ApplicantTab) -> None:
    tab.open_row(ROW)
    assert entry(tab, "age").text() == "35"
    assert entry(tab, "income").text() == "12,00,000"
    assert choice(tab, "loan_type").currentText() == "Secured"
    assert tab.assessment.credit_score is not None
    assert tab.answer.pages.reasons.bars.shown()
    assert tab.row_bar.text == "Row 2 of loans.csv, score 640 by model v1.0."
    assert tab.row_bar.kind is NoticeKind.INFO


def test_a_row_to_look_at_says_why(tab: ApplicantTab) -> None:
    tab.open_row(replace(ROW, status="refer", problem="credit_utilization_ratio 150 is above."))
    assert "To look at: credit_utilization_ratio 150 is above." in tab.row_bar.text
    assert tab.row_bar.kind is NoticeKind.WARNING


def test_a_rejected_row_shows_its_problems_beside_the_fields(tab: ApplicantTab) -> None:
    row = replace(ROW, texts=TEXTS | {"age": "forty", "income": ""}, status="rejected", problem="Many.", score="")
    tab.open_row(row)
    assert "is not a number" in error(tab, "age")
    assert tab.assessment.scores is None
    assert "income" in tab.assessment.missing
    assert tab.row_bar.text == "Row 2 of loans.csv, no score by model v1.0. Rejected: Many."
    assert tab.row_bar.kind is NoticeKind.ERROR


def test_a_category_nobody_knows_is_left_to_choose(tab: ApplicantTab) -> None:
    opened(tab, residence_type="Castle")
    assert choice(tab, "residence_type").currentIndex() == -1
    assert "residence_type" in tab.assessment.missing


def test_a_slip_of_the_pen_is_read_as_the_file_was(tab: ApplicantTab) -> None:
    opened(tab, residence_type=" rentd ", loan_type="SECURED")
    assert choice(tab, "residence_type").currentText() == "Rented"
    assert choice(tab, "loan_type").currentText() == "Secured"


@pytest.mark.parametrize(
    ("changes", "way"),
    [
        ({}, Way.COUNTS),
        ({"delinquency_ratio": "10", "avg_dpd_per_delinquency": "3"}, Way.RATIOS),
        ({"delinquency_ratio": "10"}, Way.COUNTS),
        ({"total_loan_months": "", "delinquent_months": "-", "total_dpd": "n/a"}, Way.RATIOS),
    ],
)
def test_the_history_is_given_in_the_way_of_the_file(changes: dict[str, str], way: Way) -> None:
    assert state_of(replace(ROW, texts=TEXTS | changes))[KEY] == way


def test_words_for_nothing_are_nothing_in_the_form(tab: ApplicantTab) -> None:
    opened(tab, age="n/a")
    assert entry(tab, "age").text() == ""


def test_what_was_typed_before_can_be_brought_back(tab: ApplicantTab) -> None:
    retype(tab, "age", "61")
    tab.open_row(ROW)
    assert tab.notice.text == "Row 2 of loans.csv took the place of what was typed."
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "61"
    assert tab.row_bar.isHidden()


def test_undo_leads_back_too(tab: ApplicantTab) -> None:
    retype(tab, "age", "61")
    tab.open_row(ROW)
    tab.undo.undo.trigger()
    assert entry(tab, "age").text() == "61"
    assert tab.row_bar.isHidden()


def test_a_row_that_nobody_changed_makes_way_without_a_word(tab: ApplicantTab) -> None:
    opened(tab)
    opened(tab, age="44")
    assert tab.notice.isHidden()
    retype(tab, "age", "45")
    opened(tab, age="46")
    assert "took the place" in tab.notice.text


def test_the_bar_goes_with_the_row(tab: ApplicantTab) -> None:
    tab.open_row(ROW)
    tab.clear()
    assert tab.row_bar.isHidden()
    tab.open_row(ROW)
    tab.fill_sample()
    assert tab.row_bar.isHidden()


def test_the_next_row_is_asked_for_by_button_and_keys(qtbot: QtBot, tab: ApplicantTab) -> None:
    tab.open_row(ROW)
    ways: list[tuple[Callable[[], object], int]] = [
        (lambda: press(tab, "Next to look at"), 1),
        (lambda: QTest.keyClick(tab.form, Qt.Key.Key_F8), 1),
        (lambda: QTest.keyClick(tab.form, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier), -1),
    ]
    for act, step in ways:
        with qtbot.waitSignal(tab.row_bar.step_requested) as asked:
            act()
        assert asked.args == [step]
    with qtbot.waitSignal(tab.row_bar.back_requested):
        press(tab, "Back to the file")


def test_keys_ask_for_no_row_while_there_is_no_file(qtbot: QtBot, tab: ApplicantTab) -> None:
    with qtbot.assertNotEmitted(tab.row_bar.step_requested):
        QTest.keyClick(tab.form, Qt.Key.Key_F8)


def test_the_end_of_the_work_list_is_said(tab: ApplicantTab) -> None:
    tab.row_bar.tell_end(1)
    assert tab.row_bar.isHidden()
    tab.open_row(ROW)
    tab.row_bar.tell_end(1)
    assert tab.row_bar.text.endswith("No row to look at comes after it.")
    tab.row_bar.tell_end(-1)
    assert tab.row_bar.text.endswith("No row to look at comes before it.")
