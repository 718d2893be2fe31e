"""What ``train`` keeps with a new version, and that ``models pack`` and ``models export`` write it down again."""

import json
from pathlib import Path

import openpyxl
import pytest

from app.cli import main
from app.paper import pack_document
from app.services import paths
from core.portfolio.demo import write_demo
from core.registry.versions import Registry
from tests.app.command_line import Said, call
from tests.app.paper.pdf import Pdf

Capsys = pytest.CaptureFixture[str]
TRAIN = ("train", "--preset", "reference", "--folds", "2", "--author", "Model owner", "--json")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose v2.0 was trained on 800 borrowers."""
    portfolio, home = tmp_path_factory.mktemp("portfolio"), tmp_path_factory.mktemp("home")
    write_demo(portfolio, rows=800)
    assert main([*TRAIN, "--data", str(portfolio), "--home", str(home)]) == 0
    return home


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the commands are called in; packs have no charts, which take their time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pack_document, "charts", lambda _pack: {})
    return tmp_path


def models(capsys: Capsys, home: Path, *arguments: object) -> Said:
    return call(capsys, "models", *arguments, "--home", home)


def test_a_version_is_kept_with_who_trained_it_and_its_whole_judgement(trained: Path) -> None:
    registry = Registry(trained, paths.models_folder())
    kept = registry.judgement("v2.0")
    assert kept is not None
    assert kept.active is not None
    assert kept.active.name == "v1.0"
    scorecard = registry.load("v2.0")
    assert kept.candidate.measures["auc"].value == scorecard.metrics["auc"]
    assert [gate.sentence for gate in kept.gates] == [gate["sentence"] for gate in scorecard.provenance["gates"]]
    assert registry.versions()[-1].author == "Model owner"
    assert registry.judgement("v1.0") is None  # shipped before judgements were kept


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
    said = models(capsys, trained, "pack", "v1.0")
    assert said.code == 2
    assert said.last_line.startswith("No judgement is kept with v1.0, so it has no validation pack")
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
    again = models(capsys, trained, "export", "v1.0", here / "out")
    assert (again.code, "of another model" in again.last_line) == (2, True)
