"""What tests of the window stand on."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QThreadPool
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services import theme
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from app.services.jobs import JobRunner
from app.services.settings import Settings
from core.registry.versions import Registry
from core.scorecard_json import to_json
from tests.app.fakes import FakeDialogs
from tests.core.factories import curve_scorecard


@pytest.fixture
def dialogs() -> Iterator[FakeDialogs]:
    """Dialogs without a user; give the answers by ``dialogs.answers.append``. All must have been asked for."""
    fake = FakeDialogs()
    yield fake
    assert not fake.answers, f"Answers nobody asked for: {fake.answers}"


@pytest.fixture
def settings(home: Path) -> Iterator[Settings]:
    """Settings in the test's own data folder; written at the end of the test, so that no timer waits for it."""
    made = Settings(home)
    yield made
    made.save()


@pytest.fixture
def jobs(qapp: object) -> Iterator[JobRunner]:
    """A job runner; after the test what still runs is stopped and settles, and so does what is started by that."""
    runner = JobRunner()
    yield runner
    while runner.jobs:
        runner.cancel_all()
        assert runner.wait_for_done(10_000), "A job did not stop when it was cancelled."
        QCoreApplication.sendPostedEvents(runner)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder of shipped models with one in it: v1.0, all standard factors as curves."""
    folder = tmp_path / "shipped"
    path = folder / "v1.0" / "scorecard.json"
    path.parent.mkdir(parents=True)
    path.write_text(to_json(curve_scorecard()), encoding="utf-8")
    return folder


@pytest.fixture
def desk(home: Path, shipped: Path, settings: Settings, dialogs: FakeDialogs, jobs: JobRunner) -> Iterator[Desk]:
    """The services of a window over the test's own data folder, with the shipped model active."""
    model = ActiveModel(Registry(home, shipped))
    yield Desk(home, settings, dialogs, jobs, model)
    model.deleteLater()  # it may be about to look what became of the models


@pytest.fixture(autouse=True, scope="session")
def _jobs_count_as_covered() -> Iterator[None]:
    """Trace also the threads of Qt's pool; coverage by itself hears only of those that Python starts."""
    trace, start = threading.gettrace(), QThreadPool.start

    def start_traced(pool: QThreadPool, task: Callable[[], None]) -> None:
        def traced() -> None:
            sys.settrace(trace)
            task()

        start(pool, traced)

    with pytest.MonkeyPatch.context() as patch:
        if trace is not None:
            patch.setattr(QThreadPool, "start", start_traced)
        yield


@pytest.fixture(autouse=True)
def _system_look() -> Iterator[None]:
    """Each test starts with the look the system asks for."""
    yield
    if theme.notifier().choice is not theme.Choice.SYSTEM:
        theme.notifier().choice = theme.Choice.SYSTEM
        theme.notifier().refresh()


@pytest.fixture
def twice_the_text(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[], None]]:
    """A function that makes the text of the program twice as large and waits until widgets have been told."""
    before = QFont(qapp.font())

    def enlarge() -> None:
        larger = QFont(before)
        larger.setPointSizeF(2 * before.pointSizeF())
        _set_font(qapp, qtbot, larger)

    yield enlarge
    _set_font(qapp, qtbot, before)


def _set_font(qapp: QApplication, qtbot: QtBot, font: QFont) -> None:
    told = QWidget()
    qapp.setFont(font)
    qtbot.waitUntil(lambda: told.font().pointSizeF() == font.pointSizeF())
