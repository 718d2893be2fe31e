"""A small demo portfolio, a candidate trained on it, and the tab over a desk of the test's own."""

import importlib
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training import tab as tab_module
from app.training.candidate import Candidate, train_candidate
from app.training.journal import Journal
from app.training.source import Files, Source
from app.training.tab import TrainingTab
from core.evaluation.gates import Gate
from core.portfolio.demo import write_demo
from core.progress import Report, silent
from core.scorecard import Scorecard
from core.training.fitting import Settings
from core.training.options import TrainingOptions
from core.training.trial import Trial
from tests.app.training.admin import start_demo
from tests.core.factories import curve_scorecard

QUICK = TrainingOptions(trials=3, folds=2)


@pytest.fixture(autouse=True, scope="session")
def _matplotlib_knows_the_fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It makes its list when the first chart is drawn, which takes seconds, and the end of a test waits for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLCONFIGDIR", str(tmp_path_factory.mktemp("matplotlib")))
        patch.setattr(logging.getLogger("matplotlib.font_manager"), "disabled", True)
        importlib.import_module("matplotlib.font_manager")


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
    """A candidate beside the model that the desk has in use; it passes its gates, though its borrowers are few."""
    return with_gates(train_candidate(files, QUICK, curve_scorecard(), journal, silent))


def with_gates(candidate: Candidate, *failed: Gate) -> Candidate:
    """The same candidate with all gates passed but these."""
    judgement = candidate.result.judgement
    gates = (*(replace(gate, passed=True) for gate in judgement.gates[len(failed) :]), *failed)
    return replace(candidate, result=replace(candidate.result, judgement=replace(judgement, gates=gates)))


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> TrainingTab:
    """The tab on show, set to train quickly, and at once: without the data report before."""
    tab = TrainingTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1024, 616)
    tab.data.check.setChecked(False)
    tab.options.counts["trials"].setValue(QUICK.trials)
    tab.options.counts["folds"].setValue(QUICK.folds)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


FIRST_TRIAL = Trial(1, Settings(8, 10.0, "none"), log_loss=0.10083, auc=0.9785, seconds=2.0)


class SlowTraining:
    """Stands in for a training: tells trials as a real one does, and goes on until it may end or the best is enough.

    Attributes:
        may_end: lets it end.
        runs: how many were started.
        candidate: what it brings.
        trials: the trials it tells of; may be added to while it runs.
        shares: what it says of the importance of parameters.
        studies: the files that were to keep its trials.
    """

    def __init__(self, candidate: Candidate) -> None:
        self.may_end = Event()
        self.runs = 0
        self.candidate = candidate
        self.trials = [FIRST_TRIAL]
        self.shares: dict[str, float] = {}
        self.studies: list[Path | None] = []

    def __call__(
        self,
        source: Source,
        options: TrainingOptions,
        active: Scorecard,
        journal: Journal,
        report: Report,
        study: Path | None = None,
    ) -> Candidate:
        self.runs += 1
        self.studies.append(study)
        heard = journal.listening(report)
        while not journal.is_enough():
            for trial in self.trials[len(journal.trials) :]:
                journal.trial_ended(trial)
            if self.shares:
                journal.importance(self.shares)
            heard(0.5, f"Trial {len(journal.trials) + 1}: Fitting")
            if self.may_end.wait(0.01):
                break
        return self.candidate


@pytest.fixture
def slow(candidate: Candidate, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowTraining]:
    """A training that ends with the test at the latest."""
    slow = SlowTraining(candidate)
    monkeypatch.setattr(tab_module, "train_candidate", slow)
    yield slow
    slow.may_end.set()


@pytest.fixture
def judged(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> TrainingTab:
    """The tab with a candidate on show that was compared with v1.0."""
    slow.may_end.set()
    with qtbot.waitSignal(start_demo(tab, desk).finished):
        pass
    return tab
