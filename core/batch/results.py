"""Reads any rows of a scored file at once, for a table in a window."""

from io import BytesIO
from pathlib import Path

import polars as pl

from core.batch.index import ROWS_PER_MARK, RowIndex
from core.batch.report import BatchReport
from core.errors import FileError


def open_results(report: BatchReport) -> "Results":
    """The rows of the scored file that a report is about.

    Raises:
        FileError: the file was changed or removed since.
    """
    results = Results(report.target, report.index)
    results.page(0, 1)
    return results


class Results:
    """The rows of a scored file; nothing is kept in memory, and the file is open only while a page is read."""

    def __init__(self, path: Path, index: RowIndex) -> None:
        self._path, self._index = path, index

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, the source's first."""
        return self._index.columns

    def __len__(self) -> int:
        return self._index.rows

    def page(self, start: int, count: int) -> list[tuple[str, ...]]:
        """The texts of up to ``count`` rows from position ``start`` on; fewer at the end of the file.

        Raises:
            FileError: the file was changed or removed since it was written.
        """
        start = max(start, 0)
        return self.frame(range(start, min(start + count, len(self)))).rows()

    def frame(self, rows: range) -> pl.DataFrame:
        """Some rows below one another as texts, in columns that are named by their positions from "0" on.

        Raises:
            FileError: the file was changed or removed since it was written.
        """
        if not rows:
            return pl.DataFrame(schema=self._schema())
        first = rows.start // ROWS_PER_MARK
        found = self._rows(self._bytes(first, (rows.stop - 1) // ROWS_PER_MARK + 1))
        return found.slice(rows.start - first * ROWS_PER_MARK, len(rows))

    def _schema(self) -> dict[str, type[pl.String]]:
        return {str(position): pl.String for position in range(len(self.columns))}

    def _bytes(self, first: int, last: int) -> bytes:
        """The text from one mark to another, or to the end of the file."""
        begin = self._index.marks[first]
        end = self._index.marks[last] if last < len(self._index.marks) else self._index.size
        try:
            state = self._path.stat()
            if (state.st_size, state.st_mtime_ns) != (self._index.size, self._index.modified):
                raise self._changed()
            with self._path.open("rb") as file:
                file.seek(begin)
                return file.read(end - begin)
        except OSError as error:
            raise self._changed() from error

    def _rows(self, text: bytes) -> pl.DataFrame:
        frame = pl.read_csv(BytesIO(text), has_header=False, schema=self._schema(), separator=self._index.separator)
        return frame.fill_null("")

    def _changed(self) -> FileError:
        return FileError(f"{self._path.name} was changed or removed since it was scored. Score the source again.")
