"""Many papers in one PDF file: each begins on a page of its own, and the logo is in the file once."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool

from app.paper.bundle import Bundle
from app.paper.fonts import PaperFonts
from app.paper.letterhead import read_logo
from app.paper.making import make
from app.paper.printing import Sheet, save_pdf
from app.paper.templates import Kind
from core.catalogue import Language
from tests.app.paper.papers import content, letterhead
from tests.app.paper.pdf import Pdf, squeezed
from tests.app.paper.test_letterhead import picture

HOME = Path("no such folder")


def sheets(system: PaperFonts, count: int, logo: str = "") -> list[Sheet]:
    read = read_logo(logo)
    papers = (replace(content(), reference=f"LN-{number}") for number in range(count))
    return [make(Kind.DECLINE, paper, letterhead(logo=logo), HOME, system, read) for paper in papers]


def test_each_paper_has_pages_of_its_own(tmp_path: Path, system: PaperFonts) -> None:
    long = replace(content(), policy=tuple(f"Limit {number} of our policy." for number in range(80)))
    several = make(Kind.DECLINE, long, letterhead(), HOME, system)
    with Bundle(tmp_path / "all.pdf", "Letters") as bundle:
        for sheet in (several, *sheets(system, 2)):
            bundle.add(sheet)
    save_pdf(several, tmp_path / "one.pdf")
    alone = Pdf(tmp_path / "one.pdf")
    assert bundle.pages == Pdf(tmp_path / "all.pdf").page_count == alone.page_count + 2 > 3
    text = Pdf(tmp_path / "all.pdf").text
    assert text.startswith(alone.text)
    assert text.index("LN-0") < text.index("LN-1")


def test_a_paper_looks_as_it_does_alone(tmp_path: Path, system: PaperFonts) -> None:
    (sheet,) = sheets(system, 1)
    save_pdf(sheet, tmp_path / "one.pdf")
    with Bundle(tmp_path / "all.pdf", "Letters") as bundle:
        bundle.add(sheet)
        bundle.add(sheet)
    alone, both = Pdf(tmp_path / "one.pdf"), Pdf(tmp_path / "all.pdf")
    assert both.sizes == alone.sizes
    assert both.colours == alone.colours
    assert both.glyphs == alone.glyphs * 2
    assert b"Letters" in both.content.replace(b"\0", b"")


def test_the_logo_is_in_the_file_once(tmp_path: Path, system: PaperFonts) -> None:
    logo = picture(tmp_path / "logo.png", 200, 80)
    with Bundle(tmp_path / "all.pdf", "Letters") as bundle:
        for sheet in sheets(system, 3, str(logo)):
            bundle.add(sheet)
    assert Pdf(tmp_path / "all.pdf").picture_count == 1


def test_papers_can_be_made_beside_the_window(tmp_path: Path, system: PaperFonts) -> None:
    """In the thread of a job, from the text to the file, in both languages."""
    logo = read_logo(str(picture(tmp_path / "logo.png", 200, 80)))

    def work() -> None:
        with Bundle(tmp_path / "all.pdf", "Letters") as bundle:
            for language in Language:
                if language is Language.ENGLISH or system.devanagari:
                    bundle.add(make(Kind.APPROVAL, content(language), letterhead(language), HOME, system, logo))

    pool = QThreadPool()
    pool.start(work)
    assert pool.waitForDone(20_000)
    pdf = Pdf(tmp_path / "all.pdf")
    assert pdf.page_count == (2 if system.devanagari else 1)
    assert squeezed("Approval of your loan") in pdf.text
    assert pdf.boxes == 0


_FULL = """
import resource, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from tests.app.paper.test_bundle import HOME, sheets
from app.paper import fonts
from app.paper.bundle import Bundle
app = QGuiApplication([])
papers = sheets(fonts.system_fonts(), 1) * 40
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
added = 0
try:
    with Bundle(Path(sys.argv[1]), "Letters") as bundle:
        for paper in papers:
            bundle.add(paper)
            added += 1
except OSError as error:
    print(added < 40, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is not limited there")
def test_a_full_disk_is_noticed_while_papers_are_added(tmp_path: Path) -> None:
    """A limit of the size of files stands in for the disk; Qt by itself would go on and say nothing."""
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path / "all.pdf")],
        capture_output=True, text=True, cwd=Path(__file__).parents[3], env=os.environ, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("True "), done.stdout + done.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, system: PaperFonts) -> None:
    with pytest.raises(OSError, match="No such file"):
        Bundle(tmp_path / "none" / "all.pdf", "Letters")
