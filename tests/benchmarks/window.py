"""The living window while work is going on: the longest stall of its event loop, and how soon a cancel is heard."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.running import end_work, open_desk
from app.services.desk import Desk
from app.services.jobs import Job, Task
from app.training.judging.kinds import KINDS
from core.batch.pipeline import score_file
from core.portfolio.demo import write_demo
from core.progress import Report
from tests.benchmarks.material import shipped_model, write_applicants
from tests.benchmarks.ratio import Measure

_ROWS, _BORROWERS, _TRIALS = 1_000_000, 50_000, 3
_MOMENTS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9)
_TICK_MS, _SETTLE_MS = 2, 150
Work = Callable[[], Job]
"""Starts it."""


class Pulse(QObject):
    """Beats as often as the event loop lets it, and keeps the longest pause in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> float:
        """Beat no more; returns the longest pause in milliseconds."""
        self._timer.stop()
        return 1000 * self.longest

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def measure() -> list[Measure]:
    """Stalls and cancels of scoring a file and of training, each as the window does it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name, _window(Path(name)) as (desk, window):
        folder = Path(name)
        write_demo(folder / "demo", _BORROWERS)
        scoring = _scoring(write_applicants(folder / "applicants.csv", _ROWS))
        works: dict[str, Work] = {
            "batch": lambda: desk.jobs.start(scoring, name="batch"),
            "retrain": lambda: _retrain(window, folder / "demo"),
        }
        stalls = [_stall(name, work) for name, work in works.items()]
        stalls.append(_stall_of_pages(window))
        return [*stalls, *(_cancels(name, work) for name, work in works.items())]


@contextmanager
def _window(home: Path) -> Iterator[tuple[Desk, MainWindow]]:
    desk = open_desk(home)
    window = MainWindow(desk)
    window.show()
    window.go_to("training")
    yield desk, window
    window.training.result.decision.drop()
    window.close()
    end_work(desk)


def _retrain(window: MainWindow, folder: Path) -> Job:
    """Press Retrain on the tab, with all that its page shows of the search."""
    tab = window.training
    tab.result.decision.drop()
    tab.data.check.setChecked(False)
    tab.data.take([folder / f"{table}.csv" for table in ("customers", "loans", "bureau")])
    tab.options.counts["trials"].setValue(_TRIALS)
    tab.retrain.click()
    (job,) = [job for job in window._desk.jobs.jobs if job.name]
    return job


def _scoring(source: Path) -> Task:
    def task(report: Report) -> object:
        return score_file(source, source.with_name("scored.csv"), shipped_model(), report=report)

    return task


def _stall(name: str, work: Work) -> Measure:
    pulse = Pulse()
    _wait(work())
    return Measure(f"longest stall of the window during {name} (ms)", pulse.stop(), 100, "")


def _stall_of_pages(window: MainWindow) -> Measure:
    """From the result's coming to the last of its pages, each shown until its charts are drawn."""
    stalls = {}
    for name in KINDS:
        pulse = Pulse()
        window.training.result.pages.go_to(name)
        _settle()
        while window._desk.jobs.jobs:
            _settle()
        stalls[name] = pulse.stop()
    worst = max(stalls, key=stalls.__getitem__)
    return Measure("longest stall on turning to a page of the result (ms)", stalls[worst], 100, worst)


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()


def _cancels(name: str, work: Work) -> Measure:
    waits = [_cancel(work, moment) for moment in _MOMENTS]
    detail = ", ".join(f"{moment:.0%} {wait:.2f}" for moment, wait in zip(_MOMENTS, waits, strict=True))
    return Measure(f"longest wait for a cancel of {name} (s)", max(waits), 1.0, f"cancelled at {detail}")


def _cancel(work: Work, moment: float) -> float:
    job = work()
    asked: list[float] = []

    def ask(fraction: float, _message: str) -> None:
        if fraction >= moment and not asked:
            asked.append(time.perf_counter())
            job.cancel()

    job.progressed.connect(ask)
    _wait(job)
    return time.perf_counter() - asked[0] if asked else 0.0


def _wait(job: Job) -> None:
    loop = QEventLoop()
    done: Callable[[], None] = loop.quit
    job.finished.connect(done)
    job.failed.connect(_fail)
    loop.exec()


def _fail(error: BaseException) -> None:
    raise error
