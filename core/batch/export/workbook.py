"""Exports rows as a workbook, streamed into it; more than a sheet holds go on in the next one."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl

from core.batch.export import looks, skeleton
from core.batch.export.cells_xml import LONGEST, RowsXml
from core.batch.export.options import Options
from core.batch.export.rows import Rows
from core.batch.export.skeleton import Sheet, Skeleton
from core.batch.export.summary import Counts
from core.batch.export.survey import Column, Kind, survey
from core.batch.export.xml_text import MOST_LETTERS
from core.batch.report import BatchReport
from core.errors import FileError
from core.progress import Report, part_of

MOST_COLUMNS = 16_384
_LOOKED = 0.2
"""Share of the work that the first look takes."""
_QUICKLY = 1
"""Level of compression: the next ones take far longer and gain little."""
_CELL_BYTES = {True: 36, False: 62}
"""The most that a number and a text take besides what they say."""
_SPACE_BYTES = 21
"""What it takes to say that blanks count."""
_UNEVEN = 1.1
"""So much larger one of several sheets may be than its share."""
_ZIP_LIMIT = 2**31 - 1
"""Bytes of a part of a zip file beyond which it needs extensions, which some spreadsheets complain about."""


def write_workbook(rows: Rows, part: Path, batch: BatchReport, options: Options, report: Report) -> tuple[str, ...]:
    """Write rows to a file.

    Args:
        rows: what to write; where they have answers, a summary is added.
        part: the file.
        batch: what became of the whole file, for the summary.
        options: decisions about it.
        report: told the progress.

    Returns:
        What the workbook could not hold, as sentences.

    Raises:
        FileError: there are more columns than a sheet has.
        OSError: the disk is full.
    """
    if len(rows.columns) > MOST_COLUMNS:
        raise FileError(
            f"{batch.source.name} has {len(rows.columns):,} columns, and a workbook holds {MOST_COLUMNS:,}. "
            "Export it as CSV or Parquet."
        )
    counts = Counts(rows, options.cutoff) if _has_answers(rows) else None
    columns = survey(rows, part_of(report, 0.0, _LOOKED), counts.add if counts else None, for_workbook=True)
    facts = counts.facts(batch, datetime.now().astimezone()) if counts else []
    all_looks = looks.looks(list(batch.ratings), {column.decimals for column in columns})
    sizes = _sizes(len(rows), options)
    book = skeleton.build(columns, all_looks, sizes, facts, defuse=options.defuse)
    maker = RowsXml(columns, book.styles, _tinted(rows, batch), defuse=options.defuse)
    _Packing(rows, maker, part_of(report, _LOOKED, 1.0)).write(part, book, is_large=_is_large(columns, sizes))
    return _notices(maker.cut)


def _has_answers(rows: Rows) -> bool:
    return len(rows.columns) > rows.given + 1


def _sizes(rows: int, options: Options) -> list[int]:
    """How many rows each sheet gets below its header."""
    room = options.sheet_rows - 1
    return [min(room, rows - start) for start in range(0, rows, room)]


def _tinted(rows: Rows, batch: BatchReport) -> dict[int, Mapping[str, str]]:
    """Which texts of which columns are coloured."""
    wanted: dict[str, Mapping[str, str]] = {
        "rating": {rating: looks.of_rating(rating) for rating in batch.ratings},
        "row_status": {status: looks.of_status(status) for status in looks.STATUS},
    }
    added = rows.columns[rows.given :]
    return {rows.given + added.index(name): texts for name, texts in wanted.items() if name in added}


def _is_large(columns: tuple[Column, ...], sizes: list[int]) -> bool:
    """Whether the rows of a sheet may take more bytes than a part of a zip file has by itself."""
    share = max(sizes) / sum(sizes) * (1 if len(sizes) == 1 else _UNEVEN)
    return share * sum(map(_bytes, columns)) > _ZIP_LIMIT


def _bytes(column: Column) -> int:
    """At most so many bytes the cells of a column take."""
    around = _CELL_BYTES[column.kind in (Kind.NUMBER, Kind.SHARE)] + _SPACE_BYTES * column.has_edges
    return column.filled * around + column.size * (MOST_LETTERS if column.has_special else 1)


def _notices(cut: int) -> tuple[str, ...]:
    if not cut:
        return ()
    cells = "1 cell was" if cut == 1 else f"{cut:,} cells were"
    return (f"{cells} longer than a workbook can hold ({LONGEST:,} characters) and cut; CSV and Parquet keep them.",)


class _Packing:
    """The rows on their way into the book."""

    def __init__(self, rows: Rows, maker: RowsXml, report: Report) -> None:
        self._size, self._maker, self._report = len(rows), maker, report
        self._done = 0
        self._frames = rows.frames(self._tick)
        self._rest = pl.DataFrame()

    def write(self, part: Path, book: Skeleton, *, is_large: bool) -> None:
        """Pack what is finished and, as they come, the rows."""
        with ZipFile(part, "w", ZIP_DEFLATED, compresslevel=_QUICKLY) as out:
            for name, content in book.parts.items():
                out.writestr(name, content)
            for sheet in book.sheets:
                with out.open(sheet.part, "w", force_zip64=is_large) as file:
                    for piece in self._pieces(sheet):
                        file.write(piece)

    def _pieces(self, sheet: Sheet) -> Iterator[bytes]:
        yield sheet.head.encode()
        first = 2
        for frame in self._next(sheet.rows):
            yield self._maker.xml(frame, first)
            first += len(frame)
            self._done += len(frame)
            self._tick()
        yield sheet.tail.encode()

    def _next(self, count: int) -> Iterator[pl.DataFrame]:
        """The next rows, so many."""
        while count:
            frame = self._rest if len(self._rest) else next(self._frames)
            self._rest = frame[count:]
            yield frame[:count]
            count -= min(count, len(frame))

    def _tick(self) -> None:
        self._report(self._done / max(self._size, 1), f"Wrote {self._done:,} rows")
