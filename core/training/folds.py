"""Cross-validation that cleans, derives and resamples once per fold and reuses it for every trial.

Nothing of a fold's judging rows reaches cleaning, knots, resampling or the fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from core.errors import DataError
from core.features import Columns, FloatArray
from core.portfolio.cleaning import fit_cleaning
from core.progress import Report, part_of, silent
from core.training.basis import fit_basis
from core.training.factors import Factors, clean, rows_of
from core.training.fitting import Fitted, Settings, fit, fit_matrix
from core.training.options import Resampling
from core.training.resampling import Target, resample


@dataclass
class Fold:
    """One fold: rows that train and rows that judge, cleaned by the former."""

    judged_rows: NDArray[np.intp]
    train: Factors
    y: Target
    judge: Factors
    _resampled: dict[Resampling, tuple[Factors, Target]] = field(default_factory=dict)

    def resampled(self, method: Resampling, seed: int, report: Report) -> tuple[Factors, Target]:
        """The training rows balanced by that method, made once."""
        if method not in self._resampled:
            self._resampled[method] = resample(self.train, self.y, method, seed, report)
        return self._resampled[method]


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
        for fold, part in self._each(report):
            result[fold.judged_rows] = self._fit(fold, settings, part).log_odds(fold.judge)
        return result

    def _each(self, report: Report) -> Iterator[tuple[Fold, Report]]:
        count = len(self.folds)
        for index, fold in enumerate(self.folds):
            part = part_of(report, index / count, (index + 1) / count)
            part(0.0, f"Fold {index + 1} of {count}")
            yield fold, part

    def _fit(self, fold: Fold, settings: Settings, report: Report) -> Fitted:
        if settings.encoded:
            return fit(fold.train, fold.y, settings, self.seed, report)
        factors, y = fold.resampled(settings.resampling, self.seed, report)
        report(0.5, "Fitting")
        basis = fit_basis(fold.train, settings.knots)
        return fit_matrix(basis, basis.matrix(factors), y, settings)


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
