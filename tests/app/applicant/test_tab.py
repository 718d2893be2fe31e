"""An officer opens the tab, starts anew, comes back, copies, and gets another model."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.applicant.samples import SAMPLES
from app.applicant.summary import as_text
from app.applicant.tab import ApplicantTab
from app.services import paths
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from core.golden import with_golden_rows
from core.registry.versions import Registry
from core.scorecard import Curve, TrainingRange
from tests.app.applicant.officer import entry, error, opened, press, retype, use
from tests.core.factories import curve_scorecard, linear_scorecard


def test_a_newcomer_sees_a_sample_that_is_scored(tab: ApplicantTab) -> None:
    assert tab.assessment.credit_score is not None
    assert tab.answer.gauge.face.score == tab.assessment.credit_score
    assert "Probability of default" in tab.answer.probability.text()
    assert tab.answer.pages.reasons.bars.shown()


def test_an_empty_form_says_what_to_do_and_marks_nothing(tab: ApplicantTab) -> None:
    tab.clear()
    assert tab.answer.gauge.face.message == "Type an applicant, or choose a sample"
    assert not any(row.error for row in tab.form.rows.values())
    assert not tab.answer.pages.reasons.bars.shown()
    assert not tab.answer.pages.reasons.bars.isVisible()


@pytest.mark.parametrize("name", ["age", "income", "avg_dpd_per_delinquency"])
def test_an_emptied_form_marks_nothing_wherever_the_cursor_was(tab: ApplicantTab, name: str) -> None:
    for _ in range(2):
        entry(tab, name).setFocus()
        tab.clear()
        assert entry(tab, "age").hasFocus()
        assert not any(row.error for row in tab.form.rows.values())


def test_what_was_typed_comes_back_after_new(tab: ApplicantTab) -> None:
    retype(tab, "age", "37")
    press(tab, "New")
    assert entry(tab, "age").text() == ""
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "37"
    assert tab.notice.isHidden()


def test_the_way_back_ends_when_the_next_applicant_has_a_score(tab: ApplicantTab) -> None:
    """It moves no line while somebody types, and undo still leads back to the former applicant."""
    retype(tab, "age", "37")
    press(tab, "New")
    former = tab.form.state()
    tab.form.put(SAMPLES[1] | {"age": ""})
    assert "The form was emptied." in tab.notice.text
    retype(tab, "age", "45", leave=False)
    assert tab.assessment.credit_score is not None
    assert "The form was emptied." in tab.notice.text
    QTest.keyClick(entry(tab, "age"), Qt.Key.Key_Tab)
    assert tab.notice.isHidden()
    for _ in range(2):
        tab.undo.undo.trigger()
    assert tab.form.state() == former
    tab.undo.undo.trigger()
    assert entry(tab, "age").text() == "37"


def test_the_way_back_ends_when_whoever_types_the_last_field_pauses(qtbot: QtBot, tab: ApplicantTab) -> None:
    retype(tab, "age", "37")
    press(tab, "New")
    tab.form.put(SAMPLES[1] | {"age": ""})
    with qtbot.waitSignal(tab.form.paused):
        retype(tab, "age", "45", leave=False)
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


def test_the_samples_are_what_their_names_promise(qtbot: QtBot, desk: Desk) -> None:
    """With the model that is shipped: a good, an average and a poor applicant, none of them beyond its training."""
    shipped = ActiveModel(Registry(desk.data_folder, paths.models_folder()))
    tab = opened(qtbot, desk._replace(model=shipped))
    menu = next(one for one in tab.findChildren(QMenu) if one.actions() and "good" in one.actions()[0].text())
    ratings = []
    for action in menu.actions():
        action.trigger()
        ratings.append(tab.answer.gauge.face.rating)
        assert tab.answer.refer.isHidden()
    assert ratings == ["Good", "Average", "Poor"]


def test_a_sample_takes_nothing_away(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    tab.fill_sample(1)
    tab.fill_sample()
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "50"


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
    assert text == as_text(tab.assessment, tab.answer.pages.costs())
    tab.form.put({"age": "7"})
    press(tab, "Copy as text")
    assert QGuiApplication.clipboard().text() == as_text(tab.assessment, tab.answer.pages.costs())


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
    ranges = base.training_ranges | {"enquiry_count": TrainingRange(0.0, 10.0)}
    use(desk, with_golden_rows(replace(base, curves=curves, training_ranges=ranges)))
    assert tab.answer.gauge.face.message == "To fill in: Enquiries"
    assert error(tab, "enquiry_count") == "", "nobody has been there yet"
    retype(tab, "enquiry_count", "3")
    assert tab.assessment.credit_score is not None
