"""Finds rows that are written as nearly all programs write them, many times as fast as among elements.

Such a row has no formulas, no formatted letters and no references to characters; its cells say where they are. Any
other row is left to ``core.batch.transcripts.sheet_elements``, which finds the same in plain ones too.
"""

import re

from core.batch.transcripts.rows import Rows

_LETTERS = rb"[^<>&\x00-\x08\x0b-\x1f]*"
"""Text that means itself: XML reads a carriage return as a line feed, and has no other control characters."""
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')


def _cell(group: bytes) -> bytes:
    """The pattern of a cell, whose parts stand in groups that begin so."""
    return (
        rb'<c r="%b[A-Z]{1,3})[0-9]{1,7}"(?: s="%b[0-9]{1,5})")?(?: t="%bn|s|b|e|str|inlineStr)")?'
        rb'(?:/>|>(?:<v>%b%b)</v>|<is><t(?: xml:space="preserve")?>%b%b)</t></is>)?</c>)'
    ) % (group, group, group, group, _LETTERS, group, _LETTERS)


_CELLS = re.compile(_cell(b"("))
_ROW = re.compile(rb'<row r="([0-9]{1,7})"([^<>]*?)(?:/>|>((?:%b)*+)</row>)\s*' % _cell(b"(?:"))


class PlainRows:
    """Finds the plain rows of a sheet.

    Args:
        rows: gets them.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._plain_styles = {style.encode() for style in rows.plain_styles}
        self._columns: dict[bytes, int] = {}

    def read(self, text: bytes, position: int) -> int:
        """Read the plain rows that stand one after the other.

        Args:
            text: some of a sheet in UTF-8.
            position: directly between two rows.

        Returns:
            Where the first thing begins that is no plain row, or is not whole yet.
        """
        while found := _ROW.match(text, position):
            self._rows.begin(found[1].decode())
            self._rows.end(self._cells(found[3] or b""), hidden=_HIDDEN.search(found[2]) is not None)
            position = found.end()
        return position

    def _cells(self, text: bytes) -> dict[int, bytes]:
        cells = {}
        columns = self._columns
        for name, style, kind, value, letters in _CELLS.findall(text):
            if value.isdigit() and kind in (b"", b"n") and style in self._plain_styles:
                cell = value
            else:
                cell = self._rows.cell(kind.decode() or "n", style.decode(), (value or letters).decode())
            if cell:
                column = columns.get(name)
                if column is None:
                    column = columns[name] = self._rows.column(name.decode())
                cells[column] = cell
        return cells
