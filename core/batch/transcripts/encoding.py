"""Recognises how the characters of a text file are encoded."""

import codecs
import re
from typing import NamedTuple

from core.batch.source import Source
from core.batch.tick import Tick
from core.errors import FileError, InputError

UTF_8 = "utf-8"
CODECS = {UTF_8: UTF_8, "utf-16": "utf-16-le", "windows-1252": "cp1252"}
"""Python's name of each encoding that can be chosen."""
WORDS = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_PIECE = 1 << 20
_SAMPLE = 1 << 12
_UTF_8 = re.compile("[^\0-\x7f\udc80-\udcff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_OTHER = re.compile(rb"[\xc0-\xff]{4}|[A-Za-z][\x82-\x84\x86-\x89\x8b\x98\x9b][A-Za-z]")
"""Four accented letters in a row, as in no language that Windows-1252 is for; or a sign within a word, where the code
pages of DOS and Macintosh have a letter."""


class UndecidedEncodingError(FileError):
    """A text could be read in more than one encoding, or in none that is known."""


def find_codec(source: Source, chosen: str | None, tick: Tick) -> str:
    """Python's name of the encoding.

    Args:
        source: a text file.
        chosen: one of ``CODECS``, to be believed; ``None`` to find out.
        tick: called often.

    Raises:
        InputError: there is no such encoding to choose.
        UndecidedEncodingError: only a person can tell.
        FileError: the file is not text.
    """
    if chosen is not None and chosen not in CODECS:
        raise InputError(f"The encoding '{chosen}' is none of {', '.join(CODECS)}. Choose one of them.")
    if chosen in (None, "utf-16"):
        codec = _by_mark(source) or _by_zeros(source.head) or (chosen and CODECS[chosen])
        if codec:
            return codec
    return CODECS[chosen] if chosen else _by_content(source, tick)


def _by_mark(source: Source) -> str | None:
    if source.head.startswith(_UTF_32):
        raise FileError(f"{source.path.name} is text in UTF-32. Save it as 'CSV UTF-8' and try again.")
    return _MARKS.get(source.head[:2])


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of what programs write is zero, for names are Latin."""
    high, low = head[:_SAMPLE:2], head[1:_SAMPLE:2]
    if 0 in high and 2 * high.count(0) > len(high) and 0 not in low:
        return "utf-16-be"
    if 0 in low and 2 * low.count(0) > len(low) and 0 not in high:
        return "utf-16-le"
    return None


def _by_content(source: Source, tick: Tick) -> str:
    """UTF-8 where all of it is that, Windows-1252 where none of it is and it looks like text."""
    if b"\0" in source.head:
        return UTF_8  # no text at all, which reading its header tells; there may be very much of it
    found = _scan(source.beginning() if source.sample else source, tick)
    if found.other is None:
        return UTF_8
    name = source.path.name
    if found.utf_8 is not None:
        raise UndecidedEncodingError(
            f"{name} holds UTF-8 in line {found.utf_8} and text in another encoding in line {found.other}. Save it "
            "anew as 'CSV UTF-8', or choose --encoding windows-1252 to take every byte for a letter."
        )
    strange = _CONTROL.search(source.head) or _OTHER.search(source.head)
    if strange:
        line = source.line_at(strange.start())
        raise UndecidedEncodingError(
            f"{name} is text in an encoding that cannot be told, or no text at all, as line {line} shows. Save it as "
            "'CSV UTF-8', or choose --encoding windows-1252 if it is that."
        )
    return "cp1252"


class _Found(NamedTuple):
    """The first line with text in UTF-8 that is not ASCII, and the first with what is no UTF-8."""

    utf_8: int | None
    other: int | None


def _scan(source: Source, tick: Tick) -> _Found:
    decoder = codecs.getincrementaldecoder(UTF_8)("surrogateescape")
    lines, utf_8, other = 1, None, None
    for data, final in source.pieces(0, _PIECE):
        tick()
        text = decoder.decode(data, final)
        if not text.isascii():
            place = _UTF_8.search(text) if utf_8 is None else None
            utf_8 = lines + text.count("\n", 0, place.start()) if place else utf_8
            wrong = _first_wrong(text) if other is None else None
            other = lines + text.count("\n", 0, wrong) if wrong is not None else other
        lines += text.count("\n")
    return _Found(utf_8, other)


def _first_wrong(text: str) -> int | None:
    """Where the first byte stands that is no UTF-8, which the decoder has marked."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None
