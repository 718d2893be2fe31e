"""A scorecard is built from parts that can be right, or not at all."""

import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.scorecard import BANDS, Band, Calibration, Curve, Scorecard, ScoreScale
from tests.core.factories import linear_scorecard

NAN, INF = math.nan, math.inf
NO_NUMBERS = pytest.mark.parametrize("wrong", [NAN, INF, -INF])


def refused(build: Callable[..., object], *parts: object, **named: object) -> str:
    """The sentence with which a part is refused."""
    with pytest.raises(ModelError) as raised:
        build(*parts, **named)
    return str(raised.value)


# Curves


@pytest.mark.parametrize(
    ("knots", "log_odds"), [((), ()), ((1.0,), (0.0,)), ((1.0, 2.0), (0.0,)), ((1.0, 2.0), (0.0, 1.0, 2.0))]
)
def test_a_curve_has_two_knots_or_more_each_with_its_log_odds(
    knots: tuple[float, ...], log_odds: tuple[float, ...]
) -> None:
    assert refused(Curve, knots, log_odds) == (
        "The model has a curve whose knots and log-odds do not pair up. Use another model file."
    )


@pytest.mark.parametrize("knots", [(1.0, 1.0), (2.0, 1.0), (1.0, 3.0, 2.0), (1.0, 2.0, 2.0)])
def test_the_knots_of_a_curve_increase(knots: tuple[float, ...]) -> None:
    sentence = "The model has a curve whose knots do not increase. Use another model file."
    assert refused(Curve, knots, knots) == sentence


@NO_NUMBERS
def test_a_curve_is_made_of_numbers(wrong: float) -> None:
    sentence = "The model has a curve with a value that is not a number. Use another model file."
    assert refused(Curve, (0.0, wrong), (0.0, 1.0)) == sentence
    assert refused(Curve, (0.0, 1.0), (wrong, 1.0)) == sentence


def test_a_curve_stays_level_beyond_its_knots_unless_it_says_otherwise() -> None:
    assert not Curve((0.0, 1.0), (0.0, 1.0)).extrapolate


# Calibration


@pytest.mark.parametrize("slope", [0.0, -1.0, NAN, INF])
def test_the_calibration_never_turns_the_ranking_round(slope: float) -> None:
    assert refused(Calibration, slope) == "The model's calibration must have a positive slope. Use another model file."


@NO_NUMBERS
def test_the_offset_of_a_calibration_is_a_number(wrong: float) -> None:
    assert "calibration" in refused(Calibration, 1.0, wrong)


@pytest.mark.parametrize("rate", [0.0, 1.0, -0.1, 8.6, NAN, INF])
def test_a_default_rate_lies_between_0_and_1(rate: float) -> None:
    sentence = "The model's default rate must lie between 0 and 1. Use another model file."
    assert refused(Calibration, base_rate=rate) == sentence


def test_the_log_odds_of_the_default_rate_are_the_shift_of_the_prior_correction() -> None:
    """King & Zeng 2001: 1,074 defaults among 12,500, against as many good as bad, shift the log-odds by −2.364."""
    assert Calibration(base_rate=1074 / 12_500).base_log_odds == pytest.approx(-2.364, abs=1e-3)
    assert Calibration(base_rate=0.5).base_log_odds == 0.0


# Score scales


@pytest.mark.parametrize(
    ("pdo", "factor"),
    [(20.0, 28.8539), (50.0, 72.1348), (60.0, 86.5617)],
)
def test_points_to_double_the_odds_give_the_published_factors(pdo: float, factor: float) -> None:
    """Siddiqi, Credit Risk Scorecards: factor = PDO / ln 2."""
    assert ScoreScale("log_odds", pdo=pdo).factor == pytest.approx(factor, abs=5e-5)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "percent"}, {"minimum": 900}, {"minimum": 901}, {"maximum": 300}],
)
def test_a_score_scale_is_of_a_known_kind_and_goes_upward(wrong: dict[str, Any]) -> None:
    sentence = "The model's score scale is not one this program knows. Use another model file."
    assert refused(ScoreScale, **wrong) == sentence


@pytest.mark.parametrize(
    "wrong",
    [
        {"pdo": 0.0}, {"pdo": -20.0}, {"pdo": NAN}, {"pdo": INF},
        {"base_odds": 0.0}, {"base_odds": -50.0}, {"base_odds": NAN}, {"base_odds": INF},
        {"base_score": NAN}, {"base_score": INF}, {"base_score": -INF},
    ],
)  # fmt: skip
def test_a_log_odds_scale_is_made_of_numbers_that_give_a_score(wrong: dict[str, Any]) -> None:
    assert refused(ScoreScale, "log_odds", **wrong) == (
        "The model's base score, base odds and points to double the odds must be numbers, and the last two positive. "
        "Use another model file."
    )


# Bands


@pytest.mark.parametrize(
    ("score", "rating", "decision"),
    [
        (300, "Poor", "High Risk"),
        (499, "Poor", "High Risk"),
        (500, "Average", "Medium Risk"),
        (649, "Average", "Medium Risk"),
        (650, "Good", "Low Risk"),
        (749, "Good", "Low Risk"),
        (750, "Excellent", "Approved"),
        (900, "Excellent", "Approved"),
    ],
)
def test_the_bands_are_those_of_the_reference(score: int, rating: str, decision: str) -> None:
    """Design, section 1."""
    band = linear_scorecard().band_of(score)
    assert (band.rating, band.decision) == (rating, decision)


def test_a_score_below_the_lowest_band_belongs_to_it() -> None:
    assert linear_scorecard().band_of(299) == BANDS[0]
    assert linear_scorecard().band_of(-1_000_000) == BANDS[0]


@given(st.lists(st.integers(-1000, 2000), min_size=1, max_size=8, unique=True), st.integers(-2000, 3000))
def test_every_score_lies_in_the_highest_band_it_reaches(minima: list[int], score: int) -> None:
    bands = tuple(Band(minimum, f"from {minimum}", "") for minimum in sorted(minima))
    found = replace(linear_scorecard(), bands=bands).band_of(score)
    assert found.minimum == max((minimum for minimum in minima if minimum <= score), default=min(minima))


@pytest.mark.parametrize("bands", [(), BANDS[::-1], (BANDS[0], BANDS[0]), (BANDS[1], BANDS[0], BANDS[2])])
def test_bands_that_do_not_increase_are_refused(bands: tuple[Band, ...]) -> None:
    sentence = "The model's score bands do not increase. Use another model file."
    assert refused(replace, linear_scorecard(), bands=bands) == sentence


# The scorecard


def test_factors_are_numbers_first_in_the_order_of_the_model() -> None:
    curve = Curve((0.0, 1.0), (0.0, 1.0))
    scorecard = Scorecard("", "", 0.0, {"income": curve, "age": curve}, {"loan_type": {"Secured": 0.0}})
    assert scorecard.factors == ("income", "age", "loan_type")


def test_a_model_without_factors_is_none() -> None:
    sentence = "The model has no factors. Use another model file."
    assert refused(replace, linear_scorecard(), curves={}, tables={}) == sentence


@NO_NUMBERS
def test_log_odds_are_numbers(wrong: float) -> None:
    sentence = "The model has log-odds that are not numbers. Use another model file."
    assert refused(replace, linear_scorecard(), intercept=wrong) == sentence
    assert refused(replace, linear_scorecard(), tables={"loan_type": {"Secured": 0.0, "Unsecured": wrong}}) == sentence


@pytest.mark.parametrize(
    "covariance",
    [
        ((1.0,), (0.0, 1.0)),
        ((1.0,), (0.0, 1.0), (0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 1.0)),
        ((1.0,), (0.0, 1.0), (0.0, 0.0)),
        ((1.0,), (0.0, NAN), (0.0, 0.0, 1.0)),
    ],
    ids=["too small", "too large", "ragged", "no number"],
)
def test_a_covariance_belongs_to_the_factors(covariance: tuple[tuple[float, ...], ...]) -> None:
    """Three rows here: one for the intercept, one for the line, one for the second category."""
    line, table = {"age": Curve((0.0, 1.0), (0.0, 1.0))}, {"loan_type": {"Secured": 0.0, "Unsecured": 1.0}}
    fitting = ((1.0,), (0.0, 1.0), (0.0, 0.0, 1.0))
    assert Scorecard("", "", 0.0, line, table, covariance=fitting).covariance == fitting
    sentence = "The model's covariance does not belong to its factors. Use another model file."
    assert refused(Scorecard, "", "", 0.0, line, table, covariance=covariance) == sentence


def test_an_uncalibrated_model_says_so_and_takes_the_reference_scale_and_bands() -> None:
    """Design, section 2: an imported artifact knows no π; then π is one half, and PD = b."""
    scorecard = Scorecard("", "", 0.0, {}, {"loan_type": {"Secured": 0.0}})
    assert scorecard.calibration == Calibration(slope=1.0, offset=0.0, base_rate=0.5, calibrated=False)
    assert (scorecard.scale.kind, scorecard.scale.minimum, scorecard.scale.maximum) == ("balanced", 300, 900)
    assert scorecard.bands == BANDS


def test_nobody_changes_a_model_in_passing() -> None:
    scorecard = linear_scorecard()
    with pytest.raises(FrozenInstanceError):
        scorecard.intercept = 0.0  # type: ignore[misc]  # that is the test
