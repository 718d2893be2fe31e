"""``--self-test`` goes through the whole program and says what works, or which part does not."""

from pathlib import Path

import pytest

from core.errors import CreditDeskError
from tests.app.command_line import call

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
