"""Documents on numbered pages: as many on a page as find room there, and none broken that would fit one."""

from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from app.paper import fonts, making
from app.paper.numbered import save_numbered_pdf
from tests.app.paper.pdf import Pdf

MORE_THAN_HALF, MORE_THAN_ONE = 25, 60
"""Lines that fill more than half a page, and more than a whole one."""

pytestmark = pytest.mark.usefixtures("qapp")


def document(name: str, lines: int) -> QTextDocument:
    told = "".join(f"<p style='margin: 0'>{name}{line}.</p>" for line in range(1, lines + 1))
    return making.english(f"<html><body><p>{name}:</p>{told}</body></html>", fonts.system_fonts())


def pages(folder: Path, *documents: QTextDocument) -> list[str]:
    save_numbered_pdf("Foot", documents, folder / "pages.pdf")
    return Pdf(folder / "pages.pdf").pages


def test_short_documents_share_a_page(tmp_path: Path) -> None:
    assert pages(tmp_path, document("a", 2), document("b", 1)) == ["Foot1/1a:a1.a2.b:b1."]


def test_a_heading_is_never_parted_from_what_is_below_it(tmp_path: Path) -> None:
    found = pages(tmp_path, *(document(name, MORE_THAN_HALF) for name in "abc"))
    assert [page.partition("/3")[2][:2] for page in found] == ["a:", "b:", "c:"]
    assert [page.endswith(f"{name}{MORE_THAN_HALF}.") for page, name in zip(found, "abc", strict=True)] == [True] * 3


def test_a_long_document_begins_a_page_and_goes_on(tmp_path: Path) -> None:
    first, second, third, last = pages(
        tmp_path, document("a", 1), document("b", MORE_THAN_ONE), document("c", 1), document("d", 1)
    )
    assert first == "Foot1/4a:a1."
    assert second.startswith("Foot2/4b:b1.")
    assert third.endswith(f"b{MORE_THAN_ONE}.")
    assert last == "Foot4/4c:c1.d:d1."


def test_documents_can_be_laid_out_again_elsewhere(tmp_path: Path) -> None:
    made = document("a", 3)
    assert pages(tmp_path, made) == pages(tmp_path, made)
    assert made.documentLayout().paintDevice() is None
