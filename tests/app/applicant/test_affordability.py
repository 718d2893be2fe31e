"""Affordability: figures that agree with the published ones, formulae on demand, policy kept apart from the score."""

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.applicant.affordability_page import AffordabilityPage
from app.applicant.policy_dialog import PolicyDialog, policy_of
from app.applicant.tab import ApplicantTab
from app.services.settings import Settings
from tests.app.applicant.officer import retype


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
    assert page.figures["interest"].value == pytest.approx(405702.49, abs=0.005)
    assert page.instalment == "₹11,714"
    assert page.lines["instalment"][1].text() == "₹11,714 a month"


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


def test_what_was_typed_is_remembered(page: AffordabilityPage, settings: Settings) -> None:
    page.means.edits["obligations"].setText("12,000")
    again = AffordabilityPage(settings)
    assert again.means.edits["obligations"].text() == "12,000"
    again.deleteLater()


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
    assert asked.rows["largest_foir"].error == "Largest FOIR lies between 0 and 100 %."
    asked.edits["largest_foir"].setText("abc")
    confirm(asked)
    assert "is not a number" in asked.rows["largest_foir"].error
    asked.edits["largest_foir"].setText("40")
    with qtbot.waitSignal(asked.accepted):
        confirm(asked)
    assert policy_of(settings).largest_foir == 0.40
    assert "at most 40 %" in page.notice.text


def test_damaged_settings_leave_the_usual_policy(settings: Settings) -> None:
    settings.put("policy/largest_foir", "none")
    settings.put("policy/lgd_secured", 400)
    assert policy_of(settings).largest_foir == 0.50
    assert policy_of(settings).lgd_secured == 0.65
