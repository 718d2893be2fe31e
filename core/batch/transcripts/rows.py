"""Rows of a sheet while they are read: what their cells mean, and what there is to say of them."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from core.batch.transcripts.formats import Format, plain
from core.batch.transcripts.strings import Strings
from core.batch.transcripts.words import csv_cell

NOT_CALCULATED = b"#NOT CALCULATED"
"""Stands for the result of a formula that was not saved; it is no number, so nobody is scored by a guess."""
TRUE = ("1", "true")
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""As many as a sheet can have."""
_LONGEST_ROW = 1 << 23
_MOST_COPIED = 1 << 26
"""Bytes of shared texts in the rows of one piece of a sheet."""
_MOST_LETTERS = 3
_WHOLE = re.compile(r"-?\d+", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.ASCII | re.IGNORECASE)


class Row(NamedTuple):
    """A row with at least one cell that is not empty.

    Attributes:
        number: from 1.
        cells: those that are not empty by their column, from 0.
    """

    number: int
    cells: dict[int, bytes]


@dataclass(slots=True)
class Notes:
    """What there is to say of a sheet.

    Attributes:
        hidden_rows: rows with cells that people do not see.
        hidden_columns: columns that they do not see.
        merged: blocks of merged cells.
        errors: cells with an error, such as #N/A.
        not_calculated: cells with a formula whose result was not saved.
    """

    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    merged: int = 0
    errors: int = 0
    not_calculated: int = 0


class Meaning(NamedTuple):
    """What is needed to read the cells of any sheet of a workbook.

    Attributes:
        strings: the texts.
        formats: how numbers are shown, by the number of their style.
        recalculates: whether the workbook asks to be calculated anew.
    """

    strings: Strings
    formats: Mapping[str, Format]
    recalculates: bool


class Rows:
    """Collects the rows of a sheet.

    Attributes:
        notes: what there is to say of all of them.
        plain_styles: numbers of the styles that show a number as it is.
    """

    def __init__(self, meaning: Meaning) -> None:
        self._found: list[Row] = []
        self.notes = Notes()
        self._strings, self._formats, self._recalculates = meaning
        self.plain_styles = {"", *(style for style, shown in self._formats.items() if shown is plain)}
        self._columns: dict[str, int] = {}
        self._last = self._size = self._copied = 0

    def take(self) -> list[Row]:
        """The rows that were found since they were last taken."""
        found, self._found, self._copied = self._found, [], 0
        return found

    def begin(self, name: str | None) -> int:
        """Begin a row, which may say its number; raises ``ValueError`` when it cannot be that."""
        number = self._last + 1 if name is None else int(name)
        if not self._last < number <= MOST_ROWS:
            raise ValueError(f"row {number:,} cannot follow row {self._last:,}")
        self._last, self._size = number, 0
        return number

    def end(self, cells: dict[int, bytes], *, hidden: bool) -> None:
        """End the row, with those of its cells that are not empty."""
        if cells:
            self.notes.hidden_rows += hidden
            self._found.append(Row(self._last, cells))

    def column(self, letters: str) -> int:
        """The column of that name, from 0; raises ``ValueError`` when there is none."""
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = self.checked_column(_number_of(letters))
        return column

    def checked_column(self, column: int) -> int:
        """The column; raises ``ValueError`` when no sheet has so many."""
        if column >= MOST_COLUMNS:
            raise ValueError(f"row {self._last:,} has more than {MOST_COLUMNS:,} cells")
        return column

    def result(self, kind: str, style: str, text: str) -> bytes:
        """What the cell of a formula says."""
        lacking = not text or (self._recalculates and kind == "n" and text == "0")
        if kind == "str" or not lacking:
            return self.cell(kind, style, text)
        self.notes.not_calculated += 1
        return NOT_CALCULATED

    def cell(self, kind: str, style: str, text: str) -> bytes:
        """What a cell says, as it stands in a CSV file; raises ``ValueError`` when that cannot be."""
        if not text:
            return b""
        cell = self._number(style, text) if kind == "n" else self._text(kind, text)
        self._size += len(cell)
        if self._size > _LONGEST_ROW:
            raise ValueError(f"row {self._last:,} is longer than that of any table")
        return cell

    def _text(self, kind: str, text: str) -> bytes:
        if kind == "s":
            return self._shared(int(text))
        if kind == "b":
            return b"TRUE" if text.strip() in TRUE else b"FALSE"
        self.notes.errors += kind == "e"
        return csv_cell(text.replace("T", " ").removesuffix(" 00:00:00") if kind == "d" else text)

    def _shared(self, number: int) -> bytes:
        """A text to which any number of cells may refer, and so take far more room than the sheet does."""
        cell = self._strings[number]
        self._copied += len(cell)
        if self._copied > _MOST_COPIED:
            raise ValueError("it has long texts in very many cells")
        return cell

    def _number(self, style: str, text: str) -> bytes:
        shown = self._formats.get(style, plain)
        if shown is plain and _WHOLE.fullmatch(text):
            return text.encode()
        if not _NUMBER.fullmatch(text) or not math.isfinite(number := float(text)):
            return csv_cell(text)
        return shown(number).encode()


def _number_of(letters: str) -> int:
    if not (letters.isascii() and letters.isalpha() and len(letters) <= _MOST_LETTERS):
        raise ValueError(f"it has a cell in column '{letters[:_MOST_LETTERS]}'")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
