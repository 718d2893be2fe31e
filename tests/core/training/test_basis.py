"""The design matrix and the scorecard's curves say the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import MinMaxScaler

from core.scorecard import Scorecard
from core.scoring import Scorer
from core.training.basis import fit_basis
from core.training.factors import Factors
from core.training.fitting import Fitted


def _factors(seed: int = 0, rows: int = 200) -> Factors:
    random = np.random.default_rng(seed)
    return Factors(
        {"age": random.integers(18, 70, rows).astype(float), "loan_to_income": random.gamma(2.0, 1.0, rows)},
        {"residence_type": random.integers(0, 3, rows), "loan_type": random.integers(0, 2, rows)},
    )


def test_two_knots_are_min_max_scaling() -> None:
    factors = _factors()
    numbers = np.column_stack(list(factors.numbers.values()))
    matrix = fit_basis(factors, 2).matrix(factors)
    np.testing.assert_allclose(matrix[:, :2], MinMaxScaler().fit_transform(numbers), atol=1e-15)


def test_the_first_category_has_no_column() -> None:
    factors = _factors()
    matrix = fit_basis(factors, 2).matrix(factors)
    assert matrix.shape == (200, 2 + 2 + 1)
    np.testing.assert_array_equal(matrix[:, 2], factors.codes["residence_type"] == 1)
    np.testing.assert_array_equal(matrix[:, 4], factors.codes["loan_type"] == 1)


@given(seed=st.integers(0, 1000), knots=st.sampled_from([2, 3, 8, 16]))
def test_the_scorecard_gives_the_log_odds_of_the_fitted_model(seed: int, knots: int) -> None:
    factors = _factors(seed)
    basis = fit_basis(factors, knots)
    columns_made = basis.matrix(factors).shape[1]
    coefficients = np.asarray(np.random.default_rng(seed).normal(size=columns_made))
    fitted = Fitted(basis, coefficients, -1.5)
    scorecard = Scorecard("", "", -1.5, basis.curves(coefficients), basis.tables(coefficients))
    elsewhere = _factors(seed + 1)  # also beyond the outer knots
    columns = {**elsewhere.numbers, **elsewhere.codes}
    np.testing.assert_allclose(Scorer(scorecard).score(columns).log_odds, fitted.log_odds(elsewhere), atol=1e-9)


def test_repeated_quantiles_collapse_and_a_constant_gets_no_curve() -> None:
    factors = Factors(
        {"age": np.array([30.0] * 90 + [40.0] * 10), "income": np.full(100, 5.0)},
        {"loan_type": np.zeros(100, dtype=np.intp)},
    )
    basis = fit_basis(factors, 8)
    assert basis.knots["age"].tolist() == [30.0, 40.0]
    assert "income" not in basis.knots
    assert basis.matrix(factors).shape == (100, 1)
    assert basis.tables(np.array([1.0])) == {"loan_type": {"Secured": 0.0}}


def test_a_straight_line_goes_on_and_a_curve_stays_level() -> None:
    factors = _factors()
    straight, curved = (fit_basis(factors, knots) for knots in (2, 8))
    assert straight.curves(np.ones(8))["age"].extrapolate
    assert not curved.curves(np.ones(40))["age"].extrapolate
    with pytest.raises(ValueError, match="zip"):
        straight.tables(np.ones(1))
