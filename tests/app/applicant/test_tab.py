"""An officer types an applicant and reads the answer."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.golden import with_golden_rows
from core.registry.versions import Registry
from core.schema import field
from core.scorecard import Calibration, Curve, Scorecard
from core.scoring import Scorer, Scores
from tests.core.factories import curve_scorecard, linear_scorecard


def opened(qtbot: QtBot, desk: Desk) -> ApplicantTab:
    tab = ApplicantTab(desk)
    tab.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(tab)
    tab.resize(1200, 900)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def scored_by_core(tab: ApplicantTab) -> Scores:
    """The kernel's answer to the numbers in the form, read here on their own."""
    columns: dict[str, NDArray[Any]] = {}
    for name, text in tab.form.texts().items():
        item = field(name)
        value = item.categories.index(text) if item.is_category else float(text.replace(",", ""))
        columns[name] = np.array([value], dtype=np.intp if item.is_category else float)
    return Scorer(tab.assessment.scorecard).score(columns)


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
    line = entry(tab, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)
    if leave:
        QTest.keyClick(line, Qt.Key.Key_Tab)


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
    reasons = [f"{place}. {reason.text}" for place, reason in enumerate(tab.assessment.adverse, start=1)]
    assert [label.text() for label in tab.answer.principal] == reasons
    assert face.score == scored_by_core(tab).credit_score[0]


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
    assert tab.answer.gauge.face.message == "Type an applicant, or choose a sample"
    assert not any(row.error for row in tab.form.rows.values())
    assert not tab.answer.bars.shown()
    assert not tab.answer.bars.isVisible()


def test_what_was_typed_comes_back_after_new(tab: ApplicantTab) -> None:
    retype(tab, "age", "37")
    press(tab, "New")
    assert entry(tab, "age").text() == ""
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "37"
    assert tab.notice.isHidden()


def test_whatever_makes_way_can_be_brought_back(tab: ApplicantTab) -> None:
    """Neither the old applicant nor the one begun since is lost by going back and forth."""
    retype(tab, "age", "37")
    press(tab, "New")
    retype(tab, "age", "61")
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "37"
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "61"


def test_counts_give_the_score_of_their_ratios(tab: ApplicantTab) -> None:
    by_ratios = tab.assessment.default_probability
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS})
    assert entry(tab, "total_loan_months").isVisible()
    assert not entry(tab, "delinquency_ratio").isVisible()
    assert tab.assessment.default_probability == pytest.approx(by_ratios, abs=1e-12)


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


def test_an_applicant_the_bureau_does_not_know_goes_to_a_person(tab: ApplicantTab) -> None:
    counts = {"total_loan_months": "0", "delinquent_months": "", "total_dpd": ""}
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS, "delinquency_ratio": "", "avg_dpd_per_delinquency": ""} | counts)
    assert tab.answer.gauge.face.message == "Refer: no credit history"
    assert "No credit history" in tab.answer.refer.text


def test_a_value_beyond_training_is_scored_and_flagged(tab: ApplicantTab) -> None:
    retype(tab, "credit_utilization_ratio", "150")
    assert tab.assessment.credit_score is not None
    lead, said = tab.answer.refer.text.splitlines()
    assert lead == "Scored, but a person should look at it:"
    assert "Credit utilization 150 is above 99" in said
    retype(tab, "credit_utilization_ratio", "50")
    assert tab.answer.refer.isHidden()


def test_money_is_grouped_when_the_field_is_left(tab: ApplicantTab) -> None:
    retype(tab, "income", "12.4 lakh")
    assert entry(tab, "income").text() == "12,40,000"
    entry(tab, "income").setFocus()
    assert entry(tab, "income").text() == "1240000"


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
    assert len(set(letters)) == len(letters) >= 12
    assert not set(letters) & set("fvhabr"), "taken by menus and tabs"


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
    QTest.keyClick(tab, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    text = QGuiApplication.clipboard().text()
    assert f"Credit score {tab.assessment.credit_score}" in text
    assert "Principal reasons:" in text
    assert "Annual income: 18,60,000" in text
    tab.form.put({"age": "7"})
    press(tab, "Copy as text")
    assert QGuiApplication.clipboard().text().startswith("To correct: Age. To fill in: Annual income")


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


def test_a_model_that_needs_more_asks_for_it(desk: Desk, tab: ApplicantTab) -> None:
    """The new field of the new model is empty, and its name stands where the score was."""
    tab.form.put({name: text for name, text in SAMPLES[0].items() if name != "enquiry_count"})
    base = curve_scorecard()
    curves = base.curves | {"enquiry_count": Curve((0.0, 10.0), (0.0, 1.0), extrapolate=False)}
    use(desk, with_golden_rows(replace(base, curves=curves)))
    assert tab.answer.gauge.face.message == "To fill in: Enquiries"
    assert error(tab, "enquiry_count") == "", "nobody has been there yet"
    retype(tab, "enquiry_count", "3")
    assert tab.assessment.credit_score is not None


def test_a_model_without_history_or_calibration(desk: Desk, tab: ApplicantTab) -> None:
    base = linear_scorecard()
    kept = {"age": base.curves["age"], "loan_to_income": base.curves["loan_to_income"]}
    ranges = {name: limits for name, limits in base.training_ranges.items() if name in kept}
    small = replace(base, curves=kept, tables={}, training_ranges=ranges, calibration=Calibration())
    use(desk, with_golden_rows(small))
    assert list(tab.form.rows) == ["age", "income", "loan_amount"]
    assert "(uncalibrated)" in tab.answer.probability.text()
    assert tab.form.state()["credit_utilization_ratio"] == "70", "kept for the next model"


def test_a_category_that_the_model_never_saw_goes_to_a_person(desk: Desk, tab: ApplicantTab) -> None:
    base = linear_scorecard()
    tables = base.tables | {"loan_purpose": {"Auto": 0.0, "Personal": 1.66}}
    use(desk, with_golden_rows(replace(base, tables=tables)))
    assert tab.answer.gauge.face.message == "Refer: unknown to the model"
    assert "Loan purpose Home was not in the model's training data." in tab.answer.refer.text


def test_an_applicant_with_nothing_against_them(tab: ApplicantTab) -> None:
    best = {"age": "69", "income": "50,00,000", "loan_amount": "16,00,000", "loan_tenure_months": "6"}
    history = {"credit_utilization_ratio": "1", "number_of_open_accounts": "1", "delinquency_ratio": "0"}
    tab.form.put(SAMPLES[0] | best | history | {"avg_dpd_per_delinquency": "0"})
    texts = [label.text() for label in tab.answer.principal]
    assert texts == ["Nothing counts against this applicant when compared with the average borrower.", "", "", ""]


def test_the_tab_grows_with_the_text(qtbot: QtBot, tab: ApplicantTab) -> None:
    font = QApplication.font()
    label = tab.form.rows["age"].label
    small = label.minimumWidth()
    large = QFont(font)
    large.setPointSizeF(2 * font.pointSizeF())
    QApplication.setFont(large)
    try:
        qtbot.waitUntil(lambda: label.minimumWidth() > 1.8 * small)
    finally:
        QApplication.setFont(font)
    qtbot.waitUntil(lambda: label.minimumWidth() == small)


def test_a_list_says_quietly_that_nothing_is_chosen(tab: ApplicantTab) -> None:
    tab.clear()
    box = choice(tab, "residence_type")
    assert box.property("chosen") is False
    QTest.keyClicks(box, "O")
    assert box.property("chosen") is True
