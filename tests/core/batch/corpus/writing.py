"""Ways to write the files of the corpus."""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.core.batch.corpus.case import Table, Write

Data = bytes | str


def text_of(
    table: Table, separator: str = ",", end: str = "\n", *, every: bool = False, above: str = "", below: str = ""
) -> str:
    """A table as text, as the standard library writes it.

    Args:
        table: what to write.
        separator: between cells.
        end: of each line.
        every: whether each cell is quoted.
        above: text above the header.
        below: text below the last row.
    """
    out = io.StringIO()
    marks = csv.excel()
    marks.delimiter, marks.lineterminator = separator, end
    marks.quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    writer = csv.writer(out, marks)
    writer.writerows([table.header, *table.lines])
    return above + out.getvalue() + below


def content(data: Data | Callable[[], Data], name: str = "in.csv") -> Write:
    """A file of these bytes, or of this text in UTF-8; what is large is given by a function."""

    def write(folder: Path) -> Path:
        path = folder / name
        made = data() if callable(data) else data
        path.write_bytes(made.encode() if isinstance(made, str) else made)
        return path

    return write


def gzipped(*parts: bytes, name: str = "in.csv.gz") -> Write:
    """The parts, each packed, one after the other."""
    return content(b"".join(map(gzip.compress, parts)), name)


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Write:
    """A file that is such an archive."""
    return content(zip_of(files, method), "in.zip")
