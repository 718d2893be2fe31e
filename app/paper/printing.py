"""Puts a paper on pages: of a PDF file, with its fonts in it, or of a printer."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from app.paper.content import PaperError
from app.services import theme
from app.services.colours import LIGHT
from core.files import atomic_path

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MARGINS = QMarginsF(20, 15, 20, 15)
A4 = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, _MARGINS, QPageLayout.Unit.Millimeter
)
_SMALLER = 0.96
"""What a page shrinks to in each attempt to fit everything on it."""


@dataclass(frozen=True)
class Sheet:
    """A paper, ready for any number of pages.

    Attributes:
        title: what it is, for the properties of a file and the queue of a printer.
        document: its text and pictures.
        is_one_page: whether it is made smaller until it fits one page.
        notices: what the paper had to go without, as sentences.
    """

    title: str
    document: QTextDocument
    is_one_page: bool = False
    notices: tuple[str, ...] = ()


def save_pdf(sheet: Sheet, target: Path) -> None:
    """Write a PDF file with A4 pages, whole or not at all.

    Raises:
        FileError: the target is write-protected, open elsewhere, or the disk is full; what was there is untouched.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(A4)
    writer.setTitle(sheet.title)
    writer.setCreator("Credit Desk")
    _put_on(writer, sheet)
    with atomic_path(target) as part:
        part.write_bytes(buffer.data().data())


def print_document(sheet: Sheet, printer: "QPrinter") -> None:
    """Print on a printer as a QPrintDialog has set it up, all pages or those that were chosen there.

    Raises:
        PaperError: the printer does not take the job.
    """
    printer.setDocName(sheet.title)
    printer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    _put_on(printer, sheet, printer.fromPage(), printer.toPage())


def _put_on(device: QPagedPaintDevice, sheet: Sheet, first: int = 0, last: int = 0) -> None:
    """Draw the pages from first to last; all of them where none is named."""
    painter = QPainter()
    if not painter.begin(device):
        raise PaperError(f"“{sheet.title}” could not be printed. See whether the printer is on, or choose another.")
    try:
        draw(device, painter, sheet, first, last)
    finally:
        painter.end()


def draw(device: QPagedPaintDevice, painter: QPainter, sheet: Sheet, first: int = 0, last: int = 0) -> None:
    """Draw pages from the device's page of now on; all of them where none is named."""
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        scale = _lay_out(sheet, device)
        painter.scale(scale, scale)
        pages = range(max(first, 1), min(last or sheet.document.pageCount(), sheet.document.pageCount()) + 1)
        for page in pages:
            if page != pages[0]:
                device.newPage()
            draw_page(sheet.document, painter, page)
    finally:
        painter.restore()
        sheet.document.documentLayout().setPaintDevice(None)  # type: ignore[arg-type]  # none, says Qt


def _lay_out(sheet: Sheet, device: QPagedPaintDevice) -> float:
    """Break the text into pages of the device; gives the scale at which they are to be drawn."""
    sheet.document.documentLayout().setPaintDevice(device)
    scale, page = 1.0, QSizeF(device.width(), device.height())
    sheet.document.setPageSize(page)
    while sheet.is_one_page and sheet.document.pageCount() > 1:
        scale *= _SMALLER
        sheet.document.setPageSize(page / scale)
    return scale


def draw_page(document: QTextDocument, painter: QPainter, page: int) -> None:
    """Draw a page of a document that was laid out, at the top of the device's page of now."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = theme.palette(LIGHT)  # the window's may be dark
    size = document.pageSize()
    shown = QRectF(0, (page - 1) * size.height(), size.width(), size.height())
    context.clip = shown.adjusted(0, 1, 0, -1)  # else the first line of the next page is drawn too, and cut off
    painter.save()
    painter.translate(0, -shown.top())
    painter.setClipRect(shown)
    document.documentLayout().draw(painter, context)
    painter.restore()
