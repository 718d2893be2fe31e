"""A history that is given the other way is the same history, or an empty one, and never an older one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QRadioButton

from app.applicant.carrying import carried
from app.applicant.history import Way
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.history import COUNTS, RATIOS
from tests.app.applicant.applicants import COUNTED, GROWN, RATED, assess
from tests.app.applicant.officer import entry, error, retype, use
from tests.core.factories import linear_scorecard

MODEL = linear_scorecard()
NO_RATIOS, NO_COUNTS = dict.fromkeys(RATIOS, ""), dict.fromkeys(COUNTS, "")


def choose(tab: ApplicantTab, way: Way) -> None:
    (button,) = [one for one in tab.form.findChildren(QRadioButton) if one.text() == way]
    button.click()


def stand(tab: ApplicantTab, *names: str) -> tuple[str, ...]:
    return tuple(entry(tab, name).text() for name in names)


def test_counts_give_the_ratios_that_the_form_showed(tab: ApplicantTab) -> None:
    choose(tab, Way.COUNTS)
    retype(tab, "delinquent_months", "17")
    retype(tab, "total_dpd", "60")
    rows = tab.form.rows
    assert rows["delinquent_months"].reading.text() == "Delinquency ratio 34 %"
    assert rows["total_dpd"].reading.text() == "Average 3.53 days past due"
    choose(tab, Way.RATIOS)
    assert stand(tab, *RATIOS) == ("34", "3.53")
    assert tab.assessment.credit_score is not None


def test_a_switch_there_and_back_keeps_the_counts(tab: ApplicantTab) -> None:
    choose(tab, Way.COUNTS)
    for name, text in zip(COUNTS, ("2400", "7", "22"), strict=True):
        retype(tab, name, text)
    choose(tab, Way.RATIOS)
    choose(tab, Way.COUNTS)
    assert stand(tab, *COUNTS) == ("2400", "7", "22")


def test_other_ratios_leave_the_counts_empty_and_unmarked(tab: ApplicantTab) -> None:
    choose(tab, Way.COUNTS)
    for name in COUNTS:
        retype(tab, name, entry(tab, name).text())
    choose(tab, Way.RATIOS)
    retype(tab, "delinquency_ratio", "40")
    choose(tab, Way.COUNTS)
    assert stand(tab, *COUNTS) == ("", "", "")
    assert [error(tab, name) for name in COUNTS] == ["", "", ""], "nobody was yet in them"
    assert tab.answer.gauge.face.message == "To fill in: Loan months, Delinquent months, Total days past due"


@pytest.mark.parametrize(
    "change",
    [
        {"total_dpd": ""},
        {"total_dpd": "x"},
        {"total_dpd": "3"},
        {"delinquent_months": "51"},
        {"total_loan_months": "0"},
    ],
    ids=str,
)
def test_counts_that_give_no_ratios_leave_them_empty(tab: ApplicantTab, change: dict[str, str]) -> None:
    """The ratios that stood in the form before are another history, and do not come back."""
    assert stand(tab, *RATIOS) == ("18", "5")
    choose(tab, Way.COUNTS)
    for name, text in change.items():
        retype(tab, name, text)
    before = stand(tab, *COUNTS)
    choose(tab, Way.RATIOS)
    assert stand(tab, *RATIOS) == ("", "")
    assert tab.assessment.credit_score is None
    choose(tab, Way.COUNTS)
    assert stand(tab, *COUNTS) == before, "what was begun goes on"


def test_one_step_takes_the_switch_back_whole(tab: ApplicantTab) -> None:
    retype(tab, "delinquency_ratio", "40")
    before = tab.form.state()
    choose(tab, Way.COUNTS)
    after = tab.form.state()
    assert tab.undo.undo.text() == "&Undo choice of ratios or counts"
    tab.undo.undo.trigger()
    assert tab.form.state() == before
    tab.undo.redo.trigger()
    assert tab.form.state() == after
    tab.undo.undo.trigger()
    tab.undo.undo.trigger()
    assert tab.form.state() == SAMPLES[0]


def test_a_field_that_stands_in_both_ways_keeps_its_text(tab: ApplicantTab, desk: Desk) -> None:
    """A model that scores loan months asks for them beside ratios too."""
    use(desk, GROWN)
    retype(tab, "delinquency_ratio", "40")
    choose(tab, Way.COUNTS)
    assert stand(tab, *COUNTS) == ("50", "", "")


@pytest.mark.parametrize("text", ["10", "10.0", " 10 ", "10 %", "१०"])
def test_ratios_are_the_same_however_they_are_written(text: str) -> None:
    assert carried(COUNTED | RATED | {"delinquency_ratio": text}, Way.COUNTS, MODEL) == {}


@pytest.mark.parametrize("text", ["", "10.1", "ten", "1e308"])
def test_anything_else_is_another_history(text: str) -> None:
    assert carried(COUNTED | RATED | {"delinquency_ratio": text}, Way.COUNTS, MODEL) == NO_COUNTS


def test_an_average_that_no_field_holds_gives_no_ratios() -> None:
    texts = COUNTED | RATED | {"delinquent_months": "1", "total_dpd": "3651"}
    assert carried(texts, Way.RATIOS, MODEL) == NO_RATIOS


@given(st.integers(1, 10_000), st.data())
def test_ratios_from_counts_give_nearly_the_same_score_and_lead_back(months: int, data: st.DataObject) -> None:
    delinquent = data.draw(st.integers(0, months))
    days = data.draw(st.integers(delinquent, 30 * delinquent))
    counts = dict(zip(COUNTS, map(str, (months, delinquent, days)), strict=True))
    texts = COUNTED | NO_RATIOS | counts
    by_ratios = texts | carried(texts, Way.RATIOS, MODEL)
    assert carried(by_ratios, Way.COUNTS, MODEL) == {}
    scores = [
        assess({name: texts[name] for name in texts if name not in left_out}).scores
        for texts, left_out in ((texts, RATIOS), (by_ratios, COUNTS))
    ]
    assert scores[0] is not None
    assert scores[1] is not None
    assert abs(scores[0].log_odds[0] - scores[1].log_odds[0]) < 0.005 * (0.109 + 0.215) + 1e-9
