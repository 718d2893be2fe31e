"""Keeps the rows of a file while it is scored: written to a folder that takes its place once all is there."""

import errno
import os
import shutil
import zlib
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core import schema, unfinished
from core.batch.chunk import ScoredRows
from core.batch.keeping import Beginning
from core.batch.kept.about import RECORDS, REPORT, ROWS, SCORECARD, About, Sum, stamp_of, write_about
from core.batch.kept.record import record_type, records_of
from core.batch.kept.report_json import report_to_json
from core.batch.records import Grammar
from core.batch.report import BatchReport
from core.errors import FileError
from core.scorecard import Scorecard
from core.scorecard_json import to_json

_PRIVATE = 0o700
_LEAST_ROOM = 1 << 28
"""Bytes that are left to others: a full disk would also end the writing of the scored file."""


class KeptWriter:
    """A ``Keeper`` that writes a kept file; a context in which the file is scored.

    What goes wrong here never ends the scoring: ``problem`` says it, and nothing is kept.

    Args:
        shelf: the folder of kept files.
        scorecard: the model that scores them.

    Attributes:
        problem: why nothing is kept; None as long as all goes well.
    """

    def __init__(self, shelf: Path, scorecard: Scorecard) -> None:
        self.problem: FileError | None = None
        self._shelf, self._scorecard = shelf, scorecard
        self._part = shelf / unfinished.new_name()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._drop()

    def begin(self, beginning: Beginning) -> None:
        """Make the folder and its files."""
        names = [name for name in beginning.fields if not schema.field(name).is_category]
        self._beginning, self._names = beginning, tuple(names)
        self._kind = record_type(names, beginning.reasons)
        self._grammar = Grammar(beginning.separator.encode())
        try:
            self._shelf.mkdir(_PRIVATE, parents=True, exist_ok=True)
            unfinished.sweep(self._shelf)
            self._part.mkdir(_PRIVATE)
            self._rows, self._records = (_Sealing(self._open.enter_context(self._new(n))) for n in (ROWS, RECORDS))
        except OSError as error:
            self._give_up(error)

    def keep(self, rows: ScoredRows) -> None:
        """Write the next rows."""
        if self.problem is not None:
            return
        text, sizes = self._lines(rows)
        records = records_of(rows, self._kind, self._rows.size, sizes)
        try:
            if shutil.disk_usage(self._part).free < _LEAST_ROOM:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._rows.write(text)
            self._records.write(records.tobytes())
        except OSError as error:
            self._give_up(error)

    def finish(self, report: BatchReport) -> Path | None:
        """Write the rest and give the folder its name; None where nothing is kept, for ``problem``."""
        if self.problem is not None:
            return None
        try:
            return self._finish(report)
        except OSError as error:
            self._give_up(error)
            return None

    def _finish(self, report: BatchReport) -> Path:
        sums = {ROWS: self._rows.sum, RECORDS: self._records.sum}
        for name, text in ((REPORT, report_to_json(report)), (SCORECARD, to_json(self._scorecard))):
            with self._new(name) as file:
                sealing = _Sealing(file)
                sealing.write(text.encode())
                sums[name] = sealing.sum
        self._open.close()
        now = datetime.now(UTC)
        write_about(self._part, self._about(report, now, sums))
        final = self._shelf / f"{now:%Y%m%d-%H%M%S-%f}-{self._part.name.removesuffix('.part')[-8:]}"
        self._part.rename(final)
        return final

    def _about(self, report: BatchReport, now: datetime, sums: dict[str, Sum]) -> About:
        begun = self._beginning
        return About(
            made=now.isoformat(timespec="seconds"),
            source=str(report.source),
            target=str(report.target),
            stamps=(stamp_of(report.source), stamp_of(report.target)),
            model=report.model,
            rows=report.rows,
            refer=report.refer,
            rejected=report.rejected,
            header=begun.header,
            separator=begun.separator,
            fields=dict(begun.fields),
            numbers=self._names,
            texts=begun.texts,
            reasons=begun.reasons,
            first_line=begun.first_line,
            sums=sums,
        )

    def _lines(self, rows: ScoredRows) -> tuple[bytes, NDArray[np.uint32]]:
        """The text of the rows, each with its problem as one more cell, and the bytes of each."""
        problems = [""] * rows.size
        for row, sentences in rows.problems.by_row.items():
            problems[row] = self._grammar.quoted(" ".join(sentences).encode()).decode()
        frame = pl.DataFrame({"line": rows.lines, "problem": pl.Series(problems, dtype=pl.String)})
        lines = frame.select(pl.concat_str(pl.all(), separator=self._beginning.separator) + "\n").to_series()
        return "".join(lines.to_list()).encode(), lines.str.len_bytes().to_numpy()

    def _new(self, name: str) -> IO[bytes]:
        return (self._part / name).open("xb")

    def _give_up(self, error: OSError) -> None:
        self._drop()
        self.problem = FileError(
            f"The rows could not be kept in {self._shelf} ({error.strerror or error}). The scored file itself is "
            "complete. Free some space, or forget results that are no longer needed; then score the file again."
        )

    def _drop(self) -> None:
        self._open.close()
        shutil.rmtree(self._part, ignore_errors=True)


class _Sealing:
    """A new file whose sum is known when it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._crc, self.size = file, 0, 0

    @property
    def sum(self) -> Sum:
        """Of what was written."""
        return Sum(self.size, self._crc)

    def write(self, data: bytes) -> None:
        """Write on."""
        self._file.write(data)
        self._crc, self.size = zlib.crc32(data, self._crc), self.size + len(data)
