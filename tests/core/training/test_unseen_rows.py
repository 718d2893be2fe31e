"""A spy on every step that learns: none sees a row that judges its fold, and none of all a row that is held out.

Each borrower has an income of its own, and with it a loan to income, by which the spy knows a row again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from core.features import Columns, FloatArray
from core.portfolio.cleaning import prepare
from core.portfolio.joining import join
from core.portfolio.sources import Tables
from core.progress import Report
from core.training import data as data_module
from core.training import fitting as fitting_module
from core.training import folds as folds_module
from core.training import train as train_module
from core.training.factors import Factors
from core.training.fitting import Fitted, Settings
from core.training.folds import Fold, Folds
from core.training.options import Preset, TrainingOptions
from core.training.resampling import Target
from core.training.splitting import Split, split
from core.training.train import train

Rows = frozenset[float]
LEARNING_FROM_FACTORS = [
    (folds_module, "fit_basis"),
    (folds_module, "resample"),
    (folds_module, "fit"),
    (fitting_module, "fit_basis"),
    (fitting_module, "resample"),
    (train_module, "fit"),
    (train_module, "assemble"),
]
"""Where each step that is given factors is called: knots and scaling, resampling, the fit, the model written down."""


def of_columns(columns: Columns) -> Rows:
    return frozenset((columns["loan_amount"] / columns["income"]).tolist())


def of_factors(factors: Factors) -> Rows:
    return frozenset(factors.numbers["loan_to_income"].tolist())


def rows_among(arguments: Iterable[object]) -> Rows:
    """The rows of all factors among the arguments of a call."""
    return frozenset().union(*(of_factors(one) for one in arguments if isinstance(one, Factors)))


@dataclass
class Spy:
    """What each step saw.

    Attributes:
        cleaned: rows that cleaning was fitted on, each time.
        in_folds: rows that a step saw, with the rows that train its fold and those that judge it.
        outside: rows that a step saw outside the folds.
        folds: the folds of the search and of calibration.
        calibrated: rows that calibration was fitted on.
        parts: which rows were set aside.
    """

    cleaned: list[Rows] = field(default_factory=list)
    in_folds: list[tuple[Rows, Rows, Rows]] = field(default_factory=list)
    outside: list[Rows] = field(default_factory=list)
    folds: list[Folds] = field(default_factory=list)
    calibrated: list[Target] = field(default_factory=list)
    parts: list[Split] = field(default_factory=list)
    current: Fold | None = None

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Stand between the steps and whoever calls them."""
        for module in (data_module, folds_module):
            self._wrap(patch, module, "fit_cleaning", lambda columns: self.cleaned.append(of_columns(columns)))
        for module, name in LEARNING_FROM_FACTORS:
            self._wrap(patch, module, name, self._saw)
        self._wrap(patch, train_module, "calibration", lambda y, _log_odds: self.calibrated.append(y))
        patch.setattr(Fold, "fit", self._in_fold(Fold.fit))
        patch.setattr(train_module, "Folds", self._kept(Folds, self.folds))
        patch.setattr(data_module, "split", self._kept(split, self.parts))

    def _saw(self, *arguments: object) -> None:
        rows = rows_among(arguments)
        if self.current is None:
            self.outside.append(rows)
        else:
            self.in_folds.append((rows, of_factors(self.current.train), of_factors(self.current.judge)))

    def _in_fold(self, fit: Callable[[Fold, Settings, int, Report], Fitted]) -> Callable[..., Fitted]:
        def watched(fold: Fold, settings: Settings, seed: int, report: Report) -> Fitted:
            self.current = fold
            fitted = fit(fold, settings, seed, report)
            self.current = None
            return fitted

        return watched

    @staticmethod
    def _wrap(patch: pytest.MonkeyPatch, module: object, name: str, saw: Callable[..., object]) -> None:
        step = getattr(module, name)

        def watched(*arguments: object) -> object:
            saw(*arguments)
            return step(*arguments)

        patch.setattr(module, name, watched)

    @staticmethod
    def _kept(make: Callable[..., object], made: list[Any]) -> Callable[..., object]:
        def watched(*arguments: object) -> object:
            made.append(make(*arguments))
            return made[-1]

        return watched


@pytest.fixture(scope="module")
def marked(few_tables: Tables) -> Tables:
    """The tables with an income that no other borrower has."""
    incomes = [f"{1_000_003 + 7 * index}" for index in range(len(few_tables.customers))]
    return replace(few_tables, customers=few_tables.customers.assign(income=incomes))


@pytest.mark.parametrize("preset", ["tuned", "reference"])
def test_no_step_sees_a_row_that_judges_it(marked: Tables, preset: Preset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calibration sees what judges the folds, for it is fitted on out-of-fold predictions, but nothing held out."""
    prepared = prepare(join(marked))
    rows: FloatArray = prepared.columns["loan_amount"] / prepared.columns["income"]
    assert len(set(rows.tolist())) == len(rows)
    spy = Spy()
    with monkeypatch.context() as patch:
        spy.watch(patch)
        result = train(marked, TrainingOptions(preset=preset, trials=4, folds=3))
    (parts,), (folds,) = spy.parts, spy.folds
    trained, held_out = (frozenset(rows[part].tolist()) for part in (parts.train, parts.held_out))
    assert len(held_out) == len(result.y)
    assert not trained & held_out

    assert spy.cleaned[0] == trained
    assert spy.cleaned[1:] == [of_factors(fold.train) for fold in folds.folds]
    assert spy.in_folds
    assert all(seen == training and not seen & judging for seen, training, judging in spy.in_folds)
    assert frozenset().union(*(of_factors(fold.judge) for fold in folds.folds)) == trained
    assert spy.outside
    assert all(seen == trained for seen in spy.outside)
    (calibrated,) = spy.calibrated
    np.testing.assert_array_equal(calibrated, prepared.y[parts.train])
