"""The form marks what is wrong in place and in words, and is filled in without a mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.applicant import wording
from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from core.schema import field
from tests.app.applicant.officer import choice, entry, error, retype


def test_a_text_that_is_no_number_is_marked_in_place(tab: ApplicantTab) -> None:
    retype(tab, "age", "forty")
    assert "'forty' is not a number" in error(tab, "age")
    assert tab.answer.gauge.face.score is None
    assert tab.answer.gauge.face.message == "To correct: Age"
    retype(tab, "age", "40")
    assert error(tab, "age") == ""
    assert tab.answer.gauge.face.score is not None


def test_a_field_is_not_marked_while_it_is_being_typed(tab: ApplicantTab) -> None:
    retype(tab, "age", "4", leave=False)
    assert error(tab, "age") == ""
    QTest.keyClick(entry(tab, "age"), Qt.Key.Key_Tab)
    assert "below 18" in error(tab, "age")


@pytest.mark.parametrize(("name", "text", "words"), [("age", "4", "below 18"), ("income", "1.240.000", "not a number")])
def test_a_mistake_is_told_in_place_when_whoever_types_pauses(
    qtbot: QtBot, tab: ApplicantTab, name: str, text: str, words: str
) -> None:
    with qtbot.waitSignal(tab.form.paused):
        retype(tab, name, text, leave=False)
        assert error(tab, name) == ""
    assert words in error(tab, name)
    retype(tab, name, "41", leave=False)
    assert error(tab, name) == "", "and goes when typing goes on"


def test_what_is_unusual_is_told_when_whoever_types_pauses(qtbot: QtBot, tab: ApplicantTab) -> None:
    with qtbot.waitSignal(tab.form.paused):
        retype(tab, "loan_amount", "12", leave=False)
    assert "No borrower in training" in tab.form.rows["loan_amount"].flag
    assert entry(tab, "loan_amount").hasFocus()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("income", "0", "income is 0"),
        ("income", "-5", "below 0"),
        ("income", "12.400,50", "two ways"),
        ("loan_amount", "1e30", "above"),
        ("income", "1e308", "Annual income '1e308' is above"),
        ("age", "-0", "Age '-0' is below 18"),
        ("age", "", "is empty"),
        ("loan_tenure_months", "12.5", "not a whole number"),
    ],
)
def test_each_mistake_has_its_words(tab: ApplicantTab, name: str, text: str, words: str) -> None:
    retype(tab, name, text)
    assert words in error(tab, name)
    assert tab.assessment.credit_score is None


def test_a_mistake_is_marked_when_the_officer_goes_back(tab: ApplicantTab) -> None:
    """A field that was typed in before is not being typed in when it is visited again."""
    retype(tab, "age", "40")
    retype(tab, "income", "0", leave=False)
    QTest.keyClick(entry(tab, "income"), Qt.Key.Key_Backtab)
    assert entry(tab, "age").hasFocus()
    assert "income is 0" in error(tab, "income")


def test_half_an_amount_is_no_reason_for_a_flag(tab: ApplicantTab) -> None:
    """On the way to 12 lakh stands an amount smaller than any borrower of that income asked for."""
    retype(tab, "loan_amount", "12", leave=False)
    row = tab.form.rows["loan_amount"]
    assert row.flag == ""
    retype(tab, "loan_amount", "12")
    assert row.flag == "No borrower in training had loan to income below 0.3 ×."
    retype(tab, "loan_amount", "12 lakh", leave=False)
    assert row.flag == "", "a flag goes at once"


def test_half_a_number_marks_nothing_beside_it(tab: ApplicantTab) -> None:
    """On the way to 48 loan months stand 4, which are fewer than the 12 delinquent ones."""
    tab.fill_sample(1)
    retype(tab, "total_loan_months", "4", leave=False)
    assert error(tab, "delinquent_months") == ""
    QTest.keyClicks(entry(tab, "total_loan_months"), "8")
    assert tab.assessment.credit_score is not None
    retype(tab, "total_loan_months", "4")
    assert "more than" in error(tab, "delinquent_months")
    retype(tab, "total_loan_months", "48", leave=False)
    assert error(tab, "delinquent_months") == "", "a mistake that is mended is unmarked at once"


def test_more_delinquent_than_all_months_is_marked(tab: ApplicantTab) -> None:
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS})
    retype(tab, "delinquent_months", "500")
    assert "more than" in error(tab, "delinquent_months")


def test_enter_goes_to_the_next_field(tab: ApplicantTab) -> None:
    entry(tab, "age").setFocus()
    QTest.keyClick(entry(tab, "age"), Qt.Key.Key_Return)
    assert entry(tab, "income").hasFocus()
    choice(tab, "loan_type").setFocus()
    QTest.keyClick(choice(tab, "loan_type"), Qt.Key.Key_Enter)
    ratios = tab.form.findChildren(QRadioButton)[0]
    assert ratios.hasFocus()
    QTest.keyClick(ratios, Qt.Key.Key_Return)
    assert entry(tab, "credit_utilization_ratio").hasFocus()


def test_tab_visits_every_input_from_the_top(tab: ApplicantTab) -> None:
    """An officer never needs the mouse: the keyboard goes through the form in the order it is read."""
    entry(tab, "age").setFocus()
    visited = []
    for _ in tab.form.texts():
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(focus, QRadioButton):
            QTest.keyClick(focus, Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
        visited.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert visited == list(tab.form.texts())


def test_a_field_reached_by_its_mnemonic_is_scrolled_into_sight(qtbot: QtBot, tab: ApplicantTab) -> None:
    tab.resize(tab.width(), 400)
    last = entry(tab, "avg_dpd_per_delinquency")
    qtbot.waitUntil(lambda: last.visibleRegion().isEmpty())
    last.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert last.visibleRegion().boundingRect() == last.rect()
    tab.clear()
    assert entry(tab, "age").visibleRegion().boundingRect() == entry(tab, "age").rect()


def test_every_input_has_a_name_and_help_for_a_screen_reader(tab: ApplicantTab) -> None:
    for row in tab.form.rows.values():
        assert row.editor.accessibleName()
        assert row.editor.accessibleDescription()


@pytest.mark.parametrize("way", Way)
def test_no_two_things_on_show_share_a_mnemonic(tab: ApplicantTab, way: Way) -> None:
    tab.form.put(SAMPLES[0] | {KEY: way})
    labels = [label.text() for label in tab.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    texts = labels + [button.text() for button in tab.findChildren(QPushButton) if button.isVisible()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(set(letters)) == len(letters) >= 11
    assert not set(letters) & set("fvhabr"), "taken by menus and tabs"


def test_the_help_of_the_field_is_shown(tab: ApplicantTab) -> None:
    entry(tab, "loan_amount").setFocus()
    assert tab._help.text() == wording.help_of(field("loan_amount"))
    tab.form.findChildren(QRadioButton)[0].setFocus()
    assert tab._help.text().startswith("Two ratios, or the three counts")


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    """Text of twice the size."""
    font = QFont(qapp.font())
    large = QFont(font)
    large.setPointSizeF(2 * font.pointSizeF())
    qapp.setFont(large)
    yield
    qapp.setFont(font)


def test_the_tab_grows_with_the_text(qtbot: QtBot, tab: ApplicantTab, request: pytest.FixtureRequest) -> None:
    label = tab.form.rows["age"].label
    small = label.minimumWidth()
    request.getfixturevalue("large_text")
    qtbot.waitUntil(lambda: label.minimumWidth() > 1.8 * small)


def test_no_field_is_cut_off_where_the_text_is_large_and_the_window_small(
    qtbot: QtBot, tab: ApplicantTab, large_text: None
) -> None:
    """The labels go above their fields then, and nobody has to scroll sideways."""
    tab.resize(1024, 640)
    (area,) = [one for one in tab.findChildren(QScrollArea) if one.isAncestorOf(tab.form)]
    label, line = tab.form.rows["income"].label, entry(tab, "income")
    qtbot.waitUntil(lambda: label.y() < line.y() and label.x() == line.x())
    assert area.horizontalScrollBar().maximum() == 0
    assert line.width() > line.fontMetrics().horizontalAdvance("99,99,99,99,999")


def test_the_help_leaves_the_fields_in_their_place(tab: ApplicantTab) -> None:
    place = entry(tab, "age").mapTo(tab, QPoint())
    help_line = tab._help.geometry()
    for name in ("age", "income", "loan_purpose", "total_loan_months"):
        tab.form.focus(name)
        assert (entry(tab, "age").mapTo(tab, QPoint()), tab._help.geometry()) == (place, help_line)


def test_a_list_says_quietly_that_nothing_is_chosen(tab: ApplicantTab) -> None:
    tab.clear()
    box = choice(tab, "residence_type")
    assert box.property("chosen") is False
    QTest.keyClicks(box, "O")
    assert box.property("chosen") is True
