"""The file of applicants as bytes: opened once, read in pieces, watched for changes."""

import copy
import os
import stat
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

from core import files
from core.errors import FileError

HEAD_BYTES = 1 << 20
"""Bytes at the start of a file within which its header must end."""


class Piece(NamedTuple):
    """Some bytes of the file, and whether the file ends with them."""

    data: bytes
    final: bool


class Source:
    """A file that stays as it is while it is read.

    Args:
        path: where it is.
        sample: whether the beginning of its text is enough, so that what is transcribed need not be so to its end.

    Attributes:
        path: where it is.
        sample: as given.
        size: bytes of its text.
        head: the first bytes of its text.
        reading: how its text was got at, in sentences; nothing where the file itself is the text.
        sheets: names of the sheets of a workbook.
        sheet: the one whose text it is.

    Raises:
        FileError: there is no such file, it is no file, it cannot be read, or it is empty.
    """

    def __init__(self, path: Path, *, sample: bool = False) -> None:
        self.path = self._text = path
        self.sample = sample
        self.reading: tuple[str, ...] = ()
        self.sheets, self.sheet = tuple[str, ...](), ""
        try:
            self._state = path.stat()
            _refuse_other_than_file(path, self._state)
        except (OSError, ValueError) as error:
            raise _cannot_read(path, error) from None
        self.size = self._state.st_size
        self.head = self._read_head()

    @property
    def transcribed(self) -> bool:
        """Whether the text is a transcript that was made of the file."""
        return self._text != self.path

    def read_from(self, text: Path, *reading: str) -> Self:
        """The same file, whose text is read from a transcript; ``reading`` is what there is to say of that."""
        other = copy.copy(self)
        other._text, other.reading = text, (*self.reading, *reading)
        other.size = text.stat().st_size
        other.head = other._read_head()
        return other

    def of_sheet(self, sheet: str, sheets: Iterable[str]) -> Self:
        """The same text, known to be that of a sheet among others."""
        other = copy.copy(self)
        other.sheet, other.sheets = sheet, tuple(sheets)
        return other

    def shortened(self, size: int) -> Self:
        """The same file with only so many bytes of its text."""
        other = copy.copy(self)
        other.size = size
        other.head = other._read_head()
        return other

    def beginning(self) -> Self:
        """The same file with only the whole lines of its head."""
        end = self.head.rfind(b"\n") + 1
        return self.shortened(end) if end and len(self.head) < self.size else self

    def open(self) -> BufferedReader:
        """The text as an open file; raises ``OSError``."""
        return files.open_file(self._text)

    def pieces(self, start: int, size: int) -> Iterator[Piece]:
        """The bytes from ``start`` on, ``size`` at a time.

        Raises:
            FileError: the file cannot be read, or ends before it should.
        """
        try:
            with self.open() as file:
                position = file.seek(start)
                while position < self.size:
                    data = file.read(min(size, self.size - position))
                    if not data:
                        raise self._changed()
                    position += len(data)
                    yield Piece(data, position == self.size)
        except OSError as error:
            raise _cannot_read(self.path, error) from None

    def line_at(self, position: int) -> int:
        """The number of the line, from 1, in which a byte stands: for messages."""
        needed = islice(self.pieces(0, HEAD_BYTES), position // HEAD_BYTES + 1)
        return 1 + sum(piece.data.count(b"\n", 0, position - place * HEAD_BYTES) for place, piece in enumerate(needed))

    def check_unchanged(self) -> None:
        """Raise ``FileError`` when the file is no longer the one that was opened."""
        try:
            now = self.path.stat()
        except OSError:
            raise self._changed() from None
        if not os.path.samestat(now, self._state) or _content(now) != _content(self._state):
            raise self._changed()

    def _read_head(self) -> bytes:
        try:
            with self.open() as file:
                head = file.read(min(HEAD_BYTES, self.size))
        except (OSError, ValueError) as error:
            raise _cannot_read(self.path, error) from None
        if not head:
            raise FileError(f"{self.path.name} is empty. Give a CSV file with a header and rows.")
        return head

    def _changed(self) -> FileError:
        return FileError(f"{self.path.name} was changed while it was read. Score it again when nobody writes to it.")


def _content(state: os.stat_result) -> tuple[int, int]:
    return state.st_size, state.st_mtime_ns


def _refuse_other_than_file(path: Path, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise FileError(f"{path} is a folder. Give a CSV, Excel or Parquet file.")
    if not stat.S_ISREG(state.st_mode):
        raise FileError(f"{path} is a device or a pipe. Give a CSV, Excel or Parquet file.")


def _cannot_read(path: Path, error: OSError | ValueError) -> FileError:
    """To be raised without its cause: an ``OSError`` as a cause means the place where the result goes."""
    if isinstance(error, FileNotFoundError):
        return FileError(f"There is no file {path}. Check the name and the folder.")
    return FileError(
        f"{path} cannot be read ({getattr(error, 'strerror', None) or error}). Check the file and its folder."
    )
