"""Reads the two large files of a kept file: any records, any lines, a part of all records, all lines block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import FileIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.batch.kept.about import RECORDS, ROWS, damaged
from core.batch.kept.record import Records
from core.batch.tick import Tick
from core.errors import FileError

BLOCK = 1 << 16
"""Rows that are read at a time when all are."""
RowNumbers = NDArray[np.integer] | range


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows one below the other.

    Attributes:
        text: their lines.
        records: what is known of them; they start where they do in the text.
    """

    text: bytes
    records: Records

    def lines(self) -> list[bytes]:
        """Each line without its end."""
        starts, sizes = self.records["start"].tolist(), self.records["size"].tolist()
        return [self.text[start : start + size - 1] for start, size in zip(starts, sizes, strict=True)]


class KeptFiles:
    """The rows of a kept file; open only while they are read.

    Args:
        folder: of the kept file.
        kind: of its records.
        rows: how many there are.

    Every call raises ``FileError`` when the files are gone or are not as they were written.
    """

    def __init__(self, folder: Path, kind: "np.dtype[np.void]", rows: int) -> None:
        self._folder, self._kind, self.rows = folder, kind, rows

    def block(self, wanted: RowNumbers) -> Block:
        """Some rows in the order of the file, each once.

        Args:
            wanted: their numbers, increasing.
        """
        starts, stops = _runs(wanted)
        size = self._kind.itemsize
        data = self._read(RECORDS, starts * size, stops * size)
        records = np.frombuffer(bytearray(data), self._kind)
        lasts = np.cumsum(stops - starts) - 1
        firsts = np.append(0, lasts[:-1] + 1)
        text = self._read(ROWS, records["start"][firsts], (records["start"] + records["size"])[lasts])
        records["start"] = np.cumsum(records["size"], dtype=np.uint64) - records["size"]
        return Block(text, records)

    def blocks(self) -> Iterator[Block]:
        """All rows."""
        for start in range(0, self.rows, BLOCK):
            yield self.block(range(start, min(start + BLOCK, self.rows)))

    def texts(self) -> Iterator[bytes]:
        """The lines of all rows, as many at a time."""
        marks = np.append(np.arange(0, self.rows, BLOCK), self.rows - 1)
        data = self._read(RECORDS, marks * self._kind.itemsize, (marks + 1) * self._kind.itemsize)
        records = np.frombuffer(data, self._kind)
        edges = np.append(records["start"][:-1], records["start"][-1:] + records["size"][-1:])
        for start, stop in pairwise(edges):
            yield self._read(ROWS, np.array([start]), np.array([stop]))

    def parts(self, names: Sequence[str], tick: Tick) -> dict[str, NDArray[Any]]:
        """Parts of all records by their names, each of shape (n, …)."""
        found = {name: np.empty((self.rows, *self._kind[name].shape), self._kind[name].base) for name in names}
        size = self._kind.itemsize
        for start in range(0, self.rows, BLOCK):
            tick()
            stop = min(start + BLOCK, self.rows)
            data = self._read(RECORDS, np.array([start * size]), np.array([stop * size]))
            for name, values in found.items():
                values[start:stop] = np.frombuffer(data, self._kind)[name]
        return found

    def _read(self, name: str, starts: NDArray[np.integer], stops: NDArray[np.integer]) -> bytes:
        """Stretches of a file, one behind the other."""
        ends = zip(starts.tolist(), stops.tolist(), strict=True)
        try:
            with FileIO(self._folder / name) as file:
                return b"".join(self._stretch(file, start, stop) for start, stop in ends)
        except OSError as error:
            raise self.damaged() from error

    def _stretch(self, file: FileIO, start: int, stop: int) -> bytes:
        file.seek(start)
        data = file.read(stop - start)
        if len(data) != stop - start:
            raise self.damaged()
        return data

    def damaged(self) -> FileError:
        """The error for rows that cannot be read any more."""
        return damaged(self._folder)


def _runs(wanted: RowNumbers) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """Stretches of numbers without a gap: the first of each, and what follows the last of each."""
    if isinstance(wanted, range):
        return np.array([wanted.start]), np.array([wanted.stop])
    wanted = wanted.astype(np.intp)
    gaps = np.flatnonzero(np.diff(wanted) != 1)
    return wanted[np.append(0, gaps + 1)], wanted[np.append(gaps, len(wanted) - 1)] + 1
