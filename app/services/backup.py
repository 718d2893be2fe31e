"""Packs what a data folder keeps of a user's into its ``backups``, which nobody else may read.

Only what the program itself keeps there is packed: the folder may be somebody's own, with much else in it. Left out is
what can be made again, such as the rows of scored files, and the logs, which are not the user's.
"""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app.services import paths
from core import catalogue
from core.errors import FileError
from core.files import atomic_path

_LETTERS, _MODELS = "letters", "models"
_OF_MODELS = {".json", ".jsonl"}
"""Somebody else's models in a folder of that name may be large."""
_DEPTH = 2
"""Of folders there; either may be a link to a shared drive, and links may go round in circles."""
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
"""The settings hold the last applicant."""


def back_up(folder: Path, name: str) -> Path | None:
    """Pack a data folder.

    Args:
        folder: the data folder.
        name: what the backup's name begins with; the time is added.

    Returns:
        The backup; None where there is nothing to keep.

    Raises:
        FileError: a file cannot be read, or the backup cannot be written.
    """
    files = _files(folder)
    if not files:
        return None
    place = paths.backups(folder)
    target = place / f"{name}_{datetime.now(UTC).strftime('%Y-%m-%d_%H%M%S')}.zip"
    try:
        place.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        with suppress(OSError):  # some network drives know no permissions
            place.chmod(_PRIVATE_FOLDER)  # an earlier program left it to the umask
        with atomic_path(target) as part:
            part.chmod(_PRIVATE_FILE)
            _pack(part, folder, files)
    except (OSError, FileError) as error:
        raise _cannot_write(folder, error.__cause__ or error) from error
    return target


def _files(folder: Path) -> list[Path]:
    """What a backup holds; each can be opened."""
    single = ("format.json", paths.SETTINGS_FILE, catalogue.FILE_NAME, paths.studies(folder).name)
    try:
        models = [path for path in _beneath(folder / _MODELS, _DEPTH) if path.suffix in _OF_MODELS]
        own = [*(folder / name for name in single), *_beneath(folder / _LETTERS, _DEPTH)]
        files = [path for path in own if path.is_file()] + models
        for path in files:
            path.open("rb").close()
    except OSError as error:
        raise _cannot_read(folder, error) from error
    return files


def _beneath(path: Path, depth: int) -> Iterator[Path]:
    """The files of a folder, through links; hidden ones are unfinished."""
    if path.is_file():
        yield path
    elif depth and path.is_dir():
        for entry in sorted(path.iterdir()):
            if not entry.name.startswith("."):
                yield from _beneath(entry, depth - 1)


def _pack(part: Path, folder: Path, files: list[Path]) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in files:
            name = str(path.relative_to(folder)).encode("utf-8", "backslashreplace").decode()  # may be no text
            archive.write(path, name)


def _cannot_read(folder: Path, error: OSError) -> FileError:
    return FileError(
        f"The data folder {folder} is of an older version and has to be backed up, but {error.filename} cannot be read "
        f"({error.strerror}). Nothing of yours was changed. Make it readable, move it elsewhere, or name another "
        "folder with --home."
    )


def _cannot_write(folder: Path, error: BaseException) -> FileError:
    reason = getattr(error, "strerror", None) or error
    return FileError(
        f"The data folder {folder} is of an older version, and no backup can be made in {paths.backups(folder)} "
        f"({reason}). Nothing of yours was changed. Free some space, move away what is in its place, or name another "
        "folder with --home."
    )
