"""Scenarios side by side: up to four, kept over a restart, loaded back into the form."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.applicant.compare_page import ComparePage
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from app.services.settings import Settings
from tests.app.applicant.officer import entry, opened, press, retype


def page_of(tab: ApplicantTab) -> ComparePage:
    tab.answer.pages.go_to("compare")
    return tab.answer.pages.compare


def shown(page: ComparePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


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
    assert "₹40,00,000" in texts
    assert "Age" not in texts, "which is the same in both"
    assert any("a month" in text for text in texts)


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
    assert page.message.text().startswith("Four scenarios are kept")


def test_a_scenario_is_loaded_and_removed(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    retype(tab, "age", "60")
    press(page, "Load")
    assert entry(tab, "age").text() == SAMPLES[0]["age"]
    press(page, "Remove")
    assert page.scenarios == []


def test_scenarios_survive_a_restart(qtbot: QtBot, desk: Desk, tab: ApplicantTab) -> None:
    page_of(tab).keep.click()
    assert page_of(opened(qtbot, desk)).scenarios == page_of(tab).scenarios


def test_damaged_scenarios_are_forgotten(settings: Settings, qtbot: QtBot) -> None:
    for text in ("{", "[1]", '[{"texts": 1, "results": {}}]', "null"):
        settings.put("applicant/scenarios", text)
        page = ComparePage(settings)
        qtbot.addWidget(page)
        assert page.scenarios == []


def test_nothing_without_a_score_is_kept(tab: ApplicantTab) -> None:
    page = page_of(tab)
    retype(tab, "age", "")
    assert not page.keep.isEnabled()


def test_the_table_can_be_copied(tab: ApplicantTab) -> None:
    page = page_of(tab)
    page.keep.click()
    page.copy.click()
    assert QGuiApplication.clipboard().text().splitlines()[0] == f"Score\t{tab.assessment.credit_score}"
