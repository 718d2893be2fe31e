"""Where transcripts are made: a folder that nobody else may look into and that goes away with its last reader."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from core import unfinished
from core.batch.source import HEAD_BYTES, Source
from core.errors import FileError

NEVER_TOO_MUCH = 1 << 28
"""Bytes that any file may unpack to, however small it is: a million equal rows pack well."""
MOST_TIMES = 200
"""How many times its own size a larger file may unpack to; applicants that differ reach 20."""
MOST_BYTES = 1 << 36


@contextmanager
def private_folder(source: Source) -> Iterator[Path]:
    """A new folder of this process alone for the transcripts of a file, removed in the end with all that is in it.

    What a killed process left is removed first, for it may be a file of applicants.

    Raises:
        FileError: there is no folder for temporary files that can be written.
    """
    try:
        folder = unfinished.make_private_folder()
    except OSError as error:
        raise _no_room(source, error) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def most_bytes(source: Source) -> int:
    """How many bytes a file may unpack to."""
    return min(max(NEVER_TOO_MUCH, MOST_TIMES * source.size), MOST_BYTES)


def too_much(source: Source) -> FileError:
    """What to say of a file that unpacks to more than that."""
    return FileError(
        f"{source.path.name} unpacks to more than {most_bytes(source) >> 20:,} MB, far more than applicants take; it "
        "may have been made to fill the disk. Unpack it yourself, and give the CSV file if it is one."
    )


class _Enough(Exception):  # noqa: N818 - no error: it ends the block of a transcript
    """As much of the text is written as a sample needs."""


class Transcript:
    """A new file in that folder, which can become no larger than its source allows.

    Where a sample is enough, its block ends as soon as that is written.

    Args:
        path: where it is made.
        source: what it is made of.
        whole: whether it is needed to its end, also for a sample.
    """

    def __init__(self, path: Path, source: Source, *, whole: bool = False) -> None:
        self.path, self._source, self._left = path, source, most_bytes(source)
        self._wanted = HEAD_BYTES if source.sample and not whole else self._left

    def __enter__(self) -> Self:
        try:
            self._file = self.path.open("wb")
        except OSError as error:
            raise _no_room(self._source, error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        try:
            self._file.close()
        except OSError as error:
            if kind is None:
                raise _no_room(self._source, error) from None
        return kind is _Enough

    def write(self, data: bytes) -> None:
        """Append some bytes.

        Raises:
            FileError: that would be too many, or the disk is full.
        """
        self._left -= len(data)
        if self._left < 0:
            raise too_much(self._source)
        try:
            self._file.write(data)
        except OSError as error:
            raise _no_room(self._source, error) from None
        self._wanted -= len(data)
        if self._wanted < 0:
            raise _Enough


def _no_room(source: Source, error: OSError) -> FileError:
    """Says so without the error as a cause: it concerns neither the source nor the place of the result."""
    folder = "the folder for temporary files"
    with suppress(OSError):
        folder = tempfile.gettempdir()
    return FileError(
        f"{source.path.name} cannot be unpacked in {folder} ({error.strerror or error}). Free some space there and try "
        "again."
    )
