"""An officer types an applicant and reads the answer."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.registry.versions import Registry
from core.scorecard import Scorecard
from tests.core.factories import linear_scorecard


def opened(qtbot: QtBot, desk: Desk) -> ApplicantTab:
    tab = ApplicantTab(desk)
    tab.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(tab)
    tab.resize(1200, 900)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> ApplicantTab:
    """The tab as it opens the first time."""
    return opened(qtbot, desk)


def entry(tab: ApplicantTab, name: str) -> QLineEdit:
    found = tab.form.findChild(QLineEdit, name)
    assert found is not None
    return found


def choice(tab: ApplicantTab, name: str) -> QComboBox:
    found = tab.form.findChild(QComboBox, name)
    assert found is not None
    return found


def retype(tab: ApplicantTab, name: str, text: str, *, leave: bool = True) -> None:
    """Type over a field with the keyboard."""
    field = entry(tab, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    if leave:
        QTest.keyClick(field, Qt.Key.Key_Tab)


def error(tab: ApplicantTab, name: str) -> str:
    return tab.form.rows[name].error


def press(tab: QWidget, text: str) -> None:
    (button,) = [button for button in tab.findChildren(QPushButton) if button.text().replace("&", "") == text]
    button.click()


def test_a_newcomer_sees_a_sample_that_is_scored(tab: ApplicantTab) -> None:
    assert tab.assessment.credit_score is not None
    assert tab.answer.gauge.face.score == tab.assessment.credit_score
    assert "Probability of default" in tab.answer.probability.text()
    assert tab.answer.bars.shown()


def test_the_answer_follows_every_key(tab: ApplicantTab) -> None:
    scores: list[int] = []
    for text in ("1", "15", "150"):
        retype(tab, "credit_utilization_ratio", text, leave=False)
        scores.append(tab.answer.gauge.face.score or 0)
    assert scores == sorted(scores, reverse=True)
    assert scores[0] != scores[-1]


def test_what_is_shown_is_what_the_kernel_says(tab: ApplicantTab) -> None:
    band, face = tab.assessment.band, tab.answer.gauge.face
    assert band is not None
    assert (face.rating, face.decision) == (band.rating, band.decision)
    principal = tab.answer.principal.text().splitlines()
    assert principal == [f"{place}. {reason.text}" for place, reason in enumerate(tab.assessment.adverse, start=1)]
    assert len(principal) <= 4


def test_a_text_that_is_no_number_is_marked_in_place(tab: ApplicantTab) -> None:
    retype(tab, "age", "forty")
    assert "'forty' is not a number" in error(tab, "age")
    assert tab.answer.gauge.face.score is None
    assert tab.answer.gauge.face.message == "1 field to correct"
    retype(tab, "age", "40")
    assert error(tab, "age") == ""
    assert tab.answer.gauge.face.score is not None


def test_a_field_is_not_marked_while_it_is_being_typed(tab: ApplicantTab) -> None:
    retype(tab, "age", "4", leave=False)
    assert error(tab, "age") == ""
    QTest.keyClick(entry(tab, "age"), Qt.Key.Key_Tab)
    assert "below 18" in error(tab, "age")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("income", "0", "income is 0"),
        ("income", "-5", "below 0"),
        ("income", "12.400,50", "two ways"),
        ("loan_amount", "1e30", "above"),
        ("age", "", "is empty"),
        ("loan_tenure_months", "12.5", "not a whole number"),
    ],
)
def test_each_mistake_has_its_words(tab: ApplicantTab, name: str, text: str, words: str) -> None:
    retype(tab, name, text)
    assert words in error(tab, name)
    assert tab.assessment.credit_score is None


def test_an_empty_form_says_what_to_do_and_marks_nothing(tab: ApplicantTab) -> None:
    tab.clear()
    assert "to fill in" in tab.answer.gauge.face.message
    assert not any(row.error for row in tab.form.rows.values())
    assert not tab.answer.bars.shown()


def test_what_was_typed_comes_back_after_new(tab: ApplicantTab) -> None:
    retype(tab, "age", "37")
    press(tab, "New")
    assert entry(tab, "age").text() == ""
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "37"
    assert tab.notice.isHidden()


def test_counts_give_the_score_of_their_ratios(tab: ApplicantTab) -> None:
    by_ratios = tab.assessment.default_probability
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS})
    assert entry(tab, "total_loan_months").isVisible()
    assert not entry(tab, "delinquency_ratio").isVisible()
    assert tab.assessment.default_probability == pytest.approx(by_ratios, abs=1e-12)


def test_more_delinquent_than_all_months_is_marked(tab: ApplicantTab) -> None:
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS})
    retype(tab, "delinquent_months", "500")
    assert "more than" in error(tab, "delinquent_months")


def test_an_applicant_the_bureau_does_not_know_goes_to_a_person(tab: ApplicantTab) -> None:
    counts = {"total_loan_months": "0", "delinquent_months": "", "total_dpd": ""}
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS, "delinquency_ratio": "", "avg_dpd_per_delinquency": ""} | counts)
    assert tab.answer.gauge.face.message == "Refer: no credit history"
    assert "No credit history" in tab.answer.refer.text


def test_a_value_beyond_training_is_scored_and_flagged(tab: ApplicantTab) -> None:
    retype(tab, "credit_utilization_ratio", "150")
    assert tab.assessment.credit_score is not None
    assert "Credit utilization 150 is above 99" in tab.answer.refer.text


def test_money_is_grouped_when_the_field_is_left(tab: ApplicantTab) -> None:
    retype(tab, "income", "12.4 lakh")
    assert entry(tab, "income").text() == "12,40,000"
    entry(tab, "income").setFocus()
    assert entry(tab, "income").text() == "1240000"


def test_enter_goes_to_the_next_field(tab: ApplicantTab) -> None:
    entry(tab, "age").setFocus()
    QTest.keyClick(entry(tab, "age"), Qt.Key.Key_Return)
    assert entry(tab, "income").hasFocus()


def test_choosing_a_category_moves_the_score(tab: ApplicantTab) -> None:
    before = tab.assessment.default_probability
    box = choice(tab, "residence_type")
    box.setFocus()
    QTest.keyClicks(box, "R")
    assert box.currentText() == "Rented"
    assert tab.assessment.default_probability != before


def test_the_samples_are_three_different_ratings(tab: ApplicantTab) -> None:
    (menu,) = tab.findChildren(QMenu)
    texts = []
    for action in menu.actions():
        action.trigger()
        texts.append(tab.form.texts())
    assert texts[0] != texts[1] != texts[2]
    tab.form.put({"age": "50"})
    tab.fill_sample()
    press(tab, "Bring it back")
    assert tab.form.texts()["age"] == "50"


def test_the_form_survives_the_end_of_the_program(qtbot: QtBot, desk: Desk, tab: ApplicantTab) -> None:
    retype(tab, "age", "52")
    again = opened(qtbot, desk)
    assert again.form.texts()["age"] == "52"


@pytest.mark.parametrize("text", ["{broken", "[1, 2]"])
def test_a_damaged_memory_is_a_first_start(qtbot: QtBot, desk: Desk, text: str) -> None:
    desk.settings.put("applicant/form", text)
    tab = opened(qtbot, desk)
    assert tab.form.state() == SAMPLES[0]


def test_the_remembered_texts_that_are_no_texts_are_left_out(qtbot: QtBot, desk: Desk) -> None:
    desk.settings.put("applicant/form", json.dumps({"age": 5, "income": "100"}))
    tab = opened(qtbot, desk)
    assert tab.form.texts()["age"] == ""


def test_everything_can_be_copied_as_text(tab: ApplicantTab) -> None:
    press(tab, "Copy as text")
    text = QGuiApplication.clipboard().text()
    assert f"Credit score {tab.assessment.credit_score}" in text
    assert "Principal reasons:" in text
    assert "Annual income: 18,60,000" in text
    tab.form.put({"age": "7"})
    press(tab, "Copy as text")
    assert QGuiApplication.clipboard().text().startswith("1 field to correct")


def test_the_help_of_the_field_is_shown(tab: ApplicantTab) -> None:
    entry(tab, "loan_amount").setFocus()
    assert tab._help.text() == "The amount asked for."


def use(desk: Desk, scorecard: Scorecard) -> None:
    registry: Registry = desk.model.registry
    registry.activate(registry.save(scorecard).version)
    desk.model.reload()


def test_another_model_scores_what_is_typed(desk: Desk, tab: ApplicantTab) -> None:
    texts, before = tab.form.texts(), tab.assessment.default_probability
    use(desk, linear_scorecard())
    assert tab.form.texts() == texts
    assert tab.assessment.scorecard.version == "v2.0"
    assert tab.assessment.default_probability != before


def test_the_widths_are_remembered(qtbot: QtBot, desk: Desk, tab: ApplicantTab) -> None:
    tab._splitter.moveSplitter(500, 1)
    again = opened(qtbot, desk)
    assert again._splitter.sizes() == tab._splitter.sizes()
