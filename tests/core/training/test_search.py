"""The search: what it tries, what it gives up, when it ends, and that it goes on where it was killed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import optuna
import pytest
from threadpoolctl import threadpool_limits

from core.features import STANDARD_FEATURES
from core.portfolio.cleaning import Prepared, prepare
from core.portfolio.joining import join
from core.portfolio.sources import Tables
from core.progress import Cancelled, silent
from core.training.folds import Folds
from core.training.options import TrainingOptions
from core.training.search import search
from core.training.searched import Searched
from core.training.studies import KeptStudy
from core.training.trial import Trial
from tests.core.training.following import Listener

TRIALS = 24
OPTIONS = TrainingOptions(trials=TRIALS, folds=3)


@pytest.fixture(autouse=True, scope="module")
def _in_one_thread() -> Iterator[None]:
    """As ``train`` does; threads of the linear algebra only hinder each other on so few rows."""
    with threadpool_limits(limits=1):
        yield


@pytest.fixture(scope="module")
def prepared_few(few_tables: Tables) -> Prepared:
    return prepare(join(few_tables))


def new_folds(prepared: Prepared) -> Folds:
    """As a new process has them, with nothing fitted yet."""
    return Folds(prepared.columns, prepared.y, STANDARD_FEATURES, OPTIONS.folds, OPTIONS.seed)


@pytest.fixture(scope="module")
def folds(prepared_few: Prepared) -> Folds:
    return new_folds(prepared_few)


@pytest.fixture(scope="module")
def listener() -> Listener:
    """What the follower of the shared search was told."""
    return Listener()


@pytest.fixture(scope="module")
def searched(folds: Folds, listener: Listener) -> Searched:
    """A search that nothing disturbed."""
    return search(folds, OPTIONS, silent, listener)


def judged(trial: Trial) -> Trial:
    """All of a trial but what differs between two runs of it."""
    return replace(trial, seconds=0.0, resumed=False)


def test_each_trial_is_told_as_it_ends(searched: Searched, listener: Listener) -> None:
    assert tuple(listener.trials) == searched.trials
    assert [trial.number for trial in searched.trials] == list(range(1, TRIALS + 1))
    assert not any(trial.resumed for trial in searched.trials)


def test_pruning_finds_the_best_that_a_search_of_whole_trials_finds(
    folds: Folds, searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pruned trials count as bad ones, which they are, so both searches try the very same settings."""
    monkeypatch.setattr(optuna.pruners, "PercentilePruner", lambda *_: optuna.pruners.NopPruner())
    whole = search(folds, OPTIONS, silent)
    assert whole.pruned == 0
    assert searched.pruned >= 3
    assert [trial.settings for trial in whole.trials] == [trial.settings for trial in searched.trials]
    assert judged(whole.best) == judged(searched.best)


def test_a_pruned_trial_is_never_the_best(searched: Searched) -> None:
    assert not searched.best.pruned
    assert searched.best.log_loss == min(trial.log_loss for trial in searched.trials if not trial.pruned)


def test_how_much_each_parameter_decides_is_told_once_ten_trials_are_whole(
    searched: Searched, listener: Listener
) -> None:
    whole = sum(not trial.pruned for trial in searched.trials)
    assert len(listener.shares) == whole - 9
    assert listener.shares[-1] == searched.importance
    assert set(searched.importance) == {"knots", "regularisation", "resampling"}
    assert sum(searched.importance.values()) == pytest.approx(1.0)


def test_the_same_seed_tries_the_same_and_another_seed_something_else(folds: Folds) -> None:
    few = replace(OPTIONS, trials=4)
    once, again, other = (search(folds, replace(few, seed=seed), silent).trials for seed in (1, 1, 2))
    assert [judged(trial) for trial in once] == [judged(trial) for trial in again]
    assert [trial.settings for trial in once] != [trial.settings for trial in other]


def test_a_search_that_is_enough_keeps_the_best_so_far(folds: Folds, searched: Searched) -> None:
    found = search(folds, OPTIONS, silent, Listener(enough_after=4))
    assert [judged(trial) for trial in found.trials] == [judged(trial) for trial in searched.trials[:4]]
    assert found.stopped == "asked"
    assert f"stopped after 4 of {TRIALS} trials because the best so far was enough" in found.data_notes()[0]


def test_the_first_trial_is_finished_though_the_best_so_far_is_enough(folds: Folds) -> None:
    found = search(folds, OPTIONS, silent, Listener(enough_after=0))
    assert len(found.trials) == 1
    assert found.best.number == 1


def test_what_is_enough_between_two_folds_drops_the_trial_under_way(folds: Folds) -> None:
    listener, asked = Listener(), iter([False] * 3 + [True] * 9)

    def is_enough() -> bool:
        return next(asked)

    listener.is_enough = is_enough  # type: ignore[method-assign]  # to answer by the number of questions
    assert len(search(folds, OPTIONS, silent, listener).trials) == len(listener.trials) == 2


def test_a_search_ends_when_its_time_is_up(folds: Folds) -> None:
    found = search(folds, replace(OPTIONS, trials=10_000, minutes=0.01), silent)
    assert 1 <= len(found.trials) < 10_000
    assert found.stopped == "time"
    assert "because its time was up" in found.data_notes()[0]


def cancelled_after(folds: Folds, trials: int, kept: KeptStudy) -> None:
    """Run a search until so many trials have ended; what a killed process leaves is the same."""
    listener = Listener()

    def report(_fraction: float, _message: str) -> None:
        if len(listener.trials) == trials:
            raise Cancelled

    with pytest.raises(Cancelled):
        search(folds, OPTIONS, report, listener, kept)


def test_a_search_goes_on_as_if_it_had_not_been_cancelled(
    prepared_few: Prepared, folds: Folds, searched: Searched, tmp_path: Path
) -> None:
    file, done = tmp_path / "studies.sqlite", 14
    cancelled_after(folds, done, KeptStudy(file, "same"))
    listener = Listener()
    found = search(new_folds(prepared_few), OPTIONS, silent, listener, KeptStudy(file, "same"))
    assert [trial.resumed for trial in listener.trials] == [True] * done + [False] * (TRIALS - done)
    assert [judged(trial) for trial in found.trials] == [judged(trial) for trial in searched.trials]
    assert found.importance == searched.importance
    assert f"{done} trials were taken over" in found.notes[0]


def test_a_shorter_search_takes_over_no_more_trials_than_it_has(
    folds: Folds, searched: Searched, tmp_path: Path
) -> None:
    file = tmp_path / "studies.sqlite"
    cancelled_after(folds, 3, KeptStudy(file, "same"))
    found = search(folds, replace(OPTIONS, trials=2), silent, kept=KeptStudy(file, "same"))
    assert [judged(trial) for trial in found.trials] == [judged(trial) for trial in searched.trials[:2]]
