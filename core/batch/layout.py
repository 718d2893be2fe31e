"""How a file of applicants is laid out: its kind, its separator and its header."""

from dataclasses import dataclass

from core import schema
from core.batch.records import Grammar, Record
from core.batch.source import HEAD_BYTES, Source
from core.errors import FileError

BOM = b"\xef\xbb\xbf"
_SEPARATORS = (b",", b";", b"\t", b"|")
_OTHER_KINDS = {
    b"PK\x03\x04": "an Excel workbook or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF document",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out.

    Attributes:
        separator: the byte between cells.
        bom: whether the file begins with a byte order mark.
        header: the column names as they stand, also empty and double ones.
        start: where the first row begins, in bytes.
        line_end: what ends the header's line.
    """

    separator: bytes
    bom: bool
    header: tuple[str, ...]
    start: int
    line_end: bytes


def read_layout(source: Source) -> Layout:
    """Find out how a file is laid out; the separator is the one that makes most names of the header known.

    Raises:
        FileError: the file is not a CSV file in UTF-8, or has no header.
    """
    _refuse_other_kinds(source)
    bom = source.head.startswith(BOM)
    text = source.head if len(source.head) == HEAD_BYTES else source.head + b"\n"
    start = len(text) - len(text.removeprefix(BOM).lstrip(b" \r\n"))
    if start == len(text):
        raise FileError(f"{source.path.name} is empty. Give a CSV file with a header and rows.")
    if text.find(b"\n", start) < 0:
        raise _not_csv(source, "one endless line")
    found = [(each, record) for each in _SEPARATORS if (record := Grammar(each).record(text, start, final=True))]
    separator, header = max(found, key=lambda pair: _likeness(pair[1]))
    if header.broken:
        raise FileError(
            f"The header of {source.path.name} has a quotation mark without its fellow. Mend its first line."
        )
    if b"\r" in text[start : header.end].rstrip(b"\r\n") and b"\n" not in text[start : header.end - 1]:
        raise _not_csv(source, "text with the line ends of an old Macintosh")
    check_text(source, text[start : header.end], start)
    line_end = b"\r\n" if text[: header.end].endswith(b"\r\n") else b"\n"
    return Layout(separator, bom, tuple(cell.decode() for cell in header.cells), header.end, line_end)


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


def _likeness(header: Record) -> tuple[int, bool, int]:
    """How many names are known, whether the quotation marks fit, and how many names there are."""
    known = sum(schema.by_any_name(cell.decode(errors="replace")) is not None for cell in header.cells)
    return known, not header.broken, len(header.cells)


def _refuse_other_kinds(source: Source) -> None:
    kind = next((words for start, words in _OTHER_KINDS.items() if source.head.startswith(start)), None)
    if kind is None and b"\0" in source.head:
        kind = "a binary file"
    if kind is not None:
        raise _not_csv(source, kind)


def _not_csv(source: Source, kind: str) -> FileError:
    return FileError(f"{source.path.name} is not a CSV file but {kind}. Save it as 'CSV UTF-8' and try again.")
