"""What ``train`` keeps with a new version, killed and not, and that ``models`` writes it down again."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from app.paper import pack_document
from app.services import paths
from core.portfolio.demo import write_demo
from core.registry.versions import Registry
from tests.app.command_line import Said, call
from tests.app.killed_training import CAN_KILL, PLACES
from tests.app.paper.pdf import Pdf

Capsys = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]


class Trained(NamedTuple):
    """A data folder whose v2.0 was trained on 800 borrowers, after trainings that were killed.

    Attributes:
        home: the data folder.
        temporary: that for temporary files.
        killed: what each killed training left, as ``tests.app.killed_training`` tells it.
        done: the same of the one that was not killed.
    """

    home: Path
    temporary: Path
    killed: list[dict[str, Any]]
    done: dict[str, Any]


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    portfolio, home, temporary = (tmp_path_factory.mktemp(name) for name in ("portfolio", "home", "temporary"))
    write_demo(portfolio, rows=800)
    call = [sys.executable, "-m", "tests.app.killed_training", str(portfolio), str(home)]
    environment = {**os.environ, "TMPDIR": str(temporary), "OPENBLAS_NUM_THREADS": "1"}
    said = subprocess.run(call, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    *killed, done = [json.loads(line) for line in said.stdout.splitlines()]
    return Trained(home, temporary, killed, done)


@pytest.fixture
def trained(training: Trained) -> Path:
    """The data folder."""
    return training.home


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the commands are called in; packs have no charts, which take their time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pack_document, "charts", lambda _pack: {})
    return tmp_path


def models(capsys: Capsys, home: Path, *arguments: object) -> Said:
    return call(capsys, "models", *arguments, "--home", home)


@pytest.mark.skipif(not CAN_KILL, reason="processes are killed as POSIX systems do it")
def test_a_killed_training_leaves_the_model_in_use_and_the_next_one_is_clean(training: Trained) -> None:
    assert [one["place"] for one in training.killed] == list(PLACES)
    for one in training.killed:
        assert (one["code"], one["active"], one["versions"]) == (-signal.SIGKILL, "v1.0", ["v1.0"])
    done = training.done
    assert (done["code"], done["active"], done["versions"]) == (0, "v1.0", ["v1.0", "v2.0"])
    folders = (training.home, training.home / "models", training.temporary)
    assert [path for folder in folders for path in folder.glob(".*")] == []


def test_a_version_is_kept_with_who_trained_it_and_its_whole_judgement(trained: Path) -> None:
    registry = Registry(trained, paths.models_folder())
    kept = registry.judgement("v2.0")
    assert kept is not None
    assert kept.active is not None
    assert kept.active.name == "v1.0"
    scorecard = registry.load("v2.0")
    assert kept.candidate.measures["auc"].value == scorecard.metrics["auc"]
    assert [gate.sentence for gate in kept.gates] == [gate["sentence"] for gate in scorecard.provenance["gates"]]
    assert next(version for version in registry.versions() if version.name == "v2.0").author == "Model owner"


@pytest.mark.usefixtures("qapp")
def test_a_pack_is_written_as_a_workbook_and_a_document(capsys: Capsys, trained: Path, here: Path) -> None:
    said = models(capsys, trained, "pack", "v2.0", "--json")
    assert said.json == {"version": "v2.0", "files": ["validation_pack_v2.0.xlsx", "validation_pack_v2.0.pdf"]}
    book = openpyxl.load_workbook(here / "validation_pack_v2.0.xlsx")
    auc = Registry(trained, paths.models_folder()).load("v2.0").metrics["auc"]
    assert book["Measures"]["B5"].value == pytest.approx(auc)
    assert "Validationpackv2.0" in Pdf(here / "validation_pack_v2.0.pdf").text


def test_the_name_that_is_asked_for_says_which_of_them(capsys: Capsys, trained: Path, here: Path) -> None:
    assert models(capsys, trained, "pack", "v2.0", "-o", "mine.xlsx").out == "mine.xlsx\n"
    assert [path.name for path in here.iterdir()] == ["mine.xlsx"]
    said = models(capsys, trained, "pack", "v2.0", "-o", "mine.docx")
    assert (said.code, said.last_line) == (2, "mine.docx is no name for a validation pack. End it in .xlsx or .pdf.")


def test_a_version_without_a_judgement_has_no_pack_and_it_says_how_to_get_one(
    capsys: Capsys, trained: Path, here: Path
) -> None:
    registry = Registry(trained, paths.models_folder())
    name = registry.save(registry.load("v1.0")).version
    said = models(capsys, trained, "pack", name)
    assert said.code == 2
    assert said.last_line.startswith(f"No judgement is kept with {name}, so it has no validation pack")
    assert "Train a model on your own loans" in said.last_line
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("qapp")
def test_an_export_has_all_of_it(capsys: Capsys, trained: Path, here: Path) -> None:
    said = models(capsys, trained, "export", "v2.0", here / "out", "--json")
    assert said.code == 0, said.err
    written = {Path(path).name for path in said.json["files"]}
    assert written >= {"judgement.json", "validation_pack.xlsx", "validation_pack.pdf", "model_card.pdf"}
    assert {path.name for path in (here / "out").iterdir()} == written
    kept = json.loads((here / "out" / "judgement.json").read_text(encoding="utf-8"))
    assert kept["version"] == "v2.0"
    registry = Registry(trained, paths.models_folder())
    unjudged = registry.save(registry.load("v1.0")).version
    again = models(capsys, trained, "export", unjudged, here / "out")
    assert (again.code, "of another model" in again.last_line) == (2, True)
