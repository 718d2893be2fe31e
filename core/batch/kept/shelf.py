"""The folder of all kept files: which there are, opening one, forgetting one, and how many are kept at most."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core import unfinished
from core.batch.kept.about import ABOUT, About, read_about
from core.errors import FileError

MOST, MOST_BYTES = 20, 4 << 30
"""How many files are kept, and how many bytes of them; the oldest go first, the newest always stays."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file on the shelf.

    Attributes:
        folder: where it is.
        about: what it is; None where it cannot be read.
        problem: why it cannot be read.
        size: its bytes.
    """

    folder: Path
    about: About | None
    problem: str
    size: int


def kept_in(shelf: Path) -> list[Kept]:
    """All kept files, the newest first."""
    return [_looked_at(folder) for folder in sorted(_folders(shelf), reverse=True)]


def forget(folder: Path) -> None:
    """Delete a kept file; raises ``FileError`` when that is not possible, and then it stays whole."""
    gone = folder.parent / unfinished.new_name()
    try:
        folder.rename(gone)
    except FileNotFoundError:
        return
    except OSError as error:
        raise FileError(
            f"The result in {folder} could not be forgotten ({error.strerror or error}). "
            "Close other windows of Credit Desk and try again, or delete this folder."
        ) from error
    shutil.rmtree(gone, ignore_errors=True)


def tidy(shelf: Path, latest: Path | None = None, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
    """Forget the oldest files beyond the limits, as far as that is possible; never ``latest``, whatever the clock says.

    Args:
        shelf: the folder of kept files.
        latest: the file that was kept just now.
        most: how many stay.
        most_bytes: how many bytes stay.
    """
    total = 0
    for place, kept in enumerate(sorted(kept_in(shelf), key=lambda kept: kept.folder != latest)):
        total += kept.size
        if place and (place >= most or total > most_bytes):
            with suppress(FileError):
                forget(kept.folder)


def _folders(shelf: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (path for path in shelf.iterdir() if not path.name.startswith(".") and (path / ABOUT).exists())


def _looked_at(folder: Path) -> Kept:
    try:
        about = read_about(folder)
    except FileError as error:
        return Kept(folder, None, str(error), _size(folder))
    return Kept(folder, about, "", about.size)


def _size(folder: Path) -> int:
    with suppress(OSError):
        return sum(path.stat().st_size for path in folder.iterdir())
    return 0
