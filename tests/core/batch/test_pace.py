"""How fast rows are scored is told without the time of pauses."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from core.batch import pace
from core.batch.pace import Pace
from core.progress import Cancelled


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pace, "time", clock)
    return clock


def test_rows_a_second_are_told_in_two_digits(clock: Clock) -> None:
    going = Pace()
    assert going.words(0) == "Scoring"
    clock.now += 2
    assert going.words(824_680) == "Scored 824,680 rows, 410,000 a second"
    assert going.words(3) == "Scored 3 rows, 2 a second"


def test_a_pause_makes_nothing_slower(clock: Clock) -> None:
    going = Pace()

    def pause() -> None:
        clock.now += 1_000

    clock.now += 1
    going.tell(pause)
    clock.now += 1
    assert going.words(200) == "Scored 200 rows, 100 a second"


def test_a_cancel_passes_through(clock: Clock) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Pace().tell(stop)


def test_threads_tell_one_at_a_time() -> None:
    """Else the time of a pause would be counted, in which one of them waits."""
    going, meeting, met = Pace(), Barrier(2), []

    def tell() -> None:
        with suppress(BrokenBarrierError):
            meeting.wait(0.05)
            met.append("both tell")

    with ThreadPoolExecutor(2) as threads:
        for _ in range(2):
            threads.submit(going.tell, tell)
    assert not met
