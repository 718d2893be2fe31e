"""Files that are none, that change while they are read, or that were made to do harm."""

import gzip
import os
import random
from pathlib import Path

from core.batch.source import HEAD_BYTES
from tests.core.batch.corpus.case import PEOPLE, Case, Kind, Read, Refused, Write, row, table
from tests.core.batch.corpus.writing import content, text_of
from tests.core.batch.files import APPLICANT

_HUGE = 50 << 20
_TEXT = text_of(PEOPLE)
_LINE = ",".join(APPLICANT.values())
_CHANGED = "in.csv was changed while it was read. Score it again when nobody writes to it."


def _refused(name: str, write: Write, words: str, *, posix: bool = False) -> Case:
    return Case(name, Kind.HOSTILE, write, Refused(words), posix=posix)


def _changing(name: str, meanwhile: object, words: str = _CHANGED, *, posix: bool = False) -> Case:
    write = content(_TEXT + f"{_LINE}\n" * 100)
    return Case(name, Kind.HOSTILE, write, Refused(words), meanwhile=meanwhile, posix=posix)  # type: ignore[arg-type]


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def _circle(folder: Path) -> Path:
    (folder / "a.csv").symlink_to("b.csv")
    (folder / "b.csv").symlink_to("a.csv")
    return folder / "a.csv"


def _link_to(target: str) -> Write:
    def write(folder: Path) -> Path:
        (folder / "link.csv").symlink_to(target)
        return folder / "link.csv"

    return write


def _linked(folder: Path) -> Path:
    (folder / "real.csv").write_text(_TEXT)
    return _link_to("real.csv")(folder)


def _holes(folder: Path) -> Path:
    """Zeros without end that take no room."""
    with (folder / "in.csv").open("wb") as file:
        file.truncate(1 << 33)
    return folder / "in.csv"


def _long_name(folder: Path) -> Path:
    return folder / f"{'x' * 300}.csv"


def _append(path: Path) -> None:
    with path.open("a") as file:
        file.write("more\n")


def _shorten(path: Path) -> None:
    with path.open("r+") as file:
        file.truncate(100)


def _replace(path: Path) -> None:
    """Another file of the same size takes its place."""
    other = path.with_name("other.csv")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def _into_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir(exist_ok=True)


_MANY = table(
    *[row(**{f"column {number}": str(number) for number in range(10_000)}, cust_id=who) for who in ("C1", "C2")]
)
_NAMES = ",".join(f"column {number}" for number in range(10_000))

CASES = (
    Case("10,000 columns beside those of an applicant", Kind.HOSTILE, content(text_of(_MANY)), Read(_MANY)),
    Case("a link to a file", Kind.HOSTILE, _linked, Read(PEOPLE), posix=True),
    _refused(
        "10,000 columns of something else",
        content(lambda: f"{_NAMES}\n{_NAMES}\n"),
        "in.csv has no column for age, loan_tenure_months",
    ),
    Case(
        "100,000 separators above the header",
        Kind.HOSTILE,
        content(lambda: "," * 100_000 + "\n" + _TEXT),
        Read(PEOPLE),
    ),
    _refused(
        "a cell of 50 MB", content(lambda: _TEXT.replace("0012", "x" * _HUGE)), "in.csv has an endless row in line 3."
    ),
    _refused(
        "a cell of 50 MB in quotation marks",
        content(lambda: _TEXT.replace("0012", f'"{"x" * _HUGE}"')),
        "in.csv has an endless row in line 3.",
    ),
    _refused(
        "a cell of 50 MB that is packed",
        content(lambda: gzip.compress(_TEXT.replace("0012", "x" * _HUGE).encode(), 1), "in.csv.gz"),
        "in.csv.gz has an endless row in line 3.",
    ),
    _refused(
        "a cell of 50 MB in UTF-16",
        content(lambda: _TEXT.replace("0012", "x" * (_HUGE // 2)).encode("utf-16")),
        "has an endless row in line 3.",
    ),
    _refused("a cell of 50 MB in the header", content(lambda: "x" * _HUGE + "," + _TEXT), "one endless line"),
    _refused("one endless line", content(lambda: "x" * (2 * HEAD_BYTES)), "is not a CSV file but one endless line"),
    _refused("eight gigabytes of zeros", _holes, "is not a CSV file but a binary file"),
    _refused("noise", content(lambda: random.Random(7).randbytes(100_000)), "in.csv"),
    _refused("zeros", content(b"\0" * 4096), "in.csv"),
    _refused("quotation marks alone", content(lambda: '"' * 99_999 + "\n"), "in.csv"),
    _refused("a folder", lambda folder: folder, "is a folder. Give a CSV, Excel or Parquet file."),
    _refused("no file", lambda folder: folder / "none.csv", "There is no file"),
    _refused("a name that no file can have", lambda folder: folder / "a\0b.csv", "cannot be read"),
    _refused("a name that is too long", _long_name, "cannot be read (File name too long)", posix=True),
    _refused("a device", lambda _folder: Path("/dev/zero"), "is a device or a pipe.", posix=True),
    _refused("a device that says nothing", lambda _folder: Path("/dev/null"), "is a device or a pipe.", posix=True),
    _refused("a link to a device", _link_to("/dev/zero"), "is a device or a pipe.", posix=True),
    _refused("a pipe", _fifo, "is a device or a pipe.", posix=True),
    _refused("a circle of links", _circle, "cannot be read (Too many levels of symbolic links)", posix=True),
    _refused("a link to nothing", _link_to("none.csv"), "There is no file", posix=True),
    _refused(
        "a file as a folder",
        lambda folder: content(_TEXT)(folder) / "in.csv",
        "cannot be read (Not a directory)",
        posix=True,
    ),
    _changing("a file that grows meanwhile", _append),
    _changing("a file that is cut off meanwhile", _shorten),
    _changing("a file that another of the same size replaces meanwhile", _replace, posix=True),
    _changing("a file that is deleted meanwhile", lambda path: path.unlink(missing_ok=True), "in.csv", posix=True),
    _changing("a file that becomes a folder meanwhile", _into_folder, "in.csv", posix=True),
)
