"""The file of applicants as bytes: opened once, read in pieces, watched for changes."""

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from core.errors import FileError

HEAD_BYTES = 1 << 20
"""Bytes at the start of a file within which its header must end."""


class Piece(NamedTuple):
    """Some bytes of the file, and whether the file ends with them."""

    data: bytes
    final: bool


class Source:
    """A file that stays as it is while it is read.

    Attributes:
        path: where it is.
        size: bytes it has.
        head: its first bytes.

    Raises:
        FileError: there is no such file, it is no file, it cannot be read, or it is empty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._state = path.stat()
            _refuse_other_than_file(path, self._state)
            with path.open("rb") as file:
                self.head = file.read(HEAD_BYTES)
        except (OSError, ValueError) as error:
            raise _cannot_read(path, error) from error
        self.size = self._state.st_size
        if not self.head:
            raise FileError(f"{path.name} is empty. Give a CSV file with a header and rows.")

    def pieces(self, start: int, size: int) -> Iterator[Piece]:
        """The bytes from ``start`` on, ``size`` at a time.

        Raises:
            FileError: the file cannot be read, or ends before it should.
        """
        try:
            with self.path.open("rb") as file:
                position = file.seek(start)
                while position < self.size:
                    data = file.read(min(size, self.size - position))
                    if not data:
                        raise self._changed()
                    position += len(data)
                    yield Piece(data, position == self.size)
        except OSError as error:
            raise _cannot_read(self.path, error) from error

    def line_at(self, position: int) -> int:
        """The number of the line, from 1, in which a byte stands: for messages."""
        needed = islice(self.pieces(0, HEAD_BYTES), position // HEAD_BYTES + 1)
        return 1 + sum(piece.data.count(b"\n", 0, position - place * HEAD_BYTES) for place, piece in enumerate(needed))

    def check_unchanged(self) -> None:
        """Raise ``FileError`` when the file is no longer the one that was opened."""
        try:
            now = self.path.stat()
        except OSError as error:
            raise self._changed() from error
        if not os.path.samestat(now, self._state) or _content(now) != _content(self._state):
            raise self._changed()

    def _changed(self) -> FileError:
        return FileError(f"{self.path.name} was changed while it was read. Score it again when nobody writes to it.")


def _content(state: os.stat_result) -> tuple[int, int]:
    return state.st_size, state.st_mtime_ns


def _refuse_other_than_file(path: Path, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise FileError(f"{path} is a folder. Give a CSV file.")
    if not stat.S_ISREG(state.st_mode):
        raise FileError(f"{path} is a device or a pipe. Give a CSV file.")


def _cannot_read(path: Path, error: OSError | ValueError) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError(f"There is no file {path}. Check the name and the folder.")
    return FileError(
        f"{path} cannot be read ({getattr(error, 'strerror', None) or error}). Check the file and its folder."
    )
