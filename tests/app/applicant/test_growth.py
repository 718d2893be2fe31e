"""A model that asks for more makes the form grow by itself, and the keyboard goes through it as through any other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget

from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.features import EXTENDED_FEATURES
from core.schema import FIELDS, Group
from tests.app.applicant.applicants import GROWN
from tests.app.applicant.officer import entry, retype, use
from tests.core.factories import curve_scorecard, linear_scorecard

RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
COUNTS = ("delinquent_months", "total_dpd")


@pytest.fixture
def grown(desk: Desk, tab: ApplicantTab) -> ApplicantTab:
    """The tab after a model with every factor there is has taken over."""
    use(desk, GROWN)
    tab.notice.clear()
    return tab


def visited(tab: ApplicantTab, start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """Names of the inputs that the keyboard goes through from a widget on, until it leaves the form again."""
    start.setFocus()
    while not tab.form.isAncestorOf(focus()):
        assert isinstance(focus(), QPushButton), "nothing but the row of buttons stands before the form"
        QTest.keyClick(focus(), key)
    names: list[str] = []
    while tab.form.isAncestorOf(focus()):
        names.append(KEY if isinstance(focus(), QRadioButton) else focus().objectName())
        QTest.keyClick(focus(), key)
    return names


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def button(tab: ApplicantTab, text: str) -> QPushButton:
    (found,) = [one for one in tab.findChildren(QPushButton) if one.text().replace("&", "") == text]
    return found


def expected(tab: ApplicantTab) -> list[str]:
    """The fields that count as the schema has them, with the choice of the way before the history."""
    names = list(tab.form.texts())
    history = next(name for name in names if name in {f.name for f in FIELDS if f.group is Group.HISTORY})
    names.insert(names.index(history), KEY)
    return names


def test_every_factor_there_is_can_be_filled_in(grown: ApplicantTab) -> None:
    assert set(GROWN.factors) == set(EXTENDED_FEATURES)
    assert set(grown.form.rows) == {item.name for item in FIELDS}
    grown.form.put(SAMPLES[0])
    assert grown.assessment.credit_score is not None
    grown.form.put(SAMPLES[0] | {"enquiry_count": ""})
    assert grown.answer.gauge.face.message == "To fill in: Enquiries"


@pytest.mark.parametrize("way", Way)
def test_the_keyboard_goes_from_the_buttons_through_the_whole_form(grown: ApplicantTab, way: Way) -> None:
    grown.form.put(SAMPLES[0] | {KEY: way})
    assert visited(grown, button(grown, "New")) == expected(grown)
    assert list(grown.form.texts()) == [
        item.name for item in FIELDS if item.name not in (RATIOS if way is Way.COUNTS else COUNTS)
    ]


def test_the_keyboard_goes_the_same_way_back(grown: ApplicantTab) -> None:
    last = entry(grown, "total_loan_months")
    assert visited(grown, last, Qt.Key.Key_Backtab) == expected(grown)[::-1]
    assert isinstance(focus(), QPushButton)


def test_the_order_holds_when_the_form_shrinks_again(desk: Desk, grown: ApplicantTab) -> None:
    use(desk, curve_scorecard())
    grown.notice.clear()
    assert visited(grown, button(grown, "New")) == expected(grown)


@pytest.mark.parametrize("way", Way)
def test_mnemonics_stay_unique(grown: ApplicantTab, way: Way) -> None:
    """There are fewer letters than fields: some of them are reached by the tabulator alone, none by a double letter."""
    grown.form.put(SAMPLES[0] | {KEY: way})
    labels = [one.text() for one in grown.findChildren(QLabel) if one.isVisible() and one.buddy() is not None]
    texts = labels + [one.text() for one in grown.findChildren(QPushButton) if one.isVisible()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(set(letters)) == len(letters) >= 13
    assert not set(letters) & set("fevhabr"), "taken by menus and tabs"


def test_what_was_typed_for_the_grown_form_waits_for_its_return(desk: Desk, grown: ApplicantTab) -> None:
    grown.form.put(SAMPLES[0])
    retype(grown, "bank_balance_at_application", "3 lakh")
    use(desk, linear_scorecard())
    assert "bank_balance_at_application" not in grown.form.texts()
    use(desk, GROWN)
    assert grown.form.texts()["bank_balance_at_application"] == "3,00,000"
    assert grown.form.rows["bank_balance_at_application"].reading.text() == "3 lakh · 0.16 × the annual income"


HIDDEN = ("employment_status", "bank_balance_at_application", "enquiry_count")
"""What a sample holds and the usual model does not ask for."""


def test_a_sample_is_scored_as_a_whole_by_whichever_model(desk: Desk, tab: ApplicantTab) -> None:
    tab.fill_sample(0)
    use(desk, GROWN)
    assert tab.assessment.credit_score is not None


@pytest.mark.parametrize("by", ["typing", "loading"])
def test_nothing_that_a_sample_held_out_of_sight_is_said_of_somebody_else(
    desk: Desk, tab: ApplicantTab, by: str
) -> None:
    """Whoever types over a sample never saw those values; they are asked for."""
    tab.fill_sample(0)
    if by == "typing":
        retype(tab, "age", "52")
    else:
        tab.answer.pages.typed.emit({"age": "52"})
    use(desk, GROWN)
    assert {tab.form.texts()[name] for name in HIDDEN} == {""}
    assert tab.assessment.credit_score is None
    assert "To fill in" in tab.answer.gauge.face.message
    assert tab.form.texts()["age"] == "52"


def test_taking_back_a_change_of_a_sample_brings_all_of_the_sample_back(desk: Desk, tab: ApplicantTab) -> None:
    tab.fill_sample(0)
    retype(tab, "age", "52")
    assert tab.undo.undo.text() == "&Undo typing in age"
    tab.undo.undo.trigger()
    assert entry(tab, "age").hasFocus()
    use(desk, GROWN)
    assert tab.assessment.credit_score is not None


def test_a_model_that_asks_for_the_same_leaves_the_line_alone(desk: Desk, tab: ApplicantTab) -> None:
    line = entry(tab, "income")
    line.setFocus()
    line.setCursorPosition(2)
    use(desk, linear_scorecard())
    assert focus() is entry(tab, "income") is line
    assert line.cursorPosition() == 2


def test_the_cursor_stays_in_its_field(desk: Desk, tab: ApplicantTab) -> None:
    entry(tab, "loan_tenure_months").setFocus()
    use(desk, GROWN)
    assert focus() is entry(tab, "loan_tenure_months")
