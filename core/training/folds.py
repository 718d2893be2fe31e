"""Cross-validation that cleans, derives and resamples once per fold and reuses it for every trial.

Nothing of a fold's judging rows reaches cleaning, knots, resampling or the fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from core.errors import DataError
from core.features import Columns, FloatArray
from core.portfolio.cleaning import fit_cleaning
from core.progress import Report, part_of, silent
from core.training.basis import Basis, fit_basis
from core.training.factors import Factors, clean, rows_of
from core.training.fitting import Fitted, Settings, fit, fit_matrix
from core.training.options import Resampling
from core.training.resampling import Target, resample

_Kind = tuple[Resampling, int]

_BEGINNING = 10.0
"""The regularisation of the fit that all others on the same matrix start from."""


@dataclass(frozen=True, slots=True)
class _Design:
    """What a fold is fitted on for some resampling and some knots."""

    basis: Basis
    matrix: FloatArray
    y: Target


@dataclass
class Fold:
    """One fold: rows that train and rows that judge, cleaned by the former."""

    judged_rows: NDArray[np.intp]
    train: Factors
    y: Target
    judge: Factors
    _resampled: dict[Resampling, tuple[Factors, Target]] = field(default_factory=dict)
    _designs: dict[_Kind, _Design] = field(default_factory=dict)
    _beginnings: dict[Settings, Fitted] = field(default_factory=dict)

    def resampled(self, method: Resampling, seed: int, report: Report) -> tuple[Factors, Target]:
        """The training rows balanced by that method, made once."""
        if method not in self._resampled:
            self._resampled[method] = resample(self.train, self.y, method, seed, report)
        return self._resampled[method]

    def fit(self, settings: Settings, seed: int, report: Report) -> Fitted:
        """Fit on the training rows; trials that differ in regularisation only share the matrix.

        Each fit starts from the same one, not from the last, so that it does not depend on what was tried before.
        """
        if settings.encoded:
            return fit(self.train, self.y, settings, seed, report)
        design = self._design(settings, seed, report)
        report(0.5, "Fitting")
        first = replace(settings, regularisation=_BEGINNING)
        if first not in self._beginnings:
            self._beginnings[first] = fit_matrix(design.basis, design.matrix, design.y, first)
        return fit_matrix(design.basis, design.matrix, design.y, settings, self._beginnings[first])

    def _design(self, settings: Settings, seed: int, report: Report) -> _Design:
        """The last one is kept, for a matrix takes much room."""
        kind = (settings.resampling, settings.knots)
        if kind not in self._designs:
            self._designs.clear()
            factors, y = self.resampled(settings.resampling, seed, report)
            basis = fit_basis(self.train, settings.knots)
            self._designs[kind] = _Design(basis, basis.matrix(factors), y)
        return self._designs[kind]


class Folds:
    """The folds of the training part of a portfolio."""

    def __init__(self, columns: Columns, y: Target, names: Sequence[str], count: int, seed: int) -> None:
        _check(y, count)
        self.y, self.seed = y, seed
        splitter = StratifiedKFold(count, shuffle=True, random_state=seed)
        self.folds = [
            _fold(columns, y, names, trained, judged) for trained, judged in splitter.split(np.empty((len(y), 1)), y)
        ]

    def out_of_fold(self, settings: Settings, report: Report = silent) -> FloatArray:
        """Log-odds of every row from the model that did not see it, shape (rows,)."""
        result = np.empty(len(self.y))
        for rows, log_odds in self.one_by_one(settings, report):
            result[rows] = log_odds
        return result

    def one_by_one(self, settings: Settings, report: Report = silent) -> Iterator[tuple[NDArray[np.intp], FloatArray]]:
        """The same fold by fold: positions of the rows that judge, and their log-odds."""
        for fold, part in self._each(report):
            yield fold.judged_rows, fold.fit(settings, self.seed, part).log_odds(fold.judge)

    def _each(self, report: Report) -> Iterator[tuple[Fold, Report]]:
        count = len(self.folds)
        for index, fold in enumerate(self.folds):
            part = part_of(report, index / count, (index + 1) / count)
            part(0.0, f"Fold {index + 1} of {count}")
            yield fold, part


def _fold(columns: Columns, y: Target, names: Sequence[str], trained: NDArray[Any], judged: NDArray[Any]) -> Fold:
    seen = rows_of(columns, trained)
    cleaning = fit_cleaning(seen)
    return Fold(judged, clean(seen, cleaning, names), y[trained], clean(rows_of(columns, judged), cleaning, names))


def _check(y: Target, folds: int) -> None:
    fewest = int(np.bincount(y, minlength=2).min())
    if fewest < folds:
        raise DataError(
            f"{folds} folds need at least {folds} borrowers who defaulted and as many who did not; "
            f"the training part has only {fewest} of one kind. Give more data or fewer folds."
        )
