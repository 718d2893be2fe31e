"""Affordability: figures that agree with the published ones, formulae on demand, policy kept apart from the score."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from app.applicant import scenarios
from app.applicant.affordability_page import AffordabilityPage
from app.applicant.policy_dialog import PolicyDialog
from app.applicant.tab import ApplicantTab
from app.paper import words
from app.paper.content import LoanTerms
from app.services.desk import Desk
from app.services.policy import policy_of
from app.services.settings import Settings
from core.golden import with_golden_rows
from core.scorecard import Scorecard
from tests.app.applicant.officer import opened, press, retype, use
from tests.core.factories import curve_scorecard, linear_scorecard


@pytest.fixture
def page(tab: ApplicantTab) -> AffordabilityPage:
    """The page, on show."""
    tab.answer.pages.go_to("affordability")
    return tab.answer.pages.affordability


def test_the_instalment_is_the_published_one(tab: ApplicantTab, page: AffordabilityPage) -> None:
    """₹10,00,000 at 7.2 % over 120 months: 11,714.19 a month and 4,05,702.49 of interest."""
    retype(tab, "loan_amount", "1000000")
    retype(tab, "loan_tenure_months", "120")
    page.means.edits["annual_rate"].setText("7.2")
    assert page.figures["instalment"].value == pytest.approx(11714.19, abs=0.005)
    assert page.results()["Instalment a month"] == "₹11,714"
    assert page.lines["instalment"][1].text() == "₹11,714.19 a month"
    assert page.lines["interest"][1].text() == "₹4,05,702.49"
    assert page.lines["interest"][2].text() == "120 · 11,714.187448 − 10,00,000 = 4,05,702.49"


def test_page_assessment_and_letter_tell_the_same_instalment_and_interest(
    tab: ApplicantTab, page: AffordabilityPage
) -> None:
    loan = page.loan
    assert loan is not None
    told, terms = dict(page.lines_in_words()), LoanTerms.of(loan)
    assert told["Instalment"] == f"{words.money(terms.instalment)} a month" == page.lines["instalment"][1].text()
    assert told["Total interest"] == words.money(terms.total_interest) == page.lines["interest"][1].text()


def test_the_loss_follows_the_score(tab: ApplicantTab, page: AffordabilityPage) -> None:
    pd = tab.assessment.default_probability
    assert pd is not None
    assert page.figures["loss"].value == pytest.approx(pd * 0.65 * 5_800_000)
    page.means.edits["lgd"].setText("40")
    assert page.figures["loss"].value == pytest.approx(pd * 0.40 * 5_800_000)


def test_each_figure_shows_its_formula_on_demand(page: AffordabilityPage) -> None:
    shown = [formula for _, _, formula in page.lines.values()]
    assert not any(formula.isVisible() for formula in shown)
    page.formulas.click()
    assert all(formula.isVisible() and "=" in formula.text() for formula in shown)


def test_a_breach_is_flagged_as_policy_and_no_reason_of_the_score(tab: ApplicantTab, page: AffordabilityPage) -> None:
    reasons = [reason.text for reason in tab.assessment.adverse]
    page.means.edits["obligations"].setText("1,50,000")
    assert page.notice.isVisible()
    assert page.notice.text.startswith("Matters of policy, not of the score:")
    assert "the policy allows at most 50 %" in page.notice.text
    assert [reason.text for reason in tab.assessment.adverse] == reasons
    assert tab.answer.refer.isHidden()


@pytest.mark.parametrize("text", ["eleven", "7,2", "-1", "101", "NaN"])
def test_a_rate_that_is_none_is_marked_and_nothing_is_computed(page: AffordabilityPage, text: str) -> None:
    page.means.edits["annual_rate"].setText(text)
    assert page.means.rows["annual_rate"].error
    assert page.figures == {}
    assert page.message.isVisible()
    page.means.edits["annual_rate"].setText("7.2")
    assert not page.means.rows["annual_rate"].error
    assert page.figures


# Where there is nothing to compute


def bare() -> Scorecard:
    """A model that asks neither for the income nor for the loan."""
    base = linear_scorecard()
    names = {"age", "credit_utilization_ratio", "number_of_open_accounts"}
    return with_golden_rows(
        replace(
            base,
            curves={name: curve for name, curve in base.curves.items() if name in names},
            tables={},
            training_ranges={name: limits for name, limits in base.training_ranges.items() if name in names},
            reference={name: value for name, value in base.reference.items() if name in names},
        )
    )


def test_a_model_that_does_not_ask_for_the_loan_leaves_nothing_to_compute(
    tab: ApplicantTab, page: AffordabilityPage, desk: Desk
) -> None:
    use(desk, bare())
    assert tab.assessment.credit_score is not None
    assert page.message.isVisible()
    assert page.message.text() == (
        "This model does not ask for Annual income, Loan amount, Loan tenure, so there is nothing to work out."
    )
    assert page.figures == {}
    assert page.results() == {}
    assert page.lines_in_words() == ()
    tab.answer.pages.go_to("next_band")
    tab.answer.pages.go_to("compare")
    tab.answer.pages.compare.keep.click()
    assert [edit.text() for edit in tab.answer.pages.compare.names] == ["A"]
    use(desk, curve_scorecard())
    tab.answer.pages.go_to("affordability")
    assert page.figures


def test_an_income_of_less_than_a_rupee_is_told_in_words(tab: ApplicantTab, page: AffordabilityPage) -> None:
    retype(tab, "income", "0.5")
    assert tab.assessment.credit_score is not None
    assert page.message.isVisible()
    assert page.message.text().startswith("The annual income is below ₹1")
    retype(tab, "income", "1860000")
    assert page.figures


def test_a_scenario_without_figures_is_kept_without_them(tab: ApplicantTab, page: AffordabilityPage) -> None:
    page.means.edits["annual_rate"].setText("eleven")
    assert page.results() == {}
    assert page.lines_in_words() == ()
    tab.answer.pages.go_to("compare")
    tab.answer.pages.compare.keep.click()
    assert "Instalment a month" not in tab.answer.pages.compare.scenarios[0].results


def test_the_switch_for_formulae_is_remembered(qtbot: QtBot, desk: Desk, page: AffordabilityPage) -> None:
    page.formulas.click()
    again = opened(qtbot, desk)
    again.answer.pages.go_to("affordability")
    assert all(formula.isVisible() for _, _, formula in again.answer.pages.affordability.lines.values())


# What is assumed belongs to the applicant


def fill(page: AffordabilityPage, name: str, text: str) -> None:
    """Type over a line with the keyboard and leave it."""
    line = page.means.edits[name]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)


def assumed(page: AffordabilityPage) -> dict[str, str]:
    return {name: edit.text() for name, edit in page.means.edits.items()}


NOTHING = {"annual_rate": "", "obligations": "", "lgd": ""}


def test_what_was_typed_is_remembered(qtbot: QtBot, desk: Desk, page: AffordabilityPage) -> None:
    fill(page, "obligations", "12000")
    again = opened(qtbot, desk)
    again.answer.pages.go_to("affordability")
    assert assumed(again.answer.pages.affordability) == NOTHING | {"obligations": "12,000"}


def test_the_next_applicant_starts_from_the_policy(tab: ApplicantTab, page: AffordabilityPage) -> None:
    """Neither the debts of the one before are counted, nor the rate that was agreed with somebody else."""
    fill(page, "annual_rate", "9.5")
    fill(page, "obligations", "1.5 lakh")
    fill(page, "lgd", "40")
    press(tab, "New")
    assert assumed(page) == NOTHING
    press(tab, "Bring it back")
    assert assumed(page) == {"annual_rate": "9.5", "obligations": "1,50,000", "lgd": "40"}
    assert "1,50,000" in page.figures["foir"].formula


def test_what_is_typed_in_a_line_is_a_step_that_leads_to_it(tab: ApplicantTab, page: AffordabilityPage) -> None:
    before = dict(page.figures)
    fill(page, "obligations", "12000")
    fill(page, "annual_rate", "9.5")
    tab.answer.pages.go_to("reasons")
    assert tab.undo.undo.text() == "&Undo typing in interest rate"
    tab.undo.undo.trigger()
    assert page.isVisible()
    assert assumed(page) == NOTHING | {"obligations": "12,000"}
    QTest.keyClick(page.means.edits["obligations"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert assumed(page) == NOTHING
    assert page.figures == before
    tab.undo.redo.trigger()
    assert assumed(page) == NOTHING | {"obligations": "12,000"}


def test_a_line_that_is_visited_again_gives_another_step(tab: ApplicantTab, page: AffordabilityPage) -> None:
    fill(page, "lgd", "40")
    fill(page, "lgd", "50")
    tab.undo.undo.trigger()
    assert assumed(page)["lgd"] == "40"


def test_an_empty_line_stands_for_the_policy(page: AffordabilityPage, settings: Settings) -> None:
    shown = {name: edit.placeholderText() for name, edit in page.means.edits.items()}
    assert shown == {"annual_rate": "11", "obligations": "0", "lgd": "65"}
    settings.put("policy/annual_rate", 9.25)
    fill(page, "lgd", "57")
    assert page.means.edits["annual_rate"].placeholderText() == "9.25"
    assert page.results()["Interest rate"] == "9.25 %"


def test_obligations_are_typed_as_amounts_are_everywhere(page: AffordabilityPage) -> None:
    line, row = page.means.edits["obligations"], page.means.rows["obligations"]
    line.setFocus()
    QTest.keyClicks(line, "150000")
    assert line.text() == "1,50,000"
    assert row.reading.text() == "1.5 lakh"
    fill(page, "obligations", "1.24 lakh")
    assert line.text() == "1,24,000"
    fill(page, "obligations", "12.400,50")
    assert line.text() == "12.400,50"
    assert row.reading.text().strip() == ""


def test_a_scenario_keeps_what_was_assumed_and_loads_it(tab: ApplicantTab, page: AffordabilityPage) -> None:
    fill(page, "annual_rate", "9.5")
    tab.answer.pages.go_to("compare")
    tab.answer.pages.compare.keep.click()
    fill(page, "annual_rate", "12")
    fill(page, "obligations", "20000")
    tab.answer.pages.compare.keep.click()
    lines = scenarios.table(tab.answer.pages.compare.scenarios)
    assert [name for name, _ in lines].count("Interest rate") == 1
    told = dict(lines)
    assert told["Interest rate"] == ["9.5 %", "12 % (+2.5)"]
    assert told["Existing obligations"] == ["–", "₹20,000 (≠)"]
    assert tab.answer.pages.compare.names[1].text() == "B: Interest rate 12 %, Existing obligations 20 thousand"
    tab.answer.pages.compare.findChildren(QPushButton, "load")[0].click()
    assert assumed(page) == NOTHING | {"annual_rate": "9.5"}
    press(tab, "Bring it back")
    assert assumed(page) == NOTHING | {"annual_rate": "12", "obligations": "20,000"}


def dialog() -> PolicyDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PolicyDialog)]
    return found


def confirm(asked: PolicyDialog) -> None:
    (buttons,) = asked.findChildren(QDialogButtonBox)
    buttons.accepted.emit()


def test_the_policy_is_set_once_and_holds(page: AffordabilityPage, settings: Settings, qtbot: QtBot) -> None:
    page.means.edits["obligations"].setText("1,50,000")
    page.limits.click()
    asked = dialog()
    asked.edits["largest_foir"].setText("500")
    confirm(asked)
    assert asked.rows["largest_foir"].error == "Largest FOIR 500 is above 100, the most it can be."
    asked.edits["largest_foir"].setText("abc")
    confirm(asked)
    assert "is not a number" in asked.rows["largest_foir"].error
    asked.edits["largest_foir"].setText("40")
    with qtbot.waitSignal(asked.accepted):
        confirm(asked)
    assert policy_of(settings).largest_foir == 0.40
    assert "at most 40 %" in page.notice.text


def test_every_limit_that_is_drawn_is_flagged_where_the_loan_breaches_it(page: AffordabilityPage, qtbot: QtBot) -> None:
    page.limits.click()
    asked = dialog()
    drawn = {"largest_loan_to_income": "0.1", "longest_tenure_months": "6", "largest_loss_share": "0.0001"}
    for name, text in drawn.items():
        asked.edits[name].setText(text)
    with qtbot.waitSignal(asked.accepted):
        confirm(asked)
    for told in ("at most 0.1 annual incomes", "at most 6 months", "of the loan; the policy allows at most 0"):
        assert told in page.notice.text


def test_a_policy_says_of_each_line_what_to_type_and_none_of_it_is_cut_off(
    page: AffordabilityPage, qtbot: QtBot
) -> None:
    page.limits.click()
    asked = dialog()
    for name, text in {"annual_rate": "", "largest_foir": "1e308", "lgd_secured": "-5", "lgd_unsecured": "7,5"}.items():
        asked.edits[name].setText(text)
    confirm(asked)
    assert {name: row.error for name, row in asked.rows.items() if row.error} == {
        "annual_rate": "Interest rate is empty. Type a number from 0 to 100.",
        "largest_foir": "Largest FOIR '1e308' is above 100, the most it can be.",
        "lgd_secured": "LGD of a secured loan -5 is below 0, the least it can be.",
        "lgd_unsecured": "LGD of an unsecured loan '7,5' can be read in two ways (perhaps 7.5). Write it with a point "
        "before decimals and without grouping.",
    }

    def have_room() -> None:
        for row in asked.rows.values():
            assert row.words.height() >= row.words.heightForWidth(row.words.width())

    qtbot.waitUntil(have_room)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("annual_rate", "101", "Interest rate 101 is above 100, the most it can be."),
        ("obligations", "1e308", "Existing obligations '1e308' is above 10,000 crore, the most it can be."),
        (
            "obligations",
            "20000 crore",
            "Existing obligations 2,00,00,00,00,000 is above 10,000 crore, the most it can be.",
        ),
        ("obligations", "-5", "Existing obligations -5 is below 0, the least it can be."),
        ("lgd", "-", "Loss given default '-' is not a number. Type digits, with a point before decimals."),
    ],
)
def test_a_line_says_what_is_wrong_as_the_form_does(page: AffordabilityPage, name: str, text: str, said: str) -> None:
    fill(page, name, text)
    assert page.means.rows[name].error == said


def test_damaged_settings_leave_the_usual_policy(settings: Settings) -> None:
    settings.put("policy/largest_foir", "none")
    settings.put("policy/lgd_secured", 400)
    assert policy_of(settings).largest_foir == 0.50
    assert policy_of(settings).lgd_secured == 0.65
