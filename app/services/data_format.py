"""Knows by which version of the program a data folder was made: brings an older one up to date, refuses a newer one.

``format.json`` in the folder holds the number of its format. A folder without the file was made before there was one,
which is format 1. Before anything is changed, what the program keeps there of a user's is packed into ``backups``.
"""

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from app.services import paths
from app.version import VERSION
from core.errors import FileError
from core.files import atomic_path, open_file
from core.parsing import shorten

_LOG = logging.getLogger(__name__)

FORMAT = 2
"""Of the data folders that this program makes; one more whenever an older program would misread them."""
FILE_NAME = "format.json"
_FIRST = 1
_MOST_BYTES = 10_000
_NOT_SAID = "it does not say a format"

Migration = Callable[[Path], None]
"""Brings a data folder from one format to the next; must be harmless when it is done again after a kill."""


def check(folder: Path) -> None:
    """Refuse a data folder of a newer program, and one that does not say what made it; changes nothing.

    Raises:
        FileError: it is newer, or its ``format.json`` is damaged.
    """
    _made_by(folder)


def bring_up_to_date(folder: Path, steps: Mapping[int, Migration] | None = None) -> Path | None:
    """Let a data folder be of this program's format; a new one only gets the file that says so.

    Args:
        folder: the data folder, which can be written.
        steps: what brings each older format to the next; formats without a step are the same but for their number.

    Returns:
        The backup of an older folder, to be told by ``told``; None where there was nothing to do.

    Raises:
        FileError: the folder is newer, or damaged, or cannot be read or written.
    """
    made = _made_by(folder)
    if made == FORMAT:
        return None
    from app.services.backup import back_up  # seldom needed, and not by a window that opens

    backup = back_up(folder, f"format-{made}")
    for number in range(made, FORMAT):
        (steps or {}).get(number, _same)(folder)
    with atomic_path(folder / FILE_NAME) as part:
        part.write_text(json.dumps({"format": FORMAT, "program": VERSION}), encoding="utf-8")
    if backup is not None:
        _LOG.info(told(backup))
    return backup


def told(backup: Path) -> str:
    """What a person is told once when a data folder was brought up to date."""
    return f"The data folder was of an older version. It is up to date now; as it was before, it is kept in {backup}."


def _same(_folder: Path) -> None:
    """Nothing to do."""


def _made_by(folder: Path) -> int:
    """The format of a folder that this program may use."""
    try:
        with open_file(folder / FILE_NAME) as file:
            kept = json.loads(file.read(_MOST_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return _FIRST
    except OSError as error:
        raise _damaged(folder, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(folder, _NOT_SAID) from error
    made = kept.get("format") if isinstance(kept, dict) else None
    if type(made) is not int or made < _FIRST:  # true is a number in Python
        raise _damaged(folder, _NOT_SAID)
    if made > FORMAT:
        raise _newer(folder, str(kept.get("program") or f"format {made}"))
    return made


def _newer(folder: Path, program: str) -> FileError:
    backups = paths.backups(folder)
    kept = f"; {backups} holds what the older version had" if any(backups.glob("*.zip")) else ""
    return FileError(
        f"The data folder {folder} was made by a newer Credit Desk ({shorten(program)}; this is {VERSION}), and this "
        "one might damage it. Nothing was changed. Install that version again, or name another folder with "
        f"--home{kept}."
    )


def _damaged(folder: Path, reason: str) -> FileError:
    return FileError(
        f"{folder / FILE_NAME} cannot be read ({reason}), so a newer Credit Desk than this {VERSION} may have made the "
        "data folder. Nothing was changed. Open the folder with the newest one you have used; if that is this one, "
        "delete that file, and the folder is backed up and brought up to date. Or name another folder with --home."
    )
