"""An admin fits the PD of an imported model to the bank's own borrowers."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.source import Files
from app.widgets.notice import NoticeKind
from core.golden import with_golden_rows
from core.scorecard import Calibration
from tests.app.training.admin import SECONDS
from tests.app.training.versions.conftest import Page
from tests.core.factories import linear_scorecard


@pytest.fixture
def uncalibrated(page: Page, desk: Desk) -> Page:
    """The page with v3.0 besides, which knows no default rate, selected."""
    desk.model.registry.save(with_golden_rows(replace(linear_scorecard(), calibration=Calibration(), metrics={})))
    page.refresh("v3.0", "v2.0", "v1.0")
    page.select("v3.0")
    return page


def test_a_version_is_calibrated_on_the_tables_at_the_left(
    qtbot: QtBot, uncalibrated: Page, desk: Desk, files: Files
) -> None:
    uncalibrated.tables = files
    uncalibrated.do(uncalibrated.widget.calibrator.calibrate)
    assert "the status line tells how far it is" in uncalibrated.said(NoticeKind.INFO)
    assert [job.name for job in desk.jobs.jobs if job.name] == ["Calibrating"]
    assert not uncalibrated.widget.calibrator.calibrate.isEnabled(), "one at a time"
    said = uncalibrated.said()
    assert said.startswith("Calibrated, and kept as v4.0: on borrowers held out its mean PD is ")
    assert said.endswith("The model in use has not changed.")
    qtbot.waitUntil(lambda: [version.name for version in uncalibrated.widget.table.chosen()] == ["v4.0"])
    assert uncalibrated.cell("v4.0", "Status") == "not used yet"
    assert uncalibrated.cell("v4.0", "Slope") != "–"
    kept = desk.model.registry.load("v4.0")
    assert kept.calibration.calibrated
    assert kept.curves == desk.model.registry.load("v3.0").curves


def test_tables_are_chosen_first(uncalibrated: Page, desk: Desk) -> None:
    uncalibrated.do(uncalibrated.widget.calibrator.calibrate)
    assert uncalibrated.said(NoticeKind.WARNING).startswith("Choose the tables at the left first")
    assert [job.name for job in desk.jobs.jobs if job.name] == []


def test_a_cancelled_calibration_leaves_everything(qtbot: QtBot, uncalibrated: Page, desk: Desk, files: Files) -> None:
    uncalibrated.tables = files
    uncalibrated.do(uncalibrated.widget.calibrator.calibrate)
    (job,) = [job for job in desk.jobs.jobs if job.name]
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        job.cancel()
    assert uncalibrated.said(NoticeKind.INFO).startswith("The calibration was cancelled.")
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0", "v2.0", "v3.0"]
    assert uncalibrated.widget.calibrator.calibrate.isEnabled()


def test_columns_of_other_names_are_asked_for_where_a_training_asks_for_them(
    uncalibrated: Page, files: Files, tmp_path: Path
) -> None:
    customers = tmp_path / "customers.csv"
    customers.write_text(files.customers.read_text("utf-8").replace("income", "wages", 1), encoding="utf-8")
    uncalibrated.tables = replace(files, customers=customers)
    uncalibrated.do(uncalibrated.widget.calibrator.calibrate)
    assert "Press Retrain, which asks which ones are meant" in uncalibrated.said(NoticeKind.ERROR)


def test_tables_that_cannot_be_read_are_told(uncalibrated: Page, files: Files, tmp_path: Path) -> None:
    uncalibrated.tables = replace(files, loans=tmp_path / "gone.csv")
    uncalibrated.do(uncalibrated.widget.calibrator.calibrate)
    said = uncalibrated.said(NoticeKind.ERROR)
    assert "gone.csv" in said
    assert said.endswith("The model in use has not changed.")
