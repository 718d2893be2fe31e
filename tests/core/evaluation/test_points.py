"""The points of a factor are what the scoring kernel gives somebody typical who has this value."""

from dataclasses import replace

import numpy as np
import pytest

from core.evaluation.coefficients import coefficients
from core.evaluation.points import points
from core.scorecard import Scorecard, ScoreScale
from core.scoring import Scorer
from tests.core.factories import curve_scorecard, linear_scorecard


def _score(card: Scorecard, contributions: dict[str, float]) -> float:
    log_odds = card.intercept + sum(contributions.values())
    return float(Scorer(card).scores(np.array([log_odds]), np.zeros((1, 1))).exact_score[0])


@pytest.mark.parametrize("card", [curve_scorecard(), linear_scorecard()])
@pytest.mark.parametrize("scale", [ScoreScale(), ScoreScale("log_odds", base_score=650.0, base_odds=20.0, pdo=40.0)])
def test_points_are_the_difference_that_a_value_makes_to_the_typical_score(card: Scorecard, scale: ScoreScale) -> None:
    card = replace(card, scale=scale)
    start = _score(card, card.reference)
    found = points(card)
    assert tuple(one.factor for one in found) == card.factors
    for one in found:
        curve, table = card.curves.get(one.factor), card.tables.get(one.factor)
        given = curve.log_odds if curve else tuple(table.values()) if table else ()
        assert one.values == (curve.knots if curve else tuple(table or ()))
        for log_odds, moved in zip(given, one.points, strict=True):
            assert moved == pytest.approx(_score(card, {**card.reference, one.factor: log_odds}) - start, abs=1e-9)


def test_who_is_riskier_loses_points() -> None:
    delinquency = next(one for one in points(curve_scorecard()) if one.factor == "delinquency_ratio")
    assert list(delinquency.log_odds) == sorted(delinquency.log_odds)
    assert list(delinquency.points) == sorted(delinquency.points, reverse=True)


def test_how_sure_points_are_follows_from_the_covariance() -> None:
    """The rise to the second knot is one coefficient; that to the third the sum of two, which may go together."""
    bare = curve_scorecard()
    size = len(coefficients(bare))
    matrix = np.eye(size)
    matrix[1, 2] = matrix[2, 1] = 0.5
    triangle = tuple(tuple(matrix[row, : row + 1].tolist()) for row in range(size))
    found = points(replace(bare, covariance=triangle))
    assert found[0].standard_error[:3] == pytest.approx((0.0, 1.0, 3.0**0.5))
    assert found[-1].standard_error == pytest.approx((0.0, 1.0))
    assert points(bare)[0].standard_error == ()


@pytest.mark.parametrize("is_sure", [False, True])
def test_the_log_odds_that_stand_beside_standard_errors_are_what_those_are_of(is_sure: bool) -> None:
    """At each knot the sum of the coefficients below it; at each category its coefficient; the first is the start."""
    card = curve_scorecard()
    rows = len(coefficients(card))
    if is_sure:
        card = replace(card, covariance=tuple((*(0.0,) * row, 0.04) for row in range(rows)))
    rises: dict[str, list[float]] = {}
    for one in coefficients(card)[1:]:
        rises.setdefault(one.factor, []).append(one.value)
    for found in points(card):
        steps = np.array(rises[found.factor])
        expected = np.cumsum(steps) if found.factor in card.curves else steps
        assert found.against_first == pytest.approx((0.0, *expected.tolist()))
        assert found.errors[0] is None
        assert found.errors[1] == (pytest.approx(0.2) if is_sure else None)
        assert len(found.errors) == len(found.values)
