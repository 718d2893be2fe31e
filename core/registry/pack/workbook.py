"""Writes a validation pack as a workbook: a sheet for each section, numbers as numbers, with charts of its own."""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.batch.export.looks import HEADER
from core.batch.export.packing import packed_book
from core.evaluation.estimate import Estimate
from core.files import atomic_path
from core.progress import Report, silent
from core.registry.pack.charts import insert_chart
from core.registry.pack.tables import NOTHING, Cell, Column, Kind, Pack, Section

_FORMATS = {
    Kind.TEXT: "General",
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0.00%",
    Kind.NUMBER: "0.0000",
    Kind.SHORT: "0.00",
    Kind.POINTS: "+0.0;-0.0;0",
    Kind.CHANCE: '[<0.001]"< 0.001";0.000',
}
_LIMITS = ("95 % from", "95 % to")
_NARROWEST, _WIDEST, _ROOM = 9, 60, 2
_FIRST = 3
"""The row of the header, below the title, what the section tells and on which rows."""


def write_workbook(pack: Pack, target: Path, report: Report = silent) -> None:
    """Write the pack, whole or not at all.

    Raises:
        FileError: the target cannot be written, or the disk is full.
        Cancelled: through ``report``.
    """
    with atomic_path(target) as part, packed_book(part, report) as book:
        book.set_properties({"title": pack.title, "author": "Credit Desk"})
        looks = _Looks(book)
        for section in pack.sections:
            _Sheet(book, looks, section).write()


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.basis: Format = book.add_format({"font_color": "#57606a"})
        self.note: Format = book.add_format({"italic": True})
        header = {"bold": True, "font_color": HEADER.text, "bg_color": HEADER.surface, "text_wrap": True}
        self.header: Format = book.add_format({**header, "valign": "top"})
        self.of = {kind: book.add_format({"num_format": code, "valign": "top"}) for kind, code in _FORMATS.items()}
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.nothing: Format = book.add_format({"align": "right"})


class _Sheet:
    """A section on its way into a book; a column with intervals becomes three."""

    def __init__(self, book: Workbook, looks: _Looks, section: Section) -> None:
        self._book, self._looks, self._section = book, looks, section
        self._sheet: Worksheet = book.add_worksheet(section.title)
        widths = [3 if section.has_interval(place) else 1 for place in range(len(section.columns))]
        self._places = [sum(widths[:place]) for place in range(len(widths) + 1)]

    def write(self) -> None:
        """All of it, from the top down."""
        sheet, section, looks = self._sheet, self._section, self._looks
        sheet.write_string(0, 0, section.title, looks.title)
        sheet.write_string(1, 0, section.tells)
        sheet.write_string(2, 0, section.basis, looks.basis)
        for place, column in enumerate(section.columns):
            self._write_header(place, column)
        for number, row in enumerate(section.rows, start=_FIRST + 1):
            for place, cell in enumerate(row):
                self._write_cell(number, place, cell)
        for number, note in enumerate(section.notes, start=_FIRST + len(section.rows) + 2):
            sheet.write_string(number, 0, note, looks.note)
        sheet.freeze_panes(_FIRST + 1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_FIRST)
        insert_chart(self._book, sheet, section, self._places, _FIRST)

    def _write_header(self, place: int, column: Column) -> None:
        first, looks = self._places[place], self._looks
        is_wide = self._section.has_interval(place)
        for offset, label in enumerate((column.label, *_LIMITS) if is_wide else (column.label,)):
            self._sheet.write_string(_FIRST, first + offset, label, looks.header)
        words = [*column.label.split(), *(row[place] for row in self._section.rows)]
        longest = max((len(word) for word in words if isinstance(word, str)), default=0)
        self._sheet.set_column(first, first, min(max(longest, _NARROWEST), _WIDEST) + _ROOM)

    def _write_cell(self, row: int, place: int, cell: Cell) -> None:
        kind, first = self._section.columns[place].kind, self._places[place]
        parts = (cell.value, cell.low, cell.high) if isinstance(cell, Estimate) else (cell,)
        for offset, part in enumerate(parts):
            self._write_part(row, first + offset, kind, part)

    def _write_part(self, row: int, column: int, kind: Kind, part: str | float | None) -> None:
        if isinstance(part, str):
            self._sheet.write_string(row, column, part, self._looks.text)
        elif part is None:
            self._sheet.write_string(row, column, NOTHING, self._looks.nothing)
        else:
            self._sheet.write_number(row, column, part, self._looks.of[kind])
