"""The one way to do slow work without freezing the window.

``JobRunner.start(task)`` runs ``task(report)`` in a thread of its own pool and returns a ``Job`` at once. Jobs and
their receivers live in the window's thread; what the work has to say arrives there through the event loop. So a task
that ends at once still settles after its caller has connected to the job's signals. The working thread itself only
knows a plain ``_Work``: were it to hold the last reference to a ``QObject``, it would destroy it in the wrong thread.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from threading import Event

from PySide6.QtCore import QObject, Qt, QThread, QThreadPool, QTimer, Signal, Slot

from app.services.garbage import GarbageKeeper
from core.errors import CreditDeskError
from core.progress import Cancelled, Report

Task = Callable[[Report], object]
"""Slow work: reports through its argument, returns its result, touches no widget."""

_LOG = logging.getLogger(__name__)
_SHOW_EVERY_MS = 50
_FEWEST_THREADS = 4


class State(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLING = "cancelling"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobRunningError(CreditDeskError):
    """The same work was asked for again while it is being done."""


class Job(QObject):
    """One piece of slow work, under way or done; made by ``JobRunner.start``.

    Exactly one of ``succeeded`` (with the result), ``failed`` (with the exception) and ``cancelled`` is emitted when
    the work has really stopped, then ``finished``. What the work brings after ``cancel`` is dropped. A pause holds
    the work at its next report; it can be cancelled there as well.

    Attributes:
        name: what is being done, for people.
        fraction: share done when last shown, 0 to 1.
        message: what was being done when last shown.
    """

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    state_changed = Signal()

    def __init__(self, name: str, work: "_Work") -> None:
        super().__init__()
        self.name, self.fraction, self.message = name, 0.0, ""
        self._state, self._work = State.RUNNING, work
        self._worked, self._started = 0.0, time.monotonic()

    @property
    def state(self) -> State:
        """Where the job stands."""
        return self._state

    @property
    def is_active(self) -> bool:
        """Whether the work may still be going on."""
        return self._state in (State.RUNNING, State.PAUSED, State.CANCELLING)

    @property
    def seconds(self) -> float:
        """Seconds since the start, without pauses."""
        return self._worked if self._state is State.PAUSED else self._worked + time.monotonic() - self._started

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next report; does nothing when it has ended or was asked before."""
        if self._state in (State.RUNNING, State.PAUSED):
            self._work.is_cancelled = True
            self._work.may_go_on.set()
            self._set_state(State.CANCELLING)

    @Slot()
    def pause(self) -> None:
        """Hold the work at its next report; does nothing unless it is running."""
        if self._state is State.RUNNING:
            self._worked = self.seconds
            self._work.may_go_on.clear()
            self._set_state(State.PAUSED)

    @Slot()
    def resume(self) -> None:
        """Let the work go on after a pause."""
        if self._state is State.PAUSED:
            self._started = time.monotonic()
            self._work.may_go_on.set()
            self._set_state(State.RUNNING)

    def _show(self) -> bool:
        """Show the newest report; returns whether there was one."""
        report = self._work.take_report()
        if report is None or self._state not in (State.RUNNING, State.PAUSED):
            return False
        self.fraction, self.message = report
        self.progressed.emit(*report)
        return True

    def _settle(self, outcome: State, value: object) -> None:
        self._show()
        self._set_state(State.CANCELLED if self._state is State.CANCELLING else outcome)
        if self._state is State.SUCCEEDED:
            self.succeeded.emit(value)
        elif self._state is State.FAILED:
            self.failed.emit(value)
        else:
            self.cancelled.emit()
        self.finished.emit()

    def _set_state(self, state: State) -> None:
        self._state = state
        self.state_changed.emit()


class JobRunner(QObject):
    """Runs tasks beside the event loop and knows the jobs that are under way.

    Call ``wait_for_done`` before letting go of a runner.
    """

    changed = Signal()
    """A job was started, asked to stop, or has settled."""

    _reported = Signal()
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[_Work, Job] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(max(_FEWEST_THREADS, QThread.idealThreadCount()))
        self._pool.setThreadPriority(QThread.Priority.LowPriority)  # the window goes first
        self._garbage = GarbageKeeper(self)
        self._pause = QTimer(self, singleShot=True, interval=_SHOW_EVERY_MS)
        self._pause.timeout.connect(self._show_reports)
        self._reported.connect(self._take_report, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs under way, oldest first."""
        return tuple(self._jobs.values())

    def start(self, task: Task, *, name: str = "", key: str | None = None) -> Job:
        """Run ``task(report)`` in a thread and return its job, whose signals come no sooner than the next event.

        Args:
            task: the work; it stops where ``report`` raises ``Cancelled``.
            name: what is being done, for people.
            key: no two jobs with the same key run at once.

        Raises:
            JobRunningError: a job with this key is under way.
        """
        running = next((self._jobs[work].name for work in self._jobs if key is not None and work.key == key), None)
        if running is not None:
            raise JobRunningError(f"{running or key} is still running. Wait until it is done, or cancel it first.")
        work = _Work(task, key, self._reported.emit, self._ended.emit)
        job = self._jobs[work] = Job(name, work)
        job.state_changed.connect(self.changed)
        self._garbage.take()
        self._pool.start(work.run)
        self.changed.emit()
        return job

    @Slot()
    def cancel_all(self) -> None:
        """Ask every job to stop at its next report."""
        for job in self.jobs:
            job.cancel()

    def wait_for_done(self, milliseconds: int = -1) -> bool:
        """Block until no work is going on, at most so long (-1: for ever); returns whether that came about.

        For the end of the program: the signals of the jobs come only when the event loop runs again.
        """
        return self._pool.waitForDone(milliseconds)

    @Slot()
    def _take_report(self) -> None:
        if not self._pause.isActive():
            self._show_reports()

    @Slot()
    def _show_reports(self) -> None:
        shown = [job._show() for job in self.jobs]  # a list, since each must be asked
        if any(shown):
            self._pause.start()

    @Slot(object, object, object)
    def _settle(self, work: "_Work", outcome: State, value: object) -> None:
        job = self._jobs.pop(work)
        if not self._jobs:
            self._pause.stop()
            self._garbage.give_back()
        job._settle(outcome, value)


class _Work:
    """What the window and the working thread share: the task, whether it is to stop or wait, and the newest report."""

    def __init__(
        self,
        task: Task,
        key: str | None,
        tell_report: Callable[[], object],
        tell_end: Callable[["_Work", State, object], object],
    ) -> None:
        self.key, self.is_cancelled, self.may_go_on = key, False, Event()
        self.may_go_on.set()
        self._task, self._tell_report, self._tell_end = task, tell_report, tell_end
        self._newest: deque[tuple[float, str]] = deque(maxlen=1)  # its append and pop are atomic
        self._is_told = False

    def run(self) -> None:
        """Do the task and tell how it ended; in the working thread."""
        self._tell_end(self, *self._outcome())

    def take_report(self) -> tuple[float, str] | None:
        """The newest report since the last call; in the window's thread."""
        self._is_told = False  # before taking, so that a report made meanwhile is told again
        return self._newest.pop() if self._newest else None

    def _outcome(self) -> tuple[State, object]:
        try:
            self._stop_if_cancelled()
            return State.SUCCEEDED, self._task(self._take)
        except Cancelled:
            return State.CANCELLED, None
        except CreditDeskError as error:
            return State.FAILED, error
        except BaseException as error:  # noqa: BLE001 - a job must settle, also after what is no Exception (polars)
            _LOG.exception("A job failed unexpectedly")
            return State.FAILED, error

    def _take(self, fraction: float, message: str) -> None:
        self._stop_if_cancelled()
        self._newest.append((min(max(fraction, 0.0), 1.0), message))
        if not self._is_told:
            self._is_told = True
            self._tell_report()
        self.may_go_on.wait()
        self._stop_if_cancelled()

    def _stop_if_cancelled(self) -> None:
        if self.is_cancelled:
            raise Cancelled
