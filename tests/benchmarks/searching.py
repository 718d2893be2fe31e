"""A search of trials × folds, against an imbalanced-learn pipeline with cross_val_score in the objective."""

import time
from collections.abc import Sequence
from typing import Self
from unittest.mock import patch

import numpy as np
import optuna
from imblearn.over_sampling import SMOTENC
from imblearn.pipeline import Pipeline
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder
from threadpoolctl import threadpool_limits

from core.features import STANDARD_FEATURES, Columns, FloatArray
from core.portfolio.cleaning import fit_cleaning
from core.progress import silent
from core.training.data import prepare_data
from core.training.factors import Factors, clean
from core.training.folds import Folds
from core.training.options import TrainingOptions
from core.training.resampling import Target
from core.training.search import search
from core.training.searched import Searched
from core.training.space import KNOTS, REGULARISATION
from core.training.trial import Trial
from tests.benchmarks.demo_tables import demo_tables
from tests.benchmarks.ratio import Measure, seconds

_ROWS, _SEED = 50_000, 42
_OPTIONS = TrainingOptions(trials=30, folds=5, resampling="smote", seed=_SEED)
_COMPARED = 8
"""Trials that are run the other way too: each takes as long there, and thirty of them would take many minutes."""


def measure() -> list[Measure]:
    """Seconds of a search, whole trials only, and of the same settings the other way; how far their AUC differ."""
    columns, y = _training_part()
    with threadpool_limits(limits=1):
        pruned = seconds(lambda: _searched(columns, y))
        with patch.object(optuna.pruners, "PercentilePruner", lambda *_: optuna.pruners.NopPruner()):
            start = time.perf_counter()
            found = _searched(columns, y)
            fast = time.perf_counter() - start
        compared = _compared(found)
        theirs: list[float] = []
        slow = seconds(lambda: theirs.extend(_their_search(columns, y, compared)))
    whole = slow * _OPTIONS.trials / len(compared)
    difference = max(abs(trial.auc - score) for trial, score in zip(compared, theirs, strict=True))
    detail = (
        f"{_OPTIONS.trials} trials × {_OPTIONS.folds} folds, {len(y):,} rows: {fast:.1f} s, pruned {pruned:.1f} s; "
        f"imbalanced-learn {whole:.0f} s by {len(compared)} of them"
    )
    return [
        Measure("search: times faster", whole / fast, 5.0, detail, at_least=True),
        Measure("search: largest difference of the AUC", difference, 0.001, f"best AUC {found.best.auc:.4f}"),
    ]


def _training_part() -> tuple[Columns, Target]:
    """What a training has of 50,000 borrowers after a quarter was held out."""
    data = prepare_data(demo_tables(_ROWS), _OPTIONS, silent)
    return data.inputs(), data.y


def _searched(columns: Columns, y: Target) -> Searched:
    return search(Folds(columns, y, STANDARD_FEATURES, _OPTIONS.folds, _SEED), _OPTIONS, silent)


def _compared(found: Searched) -> list[Trial]:
    """The best trial, and others spread over the search."""
    others = [trial for trial in found.trials if trial.number != found.best.number]
    return [found.best, *others[:: len(others) // (_COMPARED - 1)][: _COMPARED - 1]]


def _their_search(columns: Columns, y: Target, trials: Sequence[Trial]) -> list[float]:
    """The AUC of these trials by cross_val_score in the objective of a study."""
    factors = clean(columns, fit_cleaning(columns), STANDARD_FEATURES)

    def objective(trial: optuna.Trial) -> float:
        knots, strength = trial.suggest_categorical("knots", KNOTS), trial.suggest_float("C", *REGULARISATION, log=True)
        return _cross_validated(factors, y, knots, strength)

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=_SEED))
    for trial in trials:
        study.enqueue_trial({"knots": trial.settings.knots, "C": trial.settings.regularisation})
    study.optimize(objective, n_trials=len(trials))
    return [trial.values[0] for trial in study.trials]


class _Climbs(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Each number as straight lines between quantiles, which climb from 0 to 1."""

    def __init__(self, knots: int) -> None:
        self.knots = knots

    def fit(self, matrix: FloatArray, _y: Target | None = None) -> Self:
        """Lay the knots."""
        self.knots_ = [np.unique(np.quantile(column, np.linspace(0, 1, self.knots))) for column in matrix.T]
        return self

    def transform(self, matrix: FloatArray) -> FloatArray:
        """Columns of all numbers, side by side."""
        return np.concatenate([self._steps(*pair) for pair in zip(matrix.T, self.knots_, strict=True)], axis=1)

    @staticmethod
    def _steps(column: FloatArray, knots: FloatArray) -> FloatArray:
        return np.clip((column[:, np.newaxis] - knots[:-1]) / np.diff(knots), 0.0, 1.0)


def _cross_validated(factors: Factors, y: Target, knots: int, strength: float) -> float:
    numbers, names = len(factors.numbers), len(factors.numbers) + len(factors.codes)
    matrix = np.column_stack([*factors.numbers.values(), *factors.codes.values()])
    left, right = list(range(numbers)), list(range(numbers, names))
    pipeline = Pipeline(
        [
            ("scale", ColumnTransformer([("n", MinMaxScaler(), left), ("c", OrdinalEncoder(), right)])),
            ("smote", SMOTENC(right, random_state=_SEED)),
            ("encode", ColumnTransformer([("n", _Climbs(knots), left), ("c", OneHotEncoder(drop="first"), right)])),
            ("model", LogisticRegression(C=strength, tol=1e-5, solver="newton-cholesky", max_iter=1000)),
        ]
    )
    folds = StratifiedKFold(_OPTIONS.folds, shuffle=True, random_state=_SEED)
    return float(cross_val_score(pipeline, matrix, y, scoring="roc_auc", cv=folds).mean())
