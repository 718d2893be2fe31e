"""``--self-test`` goes through the whole program and says what works, or which part does not."""

import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

import app.widgets
from app.sample_charts import sample_charts
from app.services import paths
from app.widgets.chart_rendering import Chart
from core.batch.pipeline import score_file
from core.batch.report import BatchReport
from core.errors import CreditDeskError
from core.scorecard import Scorecard
from tests.app.command_line import call
from tests.core.factories import curve_scorecard
from tests.core.registry.model_files import altered, harm, put

pytestmark = pytest.mark.usefixtures("home", "qapp")


def test_this_copy_works_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither in the home of whoever asks, nor in the data folder, nor among temporary files.

    It opens no window, whatever display the session has or has not.
    """
    places = {name: tmp_path / name for name in ("HOME", "TMPDIR", "CREDIT_DESK_HOME")}
    for place in places.values():
        place.mkdir()
    environment = os.environ | {name: str(place) for name, place in places.items()}
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "MPLCONFIGDIR"):
        environment.pop(name, None)
    environment["QT_QPA_PLATFORM"] = "xcb"
    environment.pop("DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-m", "app", "--self-test"], env=environment, cwd=paths.program_folder(), check=False,
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    steps = ("Parts", "Shipped model", "Scoring a file", "Data folder", "Training", "Window", "Charts", "Making papers")
    assert all(f"{step}: " in done.stdout for step in steps)
    assert done.stdout.endswith("Everything works.\n")
    assert [path for place in places.values() for path in place.rglob("*")] == []


def test_each_kind_of_chart_is_among_those_it_draws() -> None:
    """A chart that is drawn nowhere else is one whose parts of matplotlib might be missing from a packaged copy."""
    charts = {chart.draw.func for chart in sample_charts() if isinstance(chart.draw, partial)}
    assert {one.__module__ for one in charts} == {name for name in _widgets() if _makes_charts(name)}
    assert len(sample_charts()) >= sum(map(_makes_charts, _widgets()))


def _widgets() -> list[str]:
    return [f"app.widgets.{module.name}" for module in pkgutil.iter_modules(app.widgets.__path__)]


def _makes_charts(name: str) -> int:
    """How many functions of a module make a chart for others."""
    members = inspect.getmembers(importlib.import_module(name), inspect.isfunction)
    return sum(
        function.__module__ == name and function.__annotations__.get("return") is Chart and not called.startswith("_")
        for called, function in members
    )


def test_a_copy_without_its_model_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.paths.models_folder", lambda: tmp_path / "empty")
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert "model" in said.last_line


def test_a_part_that_breaks_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise OSError("a library is missing")

    monkeypatch.setattr("core.batch.pipeline.score_file", broken)
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Scoring a file does not work (OSError: a library is missing)")


def test_what_the_program_itself_says_is_passed_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise CreditDeskError("The disk is full. Free some space.")

    monkeypatch.setattr("core.portfolio.demo.write_demo", refuse)
    assert call(capsys, "--self-test").last_line == "The disk is full. Free some space."


def test_a_damaged_model_is_told_though_another_could_stand_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, curve_scorecard())
    harm(put(tmp_path, replace(curve_scorecard(), version="v2.0")), altered)
    monkeypatch.setattr("app.services.paths.models_folder", lambda: tmp_path)
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert "v2.0 cannot be used" in said.last_line
    assert "Everything works" not in said.out


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (("871", "870"), "the first applicant has A00001, 870, Excellent, 0.0047147655"),
        (("0.00471476552", "0.00471476562"), "the first applicant has A00001, 871, Excellent, 0.0047147656"),
    ],
    ids=["another score", "another tenth digit of the PD"],
)
def test_an_applicant_who_has_another_score_than_here_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, harm: tuple[str, str], told: str
) -> None:
    def altered_score(source: Path, target: Path, scorecard: Scorecard) -> BatchReport:
        report = score_file(source, target, scorecard)
        target.write_text(target.read_text("utf-8").replace(*harm, 1), "utf-8")
        return report

    monkeypatch.setattr("core.batch.pipeline.score_file", altered_score)
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith(f"Scoring a file does not work: {told}")


def test_rows_without_a_score_are_counted(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def one_less(source: Path, target: Path, scorecard: Scorecard) -> BatchReport:
        report = score_file(source, target, scorecard)
        return replace(report, scored=report.scored - 1)

    monkeypatch.setattr("core.batch.pipeline.score_file", one_less)
    said = call(capsys, "--self-test")
    assert said.last_line == (
        "Scoring a file does not work: only 999 of 1000 applicants have a score. Install this copy again."
    )


def test_a_data_folder_that_is_not_backed_up_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.data_format.bring_up_to_date", lambda _folder: None)
    said = call(capsys, "--self-test")
    assert said.last_line.startswith("Bringing a data folder up to date does not work: there is no backup")


@pytest.mark.parametrize(
    ("part", "answer", "said"),
    [
        (
            "core.training.train.train",
            SimpleNamespace(candidate=SimpleNamespace(metrics={"auc": 0.613})),
            "Training does not work: its model has an AUC of only 0.613",
        ),
        (
            "core.training.train.train",
            SimpleNamespace(
                candidate=SimpleNamespace(metrics={"auc": 0.99}),
                data_notes=["The trials of this search are not kept on disk (no such table)."],
            ),
            "Training does not work: The trials of this search are not kept on disk (no such table).",
        ),
    ],
    ids=["a model that tells nothing", "a search that is not kept"],
)
def test_a_part_that_ends_without_doing_its_work_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, part: str, answer: object, said: str
) -> None:
    monkeypatch.setattr(part, lambda *_arguments, **_options: answer)
    told = call(capsys, "--self-test")
    assert told.code == 2
    assert told.last_line.startswith(said)
    assert told.last_line.endswith("Install this copy again.")
