"""Reading one CSV file as a frame of texts, whatever its delimiter and line ends."""

import csv
import io
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from core import files
from core.errors import FileError
from core.portfolio.text_frame import NOBODY, TEXT, text_frame
from core.progress import Report, silent

_ROWS_AT_ONCE = 50_000
_HEAD_BYTES = 1 << 16
_BLOCK_BYTES = 1 << 20
_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')
_OTHER_KINDS = {
    b"PK\x03\x04": "an Excel workbook or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"PAR1": "a Parquet file; give it the ending .parquet",
    b"SQLite format 3": "a SQLite database; give it as sqlite:///…",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}


def read_csv(path: Path, report: Report = silent, chosen: Mapping[str, str] = NOBODY) -> pd.DataFrame:
    """Read every cell as text; a blank cell is NaN.

    The delimiter is the one of comma, semicolon, tab and bar that the header has most of outside its quotes.

    Args:
        path: UTF-8 text with or without a byte order mark, LF, CRLF or CR at line ends.
        report: told the share of the file that is read; may cancel.
        chosen: as of ``text_frame``.

    Raises:
        FileError: the file is missing, unreadable, empty, or not a CSV file.
        DataError: it has no rows, or two columns of one meaning.
    """
    try:
        header, delimiter = _header(path)
        frame = _body(path, len(header), delimiter, report)
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror or error}). Check the name and the folder.") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{path.name} is not UTF-8 text. Save it as 'CSV UTF-8' and try again.") from error
    except pd.errors.ParserError as error:
        raise FileError(_broken(path, str(error))) from error
    return text_frame(frame, header, path.name, chosen)


def _header(path: Path) -> tuple[list[str], str]:
    with files.open_file(path) as file:
        head = file.read(_HEAD_BYTES)
        _refuse_other_kinds(path, head, file)
    text = head.decode("utf-8-sig", errors="ignore").lstrip("\r\n")
    if not text.strip():
        raise FileError(f"{path.name} is empty. Give a CSV file with a header and rows.")
    names = _QUOTED.sub("", text).splitlines()[:1]
    delimiter = max(_DELIMITERS, key="".join(names).count)
    header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True))
    if len(header) == 1:
        raise FileError(f"{path.name} does not look like a CSV file: its first line has only one column.")
    return header, delimiter


def _refuse_other_kinds(path: Path, head: bytes, rest: BinaryIO) -> None:
    kind = next((words for start, words in _OTHER_KINDS.items() if head.startswith(start)), None)
    if kind is None and (b"\0" in head or _has_zero(rest)):
        kind = "a binary file"
    if kind is not None:
        raise FileError(f"{path.name} is not a CSV file but {kind}. Save it as 'CSV UTF-8' and try again.")


def _has_zero(file: BinaryIO) -> bool:
    """Whether a zero byte follows, at which pandas would end a cell without a word."""
    return any(b"\0" in block for block in iter(partial(file.read, _BLOCK_BYTES), b""))


def _body(path: Path, columns: int, delimiter: str, report: Report) -> pd.DataFrame:
    size = max(path.stat().st_size, 1)
    chunks = []
    with (
        files.open_file(path) as file,
        pd.read_csv(
            file, sep=delimiter, header=0, names=range(columns), dtype=TEXT, keep_default_na=False, na_values=[""],
            skipinitialspace=True, encoding="utf-8-sig", chunksize=_ROWS_AT_ONCE,
        ) as reader,
    ):  # fmt: skip
        for chunk in reader:
            if not isinstance(chunk.index, pd.RangeIndex):  # pandas took a surplus first cell for a row name
                raise pd.errors.ParserError("surplus cells")
            chunks.append(chunk)
            report(file.tell() / size, f"Reading {path.name}")
    return pd.concat(chunks)


def _broken(path: Path, why: str) -> str:
    counted = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", why)
    if counted:
        expected, line, saw = counted.groups()
        found = f"line {line} has {saw} cells where the header has {expected}"
    elif "surplus" in why:
        found = "its rows have more cells than its header"
    else:
        found = f"it cannot be divided into cells ({why.strip()})"
    return f"{path.name} is not a proper CSV file: {found}. Put quotes around texts that contain the delimiter."
