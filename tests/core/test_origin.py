"""How a score came about can be followed by hand, and the bands mean what their limits say."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluation.observed import count
from core.origin import band_meanings, default_probability_at, steps
from core.registry.versions import Registry
from core.scorecard import Calibration, Scorecard, ScoreScale
from core.scoring import Scorer
from tests.core.factories import curve_scorecard, linear_scorecard

ON_LOG_ODDS = replace(linear_scorecard(), scale=ScoreScale("log_odds", 300, 900, 600.0, 50.0, 60.0))


def test_the_bands_mean_what_the_design_says() -> None:
    """With π = 8.6 %: below 3.0 % Excellent, 6.3 % Good, 15.8 % Average."""
    scorecard = replace(linear_scorecard(), calibration=Calibration(1.0, 0.0, 0.0859, calibrated=True))
    meanings = band_meanings(scorecard)
    assert [meaning.rating for meaning in meanings] == ["Excellent", "Good", "Average", "Poor"]
    assert [round(100 * meaning.below, 1) for meaning in meanings] == [3.0, 6.3, 15.8, 100.0]
    assert [(meaning.minimum, meaning.maximum) for meaning in meanings] == [
        (750, 900), (650, 749), (500, 649), (300, 499),
    ]  # fmt: skip


def test_the_readme_tells_the_bands_of_the_shipped_model() -> None:
    root = Path(__file__).parents[2]
    shipped = Registry(Path("no home"), root / "models").load("v1.0")
    told = (root / "README.md").read_text(encoding="utf-8")
    assert f"PD at π = {100 * shipped.calibration.base_rate:.2f} %" in told
    for meaning in band_meanings(shipped)[:-1]:
        row = f"| {meaning.minimum}–{meaning.maximum} | {meaning.rating} |"
        (line,) = [one for one in told.splitlines() if one.startswith(row)]
        assert line.endswith(f"| below {100 * meaning.below:.1f} % |")


@pytest.mark.parametrize("scorecard", [linear_scorecard(), curve_scorecard(), ON_LOG_ODDS])
@given(log_odds=st.floats(-7, 3))
def test_the_pd_of_a_score_is_the_one_that_has_it(scorecard: Scorecard, log_odds: float) -> None:
    scores = Scorer(scorecard).scores(np.array([log_odds]), np.zeros((1, 1)))
    exact = float(scores.exact_score[0])
    if scorecard.scale.minimum < exact < scorecard.scale.maximum:
        assert default_probability_at(scorecard, exact) == pytest.approx(scores.default_probability[0], rel=1e-6)


def test_the_ends_of_the_scale_are_certain() -> None:
    assert default_probability_at(linear_scorecard(), 900) == 0.0
    assert default_probability_at(linear_scorecard(), 300) == 1.0
    far = replace(ON_LOG_ODDS, scale=replace(ON_LOG_ODDS.scale, maximum=90_000))
    assert default_probability_at(far, 90_000) == 0.0


def test_what_was_observed_of_a_band_stands_beside_it() -> None:
    counted = count(ScoreScale(), np.array([660, 740, 760]), np.array([1, 0, 0]))
    good = band_meanings(replace(linear_scorecard(), observed=counted))[1]
    assert good.observed is not None
    assert (good.observed.borrowers, good.observed.defaults) == (2, 1)
    assert band_meanings(linear_scorecard())[0].observed is None


def test_each_step_can_be_followed_by_hand() -> None:
    scorecard = linear_scorecard()
    scores = Scorer(scorecard).scores(np.array([-3.0]), np.zeros((1, 1)))
    log_odds, default, balanced, score = steps(scorecard, scores)
    assert log_odds.endswith("= -3.0000")
    calibrated = 0.96 * -3.0 - 0.11
    assert f"0.9600 · -3.0000 − 0.1100 = {calibrated:.4f}" in default
    assert default.endswith(f"{100 / (1 + np.exp(-calibrated)):.4f} %")
    b = 1 / (1 + np.exp(-(calibrated - np.log(0.086 / 0.914))))
    assert balanced.endswith(f"b = {100 * b:.4f} %")
    assert score == f"Score: 300 + 600 · (1 − {b:.6f}), rounded down = {int(300 + 600 * (1 - b))}"


def test_the_log_odds_scale_has_a_step_of_its_own() -> None:
    scores = Scorer(ON_LOG_ODDS).scores(np.array([-3.0]), np.zeros((1, 1)))
    assert "60 / ln 2" in steps(ON_LOG_ODDS, scores)[-1]
