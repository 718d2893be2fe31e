"""Reads the rows of a sheet with openpyxl, which tells what a cell holds; here it becomes text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.cell.text import Text
from openpyxl.utils.escape import unescape

# Not by load_workbook: its sheets silently lack rows and cells out of order, and formulas without results.
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import MAX_COLUMN, MAX_ROW

from core.batch.defusing import marked_text
from core.batch.transcripts.formats import Format, day, plain
from core.batch.transcripts.workbook import MAIN, TRUE, Part

NOT_CALCULATED = "#NOT CALCULATED"
"""Stands for the result of a formula that was not saved; it is no number, so nobody is scored by a guess."""
_LONGEST_ROW = 1 << 23
_MOST_STRINGS = 1 << 22
Cell = dict[str, Any]
"""What openpyxl tells of a cell: its ``column``, ``value``, ``data_type`` and ``style_id``."""


class Row(NamedTuple):
    """A row with at least one cell that is not empty.

    Attributes:
        number: from 1.
        cells: those that are not empty by their column, from 1.
    """

    number: int
    cells: dict[int, str]


@dataclass(slots=True)
class Notes:
    """What there is to say of a sheet.

    Attributes:
        hidden_rows: rows with cells that people do not see.
        errors: cells with an error, such as #N/A.
        not_calculated: cells with a formula whose result was not saved.
        marked: cells with a text that a spreadsheet would run, were it not marked as text.
    """

    hidden_rows: int = 0
    errors: int = 0
    not_calculated: int = 0
    marked: int = 0


class Strings:
    """The texts to which cells refer by number; read as far as they are needed."""

    def __init__(self, part: Part | None) -> None:
        self._part = part
        self._found: list[str] = []
        self._more = part.elements(f"{MAIN}si") if part else iter(())

    def __getitem__(self, number: int) -> str:
        """One text; raises ``ValueError`` when there is none of that number."""
        while number >= len(self._found) and (element := next(self._more, None)) is not None:
            self._found.append(Text.from_tree(element).content)
            if len(self._found) > _MOST_STRINGS:
                raise ValueError(f"it has more than {_MOST_STRINGS:,} texts; as CSV it can be read")
        if not 0 <= number < len(self._found):
            raise ValueError(f"it has no text number {number}")
        return self._found[number]

    def finish(self) -> None:
        """Read on to the end, so that damage among the texts is noticed."""
        if self._part:
            self._part.finish()


class Meaning(NamedTuple):
    """What is needed to read the cells of any sheet of a workbook.

    Attributes:
        strings: the texts.
        formats: how numbers are shown, by the number of their style.
        recalculates: whether the workbook asks to be calculated anew.
        defuses: whether texts that a spreadsheet would run are marked as text.
    """

    strings: Strings
    formats: Mapping[int, Format]
    recalculates: bool
    defuses: bool


class SheetReader:
    """Reads a sheet.

    Attributes:
        notes: what there is to say of the rows so far.
    """

    def __init__(self, meaning: Meaning) -> None:
        self._strings, self._formats, self._recalculates, self._defuses = meaning
        self.notes = Notes()

    def rows(self, part: Part) -> Iterator[Row]:
        """The rows that are not empty, in order.

        Raises:
            ValueError: the sheet has what no sheet has; openpyxl raises other things for other damage.
        """
        parser = WorkSheetParser(part, self._strings, data_only=True)
        last = 0
        for element in part.elements(ROW_TAG, DATA_TAG):
            number, found = parser.parse_row(element)
            parser.row_dimensions.clear()
            if not last < number <= MAX_ROW:
                raise ValueError(f"row {number:,} cannot follow row {last:,}")
            last = number
            cells = dict(self._cells(number, zip(element, found, strict=True)))
            if cells:
                self.notes.hidden_rows += element.get("hidden") in TRUE
                yield Row(number, cells)

    def _cells(self, row: int, found: Iterable[tuple[Element, Cell]]) -> Iterator[tuple[int, str]]:
        """The column and the text of each cell that is not empty."""
        size = 0
        for element, cell in found:
            text = self._text(cell, is_formula=element.find(FORMULA_TAG) is not None)
            size += len(text)
            if cell["column"] > MAX_COLUMN:
                raise ValueError(f"row {row:,} has more than {MAX_COLUMN:,} cells")
            if size > _LONGEST_ROW:
                raise ValueError(f"row {row:,} is longer than that of any table")
            if text:
                yield cell["column"], text

    def _text(self, cell: Cell, *, is_formula: bool) -> str:
        value, kind = cell["value"], cell["data_type"]
        if is_formula and self._is_lacking(value, kind):
            self.notes.not_calculated += 1
            return NOT_CALCULATED
        if value is None:
            return ""
        if kind == "n":
            return self._formats.get(cell["style_id"], plain)(value)
        if kind == "b":
            return str(value).upper()
        self.notes.errors += kind == "e"
        return day(value) if kind == "d" else self._harmless(unescape(value))

    def _harmless(self, text: str) -> str:
        harmless = marked_text(text) if self._defuses else text
        self.notes.marked += harmless != text
        return harmless

    def _is_lacking(self, value: object, kind: str) -> bool:
        """Whether that is no result of a formula; "" is one."""
        return (value is None and kind != "str") or (self._recalculates and kind == "n" and value == 0)
