"""The status line shows what is running, wherever the user is, and stops it."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.services.jobs import JobRunner, State
from app.status_line import StatusLine
from core.progress import Report


class Work:
    """Slow work that goes on until it is told to end, or is cancelled."""

    def __init__(self) -> None:
        self.may_end = Event()

    def __call__(self, report: Report) -> str:
        while not self.may_end.wait(0.01):
            report(0.5, "counting")
        return "done"


@pytest.fixture
def work() -> Iterator[Work]:
    """Work that ends with the test at the latest."""
    work = Work()
    yield work
    work.may_end.set()


@pytest.fixture
def line(qtbot: QtBot, jobs: JobRunner) -> StatusLine:
    """A status line on show."""
    line = StatusLine(jobs)
    qtbot.addWidget(line)
    line.show()
    return line


def cancel_button(line: StatusLine) -> QPushButton:
    (button,) = line.findChildren(QPushButton)
    return button


def words(line: StatusLine) -> QLabel:
    """The label that holds the text, among those of the button and the bar."""
    (label,) = line.findChildren(QLabel)
    return label


def test_it_is_ready_while_nothing_runs(line: StatusLine) -> None:
    assert line.text == "Ready"
    assert not cancel_button(line).isVisible()


def test_it_follows_a_job_and_is_ready_again(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    job = jobs.start(work, name="Scoring a.csv")
    qtbot.waitUntil(lambda: line.text == "Scoring a.csv: counting (50 %)")
    (bar,) = line.findChildren(QProgressBar)
    assert bar.value() == 500
    with qtbot.waitSignal(job.finished):
        work.may_end.set()
    qtbot.waitUntil(lambda: line.text == "Ready")


def test_its_button_cancels(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    job = jobs.start(work, name="Scoring a.csv")
    with qtbot.waitSignal(job.cancelled):
        cancel_button(line).click()
        assert line.text == "Scoring a.csv: stopping…"
        assert not cancel_button(line).isEnabled()
    assert job.state is State.CANCELLED


def test_a_pause_is_shown_and_can_be_cancelled(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    job = jobs.start(work, name="Scoring a.csv")
    qtbot.waitUntil(lambda: line.text == "Scoring a.csv: counting (50 %)")
    job.pause()
    assert line.text == "Scoring a.csv: paused (50 %)"
    with qtbot.waitSignal(job.cancelled):
        cancel_button(line).click()


def test_work_without_a_name_is_not_shown(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    """Drawing a chart is nobody's business."""
    job = jobs.start(work)
    assert line.text == "Ready"
    with qtbot.waitSignal(job.finished):
        work.may_end.set()


def test_the_next_job_is_shown_when_the_first_ends(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    first, other = jobs.start(work, name="First"), Work()
    second = jobs.start(other, name="Second")
    with qtbot.waitSignal(first.finished):
        work.may_end.set()
    qtbot.waitUntil(lambda: line.text.startswith("Second"))
    with qtbot.waitSignal(second.finished):
        other.may_end.set()


def test_other_work_takes_no_figure_from_view(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    """Such as the drawing of a chart that begins and ends meanwhile."""
    job = jobs.start(work, name="Scoring a.csv")
    qtbot.waitUntil(lambda: line.text == "Scoring a.csv: counting (50 %)")
    with qtbot.waitSignal(jobs.start(lambda _: None).finished):
        assert line.text == "Scoring a.csv: counting (50 %)"
    assert line.text == "Scoring a.csv: counting (50 %)"
    with qtbot.waitSignal(job.finished):
        work.may_end.set()


def test_a_long_name_makes_no_wide_window(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    job = jobs.start(work, name="Scoring a.csv")
    before = line.minimumSizeHint().width()
    with qtbot.waitSignal(job.finished):
        job.cancel()
    job = jobs.start(work, name=f"Scoring {'applicants of the year ' * 40}.csv")
    assert line.minimumSizeHint().width() == before
    with qtbot.waitSignal(job.finished):
        work.may_end.set()


def test_a_name_is_not_taken_for_markup(qtbot: QtBot, jobs: JobRunner, line: StatusLine, work: Work) -> None:
    job = jobs.start(work, name="Scoring <b>a</b>.csv")
    assert words(line).textFormat() is Qt.TextFormat.PlainText
    with qtbot.waitSignal(job.finished):
        work.may_end.set()


def test_its_button_does_nothing_while_nothing_runs(line: StatusLine) -> None:
    cancel_button(line).clicked.emit()
    assert line.text == "Ready"
