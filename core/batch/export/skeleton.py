"""A workbook without its rows: sheets with headers, widths, filters and formats, made by xlsxwriter.

xlsxwriter writes some 3,000 rows a second, keeps them on the disk twice and cannot be stopped while it packs them. So
it makes the book, which spreadsheets are known to open, and the rows are put between the header and the end of each
sheet by ``core.batch.export.workbook``.
"""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from core.batch.export.defusing import runs
from core.batch.export.looks import HEADER, SHARE, Look
from core.batch.export.summary import Fact
from core.batch.export.survey import Column

_SHEET, _SUMMARY = "Applicants", "Summary"
_NARROWEST, _WIDEST, _ROOM = 8, 60, 3
_PART = "xl/worksheets/sheet{}.xml"
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_PATTERN = re.compile(r'<c r="A\d+" s="(\d+)"/>')
_ROW_END, _DATA_END = "</row>", "</sheetData>"
_Formats = Mapping[str, Format]


class Sheet(NamedTuple):
    """A part of the book that waits for rows.

    Attributes:
        part: its name in the book.
        head: its text up to the header, and with it.
        tail: its text behind the rows.
        rows: how many belong between.
    """

    part: str
    head: str
    tail: str
    rows: int


class Skeleton(NamedTuple):
    """A book without its rows.

    Attributes:
        parts: what is finished, by name.
        sheets: what waits for rows.
        styles: number of each look by its name.
    """

    parts: dict[str, bytes]
    sheets: tuple[Sheet, ...]
    styles: dict[str, str]


def build(
    columns: Sequence[Column], looks: Mapping[str, Look], sizes: Sequence[int], facts: Sequence[Fact], *, defuse: bool
) -> Skeleton:
    """Make a book.

    Args:
        columns: of each sheet.
        looks: of cells, by name.
        sizes: how many rows each sheet will have, its header not counted.
        facts: lines of the summary; none for a book without one.
        defuse: whether to mark names of columns that a spreadsheet would run as text.
    """
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        formats = {name: book.add_format(look) for name, look in looks.items()}
        for number, size in enumerate(sizes, start=1):
            sheet = book.add_worksheet(_SHEET if len(sizes) == 1 else f"{_SHEET} {number}")
            _fill(book, sheet, columns, size, defuse=defuse)
            _put_pattern(sheet, formats)
        if facts:
            _summarise(book.add_worksheet(_SUMMARY), facts, book.add_format({"bold": True}), formats)
    with ZipFile(buffer) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    texts = [parts.pop(_PART.format(number)).decode() for number in range(1, len(sizes) + 1)]
    styles = dict(zip(looks, _PATTERN.findall(texts[0]), strict=True))
    waiting = [
        _opened(_PART.format(number), text, size, xl_range(0, 0, size, len(columns) - 1))
        for number, (text, size) in enumerate(zip(texts, sizes, strict=True), 1)
    ]
    return Skeleton(parts, tuple(waiting), styles)


def _fill(book: Workbook, sheet: Worksheet, columns: Sequence[Column], size: int, *, defuse: bool) -> None:
    bold: Look = {"bold": True, "font_color": HEADER.text, "bg_color": HEADER.surface, "num_format": "@"}
    formats = {quoted: book.add_format(bold | {"quote_prefix": quoted}) for quoted in (False, True)}
    names = pl.Series([column.name for column in columns], dtype=pl.String)
    quoted = names.to_frame("name").select(runs(pl.col("name")))["name"].to_list() if defuse else [False] * len(names)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, formats[quoted[place]])
        longest = max(column.longest, len(column.name))
        sheet.set_column(place, place, min(max(longest, _NARROWEST), _WIDEST) + _ROOM)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, size, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{size + 1}"})


def _put_pattern(sheet: Worksheet, formats: _Formats) -> None:
    """Put a cell of each look below the header, from which its number can be told; rows will take their place."""
    for row, look in enumerate(formats.values(), start=1):
        sheet.write_blank(row, 0, None, look)


def _summarise(sheet: Worksheet, facts: Sequence[Fact], bold: Format, formats: _Formats) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 18)
    for row, fact in enumerate(facts):
        sheet.write_string(row, 0, fact.label, bold if fact.value is None else None)
        if isinstance(fact.value, str):
            sheet.write_string(row, 1, fact.value)
        elif fact.value is not None:
            sheet.write_number(row, 1, fact.value, formats[SHARE] if fact.is_share else None)
        if fact.share is not None:
            sheet.write_number(row, 2, fact.share, formats[SHARE])


def _opened(part: str, text: str, size: int, cells: str) -> Sheet:
    """A sheet cut open behind its header."""
    head, _, rest = text.partition(_ROW_END)
    head = _DIMENSION.sub(f'<dimension ref="{cells}"/>', head)
    return Sheet(part, head + _ROW_END, rest[rest.index(_DATA_END) :], size)
