"""``--self-test`` makes every paper, or says what a copy of the program lacks for it."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import self_test
from app.paper import templates
from app.paper.fonts import system_fonts
from app.paper.printing import Sheet, save_pdf
from app.paper.templates import Kind
from app.services import paths
from core.catalogue import Language
from tests.app.command_line import call

pytestmark = pytest.mark.usefixtures("home", "qapp")


@pytest.fixture(autouse=True)
def _papers_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The steps that papers need, for training takes seconds."""
    needed = {name: step for name, step in self_test._STEPS.items() if name in ("Shipped model", "Making papers")}
    monkeypatch.setattr(self_test, "_STEPS", needed)
    templates._sandbox.cache_clear()
    yield
    templates._sandbox.cache_clear()


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


def test_a_copy_without_the_library_of_papers_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "app.paper.sandbox", raising=False)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work (ModuleNotFoundError")


def test_a_copy_with_a_damaged_template_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "resources"
    shutil.copytree(paths.resources_folder(), copy)
    (copy / "letters" / "en" / "decline.html").write_text("{{ nothing }}", encoding="utf-8")
    monkeypatch.setattr("app.services.paths.resources_folder", lambda: copy)
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work: ")
    assert "decline.html" in said.last_line
    assert said.last_line.endswith("). Install this copy again.")
    assert "Mend it" not in said.last_line, "it is not a bank's own"


@pytest.mark.parametrize("rest", ["{{ score }}", "{% if score %}"])
def test_a_placeholder_that_is_left_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, rest: str
) -> None:
    html = templates.render
    monkeypatch.setattr("app.paper.templates.render", lambda *asked: html(*asked).replace("</body>", f"{rest}</body>"))
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work: assessment in English has a placeholder left.")


def test_a_paper_that_is_no_pdf_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.paper.printing.save_pdf", lambda _sheet, target: target.write_bytes(b"nothing"))
    said = call(capsys, "--self-test")
    assert said.code == 2
    assert said.last_line.startswith("Making papers does not work: assessment in English is no PDF file.")
