"""How long a training still takes is told from its own trials and its time budget, and is never nonsense."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.training.journal import Step
from app.training.pace import Pace
from core.training.fitting import Settings
from core.training.options import TrainingOptions
from core.training.trial import Trial

TRIAL = Trial(1, Settings(8, 10.0, "none"), log_loss=0.1, auc=0.98, seconds=2.0)
TRIALS = st.lists(
    st.builds(Trial, st.just(1), st.just(TRIAL.settings), st.just(0.1), st.just(0.9), seconds=st.floats(0.01, 1_000))
)


def seen(options: TrainingOptions, trials: list[Trial], step: Step = Step.SEARCH, now: float = 100.0) -> Pace:
    """The pace of a search that began after 10 seconds and has just come so far."""
    pace = Pace(options)
    pace.see([], Step.SEARCH, 10.0)
    pace.see(trials, step, now)
    return pace


def test_nothing_is_promised_before_a_trial_of_this_run_has_ended() -> None:
    options, before = TrainingOptions(trials=10), replace(TRIAL, resumed=True)
    assert seen(options, []).left([], 100) is None
    assert seen(options, [before]).left([before], 100) is None


def test_the_trials_to_come_take_as_long_as_those_of_this_run() -> None:
    """8 trials of 2 seconds, and one and a half for what follows; those taken over took no time of this run."""
    options = TrainingOptions(trials=10)
    trials = [replace(TRIAL, resumed=True, seconds=500), replace(TRIAL, seconds=2)]
    assert seen(options, trials).left(trials, 100) == 8 * 2 + 1.5 * 2


def test_a_trial_under_way_counts_down() -> None:
    options, trials = TrainingOptions(trials=10), [replace(TRIAL, seconds=20)]
    assert seen(options, trials).left(trials, 105) == 9 * 20 - 5 + 1.5 * 20


def test_a_time_budget_ends_the_search_before_its_trials_do() -> None:
    """It began at 10 seconds, so at 100 there are 30 left of two minutes."""
    options, trials = TrainingOptions(trials=1_000, minutes=2), [replace(TRIAL, seconds=4)]
    pace = seen(options, trials)
    assert pace.budget_left(100) == 30
    assert pace.left(trials, 100) == 30 + 1.5 * 4


def test_after_the_search_only_what_follows_is_left() -> None:
    options, trials = TrainingOptions(trials=1_000, minutes=2), [replace(TRIAL, seconds=4)]
    assert seen(options, trials, Step.CALIBRATE).left(trials, 101) == 1.5 * 4 - 1


def test_what_follows_a_search_that_was_stopped_begins_when_it_stopped() -> None:
    """And not when its last trial had ended."""
    trials = [replace(TRIAL, seconds=4)]
    pace = seen(TrainingOptions(trials=1_000), trials, now=100)
    pace.see(trials, Step.CALIBRATE, 130)
    assert pace.left(trials, 131) == 1.5 * 4 - 1


@given(trials=TRIALS, planned=st.integers(1, 100), minutes=st.none() | st.floats(0.1, 100), now=st.floats(100, 10_000))
def test_no_estimate_is_negative(trials: list[Trial], planned: int, minutes: float | None, now: float) -> None:
    options = TrainingOptions(trials=planned, minutes=minutes)
    left = seen(options, trials).left(trials, now)
    assert (left is None) is (not trials)
    assert left is None or left >= 0
