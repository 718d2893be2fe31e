"""Nasty archives: what is unpacked, and what is refused before it does harm."""

import gzip
import lzma
import random
import zipfile

from tests.core.batch.corpus.case import PEOPLE, Case, Kind, Read, Refused, Table, Write
from tests.core.batch.corpus.writing import content, gzipped, text_of, zip_of, zipped

_TEXT = text_of(PEOPLE).encode()
_HEADER, _ROWS = _TEXT.split(b"\n", 1)
_AGAIN = "Save it anew, or get it once more from where it comes from."
_FLAGS, _SIZE = 8, 24
"""Where fields stand in the entry of an archive's list."""


def _read(name: str, write: Write, people: Table = PEOPLE, reading: str = "", separator: str = ",") -> Case:
    return Case(name, Kind.PACKED, write, Read(people, separator, reading))


def _refused(name: str, write: Write, words: str) -> Case:
    return Case(name, Kind.PACKED, write, Refused(words))


def _patched(data: bytes, field: int, value: bytes) -> bytes:
    """An archive of one file with another value in a field of its entry, in the list of entries and before the file."""
    entry = data.index(b"PK\x01\x02")
    data = data[: entry + field] + value + data[entry + field + len(value) :]
    return data[: field - 2] + value + data[field - 2 + len(value) :]


def _of_many_entries() -> bytes:
    data = zip_of({"a.csv": _TEXT})
    entry = data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")]
    return data.replace(entry, entry * 20_000)


_NOISE = gzip.compress(random.Random(1).randbytes(4_000).hex().encode())
_BOMB = gzip.compress(b"0,0,0,0\n" * (1 << 17)) * 257

CASES = (
    _read("gzip", gzipped(_TEXT)),
    _read("gzip under the name of a CSV file", gzipped(_TEXT, name="in.csv")),
    _read("gzip in several parts, as when logs are joined", gzipped(_HEADER + b"\n", _ROWS)),
    _read(
        "gzip of UTF-16 with semicolons",
        gzipped(text_of(PEOPLE, ";").encode("utf-16")),
        PEOPLE,
        "Read as UTF-16 text.",
        ";",
    ),
    _read(
        "a zip archive", zipped({"june/applicants.csv": _TEXT}), reading="Read from 'applicants.csv' in the archive."
    ),
    _read("a zip archive that packs nothing", zipped({"a.csv": _TEXT}, zipfile.ZIP_STORED)),
    _read(
        "a zip archive of a Macintosh",
        zipped({"june/": b"", "june/.DS_Store": b"x", "__MACOSX/june/._a.csv": b"x", "june/a.csv": _TEXT}),
    ),
    _read(
        "a zip archive whose file wants to be elsewhere",
        zipped({"../../evil\n\x1b.csv": _TEXT}),
        reading="Read from 'evil \ufffd.csv'",
    ),
    _read(
        "a zip archive with its file under an absolute name",
        zipped({"/etc/passwd": _TEXT}),
        reading="Read from 'passwd'",
    ),
    _read(
        "a zip archive behind other bytes, as one that unpacks itself",
        content(zip_of({"a.csv": _TEXT}) + b"\0" * 100, "in.zip"),
    ),
    _read("gzip with zeros behind, as from a tape", content(gzip.compress(_TEXT) + b"\0" * 512, "in.csv.gz")),
    _refused("gzip with other bytes behind", content(gzip.compress(_TEXT) + b"garbage", "in.csv.gz"), _AGAIN),
    _refused(
        "two files in an archive", zipped({"a.csv": _TEXT, "b.csv": _TEXT}), "is an archive of 2 files. Unpack it"
    ),
    _refused("no file in an archive", zipped({}), "is an archive of 0 files."),
    _refused("folders alone in an archive", zipped({"a/": b"", "a/b/": b""}), "is an archive of 0 files."),
    _refused("an empty file in an archive", zipped({"a.csv": b""}), "is empty."),
    _refused("gzip of nothing", gzipped(b""), "is empty."),
    _refused(
        "an archive in an archive", zipped({"a.zip": zip_of({"a.csv": _TEXT})}), "holds a workbook or another archive."
    ),
    _refused("gzip in gzip", gzipped(gzip.compress(_TEXT)), "holds a workbook or another archive."),
    _refused(
        "a password",
        content(_patched(zip_of({"a.csv": _TEXT}), _FLAGS, b"\1\0"), "in.zip"),
        "is an archive with a password.",
    ),
    _refused("an unusual way to pack", zipped({"a.csv": _TEXT}, zipfile.ZIP_LZMA), "is packed in an unusual way."),
    _refused("xz", content(lzma.compress(_TEXT), "in.csv.xz"), "is an xz archive. Unpack it"),
    _refused("gzip that was cut off", content(_NOISE[:-900], "in.csv.gz"), _AGAIN),
    _refused("a zip archive that was cut off", content(zip_of({"a.csv": _TEXT * 20})[:-40], "in.zip"), _AGAIN),
    _refused("gzip with a wrong checksum", content(gzip.compress(_TEXT)[:-8] + b"\0" * 8, "in.csv.gz"), "CRC"),
    _refused(
        "a zip archive with a wrong checksum",
        content(zip_of({"a.csv": _TEXT}, 0).replace(b"640000", b"640001"), "in.zip"),
        "CRC",
    ),
    _refused(
        "a gzip bomb",
        content(_BOMB, "in.csv.gz"),
        "unpacks to more than 256 MB, far more than applicants take; it may have been made to fill the disk.",
    ),
    _refused(
        "a zip bomb",
        content(lambda: zip_of({"a.csv": b"0" * ((1 << 28) + 1)}), "in.zip"),
        "unpacks to more than 256 MB",
    ),
    _refused(
        "a zip archive that declares too little",
        content(_patched(zip_of({"a.csv": _TEXT * 100}), _SIZE, b"\x10\0\0\0"), "in.zip"),
        "CRC",
    ),
    _refused(
        "a zip archive that declares very much",
        content(_patched(zip_of({"a.csv": _TEXT}), _SIZE, b"\xf0\xff\xff\xff"), "in.zip"),
        "unpacks to more than 256 MB",
    ),
    _refused("a zip archive of 20,000 entries", content(_of_many_entries, "in.zip"), "is an archive of 20,000 files."),
)
