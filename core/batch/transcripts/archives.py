"""Unpacks the one file in a gzip or zip archive; nothing in the archive decides where that goes."""

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from core.batch.source import Source
from core.batch.transcripts.damage import damage_told
from core.batch.transcripts.room import Transcript, most_bytes, too_much
from core.errors import FileError
from core.parsing import shorten
from core.progress import Report

_PIECE = 1 << 20
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 10_000
_OTHERS = {
    "xl/workbook.bin": "a binary Excel workbook (.xlsb). Save it as .xlsx, and give that",
    "content.xml": "an OpenDocument file (.ods). Save it as .xlsx or CSV, and give that",
    "index/document.iwa": "a Numbers document. Export it as Excel or CSV, and give that",
    "word/document.xml": "a Word document. Give a CSV, Excel or Parquet file",
    "ppt/presentation.xml": "a presentation. Give a CSV, Excel or Parquet file",
}


@contextmanager
def open_zip(source: Source, report: Report) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive or a workbook, unless it has so many entries that their names alone would fill the memory.

    Raises:
        FileError: it is damaged, or holds too many files.
    """
    name = source.path.name
    entries = 0
    for data, _ in source.pieces(0, _PIECE):
        report(0.0, f"Looking through {name}")
        entries += data.count(_ENTRY)
    if entries > _MOST_ENTRIES:
        raise FileError(f"{name} is an archive of {entries:,} files. Give the one with the applicants.")
    with damage_told(source, "a zip archive"), source.open() as file, zipfile.ZipFile(file) as archive:
        yield archive


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is an Excel workbook."""
    names = [name.lower() for name in archive.namelist()]
    has_sheets = any(name.startswith("xl/") for name in names) and "xl/workbook.bin" not in names
    return has_sheets and "[content_types].xml" in names


def unpack_zip(source: Source, archive: zipfile.ZipFile, folder: Path, report: Report) -> Source:
    """Unpack the one file of an archive.

    Raises:
        FileError: it has none or several, or one with a password, packed in an unusual way, or too large.
    """
    name = source.path.name
    other = next((words for mark, words in _OTHERS.items() if mark in map(str.lower, archive.namelist())), None)
    if other:
        raise FileError(f"{name} is {other}.")
    members = [member for member in archive.infolist() if _is_content(member)]
    if len(members) != 1:
        raise FileError(f"{name} is an archive of {len(members)} files. Unpack it, and give the one with applicants.")
    (member,) = members
    if member.flag_bits & _ENCRYPTED:
        raise FileError(f"{name} is an archive with a password. Unpack it, and give the file in it.")
    if member.compress_type not in _METHODS:
        raise FileError(f"{name} is packed in an unusual way. Unpack it, and give the file in it.")
    if member.file_size > most_bytes(source):
        raise too_much(source)
    with archive.open(member) as file:
        text = _unpack(source, file, folder, report, member.file_size)
    inner = shorten(member.filename.rpartition("/")[2])
    return source.read_from(text, f"Read from '{inner}' in the archive.")


def unpack_gzip(source: Source, folder: Path, report: Report) -> Source:
    """Unpack a gzip file; raises ``FileError`` when it is damaged or too large."""
    with damage_told(source, "a gzip archive"), source.open() as packed, gzip.GzipFile(fileobj=packed) as file:
        text = _unpack(source, file, folder, lambda _share, message: report(packed.tell() / source.size, message))
    return source.read_from(text)


def _unpack(source: Source, file: IO[bytes] | gzip.GzipFile, folder: Path, report: Report, size: int = 0) -> Path:
    done = 0
    with Transcript(folder / "unpacked", source) as transcript:
        while data := file.read(_PIECE):
            transcript.write(data)
            done += len(data)
            report(done / max(size, done), f"Unpacking {source.path.name}")
    return transcript.path


def _is_content(member: zipfile.ZipInfo) -> bool:
    """Not a folder, and not what a Macintosh adds of its own."""
    name = member.filename
    return not (member.is_dir() or name.startswith("__MACOSX/") or name.rpartition("/")[2] == ".DS_Store")
