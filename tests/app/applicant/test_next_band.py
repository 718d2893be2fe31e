"""What would it take: promises in words that hold when they are typed into the form."""

import pytest
from pytestqt.qtbot import QtBot

from app.applicant.next_band_page import NextBandPage
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services import paths
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from core.registry.versions import Registry
from tests.app.applicant.officer import opened, retype


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


def test_the_largest_loan_of_a_band_reaches_it(tab: ApplicantTab, page: NextBandPage) -> None:
    loans = [page.limits[line, 1].text() for line in range(1, 5)]
    ratings = [page.limits[line, 0].text() for line in range(1, 5)]
    assert ratings == ["Excellent", "Good", "Average", "Poor"]
    for rating, loan in zip(ratings[:2], loans[:2], strict=True):
        retype(tab, "loan_amount", loan.removeprefix("₹"))
        assert tab.assessment.band is not None
        assert tab.assessment.band.rating == rating
