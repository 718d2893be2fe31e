"""Scenarios of one applicant side by side: up to four, kept over a restart, loaded back into the form."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.applicant import scenarios
from app.applicant.case import SCENARIOS
from app.applicant.compare_page import ComparePage
from app.applicant.samples import SAMPLES
from app.applicant.scenarios import Scenario
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from app.services.settings import Settings
from tests.app.applicant.officer import choice, entry, opened, press, retype, use
from tests.core.factories import linear_scorecard


def page_of(tab: ApplicantTab) -> ComparePage:
    tab.answer.pages.go_to("compare")
    return tab.answer.pages.compare


def shown(page: ComparePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def press_of(page: ComparePage, name: str) -> None:
    """Press a button by what a screen reader says."""
    (button,) = [button for button in page.findChildren(QPushButton) if button.accessibleName() == name]
    button.click()


def test_an_empty_comparison_says_what_to_do(tab: ApplicantTab) -> None:
    page = page_of(tab)
    assert "up to four scenarios" in page.message.text()
    assert not page.copy.isEnabled()


def test_two_scenarios_show_what_differs(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    retype(tab, "loan_amount", "4000000")
    page.keep.click()
    assert len({one.results["Score"] for one in page.scenarios}) == 2
    texts = shown(page)
    assert "₹58,00,000" in texts
    assert "₹40,00,000 (−₹18,00,000)" in texts
    assert "Age" not in texts, "which is the same in both"
    assert "Instalment a month" in texts


def test_four_scenarios_stand_side_by_side_where_there_is_room(tab: ApplicantTab, qtbot: QtBot) -> None:
    """Other pages keep the width that is easy to read."""
    page = page_of(tab)
    tab.resize(1600, 900)
    for amount in ("5800000", "4000000", "3000000", "2000000"):
        retype(tab, "loan_amount", amount)
        page.keep.click()
    bar = page._area.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    wide = tab.answer.pages.width()
    tab.answer.pages.go_to("reasons")
    qtbot.waitUntil(lambda: tab.answer.pages.width() < wide)


def test_the_same_is_kept_once_and_no_more_than_four(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    page.keep.click()
    assert len(page.scenarios) == 1
    for age in ("31", "32", "33"):
        retype(tab, "age", age)
        page.keep.click()
    assert len(page.scenarios) == 4
    assert not page.keep.isEnabled()
    assert "Four scenarios are kept. Remove one" in page.message.text()


def test_a_scenario_is_loaded_and_removed(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    retype(tab, "age", "60")
    press(page, "Load")
    assert entry(tab, "age").text() == SAMPLES[0]["age"]
    press(page, "Remove")
    assert page.scenarios == []


def test_scenarios_survive_a_restart_with_their_names(qtbot: QtBot, desk: Desk, tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    page.names[0].selectAll()
    QTest.keyClicks(page.names[0], "as asked for")
    again = page_of(opened(qtbot, desk))
    assert [one.name for one in again.scenarios] == ["as asked for"]
    assert again.scenarios == page.scenarios


def test_a_program_that_is_killed_has_written_what_was_kept(qtbot: QtBot, home: Path, tab: ApplicantTab) -> None:
    page_of(tab).keep.click()
    qtbot.waitUntil(lambda: Settings(home).text("applicant/form").count("58,00,000") == 2)


@pytest.mark.parametrize("text", ["{", "[1]", '[{"name": "A", "texts": 1, "results": {}}]', "null", "5"])
def test_damaged_scenarios_are_forgotten(qtbot: QtBot, desk: Desk, text: str) -> None:
    desk.settings.put("applicant/form", json.dumps(SAMPLES[1] | {SCENARIOS: text}))
    tab = opened(qtbot, desk)
    assert page_of(tab).scenarios == []
    assert tab.form.state() == SAMPLES[1]


# They belong to one applicant


def with_two(tab: ApplicantTab) -> ComparePage:
    """Somebody with two scenarios."""
    page = page_of(tab)
    page.keep.click()
    retype(tab, "loan_amount", "4000000")
    page.keep.click()
    return page


@pytest.mark.parametrize("way", ["New", "sample"])
def test_another_applicant_has_no_scenarios_and_the_way_back_brings_them_too(tab: ApplicantTab, way: str) -> None:
    page = with_two(tab)
    kept = list(page.scenarios)
    press(tab, "New") if way == "New" else tab.fill_sample(2)
    assert page.scenarios == []
    assert "₹40,00,000 (−₹18,00,000)" not in shown(page)
    assert "The scenarios kept of it were put away too." in tab.notice.text
    press(tab, "Bring it back")
    assert page.scenarios == kept
    assert entry(tab, "loan_amount").text() == "40,00,000"


def test_a_sample_with_scenarios_can_be_brought_back_too(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    press(tab, "New")
    press(tab, "Bring it back")
    assert len(page.scenarios) == 1
    assert tab.form.state() == SAMPLES[0]


def test_without_scenarios_nothing_is_said_of_them(tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    press(tab, "New")
    assert tab.notice.text == "The form was emptied."


def test_scenarios_of_both_applicants_are_kept_while_going_back_and_forth(tab: ApplicantTab) -> None:
    page = with_two(tab)
    tab.fill_sample(2)
    page.keep.click()
    of_the_second = list(page.scenarios)
    press(tab, "Bring it back")
    assert len(page.scenarios) == 2
    press(tab, "Bring it back")
    assert page.scenarios == of_the_second
    assert entry(tab, "income").text() == SAMPLES[2]["income"]


def test_undo_takes_new_back_in_one_step_and_redo_does_it_again(tab: ApplicantTab) -> None:
    page = with_two(tab)
    kept = list(page.scenarios)
    press(tab, "New")
    tab.undo.undo.trigger()
    assert page.scenarios == kept
    assert entry(tab, "loan_amount").text() == "40,00,000"
    tab.undo.redo.trigger()
    assert page.scenarios == []
    assert tab.form.is_empty()


def test_scenarios_of_an_applicant_stay_while_the_form_changes(tab: ApplicantTab) -> None:
    """Loading one and bringing back what made way for it are no other applicant."""
    page = with_two(tab)
    press_of(page, "Load scenario 1")
    page.keep.click()
    retype(tab, "age", "45")
    page.keep.click()
    press(tab, "Bring it back")
    assert entry(tab, "loan_amount").text() == "40,00,000"
    assert len(page.scenarios) == 3


def test_keeping_removing_and_renaming_are_steps_that_lead_to_the_page(tab: ApplicantTab) -> None:
    page = with_two(tab)
    kept = list(page.scenarios)
    press_of(page, "Remove scenario 1")
    page.names[0].selectAll()
    QTest.keyClicks(page.names[0], "cheaper")
    assert tab.undo.undo.text() == "&Undo change of the scenarios"
    tab.answer.pages.go_to("reasons")
    tab.undo.undo.trigger()
    assert page.isVisible()
    assert [edit.text() for edit in page.names] == [kept[1].name]
    tab.undo.undo.trigger()
    assert page.scenarios == kept
    tab.undo.undo.trigger()
    assert page.scenarios == kept[:1]


def test_before_the_page_was_ever_seen_scenarios_go_with_the_applicant(
    qtbot: QtBot, desk: Desk, tab: ApplicantTab
) -> None:
    with_two(tab)
    again = opened(qtbot, desk)
    again.clear()
    assert page_of(again).scenarios == []
    again.undo.undo.trigger()
    assert len(again.answer.pages.compare.scenarios) == 2


# What they are called and how they differ


def names(page: ComparePage) -> list[str]:
    return [edit.text() for edit in page.names]


def test_a_name_says_what_is_asked_for_and_then_what_differs(tab: ApplicantTab) -> None:
    page = with_two(tab)
    choice(tab, "residence_type").setCurrentText("Rented")
    retype(tab, "credit_utilization_ratio", "30")
    retype(tab, "loan_amount", "5800000")
    page.keep.click()
    retype(tab, "age", "50")
    page.keep.click()
    assert names(page) == [
        "A: 58 lakh, 36 months", "B: 40 lakh", "C: Rented, Credit utilization 30 %", "D: Age 50 years, Rented and more",
    ]  # fmt: skip


def test_the_letter_of_one_that_was_removed_is_given_again(tab: ApplicantTab) -> None:
    page = with_two(tab)
    press_of(page, "Remove scenario 1")
    retype(tab, "age", "50")
    page.keep.click()
    assert names(page) == ["B: 40 lakh", "A: Age 50 years"]


def test_another_model_is_named_where_nothing_else_differs(tab: ApplicantTab, desk: Desk) -> None:
    page = page_of(tab)
    page.keep.click()
    use(desk, linear_scorecard())
    page.keep.click()
    assert names(page)[1] == "B: Model v2.0"
    assert "v2.0 (≠)" in shown(page)


def test_an_amount_typed_in_another_way_is_no_difference(tab: ApplicantTab) -> None:
    page = page_of(tab)
    tab.form.put(tab.form.state() | {"age": "041", "credit_utilization_ratio": "७०"})
    page.keep.click()
    tab.form.put(tab.form.state() | {"age": "41", "credit_utilization_ratio": "70.0"})
    page.keep.click()
    assert len(page.scenarios) == 1 or "Age" not in shown(page)
    assert scenarios.table(page.scenarios)[-1][0] == "Model"


@pytest.mark.parametrize(
    ("text", "first", "told"),
    [
        ("752", "700", "752 (+52)"),
        ("700", "752", "700 (−52)"),
        ("₹45,00,000", "₹58,00,000", "₹45,00,000 (−₹13,00,000)"),
        ("36 months", "24 months", "36 months (+12)"),
        ("36 months", "24", "36 months (≠)"),
        ("2.9 %", "4.5 %", "2.9 % (−1.6)"),
        ("2.9 %", "< 0.1 %", "2.9 % (≠)"),
        ("Rented", "Owned", "Rented (≠)"),
        ("–", "3 years", "– (≠)"),
        ("Owned", "Owned", "Owned"),
    ],
)
def test_each_difference_is_marked_by_more_than_a_colour(text: str, first: str, told: str) -> None:
    assert scenarios.marked(text, first) == told


def test_the_page_says_how_to_read_the_marks(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    assert "compare with" not in page.message.text(), "there is nothing to compare"
    retype(tab, "age", "50")
    page.keep.click()
    assert page.message.text().startswith("The first is the one to compare with")


def test_a_line_stays_under_the_hands_while_it_is_renamed(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    line = page.names[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, " or so")
    assert page.names[0] is line
    assert line.text() == "A: 58 lakh, 36 months or so"
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert line.placeholderText() == "Scenario 1"


def test_a_scenario_that_was_tampered_with_is_shown_as_it_is() -> None:
    """Texts that are no numbers, and a field that is not there, stand in the table as they were kept."""
    odd = Scenario("", {"loan_amount": "much", "age": "😀"}, {})
    told = dict(scenarios.table([odd, Scenario("", {"loan_amount": "5"}, {"Score": "700"})]))
    assert told["Loan amount"] == ["₹much", "₹5 (≠)"]
    assert told["Score"] == ["–", "700 (≠)"]
    assert scenarios.named(odd, []).name == "A: ₹much"


def test_nothing_without_a_score_is_kept(tab: ApplicantTab) -> None:
    page = page_of(tab)
    retype(tab, "age", "")
    assert not page.keep.isEnabled()


def test_the_table_can_be_copied(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    page.copy.click()
    head, first, *_ = QGuiApplication.clipboard().text().splitlines()
    assert head == "\tA: 58 lakh, 36 months"
    assert first == f"Score\t{tab.assessment.credit_score}"
