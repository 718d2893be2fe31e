"""The sheets with the rows of a workbook: a header that stays, typed cells with their looks, widths and filters."""

from collections.abc import Mapping, Sequence

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.batch.defusing import runs
from core.batch.export.looks import HEADER, QUOTED, SHARE, TEXT, Look, of_number
from core.batch.export.survey import Column, Kind, is_percent, is_plain
from core.batch.tick import Tick

LONGEST = 32_767
"""UTF-16 units that a cell holds."""
_CUT = -2
"""What xlsxwriter gives back where it has cut a text."""
_HEADER: Look = {"bold": True, "font_color": HEADER.text, "bg_color": HEADER.surface, "num_format": "@"}
_SHEET = "Applicants"
_NARROWEST, _WIDEST, _ROOM = 8, 60, 3


class Sheets:
    """Rows on their way into a book; more than a sheet holds go on in the next one.

    Args:
        book: where the sheets are added.
        formats: of cells, by the names of their looks.
        columns: of each sheet.
        tinted: names of looks by text, by the positions of the columns that have them.
        sizes: how many rows each sheet gets below its header.
        defuse: whether texts that a spreadsheet would run get the mark of a text.

    Attributes:
        cut: how many cells were longer than a cell may be.
    """

    def __init__(
        self,
        book: Workbook,
        formats: Mapping[str, Format],
        columns: Sequence[Column],
        tinted: Mapping[int, Mapping[str, str]],
        sizes: Sequence[int],
        *,
        defuse: bool,
    ) -> None:
        self.cut = 0
        self._book, self._formats, self._columns, self._defuse = book, formats, columns, defuse
        self._headers = {quoted: book.add_format(_HEADER | {"quote_prefix": quoted}) for quoted in (False, True)}
        self._numbers = [_number(column, str(place)) for place, column in enumerate(columns)]
        self._looks = [self._look(column, place, tinted.get(place)) for place, column in enumerate(columns)]
        self._sizes = list(sizes)
        self._made, self._row = 0, 0

    def add(self, frame: pl.DataFrame, tick: Tick) -> None:
        """Write some more rows; ``tick`` is called after each."""
        numbers = frame.select(self._numbers)
        looks = frame.select(self._looks)
        for row in zip(frame.iter_rows(), numbers.iter_rows(), looks.iter_rows(), strict=True):
            if not self._made or self._row == self._sizes[self._made - 1]:
                self._start_sheet()
            self._row += 1
            self._write(zip(*row, strict=True))
            tick()

    def _write(self, cells: "zip[tuple[str, float | None, str]]") -> None:
        sheet, row, formats = self._sheet, self._row, self._formats
        for place, (text, number, look) in enumerate(cells):
            if number is not None:
                sheet.write_number(row, place, number, formats[look])
            elif text:
                self.cut += sheet.write_string(row, place, _no_markup(text), formats[look]) == _CUT

    def _start_sheet(self) -> None:
        name = _SHEET if len(self._sizes) == 1 else f"{_SHEET} {self._made + 1}"
        self._sheet = self._book.add_worksheet(name)
        size, last = self._sizes[self._made], len(self._columns) - 1
        self._made, self._row = self._made + 1, 0
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, size, last)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{size + 1}"})
        self._write_header(self._sheet)

    def _write_header(self, sheet: Worksheet) -> None:
        names = pl.DataFrame({"name": [column.name for column in self._columns]}, schema={"name": pl.String})
        quoted = names.select(runs(pl.col("name")) & self._defuse).to_series()
        for place, (column, is_quoted) in enumerate(zip(self._columns, quoted, strict=True)):
            sheet.write_string(0, place, _no_markup(column.name), self._headers[is_quoted])
            longest = max(column.longest, len(column.name))
            sheet.set_column(place, place, min(max(longest, _NARROWEST), _WIDEST) + _ROOM)

    def _look(self, column: Column, place: int, tinted: Mapping[str, str] | None) -> pl.Expr:
        """The name of the look of each cell of a column."""
        texts, look = pl.col(str(place)), pl.lit(TEXT)
        if tinted is not None:
            look = texts.replace_strict(tinted, default=TEXT, return_dtype=pl.String)
        elif self._defuse:
            look = pl.when(runs(texts)).then(pl.lit(QUOTED)).otherwise(look)
        of_numbers = SHARE if column.kind is Kind.SHARE else of_number(column.decimals)
        is_number = _number(column, str(place)).is_not_null()
        share = pl.when(is_percent(texts)).then(pl.lit(SHARE)).otherwise(pl.lit(of_numbers))
        return pl.when(is_number).then(share).otherwise(look).alias(str(place))


def _number(column: Column, place: str) -> pl.Expr:
    """The number that each cell of a column is, null where it is none."""
    texts = pl.col(place)
    if column.kind is Kind.TEXT:
        return pl.lit(None, pl.Float64).alias(place)
    if column.kind is not Kind.MIXED:
        return pl.when(texts != "").then(texts).cast(pl.Float64)
    share = pl.when(is_percent(texts)).then(texts.str.strip_suffix("%") + "e-2")  # exactly what the share is
    return pl.when(is_plain(texts)).then(texts).otherwise(share).cast(pl.Float64)


def _no_markup(text: str) -> str:
    """A text that xlsxwriter does not take for the XML of a text with fonts, which it would write as it is."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
