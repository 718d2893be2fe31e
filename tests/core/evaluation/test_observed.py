"""What was observed of borrowers with about the same score."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluation.observed import ENOUGH, around, band_limits, count, of_band
from core.scorecard import Band, Scorecard, ScoreScale
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
    scorecard = observed([655] * 1_000 + [665] * 243 + [300] * 50, [1] * 41 + [0] * 1_252)
    found = around(scorecard, 662)
    assert found == (650, 670, 1_243, 41)
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


@given(st.integers(300, 900))
def test_nobody_of_another_band_is_counted_where_there_are_enough_in_this_one(score: int) -> None:
    """Or what is told of a Good applicant would be that of Average ones as well."""
    scorecard = observed([*range(300, 901)] * 12, [0] * 601 * 12)
    found = around(scorecard, score)
    assert found is not None
    assert found.borrowers >= ENOUGH
    assert scorecard.band_of(found.minimum) == scorecard.band_of(score) == scorecard.band_of(min(found.end, 901) - 1)
    assert band_limits(scorecard, found) == ()


@pytest.mark.parametrize(("score", "limits"), [(645, (650,)), (655, (650,)), (700, (750,)), (800, ())])
def test_where_a_band_has_too_few_the_range_goes_beyond_it_and_its_limits_are_known(
    score: int, limits: tuple[int, ...]
) -> None:
    scorecard = observed([645] * 70 + [655] * 60 + [760] * 200, [0] * 330)
    found = around(scorecard, score)
    assert found is not None
    assert found.borrowers >= ENOUGH
    assert found.minimum <= score < found.end
    assert band_limits(scorecard, found) == limits


def test_a_limit_amid_a_range_is_within_it() -> None:
    """A bank's own bands may begin anywhere."""
    bands = (Band(300, "No", "No"), Band(655, "Yes", "Yes"))
    scorecard = replace(observed([*range(300, 901)] * 100, [0] * 60_100), bands=bands)
    for score in (654, 655):
        found = around(scorecard, score)
        assert found is not None
        assert found.minimum <= score < found.end
        assert band_limits(scorecard, found) == (655,)


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
