"""The answer at the right says what the kernel says, or why there is none."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.applicant.summary import as_text
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.golden import with_golden_rows
from core.scorecard import CUTOFF, Calibration
from tests.app.applicant.officer import choice, entry, retype, scored_by_core, use
from tests.core.factories import linear_scorecard


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
    assert [label.text() for label in tab.answer.pages.reasons.principal] == reasons
    assert face.score == scored_by_core(tab).credit_score[0]


def test_somebody_who_is_approved_has_no_principal_reasons(tab: ApplicantTab) -> None:
    """But may see what kept the score from being higher."""
    headings = {}
    for sample in (SAMPLES[0] | {"loan_amount": "9,00,000"}, SAMPLES[2]):
        tab.form.put(sample)
        headings[tab.answer.pages.reasons.heading.text()] = tab.assessment.credit_score or 0
        assert tab.answer.pages.reasons.heading.text() in as_text(tab.assessment, tab.answer.pages.costs())
    assert headings.keys() == {"What kept the score from being higher", "Principal reasons"}
    assert headings["What kept the score from being higher"] >= CUTOFF > headings["Principal reasons"]


def test_counts_give_the_score_of_their_ratios(tab: ApplicantTab) -> None:
    by_ratios = tab.assessment.default_probability
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS})
    assert entry(tab, "total_loan_months").isVisible()
    assert not entry(tab, "delinquency_ratio").isVisible()
    assert tab.assessment.default_probability == pytest.approx(by_ratios, abs=1e-12)


def test_an_applicant_the_bureau_does_not_know_goes_to_a_person(tab: ApplicantTab) -> None:
    counts = {"total_loan_months": "0", "delinquent_months": "", "total_dpd": ""}
    tab.form.put(tab.form.state() | {KEY: Way.COUNTS, "delinquency_ratio": "", "avg_dpd_per_delinquency": ""} | counts)
    assert tab.answer.gauge.face.message == "Refer: no credit history"
    assert tab.answer.refer.text.startswith("No credit history: the bureau knows no loan")
    retype(tab, "age", "")
    assert tab.answer.gauge.face.message == "To fill in: Age"
    assert tab.answer.refer.isHidden()


def test_a_value_beyond_training_is_scored_and_flagged(tab: ApplicantTab) -> None:
    retype(tab, "credit_utilization_ratio", "150")
    assert tab.assessment.credit_score is not None
    lead, said = tab.answer.refer.text.splitlines()
    assert lead == "Scored, but a person should look at it:"
    assert "Credit utilization 150 % is above 99 %" in said
    retype(tab, "credit_utilization_ratio", "50")
    assert tab.answer.refer.isHidden()


def test_the_gauge_stays_in_its_place(tab: ApplicantTab) -> None:
    """Whether there is a score, a flag or a mistake: the eye finds it where it was."""
    place = tab.answer.gauge.geometry()
    retype(tab, "credit_utilization_ratio", "150")
    assert tab.answer.refer.isVisible()
    assert tab.answer.gauge.geometry() == place
    tab.clear()
    assert tab.answer.gauge.geometry() == place


def test_choosing_a_category_moves_the_score(tab: ApplicantTab) -> None:
    before = tab.assessment.default_probability
    box = choice(tab, "residence_type")
    box.setFocus()
    QTest.keyClicks(box, "R")
    assert box.currentText() == "Rented"
    assert tab.assessment.default_probability != before


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
    texts = [label.text() for label in tab.answer.pages.reasons.principal]
    assert texts == ["Nothing counts against this applicant when compared with the average borrower.", "", "", ""]


def test_a_short_page_leaves_no_blank_that_scrolls(qtbot: QtBot, tab: ApplicantTab) -> None:
    """However long the other pages are."""
    answer, pages = tab.answer, tab.answer.pages
    pages.go_to("affordability")
    pages.affordability.formulas.setChecked(True)
    qtbot.waitUntil(pages.affordability.lines["loss"][2].isVisible)
    high = answer.heightForWidth(answer.width())
    pages.go_to("compare")
    qtbot.waitUntil(lambda: answer.heightForWidth(answer.width()) < high - 100)
