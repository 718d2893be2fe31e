"""The tab as an admin finds it: with the data report before each training."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.jobs import Job
from app.training.tab import TrainingTab
from core.portfolio.demo import write_demo

SECONDS = 30_000
"""How long a test waits for a reading before it fails, in milliseconds."""


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three tables of 300 borrowers."""
    folder = tmp_path_factory.mktemp("small")
    write_demo(folder, rows=1_000)
    for table in ("customers", "loans", "bureau"):
        frame = pd.read_csv(folder / f"{table}.csv", dtype=str)
        frame.head(300).to_csv(folder / f"{table}.csv", index=False)
    return folder


@pytest.fixture
def tab(tab: TrainingTab, small: Path) -> TrainingTab:
    """The tab with three files chosen, set to show their report first."""
    tab.data.check.setChecked(True)
    tab.data.take([small])
    tab.activateWindow()
    return tab


@pytest.fixture
def look(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> Callable[[], None]:
    """Presses Retrain and waits until the tables are read."""

    def press_and_wait() -> None:
        with qtbot.waitSignal(reading(tab, desk).finished, timeout=SECONDS):
            pass

    return press_and_wait


def reading(tab: TrainingTab, desk: Desk) -> Job:
    """Press Retrain and return the job that reads."""
    tab.retrain.click()
    (job,) = [job for job in desk.jobs.jobs if job.name == "Reading the data"]
    return job


def renamed(folder: Path, target: Path, table: str, **names: str) -> Path:
    """The tables of a folder elsewhere, with other names for columns of one of them."""
    for path in folder.glob("*.csv"):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        frame.rename(columns=names if path.stem == table else {}).to_csv(target / path.name, index=False)
    return target
