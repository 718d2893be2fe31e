"""Writing files so that a reader sees the old content or the new, never half of it."""

import hashlib
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, TextIOWrapper
from pathlib import Path

from core import unfinished
from core.errors import FileError

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""To open a pipe without waiting for who writes into it, and to read bytes as they are, where systems tell these."""
_NEW_FILE = 0o666
"""Permissions of a new file, from which the system takes the umask away."""
_PERMISSIONS = 0o777
_LONGEST_NAME = 255
_NUMBER = re.compile(r" \(os error \d+\)$")
_HELD = (5, 32)
"""Errors of Windows about a file that somebody has open."""
_PATIENCE_S, _PAUSE_S = 1.0, 0.02
"""How long a file may be open elsewhere, and how often that is looked at."""


@contextmanager
def atomic_path(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``target`` that takes its place when the block ends well.

    When the block raises, also ``Cancelled``, the temporary file is removed and ``target`` is as it was. What a killed
    process left in the folder is removed by the next one that writes there. A file that is replaced keeps its
    permissions, and a link goes on pointing to the file it points to. An ``OSError`` of the block about another file
    passes unchanged.

    Raises:
        FileError: the folder does not exist, cannot be written, or is full; the target is a folder, a device, a pipe,
            write-protected or open elsewhere.
    """
    try:
        _refuse_unfit(target)
        final = Path(os.path.realpath(target))
        unfinished.sweep(final.parent)
        part = final.parent / unfinished.new_name()
        _create(part, final)
    except (OSError, ValueError) as error:
        raise _cannot_write(target, error) from error
    try:
        yield part
        _sync(part)
        _put(part, final)
    except OSError as error:
        if error.filename in (None, str(part), part):
            raise _cannot_write(target, error) from error
        raise
    finally:
        with suppress(OSError):
            part.unlink()


def write_text(target: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends atomically; raises ``FileError`` when that is not possible."""
    with atomic_path(target) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def read_text(path: Path) -> str:
    """Read UTF-8 text, with or without a byte order mark; raises ``FileError`` when that is not possible."""
    try:
        with TextIOWrapper(open_file(path), encoding="utf-8-sig") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not UTF-8 text. Choose another file, or save this one as UTF-8.") from error
    except (OSError, ValueError) as error:
        raise _cannot_read(path, error) from error


def sha256(path: Path) -> str:
    """The SHA-256 digest of a file's content, in hexadecimal; raises ``FileError`` when it cannot be read."""
    try:
        with open_file(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        raise _cannot_read(path, error) from error


def name_of(path: Path) -> str:
    """The name of a file as text that can be written down; "?" stands for what is no letter in it."""
    return path.name.encode("utf-8", "replace").decode()


def open_file(path: Path) -> BufferedReader:
    """Open a file to read its bytes.

    Raises:
        OSError: it cannot be opened, or is a folder, a device or a pipe, of which some keep a reader waiting for ever.
        ValueError: this is no path.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    except PermissionError:
        refuse_other_than_file(path)  # of a folder, Windows says no more
        raise
    try:
        _refuse_other_kinds(os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def refuse_other_than_file(path: Path) -> None:
    """Raise ``OSError`` where there is no file, or something else, such as a folder, a device or a pipe."""
    _refuse_other_kinds(path.stat().st_mode)


def _refuse_unfit(target: Path) -> None:
    """Raise ``OSError`` or ``ValueError`` for a name that no file can have, and where something else has it."""
    if len(target.name) > _LONGEST_NAME:  # which Windows takes for that of a file that is not there
        raise OSError(None, "its name is too long")
    with suppress(FileNotFoundError):
        refuse_other_than_file(target)


def _refuse_other_kinds(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(None, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(None, "it is a device or a pipe")


def _create(part: Path, final: Path) -> None:
    """Create the file with the permissions of the one it replaces, so that a private file stays private."""
    if final.is_symlink():
        raise OSError(None, "its symbolic links go round in circles")
    mode = final.stat().st_mode & _PERMISSIONS if final.exists() else None
    if mode is not None and not mode & stat.S_IWUSR:
        raise PermissionError(None, "it is write-protected")
    if sys.platform == "win32" and mode is not None:  # pragma: no cover - where who has it open may keep others out
        os.close(os.open(final, os.O_RDWR))
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _NEW_FILE if mode is None else mode))
    if mode is not None:
        with suppress(OSError):  # some network drives know no permissions; none are wider than they were
            part.chmod(mode)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put(part: Path, final: Path) -> None:
    """Let a file take its place; on Windows, wait for who opens each new file for a moment, as a virus scanner does."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            part.replace(final)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() > end:
                raise
        time.sleep(_PAUSE_S)


def _cannot_write(target: Path, error: OSError | ValueError) -> FileError:
    return FileError(
        f"{target.name or target} could not be written in {target.absolute().parent} ({_reason(error)}). "
        "What was there before is untouched; choose another name or folder, free some space, or close the file where "
        "it is open."
    )


def _cannot_read(path: Path, error: OSError | ValueError) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError(f"There is no file {path}. Check the name and the folder.")
    return FileError(f"{path} cannot be read ({_reason(error)}). Choose a file that you may open.")


def _reason(error: OSError | ValueError) -> str:
    """Why, without the number that errors of polars end with."""
    return _NUMBER.sub("", getattr(error, "strerror", None) or str(error))
