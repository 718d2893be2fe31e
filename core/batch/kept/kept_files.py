"""Reads the two large files of a kept file: any records, any lines, a part of all records, all lines block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import FileIO
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
        records: what is known of them.
    """

    text: bytes
    records: Records

    def lines(self) -> list[bytes]:
        """Each line without its end."""
        first = int(self.records["start"][0])
        starts = (self.records["start"] - first).tolist()
        sizes = self.records["size"].tolist()
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
        with self._opened(RECORDS) as file:
            runs = [self._records(file, start, stop) for start, stop in _runs(wanted)]
        with self._opened(ROWS) as file:
            texts = [self._text(file, run) for run in runs]
        if len(runs) != 1:
            return Block(b"".join(texts), _joined(runs, self._kind))
        return Block(texts[0], runs[0])

    def blocks(self) -> Iterator[Block]:
        """All rows."""
        for start in range(0, self.rows, BLOCK):
            yield self.block(range(start, min(start + BLOCK, self.rows)))

    def parts(self, names: Sequence[str], tick: Tick) -> dict[str, NDArray[Any]]:
        """Parts of all records by their names, each of shape (n, …)."""
        found = {name: np.empty((self.rows, *self._kind[name].shape), self._kind[name].base) for name in names}
        with self._opened(RECORDS) as file:
            for start in range(0, self.rows, BLOCK):
                tick()
                records = self._records(file, start, min(start + BLOCK, self.rows))
                for name, values in found.items():
                    values[start : start + len(records)] = records[name]
        return found

    def _records(self, file: FileIO, start: int, stop: int) -> Records:
        file.seek(start * self._kind.itemsize)
        data = self._read(file, (stop - start) * self._kind.itemsize)
        return np.frombuffer(data, self._kind)

    def _text(self, file: FileIO, run: Records) -> bytes:
        file.seek(int(run["start"][0]))
        return self._read(file, int(run["start"][-1] + run["size"][-1] - run["start"][0]))

    def _read(self, file: FileIO, size: int) -> bytes:
        data = file.read(size)
        if len(data) != size:
            raise self.damaged()
        return data

    def _opened(self, name: str) -> FileIO:
        try:
            return FileIO(self._folder / name)
        except OSError as error:
            raise self.damaged() from error

    def damaged(self) -> FileError:
        """The error for rows that cannot be read any more."""
        return damaged(self._folder)


def _runs(wanted: RowNumbers) -> list[tuple[int, int]]:
    """Stretches of numbers without a gap, as first and behind the last."""
    if isinstance(wanted, range):
        return [(wanted.start, wanted.stop)]
    firsts = np.append(0, np.flatnonzero(np.diff(wanted) != 1) + 1)
    lasts = np.append(firsts[1:], len(wanted)) - 1
    return list(zip(wanted[firsts].tolist(), (wanted[lasts] + 1).tolist(), strict=True))


def _joined(runs: list[Records], kind: "np.dtype[np.void]") -> Records:
    """The records of several stretches, as if their lines stood one below the other."""
    records = np.concatenate(runs) if runs else np.empty(0, kind)
    records["start"] = np.cumsum(records["size"], dtype=np.uint64) - records["size"]
    return records
