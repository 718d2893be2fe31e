"""The search of the tuned preset: Optuna looks for knots, regularisation and resampling.

A trial is judged by the log loss of the calibrated probability of default over all out-of-fold rows, so what counts is
the number the officer will see; the mean AUC of the folds stands beside it.
"""

from typing import cast, get_args

import numpy as np
import optuna

from core.evaluation.calibration import fit_calibration, log_loss
from core.evaluation.discrimination import auc
from core.features import FloatArray
from core.progress import Report, part_of
from core.training.fitting import Settings
from core.training.folds import Folds
from core.training.following import NOBODY, Follower
from core.training.options import Resampling, TrainingOptions
from core.training.trial import Trial

KNOTS = (2, 4, 6, 8, 10, 12, 16)
REGULARISATION = (1e-2, 1e3)
_FIRST = {"knots": 8, "regularisation": 10.0}
_SEARCHED: tuple[Resampling, ...] = tuple(method for method in get_args(Resampling) if method != "smotetomek")


def search(folds: Folds, options: TrainingOptions, report: Report, follower: Follower = NOBODY) -> list[Trial]:
    """Run the trials; the one with the smallest log loss is the best.

    Raises:
        Cancelled: through ``report``; trials so far are dropped.
    """
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="minimize", sampler=optuna.samplers.TPESampler(seed=options.seed))
    study.enqueue_trial({**_FIRST, **({} if options.resampling else {"resampling": "none"})})
    trials: list[Trial] = []
    for index in range(options.trials):
        part = part_of(report, index / options.trials, (index + 1) / options.trials)
        asked = study.ask()
        trial = _run(folds, index + 1, _suggest(asked, options), part)
        study.tell(asked, trial.log_loss)
        trials.append(trial)
        follower.trial_ended(trial)
        part(1.0, _told(trial, options.trials, min(trials, key=_loss)))
    return trials


def best(trials: list[Trial]) -> Trial:
    """The trial with the smallest log loss, the earliest among equals."""
    return min(trials, key=_loss)


def fold_auc(folds: Folds, log_odds: FloatArray) -> float:
    """Mean AUC over the folds of out-of-fold log-odds."""
    return float(np.mean([auc(folds.y[fold.judged_rows], log_odds[fold.judged_rows]) for fold in folds.folds]))


def _loss(trial: Trial) -> float:
    return trial.log_loss


def _suggest(trial: optuna.Trial, options: TrainingOptions) -> Settings:
    knots = trial.suggest_categorical("knots", KNOTS)
    regularisation = trial.suggest_float("regularisation", *REGULARISATION, log=True)
    method = options.resampling or cast(Resampling, trial.suggest_categorical("resampling", _SEARCHED))
    return Settings(knots, regularisation, method, solver="bounded-newton" if options.monotone else "newton-cholesky")


def _run(folds: Folds, number: int, settings: Settings, report: Report) -> Trial:
    def in_trial(fraction: float, message: str) -> None:
        report(fraction, f"Trial {number}: {message}")

    log_odds = folds.out_of_fold(settings, in_trial)
    slope, offset = fit_calibration(folds.y, log_odds)
    return Trial(number, settings, log_loss(folds.y, slope * log_odds + offset), fold_auc(folds, log_odds))


def _told(trial: Trial, count: int, leader: Trial) -> str:
    return (
        f"Trial {trial.number} of {count}: {trial.told}: "
        f"log loss {trial.log_loss:.5f}, AUC {trial.auc:.4f} (best {leader.log_loss:.5f})"
    )
