"""A paper comes out on A4 as it was meant: whole, on as many pages as it may have, with its fonts in the file."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from app.paper.content import LoanTerms, PaperContent, PaperError
from app.paper.fonts import PaperFonts
from app.paper.making import make
from app.paper.printing import Sheet, print_document, save_pdf
from app.paper.templates import FOLDER, Kind
from app.services import theme
from app.services.colours import DARK
from core.catalogue import Language
from core.errors import FileError
from tests.app.paper.papers import DEVANAGARI, LATIN, TERMS, content, contents, letterhead
from tests.app.paper.pdf import Pdf, squeezed

HOME = Path("no such folder")
A4 = {"0 0 595.000000 842.000000"}
LONG = tuple("The record of earlier loans shows many payments that came late. " * 4 for _ in range(60))


@pytest.fixture
def sheet(system: PaperFonts) -> Sheet:
    return make(Kind.DECLINE, content(), letterhead(), HOME, system)


def saved(sheet: Sheet, folder: Path) -> Pdf:
    save_pdf(sheet, folder / "paper.pdf")
    return Pdf(folder / "paper.pdf")


def within_margins(pdf: Pdf) -> bool:
    """Whether all text stands on the page, clear of its edges: 20 mm left and right, 15 mm above and below."""
    side, end = 20 * 72 / 25.4 - 1, 15 * 72 / 25.4 - 1
    return all(side < glyph.x < 595 - side and end < glyph.y < 842 - end for glyph in pdf.glyphs)


def embedded(pdf: Pdf, family: str) -> bool:
    """Whether all fonts are in the file, and the family is among them."""
    names = {name.replace("-", "") for name in pdf.fonts}
    return all(pdf.fonts.values()) and any(name.startswith(family.replace(" ", "")) for name in names)


@pytest.mark.parametrize("kind", Kind)
def test_a_paper_is_one_page_of_a4_with_its_fonts_in_it(system: PaperFonts, tmp_path: Path, kind: Kind) -> None:
    pdf = saved(make(kind, content(), letterhead(), HOME, system), tmp_path)
    assert pdf.page_count == 1
    assert pdf.sizes == A4
    assert embedded(pdf, system.latin)
    assert pdf.boxes == 0
    assert within_margins(pdf)
    assert pdf.picture_count == (1 if kind is Kind.ASSESSMENT else 0)


def test_the_text_can_be_found_and_copied_from_the_file(system: PaperFonts, tmp_path: Path) -> None:
    pdf = saved(make(Kind.APPROVAL, content(), letterhead(), HOME, system), tmp_path)
    sign = "₹" if system.has_rupee else "Rs."
    for said in ("Example Bank", "Dear A. Applicant,", f"Monthly instalment {sign}50,745", f"{sign}2,76,820.11"):
        assert squeezed(said) in pdf.text


def test_a_rupee_sign_is_drawn_and_never_a_box(system: PaperFonts, tmp_path: Path) -> None:
    said = replace(content(), loan=replace(TERMS, amount=1e11), remarks=("₹ ₹12,40,000",))
    for kind in Kind:
        pdf = saved(make(kind, said, letterhead(), HOME, system), tmp_path)
        assert pdf.boxes == 0
        assert ("₹" in pdf.text) == (system.has_rupee and kind is not Kind.DECLINE)


@pytest.mark.parametrize("kind", Kind)
def test_hindi_is_drawn_with_its_letters_joined(with_devanagari: PaperFonts, tmp_path: Path, kind: Kind) -> None:
    """Where shaping fails, the sign that joins two letters (U+094D) or a dotted circle (U+25CC) is seen."""
    pdf = saved(make(kind, content(Language.HINDI), letterhead(Language.HINDI), HOME, with_devanagari), tmp_path)
    assert pdf.page_count == 1
    assert embedded(pdf, with_devanagari.devanagari)
    assert pdf.boxes == 0
    assert not {"\u094d", "\u25cc"} & set(pdf.text)
    assert "ऋण" in pdf.text


def test_text_is_dark_on_paper_also_while_the_window_is_dark(
    system: PaperFonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FOLDER / "en").mkdir(parents=True)
    (tmp_path / FOLDER / "en" / "decline.html").write_text("<p>A bank's own, without colours</p>", encoding="utf-8")
    plain = make(Kind.DECLINE, content(), letterhead(), tmp_path, system)
    monkeypatch.setattr(theme, "current", lambda: DARK)
    theme.notifier().refresh()
    dark = saved(plain, tmp_path).colours
    monkeypatch.undo()
    theme.notifier().refresh()
    assert dark
    assert all(float(part) < 0.3 for colour in dark for part in colour.split())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=contents(LATIN))
def test_an_assessment_is_one_page_whatever_is_on_it(system: PaperFonts, tmp_path: Path, said: PaperContent) -> None:
    pdf = saved(make(Kind.ASSESSMENT, said, letterhead(), HOME, system), tmp_path)
    assert pdf.page_count == 1
    assert embedded(pdf, system.latin)
    assert within_margins(pdf)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=contents(DEVANAGARI + LATIN))
def test_so_is_one_in_hindi(with_devanagari: PaperFonts, tmp_path: Path, said: PaperContent) -> None:
    pdf = saved(make(Kind.ASSESSMENT, said, letterhead(Language.HINDI), HOME, with_devanagari), tmp_path)
    assert pdf.page_count == 1
    assert all(pdf.fonts.values())


def test_an_assessment_that_has_to_shrink_still_says_everything(system: PaperFonts, tmp_path: Path) -> None:
    pdf = saved(make(Kind.ASSESSMENT, replace(content(), remarks=LONG[:20]), letterhead(), HOME, system), tmp_path)
    assert pdf.page_count == 1
    assert "Modelv7.3" in pdf.text
    assert pdf.text.count(squeezed(LONG[0])) == 20
    assert within_margins(pdf)


def test_a_letter_goes_on_on_the_next_page(system: PaperFonts, tmp_path: Path) -> None:
    pdf = saved(make(Kind.DECLINE, replace(content(), policy=LONG[:30]), letterhead(), HOME, system), tmp_path)
    assert pdf.page_count == 3
    assert within_margins(pdf)
    assert pdf.text.count(squeezed(LONG[0])) == 30
    assert pdf.text.endswith("BranchmanagerExampleBank")


def test_a_sheet_can_be_saved_again_and_again(sheet: Sheet, tmp_path: Path) -> None:
    first = saved(sheet, tmp_path).text
    assert saved(sheet, tmp_path).text == first


def test_the_file_says_what_it_is(sheet: Sheet, tmp_path: Path) -> None:
    content_of_file = saved(sheet, tmp_path).content
    assert "Decision on your application LN-417".encode("utf-16-be") in content_of_file
    assert b"A. Applicant" not in content_of_file, "names belong on the paper, not into the properties of the file"


# Targets


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX systems have them")
def test_a_read_only_target_is_left_as_it_is(sheet: Sheet, tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(FileError, match=r"paper\.pdf could not be written in .* \(it is write-protected\)"):
        save_pdf(sheet, target)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("call", "code"), [("os.fsync", errno.ENOSPC), ("pathlib.Path.replace", errno.EACCES), ("os.open", errno.EROFS)]
)
def test_a_full_disk_or_a_target_open_elsewhere_leaves_the_old_file_whole(
    sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "paper.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(call, fail)
    with pytest.raises(FileError, match="What was there before is untouched"):
        save_pdf(sheet, target)
    assert [path.name for path in tmp_path.iterdir()] == ["paper.pdf"]
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_told(sheet: Sheet, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"paper\.pdf could not be written"):
        save_pdf(sheet, tmp_path / "gone" / "paper.pdf")


# Printers


def printer(target: Path) -> QPrinter:
    """A printer that prints into a file."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(target))
    return made


def test_a_printer_gets_the_same_text(sheet: Sheet, tmp_path: Path) -> None:
    print_document(sheet, printer(tmp_path / "printed.pdf"))
    assert Pdf(tmp_path / "printed.pdf").text == saved(sheet, tmp_path).text


def test_a_printer_prints_the_pages_that_were_asked_for(system: PaperFonts, tmp_path: Path) -> None:
    three = make(Kind.DECLINE, replace(content(), policy=LONG[:30]), letterhead(), HOME, system)
    asked = printer(tmp_path / "printed.pdf")
    asked.setFromTo(2, 3)
    print_document(three, asked)
    printed = Pdf(tmp_path / "printed.pdf")
    assert printed.page_count == 2
    assert "DearA.Applicant" not in printed.text
    assert printed.text.endswith("BranchmanagerExampleBank")


def test_a_printer_that_takes_no_job_is_told(sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPainter, "begin", lambda *_: False)
    with pytest.raises(PaperError, match="“Decision on your application LN-417” could not be printed"):
        print_document(sheet, printer(tmp_path / "printed.pdf"))


def test_terms_of_any_size_fit_an_approval(system: PaperFonts, tmp_path: Path) -> None:
    said = replace(content(), loan=LoanTerms(1e11, 99.99, 480, 1e10 / 3, 1e10 / 3, 4e12 / 3))
    pdf = saved(make(Kind.APPROVAL, said, letterhead(), HOME, system), tmp_path)
    assert "3,33,33,33,333.33" in pdf.text
