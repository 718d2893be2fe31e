"""Puts many papers into one PDF file, one after the other, each on pages of its own; none is kept in memory."""

from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QFile, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from app.paper import printing
from app.paper.printing import Sheet


class Bundle:
    """A PDF file that grows by papers; a context in which it is written.

    Args:
        path: a new file, or one to write over.
        title: for the properties of the file.

    Attributes:
        pages: how many it has.

    Raises:
        OSError: the file cannot be written, in any of its calls.
    """

    def __init__(self, path: Path, title: str) -> None:
        self.pages = 0
        self._file = QFile(str(path))
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise OSError(None, self._file.errorString())
        self._writer, self._painter = QPdfWriter(self._file), QPainter()
        self._writer.setPageLayout(printing.A4)
        self._writer.setTitle(title)
        self._writer.setCreator("Credit Desk")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._file.flush()
        failed = self._file.error() is not QFile.FileError.NoError
        self._file.close()
        if failed and kind is None:
            raise OSError(None, self._file.errorString())

    def add(self, sheet: Sheet) -> None:
        """Add a paper."""
        if self.pages:
            self._writer.newPage()
        else:
            self._painter.begin(self._writer)
        printing.draw(self._writer, self._painter, sheet)
        self.pages += sheet.document.pageCount()
        if not self._file.flush():  # Qt itself goes on writing to a full disk
            raise OSError(None, self._file.errorString())
