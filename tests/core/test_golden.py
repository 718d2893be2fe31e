"""Golden rows: every model carries made-up applicants with answers, and answers them again when it is loaded."""

from dataclasses import replace

import pytest

from core.errors import ModelError
from core.golden import with_golden_rows
from core.scorecard import Scorecard
from core.scoring import verify
from tests.core.factories import curve_scorecard, linear_scorecard


def test_a_model_gets_sixty_rows_that_it_answers_itself() -> None:
    scorecard = with_golden_rows(linear_scorecard())
    assert len(scorecard.golden_rows) == 60
    verify(scorecard)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    scorecard = curve_scorecard()
    assert with_golden_rows(scorecard, seed=7) == with_golden_rows(scorecard, seed=7)
    assert with_golden_rows(scorecard, seed=7) != with_golden_rows(scorecard, seed=8)


def test_the_rows_reach_both_ends_of_every_range_and_every_category() -> None:
    scorecard = curve_scorecard()
    rows = [row.factors for row in scorecard.golden_rows]
    for name, limits in scorecard.training_ranges.items():
        assert (rows[0][name], rows[1][name]) == (limits.minimum, limits.maximum)
        assert all(limits.minimum <= float(row[name]) <= limits.maximum for row in rows)
    for name, table in scorecard.tables.items():
        assert {row[name] for row in rows} == set(table)


def test_counts_are_whole_numbers() -> None:
    rows = linear_scorecard().golden_rows
    assert all(float(row.factors["age"]).is_integer() for row in rows)
    assert not all(float(row.factors["loan_to_income"]).is_integer() for row in rows)


def test_without_training_ranges_the_outer_knots_are_the_limits() -> None:
    scorecard = with_golden_rows(replace(curve_scorecard(), training_ranges={}))
    assert (scorecard.golden_rows[0].factors["age"], scorecard.golden_rows[1].factors["age"]) == (18.0, 70.0)


_MODEL = curve_scorecard()
_OTHER_HOME = {**_MODEL.tables, "loan_purpose": {**_MODEL.tables["loan_purpose"], "Home": -2.5}}


@pytest.mark.parametrize(
    "altered",
    [
        replace(_MODEL, intercept=_MODEL.intercept + 1e-6),
        replace(_MODEL, curves={**_MODEL.curves, "age": replace(_MODEL.curves["age"], log_odds=(0.0,) * 8)}),
        replace(_MODEL, tables=_OTHER_HOME),
        replace(_MODEL, calibration=replace(_MODEL.calibration, base_rate=0.0861)),
    ],
    ids=["intercept", "curve", "table", "calibration"],
)
def test_a_model_altered_after_the_rows_were_made_is_noticed(altered: Scorecard) -> None:
    """The golden rows reach every part of a model, or tampering with that part would go unseen."""
    with pytest.raises(ModelError, match="another answer"):
        verify(altered)
