"""Puts documents one after the other on wide pages of a PDF file, each page with title and number at its foot."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPainter, QPdfWriter, QTextDocument

from app.paper.printing import A4, draw_page
from app.services.colours import LIGHT
from core.files import atomic_path
from core.progress import Report, silent

_LANDSCAPE = QPageLayout(A4.pageSize(), QPageLayout.Orientation.Landscape, A4.margins(), QPageLayout.Unit.Millimeter)
_FOOT_LINES = 2.0
"""How many lines of its text the foot of a page takes."""
_SMALLER = 0.85
"""The text of the foot by that of the page."""


def save_numbered_pdf(title: str, documents: Sequence[QTextDocument], target: Path, report: Report = silent) -> None:
    """Write a PDF file with A4 pages, whole or not at all.

    Several short documents keep a window from waiting, where one long one is laid out in a single call of Qt.

    Args:
        title: for the properties of the file and the foot of each page.
        documents: each begins on a page of its own.
        target: the file.
        report: told the progress; may cancel.

    Raises:
        FileError: the target is write-protected, open elsewhere, or the disk is full; what was there is untouched.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(_LANDSCAPE)
    writer.setTitle(title)
    writer.setCreator("Credit Desk")
    with QPainter(writer) as painter:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        _Pages(writer, painter, title, documents).draw(report)
    with atomic_path(target) as part:
        part.write_bytes(buffer.data().data())


class _Pages:
    """The pages of some documents on a device."""

    def __init__(self, device: QPdfWriter, painter: QPainter, title: str, documents: Sequence[QTextDocument]) -> None:
        self._device, self._painter, self._title, self._documents = device, painter, title, documents
        self._font = QFont(documents[0].defaultFont())
        self._font.setPointSizeF(_SMALLER * self._font.pointSizeF())
        self._foot = _FOOT_LINES * QFontMetricsF(self._font, device).height()

    def draw(self, report: Report) -> None:
        """All of them; the documents are free of the device in the end."""
        try:
            counts = [self._lay_out(document) for document in self._documents]
            number = 0
            for document, count in zip(self._documents, counts, strict=True):
                for page in range(1, count + 1):
                    report(number / sum(counts), "Writing the pages")
                    if number:
                        self._device.newPage()
                    number += 1
                    draw_page(document, self._painter, page)
                    self._draw_foot(f"{number} / {sum(counts)}")
        finally:
            for document in self._documents:
                document.documentLayout().setPaintDevice(None)  # type: ignore[arg-type]  # none, says Qt

    def _lay_out(self, document: QTextDocument) -> int:
        document.documentLayout().setPaintDevice(self._device)
        document.setPageSize(QSizeF(self._device.width(), self._device.height() - self._foot))
        return document.pageCount()

    def _draw_foot(self, count: str) -> None:
        foot = QRectF(0, self._device.height() - self._foot, self._device.width(), self._foot)
        self._painter.setFont(self._font)
        self._painter.setPen(LIGHT.text_muted)
        self._painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._title)
        self._painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, count)
