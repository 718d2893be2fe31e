"""Puts documents one after the other on wide pages of a PDF file, each page with title and number at its foot."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_GAP_LINES = 1.5
"""How many lines are left between documents on a page."""
_SMALLER = 0.85
"""The text of the foot by that of the page."""


def save_numbered_pdf(title: str, documents: Sequence[QTextDocument], target: Path, report: Report = silent) -> None:
    """Write a PDF file with A4 pages, whole or not at all.

    Several short documents keep a window from waiting, where one long one is laid out in a single call of Qt.

    Args:
        title: for the properties of the file and the foot of each page.
        documents: each stands below the one before if all of it finds room there; else it begins a page.
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


@dataclass(frozen=True)
class _Part:
    """A page of a document.

    Attributes:
        document: that it is of.
        page: its number in the document.
        number: of the device's page that it stands on.
        top: where on it.
    """

    document: QTextDocument
    page: int
    number: int
    top: float


class _Pages:
    """The pages of some documents on a device."""

    def __init__(self, device: QPdfWriter, painter: QPainter, title: str, documents: Sequence[QTextDocument]) -> None:
        self._device, self._painter, self._title, self._documents = device, painter, title, documents
        self._font = QFont(documents[0].defaultFont())
        self._font.setPointSizeF(_SMALLER * self._font.pointSizeF())
        line = QFontMetricsF(self._font, device).height()
        self._foot, self._gap = _FOOT_LINES * line, _GAP_LINES * line

    def draw(self, report: Report) -> None:
        """All of them; the documents are free of the device in the end."""
        try:
            parts = list(self._parts())
            for part, before in zip(parts, [0, *(part.number for part in parts)], strict=False):
                if part.number != before:
                    self._begin(part.number, parts[-1].number, report)
                self._draw(part)
        finally:
            for document in self._documents:
                document.documentLayout().setPaintDevice(None)  # type: ignore[arg-type]  # none, says Qt

    def _parts(self) -> Iterator[_Part]:
        """What stands where; no document is broken that would fit a page."""
        room, number, top = self._device.height() - self._foot, 0, math.inf
        for document in self._documents:
            height = self._lay_out(document, room)
            count = document.pageCount()
            if count > 1 or top + height > room:
                number, top = number + 1, 0.0
            for page in range(1, count + 1):
                yield _Part(document, page, number + page - 1, top)
            number += count - 1
            top = math.inf if count > 1 else top + height + self._gap

    def _lay_out(self, document: QTextDocument, room: float) -> float:
        """Break a document into pages; gives how high it is without them."""
        document.documentLayout().setPaintDevice(self._device)
        document.setTextWidth(self._device.width())
        height = document.size().height()
        document.setPageSize(QSizeF(self._device.width(), room))
        return height

    def _begin(self, number: int, count: int, report: Report) -> None:
        report((number - 1) / count, "Writing the pages")
        if number > 1:
            self._device.newPage()
        self._draw_foot(f"{number} / {count}")

    def _draw(self, part: _Part) -> None:
        self._painter.save()
        self._painter.translate(0, part.top)
        draw_page(part.document, self._painter, part.page)
        self._painter.restore()

    def _draw_foot(self, count: str) -> None:
        foot = QRectF(0, self._device.height() - self._foot, self._device.width(), self._foot)
        self._painter.setFont(self._font)
        self._painter.setPen(LIGHT.text_muted)
        self._painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._title)
        self._painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, count)
