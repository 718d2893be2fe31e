"""Penalised logistic regression in which some coefficients may not be negative.

Newton's method: in each round the likelihood is replaced by its parabola, whose lowest point within the bounds is a
least-squares problem with bounds. With some fifty columns that takes a few rounds, where L-BFGS-B takes hundreds
through all rows; where no bound is active the rounds are those of scikit-learn's newton-cholesky.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import lsq_linear
from scipy.special import expit

from core.features import FloatArray

_ROUNDS = 100
_HALVINGS = 30


class _Objective:
    """Mean log loss plus ½ Σ β² / (C n); the intercept stands last and is not penalised."""

    def __init__(self, matrix: FloatArray, y: NDArray[np.int64], regularisation: float) -> None:
        self.design = np.column_stack([matrix, np.ones(len(y))])
        self.y = y
        self.penalty = np.full(self.design.shape[1], 1.0 / (regularisation * len(y)))
        self.penalty[-1] = 0.0

    def value(self, at: FloatArray) -> float:
        log_odds = self.design @ at
        loss = np.logaddexp(0.0, log_odds) - self.y * log_odds
        return float(loss.mean() + 0.5 * (self.penalty * at) @ at)

    def slopes(self, at: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Gradient and Hessian."""
        pd = expit(self.design @ at)
        gradient = self.design.T @ (pd - self.y) / len(self.y) + self.penalty * at
        weighted = self.design * (pd * (1.0 - pd) / len(self.y))[:, np.newaxis]
        return gradient, weighted.T @ self.design + np.diag(self.penalty)


def fit_bounded(
    matrix: FloatArray,
    y: NDArray[np.int64],
    regularisation: float,
    is_bounded: NDArray[np.bool_],
    tolerance: float,
    beginning: FloatArray | None = None,
) -> FloatArray:
    """The coefficients, the intercept last, shape (columns + 1,).

    Args:
        matrix: shape (rows, columns).
        y: 1 for a default, shape (rows,).
        regularisation: C of scikit-learn, whose penalty leaves the intercept out.
        is_bounded: which coefficients must be 0 or more, shape (columns,).
        tolerance: the largest slope left in any direction that is free, as scikit-learn's ``tol``.
        beginning: where to start from; zeros unless given.
    """
    objective = _Objective(matrix, y, regularisation)
    low = np.append(np.where(is_bounded, 0.0, -np.inf), -np.inf)
    found = np.zeros(len(low)) if beginning is None else np.maximum(beginning, low)
    for _ in range(_ROUNDS):
        gradient, hessian = objective.slopes(found)
        if _is_lowest(gradient, found, low, tolerance):
            break
        found = _downhill(objective, found, _lowest_of_parabola(found, gradient, hessian, low))
    return found


def _is_lowest(gradient: FloatArray, at: FloatArray, low: FloatArray, tolerance: float) -> bool:
    """Whether the conditions of Karush, Kuhn and Tucker hold: no way leads down but through a bound."""
    left = np.where(at <= low, np.minimum(gradient, 0.0), gradient)
    return float(np.abs(left).max()) <= tolerance


def _lowest_of_parabola(at: FloatArray, gradient: FloatArray, hessian: FloatArray, low: FloatArray) -> FloatArray:
    """Smallest ½ (z − at)'H(z − at) + g'(z − at) for z ≥ low: with H = LL', of |L'z − (L'at − L⁻¹g)|²."""
    root = cholesky(hessian, lower=True)
    aim = root.T @ at - solve_triangular(root, gradient, lower=True)
    solved: FloatArray = lsq_linear(root.T, aim, bounds=(low, np.inf), method="bvls").x
    return solved


def _downhill(objective: _Objective, at: FloatArray, towards: FloatArray) -> FloatArray:
    """The full step, or the first of its halves that does not lead up; all of them keep the bounds."""
    before, step = objective.value(at), towards - at
    for halving in range(_HALVINGS):
        reached = at + 0.5**halving * step
        if objective.value(reached) <= before:
            return reached
    return at
