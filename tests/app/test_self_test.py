"""``--self-test`` goes through the whole program and says what works, or which part does not."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.errors import CreditDeskError
from tests.app.command_line import call
from tests.core.factories import curve_scorecard
from tests.core.registry.model_files import altered, harm, put

pytestmark = pytest.mark.usefixtures("home", "qapp")


def test_this_copy_works(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "--self-test")
    assert said.code == 0, said.err
    assert said.out.splitlines()[-1] == "Everything works."
    for step in ("Shipped model", "Demo portfolio", "Scoring a file", "Training", "Window", "Chart"):
        assert f"{step}: " in said.out


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
    ("part", "answer", "said"),
    [
        ("core.batch.pipeline.score_file", SimpleNamespace(rows=1_000, scored=0), "Scoring a file does not work"),
        (
            "core.training.train.train",
            SimpleNamespace(candidate=SimpleNamespace(metrics={"auc": 0.613})),
            "Training does not work: its model has an AUC of only 0.613",
        ),
    ],
    ids=["no row is scored", "a model that tells nothing"],
)
def test_a_part_that_ends_without_doing_its_work_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, part: str, answer: object, said: str
) -> None:
    monkeypatch.setattr(part, lambda *_arguments, **_options: answer)
    told = call(capsys, "--self-test")
    assert told.code == 2
    assert told.last_line.startswith(said)
    assert told.last_line.endswith("Install this copy again.")
