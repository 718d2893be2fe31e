"""The folders of the models: which versions lie there, opening one, and adding one whole or not at all."""

import os
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from core import files, unfinished
from core.errors import CreditDeskError, FileError, ModelError
from core.scorecard import Scorecard
from core.scorecard_json import from_json, to_json
from core.scoring import verify

_NAME = re.compile(r"v([1-9][0-9]*)\.0")
_FILE = "scorecard.json"
_ATTEMPTS = 50
Beside = Callable[[str], Mapping[str, str]]
"""The texts that are kept beside a scorecard under a version, by the names of their files."""


def paths(*places: Path) -> dict[str, Path]:
    """The scorecard.json of each version in these folders, oldest first; a later folder hides an earlier one."""
    found = {name: place / name / _FILE for place in places for name in _names(place)}
    return {name: found[name] for name in sorted(found, key=_number)}


def read(path: Path) -> Scorecard:
    """Open the scorecard in a file; ``FileError`` when it cannot be read, else as ``opened``."""
    return opened(files.read_text(path))


def load(name: str, path: Path) -> Scorecard:
    """Open a version, which must be that of its folder; errors as of ``read``."""
    scorecard = read(path)
    if scorecard.version != name:
        raise ModelError(
            f"The file {path} is model {scorecard.version}, copied to the place of {name}. "
            "Import it to give it a version of its own."
        )
    return scorecard


def usable(name: str, path: Path) -> Scorecard | None:
    """Open a version; None where it cannot be used."""
    try:
        return load(name, path)
    except CreditDeskError:
        return None


def opened(text: str) -> Scorecard:
    """Read a scorecard from JSON text and check its golden rows.

    Raises:
        ModelError: it is damaged, altered, from a newer program, or answers otherwise than it promises.
    """
    scorecard = from_json(text)
    verify(scorecard)
    return scorecard


def add(
    folder: Path,
    scorecard: Scorecard,
    *others: Path,
    beside: Beside = lambda _version: {},
    taken: Collection[str] = (),
) -> Scorecard:
    """Keep a scorecard, and texts beside it, under the next version that is free in ``folder`` and in ``others``.

    It comes after those that are ``taken`` too.

    All of it is written to a hidden folder, the scorecard is read back and checked, and only then the folder is renamed
    to its version. What a killed process left is removed first.

    Returns:
        The scorecard with its version, as it was read back.

    Raises:
        FileError: the folder cannot be written, or is full.
        ModelError: the golden rows do not agree, or a value is not a number.
    """
    make(folder)
    unfinished.sweep(folder)
    for _ in range(_ATTEMPTS):
        highest = max(map(_number, [*taken, *paths(folder, *others)]), default=0)
        saved = _add_as(folder, replace(scorecard, version=f"v{highest + 1}.0"), beside)
        if saved is not None:
            return saved
    raise FileError(f"The model could not be saved in {folder}: the folder is busy. Try again.")


def is_version(name: str) -> bool:
    """Whether a name is that of a version."""
    return _NAME.fullmatch(name) is not None


def remove(folder: Path, name: str) -> None:
    """Take a version away at once, with all that lies beside it; ``FileError`` where that cannot be done."""
    gone = folder / unfinished.new_name()
    try:
        (folder / name).rename(gone)
        _sync_folder(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    shutil.rmtree(gone, ignore_errors=True)


def make(folder: Path) -> None:
    """Make the folder where it is missing; ``FileError`` when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _add_as(folder: Path, scorecard: Scorecard, beside: Beside) -> Scorecard | None:
    """Save under its own name; None when another process took that name, or the unfinished folder away."""
    texts = {_FILE: _text(scorecard), **beside(scorecard.version)}
    part, final = folder / unfinished.new_name(), folder / scorecard.version
    try:
        part.mkdir()
        for name, text in texts.items():
            _write(part / name, text)
        saved = opened((part / _FILE).read_text(encoding="utf-8"))
        part.rename(final)
        _sync_folder(folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        if final.name in paths(folder):
            return None
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return saved


def _text(scorecard: Scorecard) -> str:
    try:
        return to_json(scorecard)
    except ValueError as error:
        raise ModelError("The model was not saved, because it holds a value that is not a number.") from error


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename in the folder last; systems that cannot open a folder do so by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _names(place: Path) -> list[str]:
    try:
        return [entry.name for entry in place.iterdir() if is_version(entry.name)]
    except OSError:
        return []


def _number(name: str) -> int:
    return int(name[1:-2])


def _cannot_write(folder: Path, error: OSError) -> FileError:
    return FileError(
        f"The models folder {folder} cannot be written ({error.strerror or error}). Nothing was changed; "
        "free some space, or choose another data folder."
    )
