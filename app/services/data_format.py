"""Knows by which version of the program a data folder was made: brings an older one up to date, refuses a newer one.

``format.json`` in the folder holds the number of its format. A folder without the file was made before there was one,
which is format 1. Before anything is changed, all but what can be made again is packed into ``backups``.
"""

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from app.version import VERSION
from core.errors import FileError
from core.files import atomic_path

FORMAT = 2
"""Of the data folders that this program makes; one more whenever an older program would misread them."""
FILE_NAME = "format.json"
BACKUPS = "backups"
_FIRST = 1
_LEFT_OUT = {BACKUPS, "batches", "logs"}
"""Rows of scored files can be scored again, and may be large; logs are not the user's."""

Migration = Callable[[Path], None]
"""Brings a data folder from one format to the next; must be harmless when it is done again after a kill."""


def check(folder: Path) -> None:
    """Refuse a data folder of a newer program; changes nothing.

    Raises:
        FileError: it is newer.
    """
    made, program = _made_by(folder)
    if made > FORMAT:
        raise FileError(
            f"The data folder {folder} was made by a newer Credit Desk ({program or f'format {made}'}; this is "
            f"{VERSION}), and this one might damage it. Nothing was changed. Install that version again, or name "
            f"another folder with --home; {folder / BACKUPS} holds what the older version had."
        )


def bring_up_to_date(folder: Path, steps: Mapping[int, Migration] | None = None) -> Path | None:
    """Let a data folder be of this program's format; a new one only gets the file that says so.

    Args:
        folder: the data folder, which can be written.
        steps: what brings each older format to the next; formats without a step are the same but for their number.

    Returns:
        The backup of an older folder; None where there was nothing to do.

    Raises:
        FileError: the folder is newer, or cannot be written.
    """
    check(folder)
    made, _ = _made_by(folder)
    if made == FORMAT:
        return None
    backup = _back_up(folder, made) if any(_files(folder)) else None
    for number in range(made, FORMAT):
        (steps or {}).get(number, _same)(folder)
    with atomic_path(folder / FILE_NAME) as part:
        part.write_text(json.dumps({"format": FORMAT, "program": VERSION}), encoding="utf-8")
    return backup


def _made_by(folder: Path) -> tuple[int, str]:
    """The format of a folder and the program that made it; where nothing can be read, the first."""
    try:
        told = json.loads((folder / FILE_NAME).read_text("utf-8"))
        number, program = told["format"], told.get("program", "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _FIRST, ""
    return (number, str(program)) if isinstance(number, int) and number >= _FIRST else (_FIRST, "")


def _same(_folder: Path) -> None:
    """Nothing to do."""


def _back_up(folder: Path, made: int) -> Path:
    day = datetime.now(UTC).strftime("%Y-%m-%d_%H%M%S")
    target = folder / BACKUPS / f"format-{made}_{day}.zip"
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise FileError(
            f"The data folder {folder} is of an older version, and no backup can be made in {target.parent} "
            f"({error.strerror or error}). Nothing was changed. Free some space, or name another folder with --home."
        ) from error
    with atomic_path(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(folder):
            archive.write(path, path.relative_to(folder))
    return target


def _files(folder: Path) -> Iterator[Path]:
    """What a backup holds."""
    for place, folders, names in os.walk(folder):
        if Path(place) == folder:
            folders[:] = [name for name in folders if name not in _LEFT_OUT]
        yield from (Path(place, name) for name in names if Path(place, name).is_file())
