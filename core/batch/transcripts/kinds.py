"""Tells by its first bytes what kind of file it is, and says what those are that cannot be read."""

from enum import Enum, auto

from core.batch.layout import BOM
from core.batch.source import Source
from core.errors import FileError


class Kind(Enum):
    """What can be read."""

    TEXT = auto()
    GZIP = auto()
    ZIP = auto()
    """An archive or a workbook."""
    PARQUET = auto()


_KINDS = {b"\x1f\x8b": Kind.GZIP, b"PK\x03\x04": Kind.ZIP, b"PK\x05\x06": Kind.ZIP}
_PARQUET = b"PAR1"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls), or one with a password. Open it in Excel, save it as .xlsx "
    "without a password, and give that",
    b"%PDF": "a PDF document. Give the file that it was made of: CSV, Excel or Parquet",
    b"{\\rtf": "a text document. Give a CSV, Excel or Parquet file",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive. Unpack it, and give the file of applicants in it",
    b"Rar!\x1a\x07": "a RAR archive. Unpack it, and give the file of applicants in it",
    b"\xfd7zXZ\0": "an xz archive. Unpack it, and give the file of applicants in it",
    b"BZh91AY&SY": "a bzip2 archive. Unpack it, and give the file of applicants in it",
    b"\x28\xb5\x2f\xfd": "a zstd archive. Unpack it, and give the file of applicants in it",
    b"SQLite format 3\0": "a database. Export the table of applicants as CSV, and give that",
    b"ARROW1\0\0": "an Arrow file. Save it as Parquet or CSV, and give that",
    b"\x89PNG": "a picture. Give a CSV, Excel or Parquet file",
    b"\xff\xd8\xff": "a picture. Give a CSV, Excel or Parquet file",
}
_MARKUP = {
    b"<html": "a web page, as some systems export under the name .xls",
    b"<!doctype html": "a web page, as some systems export under the name .xls",
    b"<table": "a web page, as some systems export under the name .xls",
    b"<?xml": "XML",
    b'{"': "JSON",
    b"[{": "JSON",
}


def kind_of(source: Source) -> Kind:
    """Tell the kind of a file.

    Raises:
        FileError: it is of a kind that cannot be read.
    """
    head = source.head
    other = next((words for start, words in _OTHERS.items() if head.startswith(start)), None)
    if other:
        raise FileError(f"{source.path.name} is {other}.")
    if head.startswith(_PARQUET) and b"\0" in head:  # without a zero byte it is text that begins so
        return Kind.PARQUET
    return next((kind for start, kind in _KINDS.items() if head.startswith(start)), Kind.TEXT)


def refuse_markup(source: Source) -> None:
    """Raise ``FileError`` where a text is one of those that hold no lines of cells."""
    start = source.head[:100].removeprefix(BOM).lstrip().lower()
    words = next((words for mark, words in _MARKUP.items() if start.startswith(mark)), None)
    if words:
        raise FileError(
            f"{source.path.name} is {words}. Open it in a spreadsheet, save it as CSV or .xlsx, and give that."
        )
