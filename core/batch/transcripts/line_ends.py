"""Line ends other than those of today: CR, as on old Macintoshes, and CR CR LF, as a faulty transfer leaves them.

A line end within quotation marks is part of a cell and stays. Which separator a file has is not known here, so a
quotation mark opens or closes a cell beside any of them.
"""

import re
from typing import NamedTuple

from core.batch.records import LONGEST_CELL

_EDGE = rb"[^,;\t|\r\n]"
_TOKEN = re.compile(rb'(?<!%b) *("[^"]*(?:""[^"]*)*+" *(?!%b)|")|\r*\n|\r' % (_EDGE, _EDGE))
"""A cell in quotation marks, one mark that opens none, or a line end."""
_USUAL = (b"\n", b"\r\n")


class _Token(NamedTuple):
    start: int
    end: int
    is_line_end: bool


def are_unusual(head: bytes) -> bool:
    """Whether the first line of a text ends in such a way."""
    position = 0
    while token := _next(head, position):
        if token.is_line_end:
            return head[token.start : token.end] not in _USUAL
        position = token.end
    return False


class LineEnds:
    """Makes each line end of a text a line feed, piece after piece."""

    def __init__(self) -> None:
        self._text, self._position = b"\n", 1  # what stands before a cell tells whether a mark opens it

    def mended(self, piece: bytes, *, final: bool) -> bytes:
        """What of the text so far is certain and was not given yet."""
        text = self._text + piece
        position, parts = self._position, []
        certain = len(text) if final else len(text) - LONGEST_CELL
        while (token := _next(text, position)) and token.start < certain:
            parts.append(text[position : token.start])
            parts.append(b"\n" if token.is_line_end else text[token.start : token.end])
            position = token.end
        end = max(position, certain)
        parts.append(text[position:end])
        self._text, self._position = text[end - 1 :], 1
        return b"".join(parts)


def _next(text: bytes, position: int) -> _Token | None:
    found = _TOKEN.search(text, position)
    if found is None:
        return None
    if found[1] is None:
        return _Token(found.start(), found.end(), is_line_end=True)
    too_long = found.end() - found.start() > LONGEST_CELL
    return _Token(found.start(), found.start(1) + 1 if too_long else found.end(), is_line_end=False)
