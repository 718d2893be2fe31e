"""Exports rows as a workbook: their sheets, and a summary where they have answers."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from core.batch.export import looks
from core.batch.export.options import Options
from core.batch.export.packing import packed_book
from core.batch.export.rows import Rows
from core.batch.export.sheets import LONGEST, Sheets
from core.batch.export.summary import Counts, Fact
from core.batch.export.survey import survey
from core.batch.report import BatchReport
from core.errors import FileError
from core.progress import Report, part_of

MOST_COLUMNS = 16_384
_LOOKED, _WROTE = 0.02, 0.9
"""Shares of the work after which all was looked at, and was written."""
_TOLD = 1_000
"""Rows after which the words about them change; each new one is a line in the log of a schedule."""


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
    columns = survey(rows, part_of(report, 0.0, _LOOKED))
    counts = Counts(rows, options.cutoff) if len(rows.columns) > rows.given + 1 else None
    with packed_book(part, part_of(report, _WROTE, 1.0)) as book:
        used = looks.looks(list(batch.ratings), {column.decimals for column in columns})
        formats = {name: book.add_format(look) for name, look in used.items()}
        tinted, sizes = _tinted(rows, batch), _sizes(len(rows), options)
        sheets = Sheets(book, formats, columns, tinted, sizes, defuse=options.defuse)
        _write(rows, sheets, counts, part_of(report, _LOOKED, _WROTE))
        if counts is not None:
            _summarise(book, counts.facts(batch, datetime.now().astimezone()), formats)
    return _notices(sheets.cut)


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


def _write(rows: Rows, sheets: Sheets, counts: Counts | None, report: Report) -> None:
    done = 0

    def tick() -> None:
        report(done / max(len(rows), 1), f"Wrote {done - done % _TOLD:,} rows")

    def count_row() -> None:
        nonlocal done
        done += 1
        tick()

    for frame in rows.frames(tick):
        if counts is not None:
            counts.add(frame)
        sheets.add(frame, count_row)


def _summarise(book: Workbook, facts: list[Fact], formats: Mapping[str, Format]) -> None:
    sheet, bold, share = book.add_worksheet("Summary"), book.add_format({"bold": True}), formats[looks.SHARE]
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 18)
    for row, fact in enumerate(facts):
        sheet.write_string(row, 0, fact.label, bold if fact.value is None else None)
        if isinstance(fact.value, str):
            sheet.write_string(row, 1, fact.value)
        elif fact.value is not None:
            sheet.write_number(row, 1, fact.value, share if fact.is_share else None)
        if fact.share is not None:
            sheet.write_number(row, 2, fact.share, share)


def _notices(cut: int) -> tuple[str, ...]:
    if not cut:
        return ()
    cells = "1 cell was" if cut == 1 else f"{cut:,} cells were"
    return (f"{cells} longer than a workbook can hold ({LONGEST:,} characters) and cut; CSV and Parquet keep them.",)
