"""The bands of a model as they are painted: each score in that of its rating, in colours from worst to best."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.bands import gauge_bands
from core.scorecard import Band, Scorecard, ScoreScale
from tests.core.factories import linear_scorecard

LOW, HIGH = 300, 900
ROLES = ["poor", "average", "good", "excellent"]


def with_bands(minima: list[int]) -> Scorecard:
    bands = tuple(Band(minimum, f"Rating {minimum}", "Decision") for minimum in minima)
    return replace(linear_scorecard(), scale=ScoreScale(minimum=LOW, maximum=HIGH), bands=bands)


@given(st.integers(0, HIGH), st.sets(st.integers(LOW + 1, HIGH), max_size=7))
def test_each_score_is_painted_in_the_band_of_its_rating(one: int, others: set[int]) -> None:
    """Wherever the lowest band is said to begin, lower scores belong to it."""
    scorecard = with_bands(sorted({one, *others}))
    bands = gauge_bands(scorecard)
    for score in range(LOW, HIGH + 1):
        (rating,) = [band.rating for band in bands if band.minimum <= score <= band.maximum]
        assert rating == scorecard.band_of(score).rating


@given(st.sets(st.integers(LOW, HIGH), min_size=2, max_size=9))
def test_colours_go_from_worst_to_best(minima: set[int]) -> None:
    roles = [band.role for band in gauge_bands(with_bands(sorted(minima)))]
    assert (roles[0], roles[-1]) == ("poor", "excellent")
    assert roles == sorted(roles, key=ROLES.index)


@pytest.mark.parametrize(
    ("minima", "roles"),
    [
        ([300], ["poor"]),
        ([300, 600], ["poor", "excellent"]),
        ([300, 500, 650, 750], ROLES),
    ],
)
def test_the_usual_numbers_of_bands_have_the_expected_colours(minima: list[int], roles: list[str]) -> None:
    assert [band.role for band in gauge_bands(with_bands(minima))] == roles


def test_the_references_bands_keep_their_words() -> None:
    """As the reference has them."""
    told = [(band.minimum, band.maximum, band.rating, band.decision) for band in gauge_bands(linear_scorecard())]
    assert told == [
        (300, 499, "Poor", "High Risk"),
        (500, 649, "Average", "Medium Risk"),
        (650, 749, "Good", "Low Risk"),
        (750, 900, "Excellent", "Approved"),
    ]
