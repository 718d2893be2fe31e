"""Golden rows: every model carries made-up applicants with answers, and answers them again when it is loaded."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.golden import with_golden_rows
from core.registry.storage import opened
from core.scorecard import Calibration, Curve, GoldenRow, Scorecard
from core.scorecard_json import to_json
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


_AT_EVERY_COUNT = Curve((1.0, 2.0, 3.0, 4.0), (0.0, 0.3, 0.5, 0.9))
MODEL = with_golden_rows(
    replace(curve_scorecard(), curves={**curve_scorecard().curves, "number_of_open_accounts": _AT_EVERY_COUNT})
)
"""No knot lies between two counts, where it could mean something to nobody."""


def altered_models() -> Iterator[tuple[str, Scorecard]]:
    """The model with each of its coefficients altered a little, and the name of that coefficient."""
    yield "intercept", replace(MODEL, intercept=MODEL.intercept + 1e-3)
    for name, curve in MODEL.curves.items():
        for knot, value in enumerate(curve.log_odds):
            log_odds = (*curve.log_odds[:knot], value + 1e-3, *curve.log_odds[knot + 1 :])
            bent = {**MODEL.curves, name: replace(curve, log_odds=log_odds)}
            yield f"{name} {knot}", replace(MODEL, curves=bent)
    for name, table in MODEL.tables.items():
        for category, value in table.items():
            other = {**MODEL.tables, name: {**table, category: value + 1e-3}}
            yield f"{name} {category}", replace(MODEL, tables=other)
    yield "slope", replace(MODEL, calibration=replace(MODEL.calibration, slope=0.961))
    yield "offset", replace(MODEL, calibration=replace(MODEL.calibration, offset=-0.109))
    yield "base_rate", replace(MODEL, calibration=replace(MODEL.calibration, base_rate=0.087))


@pytest.mark.parametrize("altered", [pytest.param(model, id=name) for name, model in altered_models()])
def test_a_coefficient_altered_anywhere_is_noticed_when_the_model_is_opened(altered: Scorecard) -> None:
    """Also by somebody who computes the checksum anew, as writing the model down again does."""
    with pytest.raises(ModelError, match=r"another answer than it promises for its test row \d+: it was altered"):
        opened(to_json(altered))


@pytest.mark.parametrize(
    "change", [{"log_odds": 1e-6}, {"default_probability": 1e-6}, {"balanced_probability": 1e-6}, {"credit_score": 2}]
)
def test_an_answer_altered_in_a_golden_row_is_told_with_its_number(change: dict[str, float]) -> None:
    name, by = next(iter(change.items()))
    rows = list(MODEL.golden_rows)
    rows[6] = replace(rows[6], **{name: getattr(rows[6], name) + by})
    with pytest.raises(ModelError, match="its test row 7"):
        verify(replace(MODEL, golden_rows=tuple(rows)))


def test_a_score_at_the_edge_may_be_rounded_otherwise_by_another_computer() -> None:
    rows = tuple(replace(row, credit_score=row.credit_score + 1) for row in MODEL.golden_rows)
    verify(replace(MODEL, golden_rows=rows))


def test_golden_rows_whose_answer_is_no_number_are_a_contradiction_and_no_warning() -> None:
    endless = replace(MODEL, curves={**MODEL.curves, "age": Curve((-1e308, 1e308), (-1e308, 1e308), extrapolate=True)})
    with pytest.raises(ModelError, match="another answer"):
        verify(endless)
    factors = dict.fromkeys(MODEL.curves, 1.0) | dict.fromkeys(MODEL.tables, "Boat")
    rows = (GoldenRow(factors, 0.0, 0.5, 0.5, 600),) * 60
    with pytest.raises(ModelError, match="another answer"):
        verify(replace(MODEL, golden_rows=rows))


@pytest.mark.parametrize("rows", [0, 49])
def test_a_model_with_fewer_than_fifty_golden_rows_is_refused(rows: int) -> None:
    """Also by a checksum computed anew: else whoever takes the rows out may alter whatever he likes."""
    with pytest.raises(ModelError, match=f"has {rows} test rows with known answers; 50 are needed"):
        opened(to_json(replace(MODEL, golden_rows=MODEL.golden_rows[:rows])))


def test_a_trained_model_that_does_not_tell_what_it_was_trained_on_is_refused() -> None:
    """Else nobody would be told of an applicant beyond all borrowers in training."""
    untold = {name: limits for name, limits in MODEL.training_ranges.items() if name not in {"age", "loan_to_income"}}
    with pytest.raises(ModelError, match="does not tell between which values of age it was trained"):
        opened(to_json(replace(MODEL, training_ranges=untold)))
    uncalibrated = with_golden_rows(replace(MODEL, training_ranges=untold, calibration=Calibration()))
    assert opened(to_json(uncalibrated)) == uncalibrated


@given(st.floats(-1, 1), st.integers(0, 1000))
def test_golden_rows_agree_with_the_model_that_they_were_made_for(intercept: float, seed: int) -> None:
    verify(with_golden_rows(replace(MODEL, intercept=MODEL.intercept + intercept), rows=50, seed=seed))
