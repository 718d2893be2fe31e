"""Finds the header of a text and the separator of its cells: the line and the separator that make most names known."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.batch.column_names import field_of
from core.batch.records import QUOTE, Grammar, Record
from core.errors import InputError

_SEPARATORS = (b",", b";", b"\t", b"|")
_NAMES = {"comma": b",", "semicolon": b";", "tab": b"\t", "\\t": b"\t", "bar": b"|", "pipe": b"|", "space": b" "}
_STATED = re.compile(rb'"?sep=([!-/:-@[-`{-~\t ])"?[;,\t ]*\r?\n', re.IGNORECASE)
"""The line above the header with which Excel is told the separator."""
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_MOST_LINES, _MOST_CELLS, _MOST_BLANK = 50, 100_000, 10_000
"""Among which the header is looked for: lines with something in them, their cells, and blank lines."""
_ENOUGH_NAMES = 2
"""A single name that is known may be a word in a row, such as a purpose."""
_BLANK = b" \r\n"


class Header(NamedTuple):
    """The header of a text.

    Attributes:
        separator: a single byte.
        start: where it begins, in bytes.
        record: its cells, and where the first row begins.
    """

    separator: bytes
    start: int
    record: Record


class _Line(NamedTuple):
    start: int
    record: Record


def separators(text: bytes, start: int, chosen: str | None) -> tuple[Sequence[bytes], int]:
    """The separators that come into question, and where the text begins after a line that states one.

    Args:
        text: whole lines.
        start: where the first line that is not blank begins.
        chosen: the separator or its name, as a person gave it.

    Raises:
        InputError: what was chosen cannot separate cells.
    """
    stated = _STATED.match(text, start)
    tried: Sequence[bytes] = _SEPARATORS
    if chosen is not None:
        tried = [_separator(chosen)]
    elif stated:
        tried = [stated[1]]
    return tried, stated.end() if stated else start


def find_header(text: bytes, start: int, tried: Sequence[bytes], chosen: frozenset[str]) -> Header:
    """Find the header among the first lines.

    Where hardly a name is known it is the first line that has as many cells as most lines have.

    Args:
        text: whole lines, and perhaps the beginning of another one.
        start: where to begin.
        tried: separators.
        chosen: names of columns that a person gave.
    """
    lines = {separator: list(_lines(text, start, Grammar(separator))) for separator in tried}
    found = [(separator, line) for separator in tried for line in lines[separator]]
    names = [_known(line.record, chosen) for _, line in found]
    best = max(range(len(found)), key=lambda place: (names[place], *_order(found[place][1])))
    separator, line = found[best]
    if names[best] < _ENOUGH_NAMES:
        separator, line = _by_width(lines)
    return Header(separator, line.start, line.record)


def _separator(chosen: str) -> bytes:
    separator = _NAMES.get(chosen.lower(), chosen.encode())
    if len(separator) != 1 or separator.isalnum() or separator in (QUOTE, b"\n", b"\r"):
        raise InputError(
            f"'{chosen}' cannot separate cells. Give comma, semicolon, tab, bar or another single character."
        )
    return separator


def _lines(text: bytes, start: int, grammar: Grammar) -> Iterator[_Line]:
    """The first lines that are not blank; at least one."""
    lines = cells = blank = 0
    for line in _all_lines(text, start, grammar):
        if not any(cell.strip(_BLANK) for cell in line.record.cells):
            blank += 1
        else:
            yield line
            lines, cells = lines + 1, cells + len(line.record.cells)
        if lines and (lines == _MOST_LINES or cells > _MOST_CELLS or blank > _MOST_BLANK):
            return


def _all_lines(text: bytes, start: int, grammar: Grammar) -> Iterator[_Line]:
    while text.find(b"\n", start) >= 0 and (record := grammar.record(text, start, final=True)):
        yield _Line(start, record)
        start = record.end


def _order(line: _Line) -> tuple[bool, int]:
    """A sound line goes before one whose quotation marks do not fit, and an earlier one before a later one."""
    return not line.record.broken, -line.start


def _known(record: Record, chosen: frozenset[str]) -> int:
    """How many names of columns there are in a line."""
    words = {cell.decode(errors="replace").strip() for cell in record.cells if _LETTER.search(cell)}
    return sum(word in chosen or field_of(word) is not None for word in words)


def _by_width(lines: dict[bytes, list[_Line]]) -> tuple[bytes, _Line]:
    """The separator that makes most lines alike, and the first line with as many cells that are filled."""
    alike = {separator: _most_alike([line.record for line in found]) for separator, found in lines.items()}
    best = max(lines, key=lambda separator: alike[separator])
    fitting = [line for line in lines[best] if len(line.record.cells) == alike[best].width]
    return best, next((line for line in fitting if _is_filled(line.record)), fitting[0])


class _Alike(NamedTuple):
    """Lines with as many cells: whether there is more than one, how many lines are sound, how many cells."""

    divides: bool
    sound: int
    width: int


def _most_alike(records: list[Record]) -> _Alike:
    sound = Counter(len(record.cells) for record in records if not record.broken)
    return max(_Alike(width > 1, sound[width], width) for width in {len(record.cells) for record in records})


def _is_filled(record: Record) -> bool:
    """Whether most cells hold something; a title has only one."""
    return 2 * sum(bool(cell.strip(_BLANK)) for cell in record.cells) > len(record.cells)
