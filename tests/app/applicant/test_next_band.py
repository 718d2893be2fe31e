"""What would it take: promises in words that hold when they are typed into the form."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.applicant.case import NOTHING_BESIDE
from app.applicant.history import KEY, Way
from app.applicant.next_band_page import NextBandPage
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services import paths
from app.services.active_model import ActiveModel, ReadyModel
from app.services.desk import Desk
from core.breaches import Breach
from core.improvement import Alternative
from core.registry.versions import Registry
from tests.app.applicant.officer import opened, retype

ONE_WAY_ALONE = {
    "age": "55", "income": "25,00,000", "residence_type": "Mortgage", "loan_amount": "90,00,000",
    "loan_tenure_months": "48", "loan_purpose": "Auto", "loan_type": "Secured", "credit_utilization_ratio": "62",
    "number_of_open_accounts": "1", "delinquency_ratio": "30", "avg_dpd_per_delinquency": "6",
}  # fmt: skip


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> ApplicantTab:
    """The tab with the model that is shipped."""
    shipped = ActiveModel(Registry(desk.data_folder, paths.models_folder()))
    return opened(qtbot, Desk(desk.data_folder, desk.settings, desk.dialogs, desk.jobs, shipped))


@pytest.fixture
def page(tab: ApplicantTab) -> NextBandPage:
    """The page, on show."""
    tab.answer.pages.go_to("next_band")
    return tab.answer.pages.next_band


def test_the_next_band_is_proposed_with_up_to_three_ways(page: NextBandPage) -> None:
    assert page.target.currentText() == "Excellent"
    assert 1 <= len(page.sentences()) <= 3
    assert all("instead of" in sentence for sentence in page.sentences())


def test_one_field_that_is_enough_does_not_hide_that_two_are_as_well(tab: ApplicantTab, page: NextBandPage) -> None:
    """Of one field only a smaller loan reaches Excellent; with less credit used or delinquency it need not be so small.

    None of the three lines may read as if nothing else were enough.
    """
    tab.form.put(SAMPLES[0] | ONE_WAY_ALONE)
    page.target.setCurrentText("Excellent")
    page.target.activated.emit(2)
    changed = [sentence.count("instead of") for sentence in page.sentences()]
    assert changed == [1, 2, 2]
    assert all(sentence.startswith("Loan amount") for sentence in page.sentences())
    assert page.steps.text().endswith("Other combinations may be enough as well.")
    for place in range(3):
        page.buttons[place].click()
        assert (tab.answer.gauge.face.score or 0) >= 750
        tab.answer.pages.go_to("next_band")


def test_a_change_that_leaves_hardly_a_loan_says_so(
    tab: ApplicantTab, page: NextBandPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Alternative({"loan_tenure_months": 12.0}, 760, 0.02, 0.1)
    drastic = Alternative({"loan_amount": 30_000.0}, 770, 0.01, 0.9, is_drastic=True)
    monkeypatch.setattr("core.improvement.alternatives", lambda *_: (usual, drastic))
    retype(tab, "age", "42")
    assert ["more than four fifths of the loan" in sentence for sentence in page.sentences()] == [False, True]


def test_each_way_keeps_its_promise_when_it_is_applied(tab: ApplicantTab, page: NextBandPage) -> None:
    for place in range(len(page.sentences())):
        page.buttons[place].click()
        assert tab.answer.pages.currentWidget().isAncestorOf(tab.answer.pages.what_if)
        assert (tab.answer.gauge.face.score or 0) >= 750
        tab.answer.pages.what_if.apply.click()
        assert (tab.assessment.credit_score or 0) >= 750
        tab.form.put(SAMPLES[0])
        tab.answer.pages.go_to("next_band")


def test_another_band_may_be_chosen(tab: ApplicantTab, page: NextBandPage) -> None:
    tab.fill_sample(2)
    assert [page.target.itemText(place) for place in range(3)] == ["Average", "Good", "Excellent"]
    page.target.setCurrentText("Average")
    page.target.activated.emit(0)
    nearer = page.sentences()
    page.target.setCurrentText("Excellent")
    page.target.activated.emit(2)
    assert nearer
    assert page.sentences() != nearer
    retype(tab, "age", "35")
    assert page.target.currentText() == "Excellent", "what was chosen stays"


def test_another_applicant_begins_with_the_next_band(tab: ApplicantTab, page: NextBandPage) -> None:
    tab.fill_sample(2)
    page.target.setCurrentText("Excellent")
    page.target.activated.emit(2)
    tab.clear()
    tab.fill_sample(2)
    assert page.target.currentText() == "Average"


def test_a_band_chosen_for_one_applicant_is_not_that_of_the_next(tab: ApplicantTab, page: NextBandPage) -> None:
    """From one with all bands ahead, past one whom nothing is offered, and back."""
    tab.fill_sample(2)
    page.target.setCurrentText("Excellent")
    tab.fill_sample(0)
    retype(tab, "credit_utilization_ratio", "5")
    assert not page.target.isVisible()
    tab.fill_sample(2)
    assert (page.target.isVisible(), page.target.currentText()) == (True, "Average")


def test_it_is_honest_when_nothing_does(tab: ApplicantTab, page: NextBandPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.improvement.alternatives", lambda *_: ())
    retype(tab, "age", "42")
    assert page.lines[0].text().startswith("Nothing feasible does")
    assert page.lines[0].text().endswith("reaches Excellent.")
    assert page.sentences() == []
    assert not page.buttons[0].isVisible()


def test_at_the_top_nothing_is_left_to_reach(tab: ApplicantTab, page: NextBandPage) -> None:
    retype(tab, "credit_utilization_ratio", "5")
    assert page.lines[0].text() == "The best band is reached already."
    assert not page.target.isVisible()
    assert not page.buttons[0].isVisible()


def breach(tab: ApplicantTab, name: str) -> Breach:
    (found,) = [one for one in tab.answer.pages.costs().breaches if one.limit == name]
    return found


def keep_to_policy(tab: ApplicantTab) -> None:
    """The same loan on terms that the income carries: 58 lakh in 59 instalments without interest are 63 % of it."""
    tab._desk.settings.put("policy/largest_foir", 70)
    tab.answer.pages.costs().means.edits["annual_rate"].setText("0")
    retype(tab, "loan_tenure_months", "59")


def test_a_breach_of_policy_is_not_lifted_by_a_band(tab: ApplicantTab, page: NextBandPage) -> None:
    """Whoever reaches Excellent by a change must not be told that the loan is then approved."""
    assert page.policy.text() == "The FOIR limit of 50 % is a policy of its own: reaching a band does not lift it."
    assert page.policy.isVisible()
    found = breach(tab, "foir")
    for sentence in page.sentences():
        now = sentence.replace("\u00a0", " ")
        assert now.endswith(", at most 50 %")
        if "loan" not in sentence.lower():
            assert now.endswith(f"; against policy: FOIR {found.said}, at most 50 %")
    keep_to_policy(tab)
    assert not page.policy.isVisible()
    assert page.sentences()
    assert not any("policy" in sentence for sentence in page.sentences())


def test_a_way_that_keeps_to_the_policy_or_leaves_it_says_so(
    tab: ApplicantTab, page: NextBandPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = Alternative({"loan_tenure_months": 12.0}, 760, 0.02, 0.1)
    smaller = Alternative({"loan_amount": 100_000.0}, 770, 0.01, 0.9)
    monkeypatch.setattr("core.improvement.alternatives", lambda *_: (shorter, smaller))
    retype(tab, "age", "42")
    assert "against policy: FOIR" in page.sentences()[0]
    assert page.sentences()[1].endswith("; within the policy")
    keep_to_policy(tab)
    assert not page.policy.isVisible()
    assert "against policy: FOIR" in page.sentences()[0], "the shorter loan has the larger instalment"
    assert "policy" not in page.sentences()[1]


def test_obligations_that_are_typed_meanwhile_are_held_against_the_policy(
    tab: ApplicantTab, page: NextBandPage
) -> None:
    retype(tab, "loan_amount", "20,00,000")
    assert not page.policy.isVisible()
    tab.answer.pages.go_to("affordability")
    tab.answer.pages.affordability.means.edits["obligations"].setText("1,50,000")
    tab.answer.pages.go_to("next_band")
    assert page.policy.isVisible()


def test_what_is_assumed_of_one_applicant_is_not_held_against_the_next(tab: ApplicantTab, page: NextBandPage) -> None:
    """The page stays on show while the obligations go and come back."""
    retype(tab, "loan_amount", "20,00,000")
    tab.case.put_beside("obligations", "1,50,000")
    assert not page.policy.isHidden()
    tab.case.put(tab.form.state() | NOTHING_BESIDE)
    assert page.policy.isHidden()
    tab.undo.undo.trigger()
    assert not page.policy.isHidden()


def test_what_ends_with_training_says_so(tab: ApplicantTab, page: NextBandPage) -> None:
    """No band limits the loan of a Poor applicant; only what the model has seen does."""
    assert page.limits[4, 0].text() == "Poor"
    assert page.limits[4, 1].text().endswith(" *")
    assert page.limits[4, 2].text() == "59 months *"
    assert page.ends.text() == "* The most that training has seen; beyond it the model has no experience."
    assert page.ends.isVisible()
    assert not page.limits[1, 1].text().endswith("*")
    retype(tab, "loan_amount", page.limits[4, 1].text().removeprefix("₹").removesuffix(" *"))
    assert not tab.assessment.refer, "just within training"


def test_without_a_known_end_there_is_no_mark(tab: ApplicantTab, page: NextBandPage, desk: Desk) -> None:
    ready = tab._desk.model.ready
    unknown = ReadyModel.of(replace(ready.scorecard, training_ranges={}))
    page.show_assessment(tab.assessment, unknown)
    assert not any(label.text().endswith("*") for label in page.limits.values())
    assert not page.ends.isVisible()


def test_the_largest_loan_of_a_band_reaches_it(tab: ApplicantTab, page: NextBandPage) -> None:
    loans = [page.limits[line, 1].text() for line in range(1, 5)]
    ratings = [page.limits[line, 0].text() for line in range(1, 5)]
    assert ratings == ["Excellent", "Good", "Average", "Poor"]
    for rating, loan in zip(ratings[:2], loans[:2], strict=True):
        retype(tab, "loan_amount", loan.removeprefix("₹"))
        assert tab.assessment.band is not None
        assert tab.assessment.band.rating == rating


def test_it_is_said_in_which_steps_nothing_smaller_is_enough(tab: ApplicantTab, page: NextBandPage) -> None:
    assert page.steps.isVisible()
    said = page.steps.text().replace("\u00a0", " ")
    assert said.startswith("Each change is just enough: with any part of it smaller, in steps of ₹1,000, 1 month, ")
    assert "1 account, 1 % and 1 day" in said
    tab.form.put(SAMPLES[0] | {"credit_utilization_ratio": "5"})
    assert page.sentences() == []
    assert not page.steps.isVisible()


def test_of_a_history_too_long_to_try_it_all_no_more_is_promised_than_holds(
    tab: ApplicantTab, page: NextBandPage
) -> None:
    usual = SAMPLES[2] | {KEY: Way.COUNTS}
    long = {"total_loan_months": "9900", "delinquent_months": "5000", "total_dpd": "45000"}
    sounder = {"residence_type": "Owned", "number_of_open_accounts": "2", "credit_utilization_ratio": "60", "age": "45"}
    for person, is_nearly in ((usual, False), (usual | long | sounder, True)):
        tab.form.put(person)
        assert any("delinquent months" in sentence.lower() for sentence in page.sentences())
        assert ("tried in larger steps" in page.steps.text()) is is_nearly
