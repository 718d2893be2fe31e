"""Writes the sheet of a workbook that holds the applicants as CSV text."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from core.batch.choices import ReadingChoices
from core.batch.layout import BOM
from core.batch.source import Source
from core.batch.transcripts.damage import damage_told
from core.batch.transcripts.formats import formats_of
from core.batch.transcripts.room import Transcript
from core.batch.transcripts.rows import Meaning, Notes, Row, Rows
from core.batch.transcripts.sheet import rows_of
from core.batch.transcripts.sheet_choice import HEAD_ROWS, choose
from core.batch.transcripts.strings import strings_of
from core.batch.transcripts.workbook import Sheet, Workbook
from core.batch.transcripts.xml import Seen
from core.errors import FileError
from core.progress import Report, part_of

_LINE_END = b"\r\n"
_STRINGS_READ = 0.3
"""Share of the work after which the texts are read that cells refer to."""


def transcribe_workbook(
    source: Source, archive: zipfile.ZipFile, choices: ReadingChoices, folder: Path, report: Report
) -> Source:
    """Write a sheet as CSV text.

    Args:
        source: an Excel workbook.
        archive: the same, opened.
        choices: may name the sheet.
        folder: where to write.
        report: told the progress; may raise ``Cancelled``.

    Raises:
        FileError: the workbook is damaged or too large, a person must say which sheet, or there is no room.
    """
    message = f"Reading {source.path.name}"
    first, second = part_of(report, 0.0, _STRINGS_READ), part_of(report, _STRINGS_READ, 1.0)
    with damage_told(source, "an Excel workbook"):
        book = Workbook(source, archive, lambda _size: report(0.0, message))
        styles = book.elements(book.styles) if book.styles else ()
        formats = formats_of(styles, from_1904=book.from_1904)
        part = book.open(book.strings) if book.strings else None
        size = book.size(book.strings)
        with strings_of(part, source, folder, lambda done: first(done / size, message)) as strings:
            meaning = Meaning(strings, formats, book.recalculates)
            return _Transcriber(source, book, meaning, folder, second).transcribe(choices)


class _Transcriber:
    """Reads the sheets of a workbook."""

    def __init__(self, source: Source, book: Workbook, meaning: Meaning, folder: Path, report: Report) -> None:
        self._source, self._book, self._meaning = source, book, meaning
        self._path, self._report, self._message = folder / "sheet.csv", report, f"Reading {source.path.name}"

    def transcribe(self, choices: ReadingChoices) -> Source:
        """Write the sheet that is chosen, or that is most likely meant."""
        choice = choose(self._book.sheets, choices, self._head, self._source.path.name)
        sheet = choice.sheet
        width = _width(self._head(sheet))
        if width == 0:
            raise FileError(
                f"The sheet '{sheet.name}' of {self._source.path.name} is empty. Choose another by --sheet."
            )
        notes, widest = self._write(sheet, width, self._progress(sheet))
        if widest > width:  # a row far down has more cells than those above, which need as many
            notes, width = self._write(sheet, widest, lambda _done: self._report(1.0, self._message))
        found = self._source.read_from(self._path, *choice.reading, *_sentences(notes, width))
        return found.of_sheet(sheet.name, [each.name for each in self._book.sheets])

    def _progress(self, sheet: Sheet) -> Seen:
        size = max(self._book.size(sheet.part), 1)
        return lambda done: self._report(done / size, self._message)

    def _head(self, sheet: Sheet) -> list[Row]:
        """The first rows of a sheet."""
        rows: list[Row] = []
        with self._book.open(sheet.part) as part:
            for found in rows_of(part, Rows(self._meaning), lambda _done: self._report(0.0, self._message)):
                rows += found
                if len(rows) >= HEAD_ROWS:
                    break
        return rows[:HEAD_ROWS]

    def _write(self, sheet: Sheet, width: int, seen: Seen) -> tuple[Notes, int]:
        """Write the rows with so many cells each; give also the number of cells of the widest."""
        rows, widest = Rows(self._meaning), width
        with self._book.open(sheet.part) as part, Transcript(self._path, self._source) as transcript:
            transcript.write(BOM)
            previous = 0
            for found in rows_of(part, rows, seen):
                transcript.write(b"".join(_lines(found, previous, width)))
                previous = found[-1].number if found else previous
                widest = max(widest, _width(found))
        return rows.notes, widest


def _lines(rows: list[Row], previous: int, width: int) -> Iterator[bytes]:
    """The text of rows, and a blank line for each row without cells among them."""
    for number, cells in rows:
        yield _LINE_END * (number - previous - 1)
        yield b",".join([cells.get(column, b"") for column in range(width)])
        yield _LINE_END
        previous = number


def _width(rows: list[Row]) -> int:
    return max((max(row.cells) + 1 for row in rows), default=0)


def _sentences(notes: Notes, width: int) -> Iterator[str]:
    columns = sum(column < width for column in notes.hidden_columns)
    if notes.hidden_rows or columns:
        yield f"Hidden rows ({notes.hidden_rows:,}) and hidden columns ({columns:,}) are read like the others."
    if notes.merged:
        yield f"Merged cells ({notes.merged:,}): each block has one value, in its first cell."
    if notes.errors:
        yield f"Cells with an error of the workbook, such as #N/A: {notes.errors:,}."
    if notes.not_calculated:
        yield (
            f"Formulas whose result was not saved: {notes.not_calculated:,}; their cells read #NOT CALCULATED. "
            "Open the workbook in Excel, save it, and score it again."
        )
