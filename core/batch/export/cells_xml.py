"""The rows of a sheet as a workbook keeps them: SpreadsheetML, made by polars for many rows at once."""

from collections.abc import Mapping, Sequence

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from core.batch.export.defusing import runs
from core.batch.export.looks import QUOTED, SHARE, TEXT, of_number
from core.batch.export.survey import Column, Kind, is_plain
from core.batch.export.xml_text import escaped

LONGEST = 32_767
"""UTF-16 units that a cell holds."""
_NOTHING = pl.lit("")


class RowsXml:
    """Turns rows into XML.

    Args:
        columns: of the sheet.
        styles: number of each look by its name.
        tinted: looks by text, by the positions of the columns that have them.
        defuse: whether texts that a spreadsheet would run get the mark of a text.

    Attributes:
        cut: how many cells were longer than a cell may be.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        styles: Mapping[str, str],
        tinted: Mapping[int, Mapping[str, str]],
        *,
        defuse: bool,
    ) -> None:
        self.cut = 0
        self._columns, self._styles, self._tinted, self._defuse = columns, styles, tinted, defuse
        self._row = pl.concat_str(pl.lit('<row r="'), "row", pl.lit('">'), *self._cells(), pl.lit("</row>"))
        self._long = [str(place) for place, column in enumerate(columns) if 2 * column.longest > LONGEST]

    def xml(self, frame: pl.DataFrame, first: int) -> bytes:
        """The rows of a frame; the first of them has that number in the sheet, counted from 1."""
        frame = self._shortened(frame)
        numbers = pl.int_range(first, first + len(frame)).cast(pl.String).alias("row")
        text: str = frame.with_columns(numbers).select(self._row.str.join("")).item()
        return text.encode()

    def _shortened(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows with what is too long cut, which is counted."""
        for name in self._long:
            texts = frame[name].to_list()
            short = list(map(shortened, texts))
            self.cut += sum(a is not b for a, b in zip(texts, short, strict=True))
            frame = frame.with_columns(pl.Series(name, short, dtype=pl.String))
        return frame

    def _cells(self) -> list[pl.Expr]:
        cells = []
        for place, column in enumerate(self._columns):
            texts, start = pl.col(str(place)), f'<c r="{xl_col_to_name(place)}'
            inner = escaped(texts) if column.has_special else texts
            space = ' xml:space="preserve"' if column.has_edges else ""
            style = self._style(place, may_run=column.may_run and self._defuse)
            word = _joined(start, '" s="', style, f'" t="inlineStr"><is><t{space}>', inner, "</t></is></c>")
            cells.append(pl.when(texts == "").then(_NOTHING).otherwise(self._or_number(column, texts, start, word)))
        return cells

    def _style(self, place: int, *, may_run: bool) -> pl.Expr:
        """The number of the look of a cell of text."""
        texts, usual = pl.col(str(place)), pl.lit(self._styles[TEXT])
        if place in self._tinted:
            numbers = {text: self._styles[look] for text, look in self._tinted[place].items()}
            return texts.replace_strict(numbers, default=usual, return_dtype=pl.String)
        return pl.when(runs(texts)).then(pl.lit(self._styles[QUOTED])).otherwise(usual) if may_run else usual

    def _or_number(self, column: Column, texts: pl.Expr, start: str, word: pl.Expr) -> pl.Expr:
        """A number where the cell is one, else the word."""
        if column.kind is Kind.TEXT:
            return word
        look = SHARE if column.kind is Kind.SHARE else of_number(column.decimals)
        number = pl.concat_str(
            pl.lit(start), "row", pl.lit(f'" s="{self._styles[look]}"><v>'), texts, pl.lit("</v></c>")
        )
        return pl.when(is_plain(texts)).then(number).otherwise(word) if column.kind is Kind.MIXED else number


def shortened(text: str) -> str:
    """A text that a cell can hold: the same, or its beginning and an ellipsis."""
    if 2 * len(text) <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _joined(start: str, *parts: str | pl.Expr) -> pl.Expr:
    pieces = [part if isinstance(part, pl.Expr) else pl.lit(part) for part in parts]
    return pl.concat_str(pl.lit(start), "row", *pieces)
