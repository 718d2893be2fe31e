"""The rows of a sheet of a workbook, each cell as it stands in a CSV file."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from core.batch.transcripts.formats import Format, plain
from core.batch.transcripts.strings import Strings
from core.batch.transcripts.words import Words, csv_cell
from core.batch.transcripts.xml import Attributes, Seen, parse

NOT_CALCULATED = b"#NOT CALCULATED"
"""Stands for the result of a formula that was not saved; it is no number, so nobody is scored by a guess."""
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""As many as a sheet can have."""
_LONGEST_ROW = 1 << 23
_MOST_LETTERS = 3
_DIGITS = "0123456789"
_WHOLE = re.compile(r"-?\d+", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.ASCII | re.IGNORECASE)
_TRUE = ("1", "true")


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


def rows_of(part: IO[bytes], meaning: Meaning, notes: Notes, seen: Seen) -> Iterator[list[Row]]:
    """The rows of a sheet in order, some at a time.

    Args:
        part: the sheet.
        meaning: of its cells.
        notes: where to note what there is to say.
        seen: told how many bytes were read.

    Raises:
        ValueError: the sheet cannot be parsed; see also ``parse``.
    """
    cells = _Cells(meaning, notes)
    for _ in parse(part, cells, seen):
        yield cells.found
        cells.found = []


class _Cells(Words):
    """Collects rows."""

    def __init__(self, meaning: Meaning, notes: Notes) -> None:
        super().__init__()
        self.found: list[Row] = []
        self._strings, self._formats, self._recalculates = meaning
        self._notes = notes
        self._row, self._column, self._size, self._is_hidden = 0, -1, 0, False
        self._cells: dict[int, bytes] = {}
        self._columns: dict[str, int] = {}
        self._kind, self._style, self._has_formula = "n", "", False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "v":
            self._listens = True
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]) - 1, min(int(attributes["max"]), MOST_COLUMNS)
            self._notes.hidden_columns.update(range(first, last))
        elif name == "mergeCell":
            self._notes.merged += 1
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        else:
            super().end(name)

    def _begin_row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r", self._row + 1))
        if not self._row < number <= MOST_ROWS:
            raise ValueError(f"row {number:,} cannot follow row {self._row:,}")
        self._row, self._is_hidden = number, attributes.get("hidden") in _TRUE
        self._column, self._size = -1, 0

    def _end_row(self) -> None:
        if self._cells:
            self.found.append(Row(self._row, self._cells))
            self._notes.hidden_rows += self._is_hidden
            self._cells = {}

    def _begin_cell(self, attributes: Attributes) -> None:
        self.take()
        place = attributes.get("r")
        self._column = self._column_of(place.rstrip(_DIGITS)) if place else self._column + 1
        if self._column >= MOST_COLUMNS:
            raise ValueError(f"row {self._row:,} has more than {MOST_COLUMNS:,} cells")
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._has_formula = False

    def _end_cell(self) -> None:
        text = self.take()
        cell = NOT_CALCULATED if self._has_formula and self._lacks_result(text) else self._cell(text)
        if cell:
            self._notes.not_calculated += cell is NOT_CALCULATED
            self._cells[self._column] = cell
            self._size += len(cell)
            if self._size > _LONGEST_ROW:
                raise ValueError(f"row {self._row:,} is longer than that of any table")

    def _column_of(self, letters: str) -> int:
        column = self._columns.get(letters)
        if column is None:
            column = column_number(letters)
            self._columns[letters] = column
        return column

    def _lacks_result(self, text: str) -> bool:
        if self._kind == "str":
            return False
        return not text or (self._recalculates and self._kind == "n" and text == "0")

    def _cell(self, text: str) -> bytes:
        if not text:
            return b""
        if self._kind == "s":
            return self._strings[int(text)]
        if self._kind == "n":
            return self._number(text)
        if self._kind == "b":
            return b"TRUE" if text.strip() in _TRUE else b"FALSE"
        self._notes.errors += self._kind == "e"
        return csv_cell(text.replace("T", " ").removesuffix(" 00:00:00") if self._kind == "d" else text)

    def _number(self, text: str) -> bytes:
        shown = self._formats.get(self._style, plain)
        if shown is plain and _WHOLE.fullmatch(text):
            return text.encode()
        if not _NUMBER.fullmatch(text) or not math.isfinite(number := float(text)):
            return csv_cell(text)
        return shown(number).encode()


def column_number(letters: str) -> int:
    """The column of that name, from 0; raises ``ValueError`` when no sheet has one."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= _MOST_LETTERS):
        raise ValueError(f"it has a cell in column '{letters[:_MOST_LETTERS]}'")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
