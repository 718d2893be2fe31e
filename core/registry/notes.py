"""What people have written about a version: kept beside the models, only ever added to.

Each version has a file of lines in ``models/notes``, one JSON object a line; shipped models, which are only read, have
theirs there too.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from core import files
from core.errors import FileError, InputError
from core.registry import storage

_FOLDER = "notes"
_MOST_LETTERS = 2_000


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a version.

    Attributes:
        at: ISO date and time in UTC.
        author: who wrote it; empty where nobody said.
        text: what they wrote.
    """

    at: str
    author: str
    text: str


def read(folder: Path, version: str) -> tuple[Note, ...]:
    """The notes about a version, oldest first; a line that cannot be read is told as a note of its own.

    Args:
        folder: of the models.
        version: such as ``v2.0``.
    """
    path = _path(folder, version)
    try:
        with files.open_file(path) as file:
            lines = file.read().decode("utf-8", "replace").split("\n")
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        return (Note("", "", f"The notes in {path} cannot be read ({error.strerror or error})."),)
    return tuple(_note(line, path) for line in lines if line.strip())


def about(folder: Path) -> list[str]:
    """The versions that anything was ever written about, also those that are deleted."""
    found = (path.stem for path in (folder / _FOLDER).glob("*.jsonl"))
    return [name for name in found if storage.is_version(name)]


def add(folder: Path, version: str, text: str, author: str) -> Note:
    """Write a note about a version.

    Raises:
        InputError: it is empty or far too long.
        FileError: the folder cannot be written, or is full.
    """
    written = " ".join(text.split())
    if not written or len(written) > _MOST_LETTERS:
        raise InputError(f"A note has between 1 and {_MOST_LETTERS} letters. Say it in words, and keep it short.")
    note = Note(datetime.now(UTC).isoformat(timespec="seconds"), " ".join(author.split()), written)
    path = _path(folder, version)
    storage.make(path.parent)
    _append(path, json.dumps(asdict(note), ensure_ascii=False))
    return note


def _append(path: Path, line: str) -> None:
    """Add a line in one go, on a line of its own even where a killed process has left half of one."""
    try:
        with path.open("ab") as file:
            file.write(f"\n{line}\n".encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FileError(
            f"The note could not be written in {path} ({error.strerror or error}). "
            "Free some space, or choose another data folder."
        ) from error


def _note(line: str, path: Path) -> Note:
    try:
        body = json.loads(line)
        return Note(str(body["at"]), str(body["author"]), str(body["text"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Note("", "", f"A line of {path} cannot be read; the other notes are whole.")


def _path(folder: Path, version: str) -> Path:
    return folder / _FOLDER / f"{version}.jsonl"
