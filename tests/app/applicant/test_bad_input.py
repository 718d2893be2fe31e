"""Whatever is typed into whichever field: words in place, a reason for the missing score, and a way back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.applicant.entries import NumberEntry
from app.applicant.history import KEY, Way
from app.applicant.money import MoneyEntry
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core import parsing
from core.errors import InputError
from core.schema import FIELDS, Field, Kind, field
from tests.app.applicant.applicants import GROWN, assess
from tests.app.applicant.bad_texts import BAD, BLANK, SAME
from tests.app.applicant.officer import entry, error, opened, retype, use
from tests.app.room import clipped
from tests.core.factories import curve_scorecard

COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
NUMBERS = [item for item in FIELDS if not item.is_category]


@pytest.fixture
def grown(desk: Desk, tab: ApplicantTab) -> ApplicantTab:
    """The tab with every field there is, all of them filled."""
    use(desk, GROWN)
    tab.form.put(SAMPLES[0])
    return tab


EVERY = BAD | BLANK


def strike(line: QWidget, keys: str) -> None:
    """Press keys that also a keyboard of another country has."""
    for key in keys:
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key))


@pytest.mark.parametrize("text", [10_000 * "x", 5_000 * "9.9", 10_000 * "₹"], ids=["letters", "points", "signs"])
def test_a_text_without_an_end_is_told_in_words_that_can_be_read(qtbot: QtBot, tab: ApplicantTab, text: str) -> None:
    for name in ("age", "income", "credit_utilization_ratio"):
        tab.form.put(tab.form.state() | {name: text})
        assert error(tab, name)
    qtbot.waitUntil(lambda: clipped(tab.form) == [])


@pytest.mark.parametrize("text", EVERY.values(), ids=EVERY.keys())
def test_every_field_says_what_is_wrong(grown: ApplicantTab, text: str) -> None:
    width = grown.minimumSizeHint().width()
    for item in NUMBERS:
        state = SAMPLES[0] | {KEY: Way.COUNTS if item.name in COUNTS else Way.RATIOS}
        grown.form.put(state)
        line = entry(grown, item.name)
        line.setFocus()
        line.selectAll()
        line.insert(text) if text else line.clear()
        assert grown.answer.gauge.face.score is None
        line.clearFocus()
        assert 0 < len(error(grown, item.name)) < 200
        assert item.label in grown.answer.gauge.face.message
        assert grown.minimumSizeHint().width() == width
    grown.form.put(SAMPLES[0])
    assert grown.answer.gauge.face.score is not None


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_every_field_reads_the_same_number_however_it_is_written(grown: ApplicantTab, text: str) -> None:
    for item in NUMBERS:
        grown.form.put(SAMPLES[0] | {KEY: Way.COUNTS if item.name in COUNTS else Way.RATIOS, item.name: "41"})
        expected = grown.assessment.inputs[item.name][0]
        line = entry(grown, item.name)
        line.setFocus()
        line.selectAll()
        line.insert(text)
        line.clearFocus()
        assert grown.assessment.inputs[item.name][0] == expected == 41


@pytest.mark.parametrize("text", ["12.4 lakh", "₹12,40,000", "Rs. 12,40,000/-", "0.124 crore"])
def test_words_for_money_are_read_where_money_is_asked_for_and_nowhere_else(grown: ApplicantTab, text: str) -> None:
    for item in NUMBERS:
        grown.form.put(SAMPLES[0] | {KEY: Way.COUNTS if item.name in COUNTS else Way.RATIOS})
        retype(grown, item.name, "", leave=False)
        strike(entry(grown, item.name), text)
        QTest.keyClick(entry(grown, item.name), Qt.Key.Key_Tab)
        if item.kind is Kind.MONEY:
            assert entry(grown, item.name).text() == "12,40,000"
        else:
            assert "is not a number" in error(grown, item.name)
            assert entry(grown, item.name).text() == text


@pytest.mark.parametrize("pasted", ["12,40,000\r\n9,00,000\r\n", "41\n2", "5\t6"])
def test_two_cells_pasted_into_one_field_are_not_joined(grown: ApplicantTab, pasted: str) -> None:
    for item in NUMBERS:
        grown.form.put(SAMPLES[0] | {KEY: Way.COUNTS if item.name in COUNTS else Way.RATIOS})
        line = entry(grown, item.name)
        line.setFocus()
        line.selectAll()
        QGuiApplication.clipboard().setText(pasted)
        QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(line, Qt.Key.Key_Tab)
        assert "is not a number" in error(grown, item.name)


def number(text: str, item: Field) -> float | str:
    """What the checks read; a word where they refuse or there is nothing."""
    try:
        return parsing.parse_number(text, item) if text.strip() else "nothing"
    except InputError:
        return "refused"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["income", "age", "years_at_current_address", "delinquency_ratio"])
@settings(max_examples=50)
@given(keys=st.text(st.sampled_from("0123456789.,-+e lakhcr₹%/५\u00a0"), max_size=12))
def test_what_a_field_is_left_with_is_the_number_that_was_typed(name: str, keys: str) -> None:
    item = field(name)
    line = MoneyEntry(item) if item.kind is Kind.MONEY else NumberEntry(item)
    strike(line, keys)
    QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert number(line.text(), item) == number(keys, item)
    line.deleteLater()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12,5", "can be read in two ways (perhaps 12.5)"),
        ("12.400,50", "can be read in two ways (perhaps 12400.50)"),
        ("-", "'-' is not a number"),
        ("   ", "is empty"),
        ("-5", "is below 0"),
        ("9" * 10_000, "is too large to be a number"),
        ("NaN", "'NaN' is not a number"),
        ("😀", "'😀' is not a number"),
    ],
)
def test_the_words_fit_the_mistake(tab: ApplicantTab, text: str, words: str) -> None:
    retype(tab, "income", "")
    entry(tab, "income").insert(text)
    entry(tab, "age").setFocus()
    assert words in error(tab, "income")


def test_a_choice_that_is_none_is_still_to_be_made(tab: ApplicantTab) -> None:
    """A memory that was tampered with cannot choose what is not on the list."""
    tab.form.put(SAMPLES[0] | {"residence_type": "😀", KEY: "neither"})
    assert tab.answer.gauge.face.message == "To fill in: Residence"
    assert tab.form.state()[KEY] == Way.RATIOS


def test_bad_texts_survive_a_restart_too(qtbot: QtBot, desk: Desk, tab: ApplicantTab) -> None:
    bad = dict(zip((item.name for item in NUMBERS), BAD.values(), strict=False))
    tab.form.put(SAMPLES[0] | bad)
    again = opened(qtbot, desk)
    assert again.form.state() == tab.form.state()
    assert again.answer.gauge.face.message == tab.answer.gauge.face.message


def test_rapid_typing_ends_with_the_answer_to_what_stands_there(tab: ApplicantTab) -> None:
    line = entry(tab, "loan_amount")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "1234567890.12" * 3 + "\b" * 35 + "56000")
    assert line.text() == "12,34,56,000"
    found = assess(tab.form.texts(), tab.assessment.scorecard)
    assert tab.answer.gauge.face.score == found.credit_score


# While an admin puts another model into use


def begin(tab: ApplicantTab, name: str, text: str) -> None:
    """Type over a field and stay in it."""
    retype(tab, name, text, leave=False)


def go_on(tab: ApplicantTab, keys: str) -> None:
    """Type on, wherever the cursor is now."""
    QTest.keyClicks(QApplication.focusWidget() or tab, keys)


@pytest.mark.parametrize(
    ("name", "first", "then", "left"),
    [
        ("loan_amount", "12.", "4 lakh", "12,40,000"),
        ("loan_amount", "12", "40000", "12,40,000"),
        ("loan_amount", "12,", "5", "12,5"),
        ("loan_amount", "-", "5", "-5"),
        ("age", "4", "5", "45"),
        ("credit_utilization_ratio", "7.", "5", "7.5"),
    ],
)
def test_typing_goes_on_in_the_form_of_another_model(
    desk: Desk, tab: ApplicantTab, name: str, first: str, then: str, left: str
) -> None:
    """That form is made anew, since the model asks for more; nothing half typed may become another number."""
    begin(tab, name, first)
    use(desk, GROWN)
    go_on(tab, then)
    QTest.keyClick(entry(tab, name), Qt.Key.Key_Tab)
    assert entry(tab, name).text() == left


def test_the_cursor_and_what_is_selected_stay_where_they_are(desk: Desk, tab: ApplicantTab) -> None:
    line = entry(tab, "loan_amount")
    line.setFocus()
    line.setCursorPosition(1)
    use(desk, GROWN)
    go_on(tab, "1")
    assert entry(tab, "loan_amount").text() == "5,18,00,000"
    entry(tab, "loan_amount").setSelection(0, 4)
    use(desk, curve_scorecard())
    go_on(tab, "7")
    assert entry(tab, "loan_amount").text() == "7,00,000"


def test_half_a_number_is_not_marked_because_another_model_came(desk: Desk, tab: ApplicantTab) -> None:
    begin(tab, "age", "4")
    use(desk, GROWN)
    assert error(tab, "age") == ""
    go_on(tab, "5")
    QTest.keyClick(entry(tab, "age"), Qt.Key.Key_Tab)
    assert error(tab, "age") == ""


def test_what_was_typed_across_two_models_is_one_step_back(desk: Desk, tab: ApplicantTab) -> None:
    begin(tab, "age", "4")
    use(desk, GROWN)
    go_on(tab, "5")
    tab.undo.undo.trigger()
    tab.undo.undo.trigger()
    assert entry(tab, "age").text() == SAMPLES[0]["age"]


# Without a history at the bureau


SHARE = "Delinquency ratio"
NO_CREDIT = {"credit_utilization_ratio": "", "number_of_open_accounts": ""}


@pytest.mark.parametrize(
    ("way", "texts"),
    [
        (Way.RATIOS, NO_CREDIT | {"delinquency_ratio": "", "avg_dpd_per_delinquency": ""}),
        (Way.RATIOS, NO_CREDIT | {"delinquency_ratio": " ", "avg_dpd_per_delinquency": ""}),
        (Way.RATIOS, dict.fromkeys(NO_CREDIT, "0") | {"delinquency_ratio": "", "avg_dpd_per_delinquency": ""}),
        (Way.COUNTS, NO_CREDIT | {"total_loan_months": "", "delinquent_months": "", "total_dpd": ""}),
        (Way.COUNTS, {"total_loan_months": "0", "delinquent_months": "", "total_dpd": ""}),
        (Way.COUNTS, {"total_loan_months": "0", "delinquent_months": "0", "total_dpd": "0"}),
    ],
)
def test_without_a_credit_history_a_person_decides(tab: ApplicantTab, way: Way, texts: dict[str, str]) -> None:
    tab.form.put(SAMPLES[0] | {KEY: way} | texts)
    assert tab.assessment.credit_score is None
    assert tab.answer.gauge.face.message == "Refer: no credit history"
    assert tab.answer.refer.text.startswith("No credit history: the bureau knows no loan")
    assert not any(row.error for row in tab.form.rows.values())


@pytest.mark.parametrize(
    ("way", "texts", "asked"),
    [
        (Way.RATIOS, {"delinquency_ratio": "", "avg_dpd_per_delinquency": ""}, f"{SHARE}, Average days past due"),
        (
            Way.RATIOS,
            {"delinquency_ratio": "", "avg_dpd_per_delinquency": " ", "credit_utilization_ratio": ""},
            f"Credit utilization, {SHARE}, Average days past due",
        ),
        (Way.RATIOS, {"delinquency_ratio": ""}, "Delinquency ratio"),
        (Way.COUNTS, {"total_dpd": ""}, "Total days past due"),
        (Way.COUNTS, {"total_loan_months": ""}, "Loan months"),
    ],
)
def test_half_a_history_is_to_be_completed(tab: ApplicantTab, way: Way, texts: dict[str, str], asked: str) -> None:
    tab.form.put(SAMPLES[0] | {KEY: way} | texts)
    assert tab.answer.gauge.face.message == f"To fill in: {asked}"
