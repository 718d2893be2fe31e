"""Curves that may not fall: the lowest point within the bounds, and scikit-learn's where none is active."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import fmin_l_bfgs_b
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from core.features import RISING_FEATURES, FloatArray
from core.findings import BoolArray
from core.portfolio.cleaning import Prepared
from core.scorecard import Curve
from core.training.basis import fit_basis
from core.training.bounded import fit_bounded
from core.training.factors import Factors
from core.training.fitting import Fitted, Settings, fit
from core.training.resampling import Target

TIGHT = 1e-9


def made_up(seed: int, rows: int = 400, columns: int = 5) -> tuple[FloatArray, Target]:
    """Rows whose outcome depends on the columns, on about half of them the other way round than a bound allows."""
    random = np.random.default_rng(seed)
    matrix = random.random((rows, columns))
    log_odds = matrix @ random.normal(0, 3, columns) - 1
    y = (random.random(rows) < expit(log_odds)).astype(np.int64)
    y[:2] = 0, 1
    return matrix, y


def gradient(found: FloatArray, matrix: FloatArray, y: Target, regularisation: float) -> FloatArray:
    """Of the mean log loss with the penalty, the intercept last."""
    design = np.column_stack([matrix, np.ones(len(y))])
    penalty = np.append(found[:-1], 0.0) / (regularisation * len(y))
    slopes: FloatArray = design.T @ (expit(design @ found) - y) / len(y) + penalty
    return slopes


@given(
    seed=st.integers(0, 10_000),
    strength=st.sampled_from([0.01, 1.0, 100.0]),
    bounded=st.lists(st.booleans(), min_size=5, max_size=5),
)
@settings(max_examples=60)
def test_no_way_leads_down_but_through_a_bound(seed: int, strength: float, bounded: list[bool]) -> None:
    """The conditions of Karush, Kuhn and Tucker, which for a convex function only its lowest point meets."""
    matrix, y = made_up(seed)
    found = fit_bounded(matrix, y, strength, np.array(bounded), TIGHT)
    slopes, is_bounded = gradient(found, matrix, y, strength), np.array([*bounded, False])
    assert (found[is_bounded] >= 0).all()
    at_bound = is_bounded & (found == 0)
    assert np.abs(slopes[~at_bound]).max() <= TIGHT
    assert (slopes[at_bound] >= -TIGHT).all()


@pytest.mark.parametrize("strength", [0.01, 1.0, 100.0])
def test_without_an_active_bound_it_is_scikit_learns_optimum(strength: float) -> None:
    matrix, y = made_up(1)
    expected = LogisticRegression(C=strength, tol=TIGHT, solver="newton-cholesky", max_iter=1000).fit(matrix, y)
    is_up: BoolArray = expected.coef_[0] > 0
    assert 0 < is_up.sum() < len(is_up)
    found = fit_bounded(matrix, y, strength, is_up, TIGHT)
    np.testing.assert_allclose(found, [*expected.coef_[0], expected.intercept_[0]], atol=1e-5)


def test_with_active_bounds_it_is_what_l_bfgs_b_finds() -> None:
    """Independent oracle: scipy's L-BFGS-B on the same penalised likelihood."""
    matrix, y = made_up(2)

    def objective(at: FloatArray) -> float:
        log_odds = matrix @ at[:-1] + at[-1]
        return float(np.mean(np.logaddexp(0, log_odds) - y * log_odds) + at[:-1] @ at[:-1] / (20.0 * len(y)))

    def slopes(at: FloatArray) -> FloatArray:
        return gradient(at, matrix, y, 10.0)

    bounds = [*[(0.0, np.inf)] * 5, (-np.inf, np.inf)]
    expected, _, _ = fmin_l_bfgs_b(objective, np.zeros(6), slopes, bounds=bounds, factr=1.0, pgtol=TIGHT)
    assert (expected == 0).any()
    found = fit_bounded(matrix, y, 10.0, np.ones(5, dtype=bool), TIGHT)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_where_it_starts_does_not_matter() -> None:
    """Neither far away, nor at the lowest point of all that have one coefficient at its bound."""
    matrix, y = made_up(3)
    up = np.ones(5, dtype=bool)
    found = fit_bounded(matrix, y, 1.0, up, TIGHT)
    risen = int(found[:-1].argmax())
    assert found[risen] > 0
    without = fit_bounded(np.delete(matrix, risen, axis=1), y, 1.0, np.delete(up, risen), TIGHT)
    for beginning in (np.full(6, 8.0), np.insert(without, risen, 0.0)):
        np.testing.assert_allclose(fit_bounded(matrix, y, 1.0, up, TIGHT, beginning), found, atol=1e-7)


def curves(fitted: Fitted) -> dict[str, Curve]:
    return fitted.basis.curves(fitted.coefficients)


def falls(curve: Curve) -> bool:
    return bool((np.diff(curve.log_odds) < 0).any())


@pytest.mark.parametrize("knots", [2, 12])
def test_risk_never_falls_along_curves_where_a_bank_expects_it(
    factors: Factors, prepared: Prepared, knots: int
) -> None:
    """Also where the outcomes say the reverse, as those of these borrowers turned round do."""
    turned: Target = 1 - prepared.y
    free = curves(fit(factors, turned, Settings(knots, 10.0, "none"), 1))
    bound = curves(fit(factors, turned, Settings(knots, 10.0, "none", solver="bounded-newton"), 1))
    assert all(falls(free[name]) for name in RISING_FEATURES)
    assert not any(falls(bound[name]) for name in RISING_FEATURES)
    assert falls(bound["age"]) or falls(bound["number_of_open_accounts"])


def test_the_steps_of_a_number_are_known_by_its_name(factors: Factors) -> None:
    basis = fit_basis(factors, 4)
    is_step = basis.is_step_of(["loan_to_income"])
    assert len(is_step) == basis.matrix(factors).shape[1]
    assert is_step.sum() == len(basis.knots["loan_to_income"]) - 1
    rising = np.where(is_step, 1.0, 0.0)
    assert {name for name, curve in basis.curves(rising).items() if any(curve.log_odds)} == {"loan_to_income"}
