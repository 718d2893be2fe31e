"""Fitting one logistic regression: basis, resampling, regularised maximum likelihood."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from sklearn.linear_model import LogisticRegression

from core.features import FloatArray
from core.progress import Report, silent
from core.training.basis import LINEAR, Basis, fit_basis
from core.training.factors import Factors
from core.training.options import REFERENCE_C, REFERENCE_TOLERANCE, Resampling
from core.training.resampling import Target, resample, resample_matrix


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a fit, besides the data.

    Attributes:
        knots: knots of each curve; 2 is a straight line.
        regularisation: C of scikit-learn, the inverse strength of the L2 penalty.
        resampling: how defaults are balanced.
        encoded: resample the encoded matrix, as the reference does, instead of the factors.
        solver: scikit-learn's solver.
        tolerance: of the solver.
    """

    knots: int
    regularisation: float
    resampling: Resampling
    encoded: bool = False
    solver: Literal["newton-cholesky", "liblinear"] = "newton-cholesky"
    tolerance: float = 1e-5

    def to_dict(self) -> dict[str, Any]:
        """The settings as plain values."""
        return asdict(self)


def reference_settings(resampling: Resampling | None) -> Settings:
    """The reference's tuned values: straight lines, SMOTE on the encoded columns, liblinear."""
    return Settings(LINEAR, REFERENCE_C, resampling or "smote", True, "liblinear", REFERENCE_TOLERANCE)


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
    basis: Basis, matrix: FloatArray, y: Target, settings: Settings, model: LogisticRegression | None = None
) -> Fitted:
    """Fit on a design matrix that is ready.

    Args:
        basis: what the matrix was made by.
        matrix: shape (rows, columns).
        y: 1 for a default, shape (rows,).
        settings: what to fit.
        model: from ``start``, fitted before on the same matrix: where newton-cholesky starts from; None starts afresh.
    """
    model = model or start()
    model.set_params(C=settings.regularisation, tol=settings.tolerance, solver=settings.solver)
    model.fit(matrix, y)
    return Fitted(basis, np.array(model.coef_[0], dtype=float), float(model.intercept_[0]))


def start() -> LogisticRegression:
    """A model that starts each fit from its last one."""
    return LogisticRegression(max_iter=1000, warm_start=True)
