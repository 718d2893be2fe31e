"""Reads the rows of a sheet of a workbook, a piece at a time."""

import re
from collections.abc import Iterator
from typing import IO

from core.batch.transcripts.plain_rows import PlainRows
from core.batch.transcripts.rows import Row, Rows
from core.batch.transcripts.sheet_elements import SheetElements
from core.batch.transcripts.xml import PIECE, Parser, Seen

_ROW = b"<row "
_LONGEST_PLAIN = 1 << 20
_ENCODING = re.compile(rb"""<\?xml[^>]*\sencoding=["'](?!utf-8["'])""", re.IGNORECASE)


def rows_of(part: IO[bytes], rows: Rows, seen: Seen) -> Iterator[list[Row]]:
    """The rows of a sheet in order, some at a time.

    Args:
        part: the sheet.
        rows: where to collect them.
        seen: told how many bytes were read.

    Raises:
        ExpatError: the sheet is not XML.
        ValueError: it has what no sheet has.
    """
    reader = _Reader(rows)
    size = 0
    while data := part.read(PIECE):
        reader.read(data)
        size += len(data)
        seen(size)
        yield rows.take()
    reader.finish()
    yield rows.take()


class _Reader:
    """Gives plain rows to those who read them fast, and everything else to a parser, which never misses them."""

    def __init__(self, rows: Rows) -> None:
        self._elements = SheetElements(rows)
        self._parser = Parser(self._elements)
        self._plain_rows = PlainRows(rows)
        self._rest = b""
        self._is_utf_8: bool | None = None

    def read(self, data: bytes) -> None:
        """Read some more of the sheet."""
        if self._is_utf_8 is None:
            self._is_utf_8 = b"\0" not in data and not _ENCODING.search(data)
        text = self._rest + data
        position = self._read_rows(text) if self._is_utf_8 else 0
        self._rest = text[position:]
        if not self._rest.startswith(_ROW) or len(self._rest) > _LONGEST_PLAIN:
            self._parse_rest()

    def finish(self) -> None:
        """Read the end of the sheet."""
        self._parse_rest()
        self._parser.finish()

    def _parse_rest(self) -> None:
        self._parser.feed(self._rest)
        self._rest = b""

    def _read_rows(self, text: bytes) -> int:
        """Read rows up to the last one, which may not be whole; give where that begins."""
        position = 0
        while True:
            if self._elements.is_between_rows and self._parser.is_between_tags:
                position = self._plain_rows.read(text, position)
            following = text.find(_ROW, position + 1)
            if following < 0:
                return position
            self._parser.feed(text[position:following])
            position = following
