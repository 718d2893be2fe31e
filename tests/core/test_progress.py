"""How slow work tells how far it is, and how it is stopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.progress import Cancelled, Report, part_of, silent


class Watcher:
    """Remembers what was reported."""

    def __init__(self) -> None:
        self.told: list[tuple[float, str]] = []

    def __call__(self, fraction: float, message: str) -> None:
        self.told.append((fraction, message))


def stop(fraction: float, message: str) -> None:
    raise Cancelled


def test_a_step_reports_within_its_share_of_the_whole() -> None:
    watcher = Watcher()
    part = part_of(watcher, 0.2, 0.6)
    for fraction in (0.0, 0.5, 1.0):
        part(fraction, "Reading")
    assert watcher.told == [(0.2, "Reading"), (pytest.approx(0.4), "Reading"), (pytest.approx(0.6), "Reading")]


@given(st.floats(-10, 10), st.floats(0, 1), st.floats(0, 1))
def test_a_step_that_overshoots_does_not_leave_its_share(fraction: float, one: float, other: float) -> None:
    start, end = sorted((one, other))
    watcher = Watcher()
    part_of(watcher, start, end)(fraction, "")
    assert start <= watcher.told[0][0] <= end or watcher.told[0][0] == pytest.approx(end)


def test_steps_of_steps_add_up() -> None:
    watcher = Watcher()
    part_of(part_of(watcher, 0.5, 1.0), 0.5, 1.0)(0.0, "")
    assert watcher.told == [(0.75, "")]


def test_nobody_needs_to_watch() -> None:
    part_of(silent, 0.0, 0.5)(1.0, "Done")


@pytest.mark.parametrize("report", [stop, part_of(stop, 0.0, 1.0)])
def test_stopping_passes_through_code_that_swallows_every_exception(report: Report) -> None:
    """As scikit-learn does, which turns an exception of a step into a wrong result."""

    def swallowing() -> None:
        try:
            report(0.5, "Fitting")
        except Exception:  # noqa: BLE001 - what is tested here
            pytest.fail("the work went on after it was stopped")

    with pytest.raises(Cancelled):
        swallowing()
