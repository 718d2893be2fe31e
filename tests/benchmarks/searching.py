"""A search of trials × folds, against an imbalanced-learn pipeline with cross_val_score in the objective."""

from typing import Self

import numpy as np
from imblearn.over_sampling import SMOTENC
from imblearn.pipeline import Pipeline
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder
from threadpoolctl import threadpool_limits

from core.features import STANDARD_FEATURES, FloatArray
from core.portfolio.cleaning import fit_cleaning, prepare
from core.portfolio.joining import join
from core.training.factors import Factors, clean, rows_of
from core.training.fitting import Settings
from core.training.fold_figures import FoldFigures
from core.training.folds import Folds
from core.training.resampling import Target
from tests.benchmarks.demo_tables import demo_tables
from tests.benchmarks.ratio import Measure, seconds

_ROWS, _FOLDS, _SEED, _KNOTS = 20_000, 5, 42, 8
_TRIALS = (0.1, 0.5, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""The regularisation of each trial."""


def measure() -> list[Measure]:
    """Seconds of the same trials on the same folds, and how far their AUC differ."""
    prepared = prepare(join(demo_tables(_ROWS)))
    ours: list[float] = []
    theirs: list[float] = []

    def our_search() -> None:
        folds = Folds(prepared.columns, prepared.y, STANDARD_FEATURES, _FOLDS, _SEED)
        ours.extend(_judged(folds, strength) for strength in _TRIALS)

    rows = rows_of(prepared.columns, np.arange(len(prepared.y)))
    factors = clean(rows, fit_cleaning(rows), STANDARD_FEATURES)

    def their_search() -> None:
        theirs.extend(_cross_validated(factors, prepared.y, strength) for strength in _TRIALS)

    with threadpool_limits(limits=1):
        fast, slow = seconds(our_search), seconds(their_search)
    difference = float(np.abs(np.array(ours) - np.array(theirs)).max())
    detail = f"{len(_TRIALS)} trials × {_FOLDS} folds: {fast:.1f} s; imbalanced-learn {slow:.1f} s"
    return [
        Measure("search: times faster", slow / fast, 5.0, detail, at_least=True),
        Measure("search: largest difference of the AUC", difference, 0.001, f"mean AUC {np.mean(ours):.4f}"),
    ]


def _judged(folds: Folds, strength: float) -> float:
    """The mean AUC, beside all that the search finds of a trial."""
    figures = FoldFigures(folds.y)
    for rows, log_odds in folds.one_by_one(Settings(_KNOTS, strength, "smote")):
        figures.add(rows, log_odds)
    return figures.auc


class _Climbs(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Each number as straight lines between quantiles, which climb from 0 to 1."""

    def fit(self, matrix: FloatArray, _y: Target | None = None) -> Self:
        """Lay the knots."""
        self.knots_ = [np.unique(np.quantile(column, np.linspace(0, 1, _KNOTS))) for column in matrix.T]
        return self

    def transform(self, matrix: FloatArray) -> FloatArray:
        """Columns of all numbers, side by side."""
        return np.concatenate([self._steps(*pair) for pair in zip(matrix.T, self.knots_, strict=True)], axis=1)

    @staticmethod
    def _steps(column: FloatArray, knots: FloatArray) -> FloatArray:
        return np.clip((column[:, np.newaxis] - knots[:-1]) / np.diff(knots), 0.0, 1.0)


def _cross_validated(factors: Factors, y: Target, strength: float) -> float:
    numbers, names = len(factors.numbers), len(factors.numbers) + len(factors.codes)
    matrix = np.column_stack([*factors.numbers.values(), *factors.codes.values()])
    left, right = list(range(numbers)), list(range(numbers, names))
    pipeline = Pipeline(
        [
            ("scale", ColumnTransformer([("n", MinMaxScaler(), left), ("c", OrdinalEncoder(), right)])),
            ("smote", SMOTENC(right, random_state=_SEED)),
            ("encode", ColumnTransformer([("n", _Climbs(), left), ("c", OneHotEncoder(drop="first"), right)])),
            ("model", LogisticRegression(C=strength, tol=1e-5, solver="newton-cholesky", max_iter=1000)),
        ]
    )
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    return float(cross_val_score(pipeline, matrix, y, scoring="roc_auc", cv=folds).mean())
