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
from core.batch.pipeline import score_file
from core.portfolio.demo import write_demo
from core.portfolio.sources import read_folder
from core.progress import Report
from core.training.options import TrainingOptions
from core.training.train import train
from tests.benchmarks.material import shipped_model, write_applicants
from tests.benchmarks.ratio import Measure

_ROWS, _BORROWERS, _TRIALS = 1_000_000, 50_000, 3
_MOMENTS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9)
_TICK_MS = 2


class Pulse(QObject):
    """Beats as often as the event loop lets it, and keeps the longest pause in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def measure() -> list[Measure]:
    """Stalls and cancels of scoring a file and of training."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name, _window(Path(name)) as desk:
        folder = Path(name)
        write_demo(folder / "demo", _BORROWERS)
        source = write_applicants(folder / "applicants.csv", _ROWS)
        tasks = {"batch": _scoring(source), "retrain": _training(folder / "demo")}
        stalls = [_stall(desk, name, task) for name, task in tasks.items()]
        return [*stalls, *(_cancels(desk, name, task) for name, task in tasks.items())]


@contextmanager
def _window(home: Path) -> Iterator[Desk]:
    desk = open_desk(home)
    window = MainWindow(desk)
    window.show()
    yield desk
    window.close()
    end_work(desk)


def _scoring(source: Path) -> Task:
    def task(report: Report) -> object:
        return score_file(source, source.with_name("scored.csv"), shipped_model(), report=report)

    return task


def _training(folder: Path) -> Task:
    def task(report: Report) -> object:
        return train(read_folder(folder, report), TrainingOptions(trials=_TRIALS), shipped_model(), report)

    return task


def _stall(desk: Desk, name: str, task: Task) -> Measure:
    pulse = Pulse()
    _wait(desk.jobs.start(task, name=name))
    return Measure(f"longest stall of the window during {name} (ms)", 1000 * pulse.longest, 100, "")


def _cancels(desk: Desk, name: str, task: Task) -> Measure:
    waits = [_cancel(desk, name, task, moment) for moment in _MOMENTS]
    detail = f"cancelled at {', '.join(f'{moment:.0%}' for moment in _MOMENTS)} of the work"
    return Measure(f"longest wait for a cancel of {name} (s)", max(waits), 1.0, detail)


def _cancel(desk: Desk, name: str, task: Task, moment: float) -> float:
    job = desk.jobs.start(task, name=name)
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
