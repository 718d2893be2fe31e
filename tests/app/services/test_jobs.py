"""Slow work beside the window: it reports, settles exactly once, and stops when asked."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Slot
from pytestqt.qtbot import QtBot

from app.services.jobs import Job, JobRunner, JobRunningError, State
from core.errors import FileError
from core.progress import Report, part_of


class Watcher(QObject):
    """Writes down what a job emits, in order, and whether that came in the window's thread."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[bool] = set()
        job.progressed.connect(self.on_progress)
        job.succeeded.connect(self.on_value)
        job.failed.connect(self.on_value)
        job.cancelled.connect(self.on_cancelled)
        job.finished.connect(self.on_finished)

    @Slot(float, str)
    def on_progress(self, fraction: float, message: str) -> None:
        self._hear((fraction, message))

    @Slot(object)
    def on_value(self, value: object) -> None:
        self._hear(value)

    @Slot()
    def on_cancelled(self) -> None:
        self._hear("cancelled")

    @Slot()
    def on_finished(self) -> None:
        self._hear("finished")

    def _hear(self, what: object) -> None:
        self.heard.append(what)
        self.threads.add(QThread.currentThread() is QCoreApplication.instance().thread())  # type: ignore[union-attr]  # the qapp fixture made one


class Gate:
    """A task that waits to be let go, then reports once more."""

    def __init__(self) -> None:
        self.started, self.opened = threading.Event(), threading.Event()

    def __call__(self, report: Report) -> str:
        report(0.25, "Waiting")
        self.started.set()
        assert self.opened.wait(10)
        report(0.75, "Going on")
        return "done"


@pytest.fixture
def gate(jobs: JobRunner) -> "Gate":
    return Gate()


def finish(qtbot: QtBot, job: Job) -> Watcher:
    """Wait for the end of a job that has only just been started."""
    watcher = Watcher(job)
    with qtbot.waitSignal(job.finished):
        pass
    return watcher


def test_the_result_of_a_task_arrives_in_the_windows_thread(jobs: JobRunner, qtbot: QtBot) -> None:
    job = jobs.start(lambda _: 42, name="Answering")
    watcher = finish(qtbot, job)
    assert watcher.heard == [42, "finished"]
    assert watcher.threads == {True}
    assert job.state is State.SUCCEEDED
    assert not job.is_active


def test_the_task_itself_runs_elsewhere(jobs: JobRunner, qtbot: QtBot) -> None:
    watcher = finish(qtbot, jobs.start(lambda _: threading.get_ident()))
    assert watcher.heard[0] != threading.get_ident()


def test_a_task_that_has_ended_before_anybody_connected_still_tells(jobs: JobRunner, qtbot: QtBot) -> None:
    job = jobs.start(lambda _: "at once")
    assert jobs.wait_for_done(10_000)
    assert job.state is State.RUNNING, "nothing is settled behind the caller's back"
    assert finish(qtbot, job).heard == ["at once", "finished"]


def test_a_problem_that_a_person_can_mend_arrives_as_it_was_raised(jobs: JobRunner, qtbot: QtBot) -> None:
    problem = FileError("There is no file a.csv. Check the name.")

    def task(report: Report) -> None:
        raise problem

    job = jobs.start(task)
    assert finish(qtbot, job).heard == [problem, "finished"]
    assert job.state is State.FAILED


@pytest.mark.logs("A job failed unexpectedly")
@pytest.mark.parametrize("kind", [ValueError, BaseException, SystemExit])
def test_a_defect_arrives_too_and_is_logged(
    jobs: JobRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture, kind: type[BaseException]
) -> None:
    """Also what is no ``Exception``, such as a panic inside polars, or the window would wait for ever."""

    def task(report: Report) -> None:
        raise kind("45 is not in the list")

    watcher = finish(qtbot, jobs.start(task))
    assert isinstance(watcher.heard[0], kind)
    assert caplog.records[0].exc_info is not None
    assert "45" not in caplog.records[0].getMessage()


def test_progress_is_shown_with_its_message(jobs: JobRunner, qtbot: QtBot, gate: Gate) -> None:
    job = jobs.start(gate)
    watcher = Watcher(job)
    with qtbot.waitSignal(job.progressed):
        pass
    assert (job.fraction, job.message) == (0.25, "Waiting")
    with qtbot.waitSignal(job.finished):
        gate.opened.set()
    assert watcher.heard == [(0.25, "Waiting"), (0.75, "Going on"), "done", "finished"]
    assert job.seconds > 0


def test_the_newest_report_is_shown_though_the_task_then_falls_silent(
    jobs: JobRunner, qtbot: QtBot, gate: Gate
) -> None:
    def task(report: Report) -> object:
        report(0.1, "First")
        report(0.2, "Second")
        return gate(part_of(report, 0.3, 0.9))

    job = jobs.start(task)
    with qtbot.waitSignal(job.progressed, check_params_cb=lambda _, message: message == "Waiting"):
        pass
    assert not gate.opened.is_set()
    gate.opened.set()
    finish(qtbot, job)


def test_a_report_after_a_long_silence_is_shown(jobs: JobRunner, qtbot: QtBot, gate: Gate) -> None:
    """Longer than reports are held back to thin them."""
    spoken = threading.Event()

    def task(report: Report) -> object:
        report(0.1, "First")
        assert spoken.wait(10)
        return gate(report)

    job = jobs.start(task)
    with qtbot.waitSignal(job.progressed):
        pass
    silence = QTimer(singleShot=True, interval=200)
    with qtbot.waitSignal(silence.timeout):
        silence.start()
    with qtbot.waitSignal(job.progressed, check_params_cb=lambda _, message: message == "Waiting"):
        spoken.set()
    gate.opened.set()
    finish(qtbot, job)


def test_a_flood_of_reports_reaches_the_window_thinned_and_in_order(jobs: JobRunner, qtbot: QtBot) -> None:
    def task(report: Report) -> None:
        for step in range(50_000):
            report(step / 49_999, "Counting")

    job = jobs.start(task)
    watcher = finish(qtbot, job)
    fractions = [entry[0] for entry in watcher.heard if isinstance(entry, tuple)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0, "the last one is always shown"
    assert len(fractions) <= 2 + job.seconds * 22  # Qt may ring a timer 5 % early


def test_a_share_beyond_the_bar_stays_in_it(jobs: JobRunner, qtbot: QtBot) -> None:
    watcher = finish(qtbot, jobs.start(lambda report: report(1.5, "Too far")))
    assert watcher.heard[0] == (1.0, "Too far")


def test_cancelling_is_shown_at_once_and_settles_when_the_work_has_stopped(
    jobs: JobRunner, qtbot: QtBot, gate: Gate
) -> None:
    job = jobs.start(gate)
    watcher = Watcher(job)
    assert gate.started.wait(10)
    with qtbot.waitSignal(job.state_changed):
        job.cancel()
    assert str(job.state) == "cancelling"
    assert job.is_active
    with qtbot.waitSignal(job.finished):
        gate.opened.set()
    assert watcher.heard == ["cancelled", "finished"]
    assert job.state is State.CANCELLED


def test_what_a_cancelled_job_still_brings_is_dropped(jobs: JobRunner, qtbot: QtBot) -> None:
    started, opened = threading.Event(), threading.Event()

    def deaf(report: Report) -> str:
        started.set()
        assert opened.wait(10)
        return "too late"

    job = jobs.start(deaf)
    assert started.wait(10)
    job.cancel()
    opened.set()
    assert finish(qtbot, job).heard == ["cancelled", "finished"]


def test_a_job_that_is_cancelled_before_its_turn_never_begins(qtbot: QtBot, jobs: JobRunner) -> None:
    gates = [Gate() for _ in range(max(4, QThread.idealThreadCount()))]
    busy = [jobs.start(gate) for gate in gates]
    begun: list[str] = []
    waiting = jobs.start(lambda _: begun.append("begun"))
    waiting.cancel()
    with qtbot.waitSignals([job.finished for job in [*busy, waiting]]):
        for gate in gates:
            gate.opened.set()
    assert begun == []
    assert waiting.state is State.CANCELLED


def test_cancelling_twice_or_afterwards_changes_nothing(jobs: JobRunner, qtbot: QtBot, gate: Gate) -> None:
    job = jobs.start(gate)
    watcher = Watcher(job)
    assert gate.started.wait(10)
    job.cancel()
    job.cancel()
    with qtbot.waitSignal(job.finished):
        gate.opened.set()
    with qtbot.assertNotEmitted(job.state_changed):
        job.cancel()
    assert watcher.heard == ["cancelled", "finished"]


def paused(qtbot: QtBot, jobs: JobRunner, gate: Gate) -> Job:
    """A job that a pause holds at its second report."""
    job = jobs.start(gate)
    assert gate.started.wait(10)
    job.pause()
    with qtbot.waitSignal(job.progressed, check_params_cb=lambda share, _: share == 0.75):
        gate.opened.set()
    assert not jobs.wait_for_done(20), "the work went on in spite of the pause"
    return job


def test_a_paused_job_waits_at_its_next_report_until_it_may_go_on(jobs: JobRunner, qtbot: QtBot, gate: Gate) -> None:
    job = paused(qtbot, jobs, gate)
    assert (job.state, job.is_active) == (State.PAUSED, True)
    assert job.seconds == job.seconds
    watcher = Watcher(job)
    with qtbot.waitSignal(job.finished):
        job.resume()
    assert watcher.heard == ["done", "finished"]


def test_a_paused_job_can_be_cancelled(jobs: JobRunner, qtbot: QtBot, gate: Gate) -> None:
    job = paused(qtbot, jobs, gate)
    watcher = Watcher(job)
    with qtbot.waitSignal(job.finished):
        job.cancel()
    assert watcher.heard == ["cancelled", "finished"]


@pytest.mark.parametrize("steps", [("resume",), ("pause", "pause", "resume"), ("pause", "resume", "resume")])
def test_pausing_and_going_on_twice_changes_nothing(
    jobs: JobRunner, qtbot: QtBot, gate: Gate, steps: tuple[str, ...]
) -> None:
    job = jobs.start(gate)
    for step in steps:
        getattr(job, step)()
    assert job.state is State.RUNNING
    gate.opened.set()
    assert finish(qtbot, job).heard[-2:] == ["done", "finished"]


def test_what_is_being_cancelled_cannot_be_paused(jobs: JobRunner, qtbot: QtBot, gate: Gate) -> None:
    job = jobs.start(gate)
    job.cancel()
    job.pause()
    gate.opened.set()
    assert finish(qtbot, job).heard == ["cancelled", "finished"]


def test_a_second_click_is_refused_in_words_while_the_first_is_under_way(
    jobs: JobRunner, qtbot: QtBot, gate: Gate
) -> None:
    first = jobs.start(gate, name="Retraining", key="train")
    with pytest.raises(JobRunningError, match="Retraining is still running"):
        jobs.start(gate, name="Retraining", key="train")
    other = jobs.start(lambda _: "scored", key="batch")
    with qtbot.waitSignals([first.finished, other.finished]):
        gate.opened.set()
    assert finish(qtbot, jobs.start(lambda _: "again", key="train")).heard == ["again", "finished"]


def test_the_next_job_may_be_started_by_the_end_of_the_last(jobs: JobRunner, qtbot: QtBot) -> None:
    class Chain(QObject):
        second: Job

        @Slot()
        def go_on(self) -> None:
            self.second = jobs.start(lambda _: 2, key="work")

    chain = Chain()
    first = jobs.start(lambda _: 1, key="work")
    first.succeeded.connect(chain.go_on)
    finish(qtbot, first)
    assert finish(qtbot, chain.second).heard == [2, "finished"]


def test_the_runner_knows_what_is_under_way_and_says_when_that_changes(
    jobs: JobRunner, qtbot: QtBot, gate: Gate
) -> None:
    seen: list[tuple[State, ...]] = []

    class StatusLine(QObject):
        @Slot()
        def show_jobs(self) -> None:
            seen.append(tuple(job.state for job in jobs.jobs))

    line = StatusLine()
    jobs.changed.connect(line.show_jobs)
    job = jobs.start(gate)
    assert jobs.jobs == (job,)
    assert gate.started.wait(10)
    job.cancel()
    with qtbot.waitSignal(job.finished):
        gate.opened.set()
    assert seen == [(State.RUNNING,), (State.CANCELLING,), ()]


def test_closing_stops_everything_and_waits_for_it(jobs: JobRunner, qtbot: QtBot) -> None:
    def endless(report: Report) -> None:
        while True:
            report(0.5, "On and on")
            time.sleep(0.001)

    running = [jobs.start(endless), jobs.start(endless)]
    assert not jobs.wait_for_done(1)
    jobs.cancel_all()
    assert jobs.wait_for_done(10_000)
    with qtbot.waitSignals([job.finished for job in running]):
        pass
    assert jobs.jobs == ()


def test_a_job_that_nobody_kept_still_runs_to_its_end(jobs: JobRunner, qtbot: QtBot) -> None:
    ended = threading.Event()

    def task(report: Report) -> None:
        ended.set()

    def start_and_forget(start: Callable[..., Job]) -> None:
        start(task)

    start_and_forget(jobs.start)
    assert ended.wait(10)
    with qtbot.waitSignal(jobs.changed):
        pass
    assert jobs.jobs == ()
