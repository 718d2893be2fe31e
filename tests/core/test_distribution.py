"""Rows are counted where their values lie, and a picture of training data that cannot be true is refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.distribution import CategoryBins, NumberBins, TrainingDistribution, count_categories, count_numbers
from core.errors import ModelError
from core.features import MISSING, UNKNOWN

NUMBERS = st.floats(-1e6, 1e6)


@given(st.lists(NUMBERS, max_size=10, unique=True).map(sorted), st.lists(NUMBERS | st.just(math.nan), max_size=50))
def test_numbers_are_counted_like_an_independent_library_does(edges: list[float], values: list[float]) -> None:
    """An interval includes its lower edge, as with numpy.histogram."""
    known = [value for value in values if not math.isnan(value)]
    expected, _ = np.histogram(known, [-math.inf, *edges, math.inf])
    found = count_numbers(np.array(edges), np.array(values, dtype=float))
    assert found.tolist() == [*expected.tolist(), len(values) - len(known)]


def test_categories_that_are_missing_or_unknown_count_as_none() -> None:
    assert count_categories(3, np.array([0, 2, 2, MISSING, UNKNOWN])).tolist() == [1, 0, 2, 2]


def test_a_model_without_a_picture_has_no_rows() -> None:
    assert TrainingDistribution().rows == 0


@pytest.mark.parametrize("edges", [(2.0, 1.0), (1.0, 1.0), (math.nan,), (0.0, math.inf)])
def test_edges_increase(edges: tuple[float, ...]) -> None:
    with pytest.raises(ModelError, match="edges that do not increase"):
        NumberBins(edges, (0,) * (len(edges) + 1))


@pytest.mark.parametrize(
    ("counts", "missing"), [((1, 2), 0), ((1, 2, 3, 4), 0), ((1, -2, 3), 0), ((1, 2, 3), -1), ((), 0)]
)
def test_each_interval_has_a_count(counts: tuple[int, ...], missing: int) -> None:
    with pytest.raises(ModelError, match="counts that cannot be true"):
        NumberBins((1.0, 2.0), counts, missing)


@pytest.mark.parametrize(("counts", "missing"), [({"Home": -1}, 0), ({"Home": 1}, -1), ({}, -1)])
def test_no_category_has_less_than_no_rows(counts: dict[str, int], missing: int) -> None:
    with pytest.raises(ModelError, match="counts that cannot be true"):
        CategoryBins(counts, missing)


@pytest.mark.parametrize(
    ("numbers", "categories", "scores"),
    [
        ({"age": NumberBins((), (4,), 0)}, {}, NumberBins((), (5,))),
        ({}, {"loan_type": CategoryBins({"Secured": 4}, 2)}, NumberBins((), (5,))),
        ({}, {}, NumberBins((), (4,))),
    ],
)
def test_every_factor_counts_all_rows(
    numbers: dict[str, NumberBins], categories: dict[str, CategoryBins], scores: NumberBins
) -> None:
    with pytest.raises(ModelError, match="counts that cannot be true"):
        TrainingDistribution(5, numbers, categories, scores)
