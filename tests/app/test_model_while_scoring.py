"""A file that is being scored keeps the model it began with, whatever an admin does to the versions meanwhile."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.desk import Desk
from app.services.jobs import Job
from core.golden import with_golden_rows
from tests.app.fakes import FakeDialogs
from tests.core.batch.files import applicants, write_csv
from tests.core.factories import curve_scorecard

_SECONDS = 20_000
_FIGURES = ("default_probability", "balanced_probability", "credit_score", "rating")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The window, v1.0 in use; everybody is riskier by v2.0."""
    riskier = replace(curve_scorecard(), intercept=curve_scorecard().intercept + 2.0)
    desk.model.registry.save(with_golden_rows(riskier))
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def figures(path: Path) -> list[tuple[str, ...]]:
    """What each row was told."""
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row[name] for name in _FIGURES) for row in csv.DictReader(file)]


def score(qtbot: QtBot, window: MainWindow, path: Path) -> list[tuple[str, ...]]:
    """Score a file in peace."""
    with qtbot.waitSignal(window.batch.settled, timeout=_SECONDS):
        window.open_file(path)
    return figures(path.with_name(f"{path.stem}_scored.csv"))


def use(qtbot: QtBot, window: MainWindow, desk: Desk, dialogs: FakeDialogs, name: str) -> None:
    """Put another version into use at the Retrain tab."""
    window.go_to("training")
    window.training.summary.open.click()
    versions = window.training.versions
    qtbot.waitUntil(lambda: versions.table.model().rowCount() == 2)
    versions.table.choose([name])
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(desk.model.changed):
        versions.changes.use.trigger()
    assert desk.model.scorecard.version == name


def test_a_file_that_is_being_scored_keeps_the_model_it_began_with(
    qtbot: QtBot, window: MainWindow, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    rows = applicants(*({"age": str(age)} for age in range(21, 61)))
    before, during, after = (write_csv(tmp_path / f"{name}.csv", rows) for name in ("before", "during", "after"))
    by_v1 = score(qtbot, window, before)
    held = list[Job]()

    def hold() -> None:
        """Let the scoring of the second file wait at its first word."""
        held.extend(job for job in desk.jobs.jobs if job.name == "Scoring during.csv" and job not in held)
        for job in held:
            job.pause()

    desk.jobs.changed.connect(hold)
    window.open_file(during)
    qtbot.waitUntil(lambda: held != [], timeout=_SECONDS)
    desk.jobs.changed.disconnect(hold)
    use(qtbot, window, desk, dialogs, "v2.0")
    assert held[0].is_active, "it waits"
    assert not during.with_name("during_scored.csv").exists()
    with qtbot.waitSignal(window.batch.settled, timeout=_SECONDS):
        held[0].resume()
    assert figures(during.with_name("during_scored.csv")) == by_v1
    assert "scored with model v1.0; v2.0 is in use now" in window.batch.result.notice.text
    by_v2 = score(qtbot, window, after)
    assert all(float(second[0]) > float(first[0]) for first, second in zip(by_v1, by_v2, strict=True))
