"""A small demo portfolio, a candidate trained on it, and the tab over a desk of the test's own."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.candidate import Candidate, train_candidate
from app.training.journal import Journal
from app.training.keeper import Keeper
from app.training.source import Files
from app.training.tab import TrainingTab
from core.portfolio.demo import write_demo
from core.progress import silent
from core.training.options import TrainingOptions
from tests.core.factories import curve_scorecard

QUICK = TrainingOptions(trials=3, folds=2)


@pytest.fixture(scope="session")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with customers.csv, loans.csv and bureau_data.csv of 1,500 borrowers."""
    folder = tmp_path_factory.mktemp("portfolio")
    write_demo(folder, rows=1_500)
    (folder / "bureau.csv").rename(folder / "bureau_data.csv")
    return folder


@pytest.fixture(scope="session")
def files(portfolio: Path) -> Files:
    """The same as a source."""
    return Files(portfolio / "customers.csv", portfolio / "loans.csv", portfolio / "bureau_data.csv")


@pytest.fixture(scope="session")
def journal() -> Journal:
    """What the training of the shared candidate said."""
    return Journal()


@pytest.fixture(scope="session")
def candidate(files: Files, journal: Journal) -> Candidate:
    """A candidate beside the model that the desk has in use."""
    return train_candidate(files, QUICK, curve_scorecard(), journal, silent)


@pytest.fixture
def keeper(desk: Desk) -> Keeper:
    """What changes the models of the desk."""
    return Keeper(desk)


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> TrainingTab:
    """The tab on show, set to train quickly."""
    tab = TrainingTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1024, 616)
    tab.options.counts["trials"].setValue(QUICK.trials)
    tab.options.counts["folds"].setValue(QUICK.folds)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab
