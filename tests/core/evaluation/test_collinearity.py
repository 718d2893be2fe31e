"""Variance inflation agrees with its definition by regression and with the inverse of the correlation matrix."""

import numpy as np
import pytest

from core.evaluation.collinearity import FloatArray, correlation, inflation


@pytest.fixture
def values() -> FloatArray:
    """Four columns, the third of them mostly the sum of the first two."""
    noise = np.random.default_rng(7).normal(size=(400, 4))
    noise[:, 2] = noise[:, 0] + noise[:, 1] + 0.5 * noise[:, 2]
    return 3.0 + 20.0 * noise


def test_inflation_is_that_of_each_column_regressed_on_the_others(values: FloatArray) -> None:
    """The definition that statsmodels' variance_inflation_factor computes, with a constant among the regressors."""
    found = inflation(correlation(values))
    for place, factor in enumerate(found):
        others = np.column_stack([np.ones(len(values)), np.delete(values, place, axis=1)])
        target = values[:, place]
        left = target - others @ np.linalg.lstsq(others, target, rcond=None)[0]
        r_squared = 1.0 - left.var() / target.var()
        assert factor == pytest.approx(1.0 / (1.0 - r_squared), rel=1e-9)


def test_inflation_is_the_diagonal_of_the_inverse_of_the_correlations(values: FloatArray) -> None:
    matrix = correlation(values)
    assert inflation(matrix) == pytest.approx(np.diag(np.linalg.inv(matrix)), rel=1e-9)


def test_two_columns_inflate_each_other_by_their_correlation() -> None:
    """1 / (1 − r²): with r = 0.8, 2.7778."""
    assert inflation(np.array([[1.0, 0.8], [0.8, 1.0]])) == pytest.approx([1 / 0.36, 1 / 0.36])


def test_columns_that_determine_each_other_are_infinite_and_the_others_are_not(values: FloatArray) -> None:
    whole = np.column_stack([values, values[:, 0] - 2.0 * values[:, 3]])
    found = inflation(correlation(whole))
    assert np.isinf(found[[0, 3, 4]]).all()
    assert np.isfinite(found[[1, 2]]).all()


def test_a_column_alone_is_not_inflated() -> None:
    assert inflation(correlation(np.array([[1.0], [2.0], [4.0]]))) == pytest.approx([1.0])
