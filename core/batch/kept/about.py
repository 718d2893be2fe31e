"""What ``about.json`` of a kept file holds: what it is, how its rows are laid out, and sums to check the rest by."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from core import files
from core.errors import FileError, ModelError
from core.progress import Report
from core.strict_reading import read

ABOUT, REPORT, SCORECARD, ROWS, RECORDS = "about.json", "report.json", "scorecard.json", "rows.txt", "records.bin"
FORMAT_VERSION = 1
_PIECE = 1 << 22


@dataclass(frozen=True, slots=True)
class Sum:
    """What a file must be like.

    Attributes:
        size: its bytes.
        crc: CRC-32 of them.
    """

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class About:
    """What a kept file is.

    Attributes:
        made: when it was scored, in UTC, as ISO 8601.
        source: the file of applicants.
        target: the scored file.
        stamps: size and time of change of both, as they were then.
        model: version of the model.
        rows: how many there are.
        refer: how many a person must look at.
        rejected: how many have no score.
        header: names of the source's columns.
        separator: what stands between the cells of a line.
        fields: position of the column by the name of the field that it holds.
        numbers: fields that a record has a number for.
        texts: the reason that each factor of the model is.
        reasons: how many reasons a record has.
        first_line: the number of the line of the source, from 1, in which its first row stands.
        sums: of the other files of the folder, by their names.
    """

    made: str
    source: str
    target: str
    stamps: tuple[str, ...]
    model: str
    rows: int
    refer: int
    rejected: int
    header: tuple[str, ...]
    separator: str
    fields: dict[str, int]
    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    reasons: int
    first_line: int
    sums: dict[str, Sum]

    @property
    def size(self) -> int:
        """Bytes of the whole folder but this file."""
        return sum(each.size for each in self.sums.values())

    def changes(self) -> list[str]:
        """What became of source and scored file since, as sentences; empty where they are as they were."""
        return [
            f"{Path(name).name} {'was changed since it was scored' if stamp_of(Path(name)) else 'is no longer there'}."
            for name, stamp in zip((self.source, self.target), self.stamps, strict=True)
            if stamp_of(Path(name)) != stamp
        ]


def stamp_of(path: Path) -> str:
    """What tells this content of a file from another; empty where there is no file."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{state.st_size} {state.st_mtime_ns}"


def write_about(folder: Path, about: About) -> None:
    """Write it down; raises ``OSError``."""
    body = {"format_version": FORMAT_VERSION, **asdict(about)}
    text = json.dumps({**body, "checksum": _checksum(body)}, indent=1)
    (folder / ABOUT).write_text(text, encoding="ascii")


def read_about(folder: Path) -> About:
    """Read what is kept in a folder; raises ``FileError`` when it is damaged or of another version of the program."""
    try:
        text = files.read_text(folder / ABOUT)
    except FileError as error:
        raise damaged(folder) from error
    try:
        body = json.loads(text)
        checksum = body.pop("checksum")
        version = body.pop("format_version")
        if version != FORMAT_VERSION:
            raise _other_version(body)
        if checksum != _checksum({"format_version": version, **body}):
            raise damaged(folder)
        return read(About, body)
    except (ValueError, TypeError, AttributeError, KeyError, ModelError, RecursionError) as error:
        raise damaged(folder) from error


def check(folder: Path, about: About, report: Report) -> None:
    """Read all files of a folder once; raises ``FileError`` when one is not as it was written."""
    done = 0
    for name, expected in about.sums.items():
        crc = size = 0
        for piece in _pieces(folder / name, folder):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            report((done + size) / max(about.size, 1), "Checking the kept rows")
        if Sum(size, crc) != expected:
            raise damaged(folder)
        done += size


def damaged(folder: Path) -> FileError:
    """The error for a folder of which something is missing or altered."""
    return FileError(f"The kept result {folder.name} is damaged or was forgotten. Score its file again.")


def _other_version(body: dict[str, object]) -> FileError:
    name = Path(str(body.get("source", "its file"))).name
    return FileError(f"The result of {name} was kept by another version of Credit Desk. Score {name} again.")


def _pieces(path: Path, folder: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise damaged(folder) from error


def _checksum(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
