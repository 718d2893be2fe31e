"""Writes the sheet of a workbook that holds the applicants as CSV text."""

import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from defusedxml import DefusedXmlException

from core.batch.choices import ReadingChoices
from core.batch.defusing import marked_words
from core.batch.layout import BOM
from core.batch.records import LONGEST_CELL, Grammar
from core.batch.source import Source
from core.batch.transcripts.damage import damage_told
from core.batch.transcripts.formats import formats_of
from core.batch.transcripts.room import Transcript
from core.batch.transcripts.sheet import Meaning, Notes, Row, SheetReader, Strings
from core.batch.transcripts.sheet_choice import HEAD_ROWS, Sheet, choose
from core.batch.transcripts.workbook import Part, Workbook
from core.errors import FileError
from core.progress import Report

_LINE_END = b"\r\n"
_quoted = Grammar(b",").quoted


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
    with damage_told(source, "an Excel workbook"):
        try:
            return _Transcriber(source, archive, choices, folder, report).transcribe()
        except DefusedXmlException:
            raise ValueError("it has definitions of its own, which can be made to fill the memory") from None


class _Transcriber:
    """Reads the sheets of a workbook."""

    def __init__(
        self, source: Source, archive: zipfile.ZipFile, choices: ReadingChoices, folder: Path, report: Report
    ) -> None:
        self._source, self._path, self._report, self._share = source, folder / "sheet.csv", report, 0.0
        self._choices = choices
        self._book = book = Workbook(source, archive, self._still)
        strings = Part(book.open(book.strings), self._still) if book.strings else None
        formats = formats_of(book.tree(book.styles), book.epoch) if book.styles else ()
        self._meaning = Meaning(Strings(strings), dict(enumerate(formats)), book.recalculates, choices.defuse)

    def transcribe(self) -> Source:
        """Write the sheet that is chosen, or that is most likely meant."""
        choice = choose(self._book.sheets, self._choices, self._head, self._source.path.name)
        sheet = choice.sheet
        width = max(map(max, self._head(sheet)), default=0)
        if width == 0:
            raise FileError(
                f"The sheet '{sheet.name}' of {self._source.path.name} is empty. Choose another by --sheet."
            )
        notes, widest = self._write(sheet, width)
        if widest > width:  # a row far down has more cells than those above, which need as many
            notes, _ = self._write(sheet, widest)
        found = self._source.read_from(self._path, *choice.reading, *_sentences(notes))
        return found.of_sheet(sheet.name, [each.name for each in self._book.sheets])

    def _tell(self, share: float) -> None:
        self._share = max(share, self._share)
        self._report(self._share, f"Reading {self._source.path.name}")

    def _still(self, _done: int) -> None:
        """What is read beside the sheet tells that work goes on, not how far it is."""
        self._tell(0.0)

    def _head(self, sheet: Sheet) -> list[dict[int, str]]:
        """The cells of the first rows of a sheet."""
        with self._book.open(sheet.part) as file:
            rows = SheetReader(self._meaning).rows(Part(file, self._still))
            return [row.cells for row in islice(rows, HEAD_ROWS)]

    def _write(self, sheet: Sheet, width: int) -> tuple[Notes, int]:
        """Write the rows with so many cells each; give also the number of cells of the widest."""
        reader, size = SheetReader(self._meaning), max(self._book.size(sheet.part), 1)
        widest, last = width, 0
        with self._book.open(sheet.part) as file, Transcript(self._path, self._source) as transcript:
            transcript.write(BOM)
            part = Part(file, lambda done: self._tell(done / size))
            for row in reader.rows(part):
                transcript.write(_LINE_END * (row.number - last - 1) + _line(row, width))
                last, widest = row.number, max(widest, *row.cells)
            part.finish()
            self._meaning.strings.finish()
        return reader.notes, widest


def _line(row: Row, width: int) -> bytes:
    return b",".join([_csv(row.cells.get(column, "")) for column in range(1, width + 1)]) + _LINE_END


def _csv(text: str) -> bytes:
    """A cell as it stands in a CSV file, without what no text has: a zero character, half of a pair."""
    cell = _quoted(text.replace("\0", "").encode(errors="replace"))
    if len(cell) > LONGEST_CELL:
        raise ValueError(f"it has a cell of more than {LONGEST_CELL:,} letters, which must be shortened")
    return cell


def _sentences(notes: Notes) -> Iterator[str]:
    if notes.hidden_rows:
        yield f"Hidden rows ({notes.hidden_rows:,}) are read like the others."
    if notes.errors:
        yield f"Cells with an error of the workbook, such as #N/A: {notes.errors:,}."
    if notes.not_calculated:
        yield (
            f"Formulas whose result was not saved: {notes.not_calculated:,}; their cells read #NOT CALCULATED. "
            "Open the workbook in Excel, save it, and score it again."
        )
    if notes.marked:
        yield marked_words(notes.marked)
