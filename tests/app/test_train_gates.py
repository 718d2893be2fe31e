"""``train --activate`` uses a candidate that passes its gates, and another one only for a reason that is kept."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from core.evaluation.names import NAMES
from core.portfolio.demo import write_demo
from tests.app.command_line import Said, call

Capsys = pytest.CaptureFixture[str]
QUICK = ("--preset", "reference", "--folds", "2")

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio of 800 borrowers, of whom some 15 are held out that defaulted."""
    folder = tmp_path_factory.mktemp("few")
    write_demo(folder, rows=800)
    return folder


@pytest.fixture(scope="module")
def enough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio of 6,000 borrowers, of whom more than 100 are held out that defaulted."""
    folder = tmp_path_factory.mktemp("enough")
    write_demo(folder, rows=6_000)
    return folder


def _train(capsys: Capsys, data: Path, *options: str) -> Said:
    return call(capsys, "train", "--data", data, *QUICK, "--activate", *options)


def _models(capsys: Capsys, *arguments: str) -> dict[str, Any]:
    return call(capsys, "models", *arguments, "--json").json


def test_a_candidate_that_fails_a_gate_is_saved_and_not_used(capsys: Capsys, few: Path) -> None:
    said = _train(capsys, few, "--json")
    assert said.code == 2
    assert said.last_line.startswith("v2.0 does not pass its gates and is not put into use: ")
    assert "at least 100 of each are needed" in said.last_line
    assert said.last_line.endswith("models activate v2.0 --reason TEXT.")
    answer = said.json
    assert answer["activated"] is False
    assert {gate["name"]: gate["passed"] for gate in answer["gates"]}["Enough rows"] is False
    in_use = {version["name"]: version["active"] for version in _models(capsys, "list")["models"]}
    assert in_use == {"v1.0": True, "v2.0": False}


def test_a_written_reason_puts_it_into_use_and_is_kept_with_its_gates(capsys: Capsys, few: Path) -> None:
    answer = _train(capsys, few, "--reason", "  a pilot of ten branches ", "--json").json
    assert answer["activated"] is True
    shown = _models(capsys, "show", "v2.0")["provenance"]
    assert shown["reason"] == "a pilot of ten branches"
    assert shown["gates"] == answer["gates"]
    in_use = {version["name"]: version["active"] for version in _models(capsys, "list")["models"]}
    assert in_use == {"v1.0": False, "v2.0": True}


def test_a_version_that_was_refused_is_used_later_for_a_reason_that_becomes_a_note(capsys: Capsys, few: Path) -> None:
    _train(capsys, few)
    refused = call(capsys, "models", "activate", "v2.0")
    assert refused.code == 2
    assert refused.last_line.endswith("models activate v2.0 --reason TEXT.")
    assert "v2.0 is in use" in call(capsys, "models", "activate", "v2.0", "--reason", "a pilot", "--author", "risk").out
    (note,) = _models(capsys, "note", "v2.0")["notes"]
    assert note["text"] == "Put into use though it does not pass its gates, because: a pilot"
    assert note["author"] == "risk"


def test_a_candidate_that_passes_needs_no_reason(
    capsys: Capsys, enough: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.paths.models_folder", lambda: tmp_path / "empty")
    said = _train(capsys, enough, "--json")
    assert said.code == 0, said.err
    answer = said.json
    assert answer["activated"] is True
    assert all(gate["passed"] for gate in answer["gates"])
    assert "reason" not in _models(capsys, "show", "v1.0")["provenance"]


def test_a_person_reads_of_every_gate(capsys: Capsys, few: Path) -> None:
    said = call(capsys, "train", "--data", few, *QUICK)
    assert said.code == 0
    told = [line for line in said.out.splitlines() if line.startswith(("passed", "not passed"))]
    assert len(told) == 5
    figures = re.findall(r"^(\S.*?) +\d\.\d{4} +\d\.\d{4}$", said.out, re.MULTILINE)
    assert figures[:4] == ["AUC", "Gini", "KS", "Recall"]
    assert set(figures) <= set(NAMES.values()), "as the window and the validation pack call them"
    assert any(line.startswith("not passed  Enough rows: It was judged on") for line in told)


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--activate", "--reason", " "], "--reason is empty"), (["--reason", "a pilot"], "together with --activate")],
)
def test_a_reason_that_is_none_or_for_nothing_is_refused_before_training(
    capsys: Capsys, few: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], words: str
) -> None:
    monkeypatch.setitem(sys.modules, "core.training.train", None)  # importing it fails
    said = call(capsys, "train", "--data", few, *QUICK, *options)
    assert said.code == 2
    assert words in said.last_line
