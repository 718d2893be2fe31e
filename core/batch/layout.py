"""How a file of applicants is laid out: its kind, its separator and its header."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.batch.choices import ReadingChoices
from core.batch.header_search import find_header, separators
from core.batch.records import Grammar
from core.batch.source import HEAD_BYTES, Source
from core.errors import FileError
from core.parsing import shorten

BOM = b"\xef\xbb\xbf"
_NO_CHOICES = ReadingChoices()
_SEPARATOR_WORDS = {b",": "commas", b";": "semicolons", b"\t": "tabs", b"|": "bars"}
_EMPTY_CELLS = re.compile(r"[,;|\t]{2,}\s*$")
_LINES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out.

    Attributes:
        separator: the byte between cells.
        bom: whether the file begins with a byte order mark.
        header: the column names as they stand, also empty and double ones.
        start: where the first row begins, in bytes.
        line_end: what ends the header's line.
        above: what stands above the header and is no row, but blank lines.
    """

    separator: bytes
    bom: bool
    header: tuple[str, ...]
    start: int
    line_end: bytes
    above: tuple[str, ...] = ()

    @property
    def reading(self) -> tuple[str, ...]:
        """What a person may want to know of it, in sentences; nothing about an ordinary file."""
        found = []
        if self.separator != b",":
            words = _SEPARATOR_WORDS.get(self.separator, f"'{self.separator.decode()}'")
            found.append(f"Its cells are separated by {words}.")
        if self.above:
            found.append(_left_out(self.above))
        return tuple(found)


def read_layout(source: Source, choices: ReadingChoices = _NO_CHOICES) -> Layout:
    """Find out how a file is laid out; separator and header are those that make most names known.

    Raises:
        FileError: the file is not a CSV file in UTF-8, or has no header.
        InputError: the separator that was chosen cannot be one.
    """
    if b"\0" in source.head:
        raise _not_csv(source, "a binary file")
    bom = source.head.startswith(BOM)
    text = source.head if len(source.head) == HEAD_BYTES else source.head + b"\n"
    start = len(text) - len(text.removeprefix(BOM).lstrip(b" \r\n"))
    tried, first = separators(text, start, choices.separator)
    if not text[first:].strip(b" \r\n,;\t|"):
        raise FileError(f"{source.path.name} is empty. Give a CSV file with a header and rows.")
    if text.find(b"\n", first) < 0:
        raise _not_csv(source, "one endless line")
    separator, begin, header = find_header(
        text, first, tried, frozenset(name.strip() for name in choices.columns.values())
    )
    if header.broken:
        raise FileError(
            f"The header of {source.path.name} has a quotation mark without its fellow. Mend its first line."
        )
    whole = text[begin : header.end]
    if b"\r" in whole.rstrip(b"\r\n") and b"\n" not in whole[:-1]:
        raise _not_csv(source, "text with the line ends of an old Macintosh")
    check_text(source, whole, begin)
    line_end = b"\r\n" if whole.endswith(b"\r\n") else b"\n"
    names = tuple(cell.decode() for cell in header.cells)
    return Layout(separator, bom, names, header.end, line_end, _lines(text[start:begin], separator))


def check_text(source: Source, text: bytes, start: int) -> None:
    """Raise ``FileError`` when the bytes, which stand at ``start`` in the file, are not text in UTF-8."""
    zero = text.find(b"\0")
    if zero >= 0:
        raise _not_csv(source, f"a binary file, as line {source.line_at(start + zero)} shows")
    if text.isascii():
        return
    try:
        text.decode()
    except UnicodeDecodeError as error:
        line = source.line_at(start + error.start)
        raise FileError(
            f"{source.path.name} is not UTF-8 text, as line {line} shows. Save it as 'CSV UTF-8' and try again."
        ) from error


def _lines(text: bytes, separator: bytes) -> tuple[str, ...]:
    """The lines of a text as people read them, without empty cells at their end; but blank ones."""
    lines = (separator.join(cells).decode(errors="replace") for cells in _rows(text, Grammar(separator)))
    return tuple(shown for line in lines if (shown := _EMPTY_CELLS.sub("", line).strip()))


def _rows(text: bytes, grammar: Grammar) -> Iterator[list[bytes]]:
    start = 0
    while text.find(b"\n", start) >= 0 and (record := grammar.record(text, start, final=True)):
        yield record.cells
        start = record.end


def _left_out(above: tuple[str, ...]) -> str:
    shown = ", ".join(f"'{shorten(line)}'" for line in above[:_LINES_SHOWN])
    more = f" and {len(above) - _LINES_SHOWN} more" if len(above) > _LINES_SHOWN else ""
    number, verb = ("1 line", "was") if len(above) == 1 else (f"{len(above)} lines", "were")
    return f"{number} above the header {verb} left out: {shown}{more}."


def _not_csv(source: Source, kind: str) -> FileError:
    return FileError(f"{source.path.name} is not a CSV file but {kind}. Save it as 'CSV UTF-8' and try again.")
