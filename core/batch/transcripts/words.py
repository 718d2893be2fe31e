"""Texts in the parts of a workbook: put together from their pieces, and as they stand in a CSV file."""

import re

from core.batch.records import LONGEST_CELL, Grammar
from core.batch.transcripts.xml import Attributes

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)
_quoted = Grammar(b",").quoted


class Words:
    """Puts the text of elements together, without what tells its pronunciation."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._listens = self._is_spoken = False

    def start(self, name: str, _attributes: Attributes) -> None:
        """An element begins; its text is wanted when it is a ``t``."""
        if name == "t":
            self._listens = not self._is_spoken
        elif name == "rPh":
            self._is_spoken = True

    def text(self, text: str) -> None:
        """Some text; raises ``ValueError`` when it has become longer than any cell is."""
        if self._listens:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > LONGEST_CELL:
                raise _too_long()

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._is_spoken = False
        self._listens = False

    def take(self) -> str:
        """The text so far; begins anew."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        self._listens = self._is_spoken = False
        return text


def csv_cell(text: str) -> bytes:
    """A text as it stands in a CSV file, with the characters that workbooks write like ``_x000D_``."""
    if "_x" in text:
        text = _ESCAPE.sub(_character, text)
    cell = _quoted(text.encode())
    if len(cell) > LONGEST_CELL:
        raise _too_long()
    return cell


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if code == 0 or code in _SURROGATES else chr(code)


def _too_long() -> ValueError:
    return ValueError(f"it has a cell of more than {LONGEST_CELL:,} letters, which must be shortened")
