"""The search of the tuned preset: Optuna looks for knots, regularisation and resampling.

A trial is judged by the log loss of the calibrated probability of default over all out-of-fold rows, so what counts is
the number the officer will see; the mean AUC of the folds stands beside it.

From its second fold on a trial is compared with the whole trials before it by the same figure over the same rows, and
pruned where it is worse than three quarters of them. The median, which is usual, is too strict here: as a search closes
in, whole trials are nearly alike, and the luck of a fold decides. In ten searches on demo portfolios it pruned the best
trial once after two folds and three times after one, this rule never. To Optuna's TPE a pruned trial counts as a bad
one, as it would have after its last fold; as long as it is none of the best tenth, the trials that follow are those of
a search without pruning.

What trial n tries depends on the seed, n and the trials before it alone, so a search that was killed goes on as if
nothing had been.
"""

import math
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import optuna
from optuna.trial import FrozenTrial, TrialState

from core.progress import Report, part_of
from core.training.fitting import Settings
from core.training.fold_figures import FoldFigures
from core.training.folds import Folds
from core.training.following import NOBODY, Follower
from core.training.importance import importance
from core.training.options import TrainingOptions
from core.training.searched import Searched, Stopped, best
from core.training.space import settings_of, suggest
from core.training.studies import TOLD, KeptStudy
from core.training.trial import Trial

_KEPT = ("number", "log_loss", "auc", "pruned", "seconds")
_UNPRUNED = 5
"""Whole trials before any is pruned."""
_WORSE_THAN = 75.0
"""Per cent of the whole trials: whatever is worse than so many of them is pruned."""
_UNJUDGED = 1
"""Folds after which a trial is not pruned yet."""


def search(
    folds: Folds,
    options: TrainingOptions,
    report: Report,
    follower: Follower = NOBODY,
    kept: KeptStudy | None = None,
    first: Sequence[Mapping[str, Any]] = (),
) -> Searched:
    """Run the trials.

    Args:
        folds: what they are judged on.
        options: how many trials, and for how long.
        report: told each trial; cancels by raising ``Cancelled``.
        follower: told of each trial; may stop the search with the best so far.
        kept: where trials are written as they end, and taken from first.
        first: the parameters of the first trials, from ``first_points``.

    Raises:
        Cancelled: through ``report``.
    """
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    course = _Course(folds, options, report, follower, kept or KeptStudy())
    course.take_over()
    while course.goes_on():
        course.run_next(first)
    return course.searched(first)


class _Course:
    """A search under way."""

    def __init__(
        self, folds: Folds, options: TrainingOptions, report: Report, follower: Follower, kept: KeptStudy
    ) -> None:
        self._folds, self._options, self._report = folds, options, report
        self._follower, self._kept = follower, kept
        self._study = optuna.create_study(pruner=optuna.pruners.PercentilePruner(_WORSE_THAN, _UNPRUNED, _UNJUDGED))
        self._trials: list[Trial] = []
        self._importance: Mapping[str, float] = {}
        self._stopped: Stopped = ""
        self._end = math.inf if options.minutes is None else time.monotonic() + 60.0 * options.minutes

    def take_over(self) -> None:
        """Begin with the trials of the same search that were kept."""
        for kept in self._kept.trials()[: self._options.trials]:
            self._study.add_trial(kept)
            self._add(_resumed(kept, self._options), self._part())

    def goes_on(self) -> bool:
        """Whether there is another trial."""
        return len(self._trials) < self._options.trials and not self._is_stopped()

    def run_next(self, first: Sequence[Mapping[str, Any]]) -> None:
        """Run a trial; one during which the search is stopped leaves nothing."""
        part = self._part()
        asked = self._ask(first)
        trial = self._judge(asked, suggest(asked, self._options), part)
        if trial:
            self._kept.keep(self._tell(asked, trial))
            self._add(trial, part)

    def searched(self, first: Sequence[Mapping[str, Any]]) -> Searched:
        """What it has come to."""
        return Searched(
            tuple(self._trials),
            self._options.trials,
            self._stopped,
            self._importance,
            tuple(self._notes()),
            first[0] if len(first) > 1 else {},
        )

    def _part(self) -> Report:
        """The share of the next trial in all of them."""
        done, count = len(self._trials), self._options.trials
        return part_of(self._report, done / count, (done + 1) / count)

    def _is_stopped(self) -> bool:
        """Whether the best so far must do; without one the search goes on."""
        if self._trials and not self._stopped:
            is_late = time.monotonic() >= self._end
            self._stopped = "asked" if self._follower.is_enough() else "time" if is_late else ""
        return self._stopped != ""

    def _ask(self, first: Sequence[Mapping[str, Any]]) -> optuna.Trial:
        number = len(self._trials)
        seed = np.random.SeedSequence([self._options.seed, number]).generate_state(1)[0]
        self._study.sampler = optuna.samplers.TPESampler(seed=int(seed))
        if number < len(first):
            self._study.enqueue_trial(dict(first[number]))
        return self._study.ask()

    def _judge(self, asked: optuna.Trial, settings: Settings, part: Report) -> Trial | None:
        """Fold by fold; None where the search is stopped meanwhile."""
        number, began, is_pruned = len(self._trials) + 1, time.perf_counter(), False
        figures = FoldFigures(self._folds.y)
        for step, (rows, log_odds) in enumerate(self._folds.one_by_one(settings, _named(part, number))):
            figures.add(rows, log_odds)
            asked.report(figures.log_loss, step)
            if step == len(self._folds.folds) - 1:
                break
            if self._is_stopped():
                return None
            is_pruned = bool(asked.should_prune())  # of numpy, which cannot be kept
            if is_pruned:
                break
        seconds = time.perf_counter() - began
        return Trial(number, settings, figures.log_loss, figures.auc, pruned=is_pruned, seconds=seconds)

    def _tell(self, asked: optuna.Trial, trial: Trial) -> FrozenTrial:
        asked.set_user_attr(TOLD, {name: getattr(trial, name) for name in _KEPT})
        if trial.pruned:
            return self._study.tell(asked, state=TrialState.PRUNED)
        return self._study.tell(asked, trial.log_loss)

    def _add(self, trial: Trial, part: Report) -> None:
        self._trials.append(trial)
        self._follower.trial_ended(trial)
        shares = {} if trial.pruned else importance(self._study)
        if shares:
            self._importance = shares
            self._follower.importance(shares)
        leader = best(self._trials)
        part(1.0, f"Trial {trial.number} of {self._options.trials}: {_told(trial)} (best {leader.log_loss:.5f})")

    def _notes(self) -> list[str]:
        resumed = sum(trial.resumed for trial in self._trials)
        took = [f"{resumed} trials were taken over from a search that had not ended."] if resumed else []
        return [*took, *self._kept.notes]


def _named(part: Report, number: int) -> Report:
    def in_trial(fraction: float, message: str) -> None:
        part(fraction, f"Trial {number}: {message}")

    return in_trial


def _told(trial: Trial) -> str:
    if trial.pruned:
        return f"{trial.told}: pruned at log loss {trial.log_loss:.5f}"
    return f"{trial.told}: log loss {trial.log_loss:.5f}, AUC {trial.auc:.4f}"


def _resumed(kept: FrozenTrial, options: TrainingOptions) -> Trial:
    return Trial(settings=settings_of(kept.params, options), resumed=True, **kept.user_attrs[TOLD])
