"""The grammar of a delimited text file: where a cell and a row end, and what is wrong with a row.

A cell in quotes begins and ends with a quotation mark (blanks may stand around them) and may hold separators, line
breaks and doubled marks. In any other cell a quotation mark is a character like others. A row whose quotation marks do
not fit this ends with its line and is taken literally, so that a stray mark never swallows the rows below it.

This module reads any text, row by row; ``core.batch.structure`` finds the rows of well-formed text much faster.
"""

import re
from typing import NamedTuple

LONGEST_CELL = 131_072
"""Bytes of a cell in quotes, marks included; what is longer is a mark that was never closed."""
QUOTE = b'"'


class Record(NamedTuple):
    """One row.

    Attributes:
        cells: text of each cell, without the enclosing quotation marks.
        end: where the next row begins.
        faithful: whether the row's own text can stand in another table as it is.
        broken: whether its quotation marks do not fit, so that it was taken literally.
    """

    cells: list[bytes]
    end: int
    faithful: bool
    broken: bool


class _Cell(NamedTuple):
    text: bytes
    end: int
    faithful: bool


class Grammar:
    """The grammar for one separator, a single byte."""

    def __init__(self, separator: bytes) -> None:
        self.separator = separator
        self._in_quotes = re.compile(rb' *"([^"]*(?:""[^"]*)*+)" *')
        self._opening = re.compile(rb' *"')
        self._plain = re.compile(rb"[^" + re.escape(separator) + rb"\n]*")
        self._special = re.compile(rb"[" + re.escape(separator) + rb'"\r\n]')

    def record(self, text: bytes, start: int, *, final: bool) -> Record | None:
        """The row that begins at ``start``; ``None`` when its end may lie beyond the text.

        Args:
            text: whole lines, the last one with its line end.
            start: where a row begins.
            final: whether the file ends with this text.
        """
        if text.find(QUOTE, start, text.index(b"\n", start)) < 0:
            return self._literal(text, start, broken=False)
        cells, position, faithful = [], start, True
        while True:
            cell = self._cell(text, position)
            if cell is None:
                may_close = not final and position + LONGEST_CELL > len(text)
                return None if may_close else self._literal(text, start, broken=True)
            cells.append(cell.text)
            faithful &= cell.faithful
            after = text[cell.end : cell.end + 2]
            if after.startswith(self.separator):
                position = cell.end + 1
            elif after.startswith(b"\n") or after == b"\r\n":
                return Record(cells, cell.end + after.index(b"\n") + 1, faithful, broken=False)
            else:
                return self._literal(text, start, broken=True)

    def row(self, cells: list[bytes]) -> bytes:
        """The cells as one row of text, without a line end."""
        return self.separator.join(map(self.quoted, cells))

    def quoted(self, cell: bytes) -> bytes:
        """The cell as it stands in a row: in quotation marks where it needs them."""
        return QUOTE + cell.replace(QUOTE, QUOTE * 2) + QUOTE if self._special.search(cell) else cell

    def _cell(self, text: bytes, position: int) -> _Cell | None:
        """The cell that begins there; ``None`` when it opens with a mark that is not closed."""
        found = self._in_quotes.match(text, position, position + LONGEST_CELL)
        if found:
            cell = found[1].replace(QUOTE * 2, QUOTE)
            return _Cell(cell, found.end(), found[0].startswith(QUOTE) and found[0].endswith(QUOTE))
        if self._opening.match(text, position):
            return None
        found = self._plain.match(text, position)
        cell = found[0] if found else b""
        if text.startswith(b"\n", position + len(cell)):
            cell = cell.removesuffix(b"\r")
        return _Cell(cell, position + len(cell), QUOTE not in cell and b"\r" not in cell)

    def _literal(self, text: bytes, start: int, *, broken: bool) -> Record:
        end = text.index(b"\n", start)
        line = text[start:end].removesuffix(b"\r")
        return Record(line.split(self.separator), end + 1, not broken and b"\r" not in line, broken)
