"""When another model takes over, the officer is told what it did to the score on show."""

from dataclasses import replace

from app.applicant.rescored import rescored
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.explanation import Population
from core.golden import with_golden_rows
from core.scorecard import Curve
from tests.app.applicant.applicants import RATED, assess
from tests.app.applicant.officer import entry, press, retype, use
from tests.core.factories import curve_scorecard, linear_scorecard

OLD, NEW = linear_scorecard(), replace(linear_scorecard(), version="v2.0")


def test_the_old_and_the_new_score_are_told(desk: Desk, tab: ApplicantTab) -> None:
    old = tab.assessment.credit_score
    use(desk, linear_scorecard())
    new = tab.assessment.credit_score
    assert old != new
    assert tab.notice.text == f"Now scored with v2.0: the score went from {old} to {new}."


def test_a_score_that_stays_is_told_too() -> None:
    before, after = assess(RATED, OLD), assess(RATED, NEW)
    assert rescored(before, after) == f"Now scored with v2.0: the score is still {after.credit_score}."


def test_a_score_that_is_lost_or_won_is_told() -> None:
    curves = OLD.curves | {"enquiry_count": Curve((0.0, 10.0), (0.0, 1.0))}
    more = with_golden_rows(replace(NEW, curves=curves))
    scored, asked = assess(RATED, OLD), assess(RATED | {"enquiry_count": ""}, more)
    assert rescored(scored, asked) == "No score with v2.0. To fill in: Enquiries."
    assert rescored(asked, scored) == f"Now scored with v1.0: the score is {scored.credit_score}."
    assert rescored(asked, replace(asked, scorecard=OLD)) == "", "there was none before either"


def test_nothing_is_told_where_nothing_is_seen(desk: Desk, tab: ApplicantTab) -> None:
    desk.model.reload()
    desk.model.compare_with(Population.ALL)
    assert tab.notice.isHidden(), "it is the same model"
    tab.clear()
    tab.notice.clear()
    use(desk, linear_scorecard())
    assert tab.notice.isHidden(), "there is nobody to score"


def test_the_way_back_to_what_was_typed_stays(desk: Desk, tab: ApplicantTab) -> None:
    retype(tab, "age", "50")
    tab.fill_sample(1)
    use(desk, curve_scorecard())
    assert tab.notice.text.startswith("A sample took the place of what was typed. Now scored with v2.0: the score")
    press(tab, "Bring it back")
    assert entry(tab, "age").text() == "50"
