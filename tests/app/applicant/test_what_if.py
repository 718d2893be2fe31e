"""What if: sliders move the gauge and leave the form alone until they are applied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.applicant.history import KEY, Way
from app.applicant.tab import ApplicantTab
from app.applicant.what_if_page import WhatIfPage
from tests.app.applicant.officer import entry, retype


@pytest.fixture
def page(tab: ApplicantTab) -> WhatIfPage:
    """The page of sliders, on show."""
    tab.answer.pages.go_to("what_if")
    return tab.answer.pages.what_if


def less(page: WhatIfPage, name: str) -> None:
    """A good deal less, by the keyboard."""
    QTest.keyClick(page.sliders[name], Qt.Key.Key_PageDown)


def test_it_offers_what_can_change_and_nothing_else(page: WhatIfPage) -> None:
    assert list(page.sliders) == [
        "loan_amount", "loan_tenure_months", "credit_utilization_ratio", "number_of_open_accounts",
        "delinquency_ratio", "avg_dpd_per_delinquency",
    ]  # fmt: skip
    assert all(slider.accessibleName() for slider in page.sliders.values())


def test_a_slider_moves_the_gauge_and_marks_where_it_was(tab: ApplicantTab, page: WhatIfPage) -> None:
    before = tab.assessment.credit_score
    less(page, "credit_utilization_ratio")
    face = tab.answer.gauge.face
    assert before is not None
    assert face.ghost == before
    assert (face.score or 0) > before
    assert f"{face.score} instead of {before}" in page.difference.text()
    assert entry(tab, "credit_utilization_ratio").text() == "70"
    assert tab.assessment.credit_score == before


def test_reset_goes_back(tab: ApplicantTab, page: WhatIfPage) -> None:
    assert not page.reset.isEnabled()
    less(page, "loan_amount")
    page.reset.click()
    assert tab.answer.gauge.face.score == tab.assessment.credit_score
    assert tab.answer.gauge.face.ghost is None
    assert not page.apply.isEnabled()


def test_apply_types_it_into_the_form_with_a_way_back(tab: ApplicantTab, page: WhatIfPage) -> None:
    retype(tab, "age", "42")
    less(page, "credit_utilization_ratio")
    promised = tab.answer.gauge.face.score
    page.apply.click()
    assert tab.assessment.credit_score == promised
    assert float(entry(tab, "credit_utilization_ratio").text()) < 70
    assert tab.answer.gauge.face.ghost is None
    tab.notice.action_requested.emit()
    assert entry(tab, "credit_utilization_ratio").text() == "70"


def test_typing_ends_what_is_being_tried(tab: ApplicantTab, page: WhatIfPage) -> None:
    less(page, "loan_amount")
    retype(tab, "age", "50")
    assert tab.answer.gauge.face.ghost is None
    assert not page.apply.isEnabled()


def test_turning_the_page_shows_the_score_itself_and_turning_back_what_is_tried(
    tab: ApplicantTab, page: WhatIfPage
) -> None:
    less(page, "loan_amount")
    tried = tab.answer.gauge.face.score
    tab.answer.pages.go_to("reasons")
    assert tab.answer.gauge.face.score == tab.assessment.credit_score
    tab.answer.pages.go_to("what_if")
    assert tab.answer.gauge.face.score == tried


def test_a_history_by_counts_is_tried_by_counts(tab: ApplicantTab, page: WhatIfPage) -> None:
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS})
    assert {"delinquent_months", "total_dpd"} <= set(page.sliders)
    less(page, "delinquent_months")
    assert (tab.answer.gauge.face.score or 0) >= (tab.assessment.credit_score or 0)
    page.apply.click()
    assert tab.assessment.wrong == {}


@pytest.mark.parametrize(
    ("history", "slider"),
    [
        ({KEY: Way.RATIOS, "delinquency_ratio": "0", "avg_dpd_per_delinquency": "0"}, "delinquency_ratio"),
        ({KEY: Way.COUNTS, "delinquent_months": "0", "total_dpd": "0"}, "delinquent_months"),
    ],
)
def test_whoever_comes_to_be_delinquent_gets_a_day_past_due_in_each_month(
    tab: ApplicantTab, page: WhatIfPage, history: dict[str, str], slider: str
) -> None:
    """No history that cannot be is tried, and none without delinquency is offered days past due."""
    tab.form.put(tab.form.state() | history)
    assert not {"avg_dpd_per_delinquency", "total_dpd"} & set(page.sliders)
    QTest.keyClick(page.sliders[slider], Qt.Key.Key_PageUp)
    page.apply.click()
    assert tab.assessment.factors["delinquency_ratio"][0] > 0
    assert tab.assessment.factors["avg_dpd_per_delinquency"][0] == 1
    assert tab.assessment.credit_score is not None


def test_without_a_score_there_is_nothing_to_try(tab: ApplicantTab, page: WhatIfPage) -> None:
    retype(tab, "age", "")
    assert not page.isVisible()
    assert page.sliders == {}
    retype(tab, "age", "41")
    assert page.sliders
