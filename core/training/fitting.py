"""Fitting one logistic regression: basis, resampling, regularised maximum likelihood."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from sklearn.linear_model import LogisticRegression

from core.features import RISING_FEATURES, FloatArray
from core.progress import Report, silent
from core.training.basis import LINEAR, Basis, fit_basis
from core.training.bounded import fit_bounded
from core.training.factors import Factors
from core.training.options import REFERENCE_C, REFERENCE_TOLERANCE, Resampling
from core.training.resampling import Target, resample, resample_matrix

Solver = Literal["newton-cholesky", "liblinear", "bounded-newton"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a fit, besides the data.

    Attributes:
        knots: knots of each curve; 2 is a straight line.
        regularisation: C of scikit-learn, the inverse strength of the L2 penalty.
        resampling: how defaults are balanced.
        encoded: resample the encoded matrix, as the reference does, instead of the factors.
        solver: scikit-learn's, or ``bounded-newton``, with which risk never falls along ``RISING_FEATURES``.
        tolerance: of the solver.
    """

    knots: int
    regularisation: float
    resampling: Resampling
    encoded: bool = False
    solver: Solver = "newton-cholesky"
    tolerance: float = 1e-5

    def to_dict(self) -> dict[str, Any]:
        """The settings as plain values."""
        return asdict(self)


def reference_settings(resampling: Resampling | None, *, monotone: bool = False) -> Settings:
    """The reference's tuned values: straight lines, SMOTE on the encoded columns, liblinear where nothing is bound."""
    solver: Solver = "bounded-newton" if monotone else "liblinear"
    return Settings(LINEAR, REFERENCE_C, resampling or "smote", True, solver, REFERENCE_TOLERANCE)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model: log-odds = intercept + basis · coefficients."""

    basis: Basis
    coefficients: FloatArray
    intercept: float

    def log_odds(self, factors: Factors) -> FloatArray:
        """Log-odds of borrowers, shape (rows,)."""
        result: FloatArray = self.basis.matrix(factors) @ self.coefficients + self.intercept
        return result


def fit(factors: Factors, y: Target, settings: Settings, seed: int, report: Report = silent) -> Fitted:
    """Fit on training rows; resampling happens here, inside the fold.

    Args:
        factors: of n borrowers.
        y: 1 for a default, shape (n,).
        settings: what to fit.
        seed: of the resampling.
        report: told while links are removed; may cancel.
    """
    basis = fit_basis(factors, settings.knots)
    if settings.encoded:
        matrix, target = resample_matrix(basis.matrix(factors), y, settings.resampling, seed, report)
    else:
        balanced, target = resample(factors, y, settings.resampling, seed, report)
        matrix = basis.matrix(balanced)
    report(0.9, "Fitting")
    return fit_matrix(basis, matrix, target, settings)


def fit_matrix(
    basis: Basis, matrix: FloatArray, y: Target, settings: Settings, beginning: Fitted | None = None
) -> Fitted:
    """Fit on a design matrix that is ready.

    Args:
        basis: what the matrix was made by.
        matrix: shape (rows, columns).
        y: 1 for a default, shape (rows,).
        settings: what to fit.
        beginning: a fit on the same matrix, from which Newton's method starts; None starts afresh.
    """
    if settings.solver == "bounded-newton":
        return _fit_bounded(basis, matrix, y, settings, beginning)
    model = LogisticRegression(
        C=settings.regularisation, tol=settings.tolerance, solver=settings.solver, max_iter=1000, warm_start=True
    )
    if beginning is not None:
        model.coef_, model.intercept_ = beginning.coefficients[np.newaxis], np.array([beginning.intercept])
    model.fit(matrix, y)
    return Fitted(basis, np.array(model.coef_[0], dtype=float), float(model.intercept_[0]))


def _fit_bounded(basis: Basis, matrix: FloatArray, y: Target, settings: Settings, beginning: Fitted | None) -> Fitted:
    start = None if beginning is None else np.append(beginning.coefficients, beginning.intercept)
    rising = basis.is_step_of(RISING_FEATURES)
    found = fit_bounded(matrix, y, settings.regularisation, rising, settings.tolerance, start)
    return Fitted(basis, found[:-1], float(found[-1]))
