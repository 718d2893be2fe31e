"""While a job runs, what nobody needs any longer ends on the window's thread."""

import gc
import threading
import weakref
from threading import Event

from pytestqt.qtbot import QtBot

from app.services.jobs import JobRunner
from core.progress import Report


class Ring:
    """Holds itself, so that only the search for garbage finds it; notes on which thread it ends."""

    ended_on: threading.Thread | None = None

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.ended_on = threading.current_thread()


def test_garbage_ends_on_the_windows_thread(qtbot: QtBot, jobs: JobRunner) -> None:
    may_end = Event()

    def make_much(_report: Report) -> None:
        kept: list[list[object]] = []
        while not may_end.wait(0.001):
            kept = [[] for _ in range(20_000)]
        del kept

    job = jobs.start(make_much)
    assert not gc.isenabled(), "another thread could look for garbage"
    ring = weakref.ref(Ring())
    qtbot.waitUntil(lambda: ring() is None)
    assert Ring.ended_on is threading.current_thread()
    with qtbot.waitSignal(job.finished):
        may_end.set()
    assert gc.isenabled()
