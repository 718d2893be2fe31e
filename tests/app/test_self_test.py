"""``--self-test`` goes through the whole program and says what works, or which part does not."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import self_test
from app.paper import templates
from app.paper.fonts import system_fonts
from app.paper.printing import Sheet, save_pdf
from app.paper.templates import Kind
from app.services import paths
from core.catalogue import Language
from core.errors import CreditDeskError
from tests.app.command_line import call
from tests.core.factories import curve_scorecard
from tests.core.registry.model_files import altered, harm, put

pytestmark = pytest.mark.usefixtures("home", "qapp")


def test_this_copy_works(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "--self-test")
    assert said.code == 0, said.err
    assert said.out.splitlines()[-1] == "Everything works."
    for step in ("Shipped model", "Demo portfolio", "Scoring a file", "Training", "Window", "Chart", "Making papers"):
        assert f"{step}: " in said.out


@pytest.fixture
def papers_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The steps that papers need, for training takes seconds."""
    needed = {name: step for name, step in self_test._STEPS.items() if name in ("Shipped model", "Making papers")}
    monkeypatch.setattr(self_test, "_STEPS", needed)
    templates._sandbox.cache_clear()
    yield
    templates._sandbox.cache_clear()


@pytest.mark.usefixtures("papers_only")
def test_every_paper_is_made(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Their templates, and the library that fills them in, are loaded by nothing else."""
    made: list[str] = []

    def save(sheet: Sheet, target: Path) -> None:
        save_pdf(sheet, target)
        assert target.read_bytes().startswith(b"%PDF")
        made.append(target.stem)

    monkeypatch.setattr("app.paper.printing.save_pdf", save)
    said = call(capsys, "--self-test")
    languages = [one for one in Language if one is Language.ENGLISH or system_fonts().devanagari]
    assert made == [f"{kind}-{language}" for language in languages for kind in Kind]
    assert f"Making papers: {len(made)} in {len(languages)} language" in said.out


@pytest.mark.usefixtures("papers_only")
def test_a_copy_without_the_library_of_papers_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "app.paper.sandbox", raising=False)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work (ModuleNotFoundError")


@pytest.mark.usefixtures("papers_only")
def test_a_copy_without_a_template_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "resources"
    shutil.copytree(paths.resources_folder(), copy)
    (copy / "letters" / "en" / "decline.html").unlink()
    monkeypatch.setattr("app.services.paths.resources_folder", lambda: copy)
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work: ")
    assert "decline.html" in said.last_line
    assert said.last_line.endswith("Install this copy again.")


@pytest.mark.usefixtures("papers_only")
@pytest.mark.parametrize("rest", ["{{ score }}", "{% if score %}"])
def test_a_placeholder_that_is_left_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, rest: str
) -> None:
    html = templates.render
    monkeypatch.setattr("app.paper.templates.render", lambda *asked: html(*asked).replace("</body>", f"{rest}</body>"))
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work: assessment in English has a placeholder left.")


@pytest.mark.usefixtures("papers_only")
def test_a_paper_that_is_no_pdf_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.paper.printing.save_pdf", lambda _sheet, target: target.write_bytes(b"nothing"))
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work: assessment in English is no PDF file.")


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
