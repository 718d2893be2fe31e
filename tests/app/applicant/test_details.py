"""A closer look: how a score came about, the curve of a factor, and what was observed."""

import math

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.applicant.assessment import Assessment
from app.applicant.detail_dialogs import CurveDialog
from app.applicant.factor_curve import factor_curve
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services import paths
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from app.widgets.factor_chart import factor_chart
from app.widgets.numbers_dialog import NumbersDialog
from core.explanation import Population
from core.registry.versions import Registry
from tests.app.applicant.officer import opened, retype


@pytest.fixture
def model(desk: Desk) -> ActiveModel:
    """The model that is shipped, which knows how sure it is and what was observed."""
    return ActiveModel(Registry(desk.data_folder, paths.models_folder()))


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, model: ActiveModel) -> ApplicantTab:
    return opened(qtbot, Desk(desk.data_folder, desk.settings, desk.dialogs, desk.jobs, model))


def dialog() -> QDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    return found


def test_the_probability_stands_with_its_interval_and_what_was_observed(tab: ApplicantTab) -> None:
    interval, pd = tab.assessment.interval, tab.assessment.default_probability
    assert interval is not None
    assert pd is not None
    low, high = (100 * float(limit[0]) for limit in interval)
    assert low < 100 * pd < high
    assert (
        tab.answer.probability.text() == f"Probability of default {100 * pd:.1f} % (95 % interval {low:.1f}–{high:.1f})"
    )
    assert "held-out borrowers scored" in tab.answer.about.text()


@pytest.mark.parametrize(("utilization", "said"), [("99", "> 99.9 %"), ("0", "< 0.1 %")])
def test_what_is_as_good_as_certain_has_no_interval(tab: ApplicantTab, utilization: str, said: str) -> None:
    tab.form.put(SAMPLES[2] if said.startswith(">") else SAMPLES[0])
    retype(tab, "loan_amount", "2000000" if said.startswith(">") else "500000")
    retype(tab, "credit_utilization_ratio", utilization)
    assert tab.answer.probability.text() == f"Probability of default {said}"


def test_how_the_score_came_about_can_be_followed_and_copied(tab: ApplicantTab) -> None:
    tab.answer.pages.reasons.origin.click()
    shown = dialog()
    assert isinstance(shown, NumbersDialog)
    words = "\n".join(label.text() for label in shown.findChildren(QLabel))
    scores = tab.assessment.scores
    assert scores is not None
    assert f"rounded down = {tab.assessment.credit_score}" in words
    assert f"Age 41 years: {float(scores.contributions[0, 0]):.4f}" in words
    model = shown.table.model()
    assert [model.index(row, 0).data() for row in range(4)] == ["Excellent", "Good", "Average", "Poor"]
    assert model.index(3, 2).data() == f"above {model.index(2, 2).data().removeprefix('below ')}"
    shown._copy_all()
    assert "logit(PD)" in QGuiApplication.clipboard().text()
    assert "Excellent\t" in QGuiApplication.clipboard().text()
    shown.close()


@pytest.mark.parametrize("factor", ["credit_utilization_ratio", "loan_to_income", "residence_type", "loan_purpose"])
def test_the_curve_of_a_factor_goes_through_the_applicant(tab: ApplicantTab, factor: str) -> None:
    curve = factor_curve(tab.assessment, tab._desk.model.ready, factor)
    assert tab.assessment.scores is not None
    assert curve.score == tab.assessment.scores.exact_score[0]
    assert np.interp(curve.at, curve.values, curve.scores) == pytest.approx(curve.score, abs=2)


def test_the_curve_says_what_another_value_would_score(tab: ApplicantTab) -> None:
    curve = factor_curve(tab.assessment, tab._desk.model.ready, "credit_utilization_ratio")
    for value in (0, 34, 88):
        retype(tab, "credit_utilization_ratio", str(value))
        assert tab.assessment.scores is not None
        assert curve.scores[curve.values == value] == pytest.approx(tab.assessment.scores.exact_score, abs=1e-6)


@pytest.mark.parametrize("factor", ["credit_utilization_ratio", "residence_type"])
def test_the_curve_names_scores_as_the_rest_of_the_program_does(tab: ApplicantTab, factor: str) -> None:
    """Rounded down, like the score in the gauge: also one that is nearer to the next."""
    curve = factor_curve(tab.assessment, tab._desk.model.ready, factor)
    assert curve.score % 1 > 0.5
    chart = factor_chart(curve)
    assert f"the score is {tab.assessment.credit_score}." in chart.description
    told = tab.answer.pages.reasons.summary.text()
    assert f"rounded down to {tab.assessment.credit_score}." in told
    assert chart.numbers is not None
    scores = {math.floor(score) for score in curve.scores}
    assert {int(score) for _, score in chart.numbers.rows} <= scores
    lowest, highest = math.floor(curve.scores.min()), math.floor(curve.scores.max())
    assert f"between {lowest} and {highest}," in chart.description


@pytest.mark.parametrize("factor", ["loan_to_income", "residence_type"])
def test_the_curve_names_values_as_the_reasons_do(tab: ApplicantTab, factor: str) -> None:
    """Of 11.5 lakh and 9.4 lakh: 1.22 times, and nothing more exact."""
    tab.fill_sample(1)
    curve = factor_curve(tab.assessment, tab._desk.model.ready, factor)
    (line,) = [one for one in tab.answer.pages.reasons.bars.shown() if one.label == curve.label]
    assert f"With {curve.label.lower()} {line.value} the score is" in factor_chart(curve).description


def test_the_curve_opens_as_a_chart(tab: ApplicantTab, qtbot: QtBot, desk: Desk) -> None:
    tab.answer.pages.reasons.curve_asked.emit("credit_utilization_ratio")
    shown = dialog()
    assert isinstance(shown, CurveDialog)
    qtbot.waitUntil(lambda: not shown.chart.message, timeout=30_000)
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    assert shown.chart.chart is not None
    assert "credit utilization 70 %" in shown.chart.chart.description
    shown.close()


def test_without_a_score_there_is_no_curve(tab: ApplicantTab) -> None:
    retype(tab, "age", "")
    nothing: Assessment = tab.assessment
    with pytest.raises(ValueError, match="no score"):
        factor_curve(nothing, tab._desk.model.ready, "age")


NEAR_THE_END = "Near 900 the score hardly moves, so the bars compare log-odds."


def test_points_near_the_end_of_the_score_are_told_with_decimals(tab: ApplicantTab) -> None:
    """Long bars beside noughts explain nothing."""
    reasons = tab.answer.pages.reasons
    assert NEAR_THE_END not in reasons.summary.text()
    retype(tab, "credit_utilization_ratio", "5")
    retype(tab, "loan_amount", "5,00,000")
    assert max(abs(reason.points) for reason in tab.assessment.reasons) < 1
    assert ", 0 points" not in reasons.bars.accessibleDescription().partition(";")[0]
    assert reasons.summary.text().endswith(NEAR_THE_END)


def test_the_points_of_all_lines_add_up_to_the_gap(tab: ApplicantTab, model: ActiveModel) -> None:
    lines = tab.answer.pages.reasons.bars.shown()
    assert lines[-1].label == "4 other factors"
    assert tab.assessment.scores is not None
    gap = tab.assessment.scores.exact_score[0] - model.ready.explainer.reference_score
    assert sum(line.points for line in lines) == pytest.approx(gap, abs=1e-9)


def test_an_admin_chooses_whom_reasons_compare_with(tab: ApplicantTab, model: ActiveModel) -> None:
    before = [line.points for line in tab.answer.pages.reasons.bars.shown()]
    model.compare_with(Population.ABOVE_CUTOFF)
    assert [line.points for line in tab.answer.pages.reasons.bars.shown()] != before
    assert "just above the cut-off" in tab.answer.pages.reasons.summary.text()


def test_a_model_that_does_not_know_keeps_silent(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    assert tab.assessment.interval is None
    assert tab.answer.probability.text().endswith(" %")
    assert "held-out" not in tab.answer.about.text()
