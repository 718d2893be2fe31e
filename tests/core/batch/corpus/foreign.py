"""Files of other kinds: each is refused by its name, with what to do."""

import io
import sqlite3

import polars as pl

from tests.core.batch.corpus.case import Case, Kind, Refused, Write
from tests.core.batch.corpus.writing import content, gzipped, zip_of, zipped

_MARKUP = "Open it in a spreadsheet, save it as CSV or .xlsx, and give that."


def _refused(name: str, write: Write, words: str) -> Case:
    return Case(name, Kind.FOREIGN, write, Refused(words))


def _begins(name: str, data: bytes, words: str, file: str = "in.csv") -> Case:
    return _refused(name, content(data + b"\0" * 100, file), f"{file} is {words}")


def _sqlite() -> bytes:
    with sqlite3.connect(":memory:") as database:
        database.execute("create table applicants (age)")
        return database.serialize()


def _arrow() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({"age": [35]}).write_ipc(out)
    return out.getvalue()


CASES = (
    _begins(
        "an old workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        "an old Excel workbook (.xls), or one with a password.",
        "in.xls",
    ),
    _begins("PDF", b"%PDF-1.7", "a PDF document."),
    _begins("RTF", b"{\\rtf1", "a text document."),
    _begins("7-Zip", b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive. Unpack it"),
    _begins("RAR", b"Rar!\x1a\x07\x01", "a RAR archive."),
    _begins("bzip2", b"BZh91AY&SY", "a bzip2 archive."),
    _begins("zstd", b"\x28\xb5\x2f\xfd", "a zstd archive."),
    _begins("PNG", b"\x89PNG\r\n\x1a\n", "a picture."),
    _begins("JPEG", b"\xff\xd8\xff\xe0", "a picture."),
    _refused("a database", content(_sqlite(), "in.db"), "is a database. Export the table of applicants as CSV"),
    _refused("Arrow", content(_arrow(), "in.arrow"), "is an Arrow file. Save it as Parquet or CSV"),
    _refused("a program", content(b"\x7fELF\x02\x01\x01" + b"\0" * 200, "in.csv"), "in.csv"),
    _refused(
        "a web page under the name of a workbook",
        content("<html><table><tr><td>age</td></tr></table>", "in.xls"),
        f"is a web page, as some systems export under the name .xls. {_MARKUP}",
    ),
    _refused("a web page with a declaration", content("\ufeff \n<!DOCTYPE HTML>\n<table>"), "is a web page"),
    _refused("a web page in UTF-16", content("<TABLE border=1>".encode("utf-16")), "is a web page"),
    _refused("a packed web page", gzipped(b"<table>"), "is a web page"),
    _refused("XML", content("<?xml version='1.0'?>\n<Workbook/>", "in.xml"), f"is XML. {_MARKUP}"),
    _refused("JSON", content('[{"age": 35}]', "in.json"), f"is JSON. {_MARKUP}"),
    _refused("lines of JSON", content('{"age": 35}\n{"age": 36}\n', "in.jsonl"), f"is JSON. {_MARKUP}"),
    _refused(
        "OpenDocument",
        zipped({"mimetype": b"", "content.xml": b""}),
        "is an OpenDocument file (.ods). Save it as .xlsx or CSV",
    ),
    _refused(
        "a binary workbook",
        zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}),
        "is a binary Excel workbook (.xlsb).",
    ),
    _refused("Numbers", zipped({"Index/Document.iwa": b""}), "is a Numbers document."),
    _refused("Word", zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "is a Word document."),
    _refused("a presentation", zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "is a presentation."),
    _refused(
        "a workbook in gzip", gzipped(zip_of({"[Content_Types].xml": b""})), "holds a workbook or another archive."
    ),
)
