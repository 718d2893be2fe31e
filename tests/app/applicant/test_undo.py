"""Whatever was done to the form can be taken back, step by step, and done again."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QRadioButton

from app.applicant.case import BESIDE, NOTHING_BESIDE, Case
from app.applicant.form import ApplicantForm
from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.applicant.undo import FormUndo
from app.services.desk import Desk
from tests.app.applicant.officer import choice, entry, press, retype, use
from tests.core.factories import curve_scorecard, linear_scorecard

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def undo(tab: ApplicantTab) -> None:
    QTest.keyClick(QApplication.focusWidget() or tab, Qt.Key.Key_Z, CONTROL)


def redo(tab: ApplicantTab) -> None:
    QTest.keyClick(QApplication.focusWidget() or tab, Qt.Key.Key_Z, CONTROL | SHIFT)


def test_what_is_typed_in_a_field_is_one_step(tab: ApplicantTab) -> None:
    retype(tab, "income", "12400", leave=False)
    assert entry(tab, "income").text() == "12,400"
    undo(tab)
    assert entry(tab, "income").text() == "18,60,000"
    redo(tab)
    assert entry(tab, "income").text() == "12,400"


def test_an_amount_that_is_written_out_is_still_one_step(tab: ApplicantTab) -> None:
    retype(tab, "income", "12.4 lakh")
    assert entry(tab, "income").text() == "12,40,000"
    undo(tab)
    assert entry(tab, "income").text() == "18,60,000"
    assert not tab.undo.undo.isEnabled()


def test_undo_leads_to_the_field_it_changes(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    retype(tab, "credit_utilization_ratio", "30")
    undo(tab)
    assert entry(tab, "credit_utilization_ratio").hasFocus()
    assert (entry(tab, "age").text(), entry(tab, "credit_utilization_ratio").text()) == ("50", "70")
    undo(tab)
    assert entry(tab, "age").hasFocus()
    assert entry(tab, "age").text() == "41"
    redo(tab)
    assert entry(tab, "age").text() == "50"


def test_a_field_that_is_visited_again_gives_another_step(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    retype(tab, "age", "60")
    undo(tab)
    assert entry(tab, "age").text() == "50"


def test_typing_after_undo_leaves_the_older_steps_alone(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    retype(tab, "income", "5,00,000")
    undo(tab)
    retype(tab, "age", "60")
    undo(tab)
    assert entry(tab, "age").text() == "50"


def test_typing_after_redo_is_another_step(tab: ApplicantTab) -> None:
    retype(tab, "age", "50", leave=False)
    undo(tab)
    redo(tab)
    QTest.keyClicks(entry(tab, "age"), "1")
    undo(tab)
    assert entry(tab, "age").text() == "50"


def test_undo_needs_no_field_with_the_focus(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    (new,) = [button for button in tab.findChildren(QPushButton) if button.text() == "&New"]
    new.setFocus()
    undo(tab)
    assert entry(tab, "age").text() == "41"


def test_the_score_follows(tab: ApplicantTab) -> None:
    before = tab.assessment.default_probability
    retype(tab, "loan_amount", "9 lakh")
    assert tab.assessment.default_probability != before
    undo(tab)
    assert tab.assessment.default_probability == before


def test_each_choice_is_a_step(tab: ApplicantTab) -> None:
    box = choice(tab, "residence_type")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Mortgage"
    undo(tab)
    assert box.currentText() == "Rented"
    undo(tab)
    assert box.currentText() == "Owned"


def test_the_way_of_the_history_is_a_step(tab: ApplicantTab) -> None:
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS})
    undo(tab)
    assert not entry(tab, "total_loan_months").isVisible()
    redo(tab)
    assert entry(tab, "total_loan_months").isVisible()


def test_samples_and_new_are_steps(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    tab.fill_sample(2)
    tab.clear()
    undo(tab)
    assert tab.form.texts()["income"] == SAMPLES[2]["income"]
    undo(tab)
    assert tab.form.texts()["age"] == "50"
    undo(tab)
    assert tab.form.state() == SAMPLES[0]


def test_new_is_a_step_even_after_a_single_key(tab: ApplicantTab) -> None:
    tab.clear()
    retype(tab, "age", "5", leave=False)
    tab.clear()
    undo(tab)
    assert tab.form.texts()["age"] == "5"


def test_undoing_new_needs_no_other_way_back(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    press(tab, "New")
    assert tab.notice.isVisible()
    undo(tab)
    assert tab.form.texts()["age"] == "50"
    assert tab.notice.isHidden()


def test_what_leads_back_is_no_step(tab: ApplicantTab) -> None:
    tab.clear()
    retype(tab, "age", "5", leave=False)
    QTest.keyClick(entry(tab, "age"), Qt.Key.Key_Backspace)
    undo(tab)
    assert tab.form.state() == SAMPLES[0]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"age": "50"}, "typing in age"),
        ({"residence_type": "Rented"}, "choice of residence"),
        ({KEY: Way.COUNTS}, "choice of ratios or counts"),
        ({"age": "50", "income": "5"}, "filling in the form"),
        (dict.fromkeys(SAMPLES[0], ""), "emptying the form"),
    ],
)
def test_the_actions_say_what_they_take_back(tab: ApplicantTab, state: dict[str, str], said: str) -> None:
    assert (tab.undo.undo.isEnabled(), tab.undo.redo.isEnabled()) == (False, False)
    tab.form.put(tab.form.state() | state)
    assert tab.undo.undo.text() == f"&Undo {said}"
    tab.undo.undo.trigger()
    assert tab.undo.redo.text() == f"&Redo {said}"


def test_another_model_is_no_step_and_leaves_the_steps(desk: Desk, tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    use(desk, linear_scorecard())
    undo(tab)
    assert tab.form.texts()["age"] == "41"
    assert not tab.undo.undo.isEnabled()


NAMES = ("age", "income", "loan_amount", "residence_type", "loan_type", "total_dpd")
ACTIONS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(NAMES), st.text("0123456789.,-", min_size=1, max_size=6)),
    st.tuples(st.just("fill"), st.sampled_from((*SAMPLES, NOTHING_BESIDE))),
    st.tuples(st.just("way"), st.sampled_from(Way)),
    st.tuples(st.just("choose"), st.sampled_from(Way)),
    st.tuples(st.just("beside"), st.sampled_from(list(BESIDE)), st.sampled_from(("", "x", "y")), st.booleans()),
    st.just(("undo",)),
    st.just(("redo",)),
)


@pytest.mark.usefixtures("qapp")
@given(actions=st.lists(ACTIONS, max_size=12))
@settings(max_examples=40)
@example(actions=[("fill", {}), ("type", "income", "00")])
@example(actions=[("fill", SAMPLES[1]), ("choose", Way.RATIOS), ("way", Way.COUNTS), ("fill", SAMPLES[1])])
def test_every_step_leads_back_and_forth(actions: list[tuple[Any, ...]]) -> None:
    form = ApplicantForm(curve_scorecard())
    form.put(SAMPLES[0])
    case = Case(form)
    steps = FormUndo(case)
    start = case.state()
    for action in actions:
        _do(case, steps, action)
    end = case.state()
    while steps.redo.isEnabled():
        steps.redo.trigger()
    last = case.state()
    while steps.undo.isEnabled():
        steps.undo.trigger()
    assert _same(case.state(), start)
    while steps.redo.isEnabled():
        steps.redo.trigger()
    again = case.state()
    case.put(last)  # which writes amounts out, as steps do
    assert _same(_seen(case, again), _seen(case, case.state())), "what a sample holds out of sight is no step"
    assert ("undo",) in actions or _same(last, end)
    form.deleteLater()


def _do(case: Case, steps: FormUndo, action: tuple[Any, ...]) -> None:
    kind, *what = action
    if kind == "type":
        name, text = what
        line = case.form.findChild(QLineEdit, name)
        if line is not None:
            QTest.keyClicks(line, text)
        else:
            box = case.form.findChild(QComboBox, name)
            assert box is not None
            box.setCurrentIndex(len(text) % box.count())
    elif kind == "fill":
        case.put(what[0])
    elif kind == "way":
        case.form.put(case.form.state() | {KEY: what[0]})
    elif kind == "choose":
        next(one for one in case.form.findChildren(QRadioButton) if one.text() == what[0]).click()
    elif kind == "beside":
        name, text, is_typing = what
        case.put_beside(name, text, is_typing=is_typing)
    else:
        getattr(steps, kind).trigger()


def _seen(case: Case, state: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in state.items() if case.shows(name)}


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    return {name: text for name, text in one.items() if text} == {name: text for name, text in other.items() if text}
