"""What was observed of borrowers with about the same score."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluation.observed import ENOUGH, around, count, of_band
from core.scorecard import Scorecard, ScoreScale
from tests.core.factories import linear_scorecard

SCALE = ScoreScale()


def observed(scores: list[int], defaults: list[int]) -> Scorecard:
    counted = count(SCALE, np.array(scores, dtype=np.int64), np.array(defaults, dtype=np.int64))
    return replace(linear_scorecard(), observed=counted)


def test_borrowers_are_counted_where_their_score_lies() -> None:
    ranges = {one.minimum: one for one in observed([300, 309, 310, 899, 900], [1, 0, 1, 0, 1]).observed}
    assert len(ranges) == 60
    assert (ranges[300].borrowers, ranges[300].defaults) == (2, 1)
    assert (ranges[310].borrowers, ranges[310].defaults) == (1, 1)
    assert (ranges[890].borrowers, ranges[890].defaults) == (2, 1)


@given(st.lists(st.tuples(st.integers(300, 900), st.integers(0, 1)), min_size=1, max_size=50))
def test_nobody_is_lost(rows: list[tuple[int, int]]) -> None:
    scorecard = observed([score for score, _ in rows], [default for _, default in rows])
    assert sum(one.borrowers for one in scorecard.observed) == len(rows)
    assert sum(one.defaults for one in scorecard.observed) == sum(default for _, default in rows)


def test_many_with_about_the_score_are_told_by_twenty_points() -> None:
    scorecard = observed([645] * 1_000 + [655] * 243 + [300] * 50, [1] * 41 + [0] * 1_252)
    found = around(scorecard, 652)
    assert found == (640, 660, 1_243, 41)
    assert found is not None
    assert found.rate == pytest.approx(0.033, abs=5e-4)
    low, high = found.interval
    assert (round(low, 3), round(high, 3)) == (0.024, 0.044)


@given(st.integers(300, 900))
def test_few_are_joined_with_their_neighbours(score: int) -> None:
    found = around(observed([500] * 60 + [700] * 60, [0] * 120), score)
    assert found is not None
    assert found.borrowers >= ENOUGH
    assert found.minimum <= score < found.end


def test_the_bands_are_told_from_limit_to_limit() -> None:
    scorecard = observed([649, 650, 749, 750, 900], [1, 1, 0, 0, 0])
    assert of_band(scorecard, 650, 750) == (650, 750, 2, 1)
    assert of_band(scorecard, 750, 901) == (750, 901, 2, 0)
    assert of_band(scorecard, 655, 750) is None


def test_nobody_observed_tells_nothing() -> None:
    assert around(linear_scorecard(), 700) is None
    assert of_band(linear_scorecard(), 300, 500) is None
    empty = of_band(observed([300], [0]), 650, 750)
    assert empty is not None
    assert np.isnan(empty.rate)
    assert empty.interval == (0.0, 1.0)
