"""Puts a workbook together in a private folder, from which nothing stays, and packs it so that it can be cancelled."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from core.batch.tick import Tick
from core.progress import Report
from core.unfinished import private_folder

_WORDS = "Packing the workbook"
_PIECE = 8_192
"""Bytes that are packed at a time."""


class _Pack:
    """The file of an archive, which tells of each piece; that may stop it.

    Once it was stopped, also by the disk, it takes no more: an archive that is not complete goes on writing when Python
    removes it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._place = file, 0
        self.tick: Tick = lambda: None
        self.is_over = False

    def write(self, piece: bytes) -> int:
        if not self.is_over:
            self.is_over = True
            self.tick()
            self._file.write(piece)
            self.is_over = False
        self._place += len(piece)
        return len(piece)

    def seek(self, place: int) -> int:
        self._place = place
        return place if self.is_over else self._file.seek(place)

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        """Leaves it to the file, which is closed soon."""


@contextmanager
def packed_book(part: Path, report: Report) -> Iterator[Workbook]:
    """A new workbook, packed into a file when the block ends well; ``report`` is told how far that is.

    Raises:
        OSError: the disk is full, here or where temporary files are.
    """
    try:
        with private_folder() as folder, part.open("wb") as file:
            pack = _Pack(file)
            book = Workbook(pack, {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True})
            try:
                yield book
                report(0.0, _WORDS)
                pieces = max(sum(sheet.row_data_fh.tell() for sheet in book.worksheets()) / _PIECE, 1)
                done = count()
                pack.tick = lambda: report(next(done) / pieces, _WORDS)
                book.close()
            finally:
                pack.is_over = True
                _let_go(book)
    except (OSError, FileCreateError) as error:
        reason = error.args[0] if isinstance(error, FileCreateError) else error
        words = f"{reason.strerror or reason}; a workbook is put together in {tempfile.gettempdir()}"
        raise OSError(None, words) from error


def _let_go(book: Workbook) -> None:
    """Close the files of rows, which stay open when a book was not closed, or could not be."""
    for sheet in book.worksheets():
        for file in (sheet.fh, sheet.row_data_fh):
            with suppress(OSError):
                file.close()
