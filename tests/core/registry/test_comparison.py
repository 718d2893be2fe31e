"""Two versions side by side: figures, factors, making, and whom the second scores otherwise."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.golden import with_golden_rows
from core.registry.comparison import Comparison, compare
from core.scorecard import Band, Calibration, Curve, Scorecard, TrainingRange
from tests.core.factories import curve_scorecard, linear_scorecard


def _version(name: str, scorecard: Scorecard, **provenance: object) -> Scorecard:
    return replace(scorecard, version=name, provenance={**scorecard.provenance, **provenance})


def _riskier(by: float) -> Scorecard:
    """Everybody's log-odds are higher."""
    return with_golden_rows(replace(linear_scorecard(), intercept=linear_scorecard().intercept + by), seed=1)


def _with_income() -> Scorecard:
    curve = Curve((0.0, 1e6), (0.0, -1.0), extrapolate=True)
    ranges = {**linear_scorecard().training_ranges, "income": TrainingRange(0.0, 1e6)}
    return with_golden_rows(
        replace(linear_scorecard(), curves={**linear_scorecard().curves, "income": curve}, training_ranges=ranges)
    )


def _same_rows(first: dict[str, object], second: dict[str, object]) -> str:
    one = _version("v1.0", linear_scorecard(), data_hash="a", options=first)
    return compare(one, _version("v2.0", linear_scorecard(), data_hash="a", options=second)).note


def test_a_model_does_not_differ_from_itself() -> None:
    found = compare(linear_scorecard(), linear_scorecard())
    assert (found.only_first, found.only_second, found.making) == ((), (), ())
    assert {pair.name: pair.second for pair in found.metrics if pair.first == pair.second} == linear_scorecard().metrics
    assert found.moved is not None
    assert (found.moved.mean, found.moved.largest, found.moved.other_band) == (0.0, 0, 0)


def test_what_was_done_otherwise_is_told() -> None:
    first = _version("v1.0", linear_scorecard(), settings={"knots": 2}, origin="trained on the north")
    second = replace(
        _version("v2.0", curve_scorecard(), settings={"knots": 8}, origin="trained on the south"),
        calibration=Calibration(slope=1.0, offset=-0.11, base_rate=0.086, calibrated=True),
        bands=(Band(300, "Low", "Refuse"), Band(700, "High", "Accept")),
    )
    told = {pair.name: (pair.first, pair.second) for pair in compare(first, second).making}
    assert told == {
        "settings: knots": (2, 8),
        "origin": ("trained on the north", "trained on the south"),
        "calibration: slope": (0.96, 1.0),
        "bands": ("Poor from 300, Average from 500, Good from 650, Excellent from 750", "Low from 300, High from 700"),
    }


def test_factors_of_one_alone_are_named_and_those_of_both_are_not() -> None:
    found = compare(_version("v1.0", linear_scorecard()), _version("v2.0", _with_income()))
    assert (found.only_first, found.only_second) == ((), ("income",))
    assert "Factors of v2.0 alone: Annual income" in found.lines()


def test_made_up_applicants_are_scored_by_both_where_both_can() -> None:
    """The applicants of the model without income cannot be scored by the one that needs it."""
    both = compare(linear_scorecard(), _riskier(1.0)).moved
    one = compare(linear_scorecard(), _with_income()).moved
    assert both is not None
    assert one is not None
    assert (both.applicants, one.applicants) == (120, 60)
    bare = replace(_with_income(), golden_rows=())
    assert compare(linear_scorecard(), bare).moved is None


@settings(max_examples=15)
@given(st.floats(0.5, 5.0))
def test_a_riskier_model_gives_fewer_points(by: float) -> None:
    moved = compare(linear_scorecard(), _riskier(by)).moved
    back = compare(_riskier(by), linear_scorecard()).moved
    assert moved is not None
    assert back is not None
    assert moved.mean < 0
    assert moved.mean == pytest.approx(-back.mean)
    assert moved.mean_size == pytest.approx(-moved.mean)
    assert moved.mean_size <= moved.largest
    assert (moved.largest, moved.other_band) == (back.largest, back.other_band)


def test_figures_are_comparable_only_on_the_same_rows() -> None:
    assert "on the same held-out rows" in _same_rows({"seed": 42}, {"seed": 42, "split": "random", "held_out": 0.25})
    for other in ({"seed": 7}, {"seed": 42, "split": "out-of-time"}, {"seed": 42, "held_out": 0.3}):
        assert "measured on different rows" in _same_rows({"seed": 42}, dict(other))
    elsewhere = _version("v2.0", linear_scorecard(), data_hash="b", options={"seed": 42})
    first = _version("v1.0", linear_scorecard(), data_hash="a", options={"seed": 42})
    assert "measured on different rows" in compare(first, elsewhere).note
    assert "has no figures" in compare(first, replace(elsewhere, metrics={})).note
    assert "measured on different rows" in compare(linear_scorecard(), curve_scorecard()).note


def test_a_person_reads_figures_side_by_side() -> None:
    better = replace(linear_scorecard(), version="v2.0", metrics={"auc": 0.99, "rows": 500})
    heading, auc, *_ = compare(linear_scorecard(), better).lines()
    assert heading.split() == ["v1.0", "v2.0", "difference"]
    assert auc.split() == ["auc", "0.9840", "0.9900", "+0.006"]
    assert any(line.split() == ["rows", "–", "500", "–"] for line in compare(linear_scorecard(), better).lines())


def test_a_script_reads_plain_values() -> None:
    found: Comparison = compare(linear_scorecard(), _with_income())
    told = found.to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["only_second"] == ["income"]
    assert told["moved"]["applicants"] == 60
