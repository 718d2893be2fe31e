"""Names of unfinished files and folders, by which the next writer knows those that a killed process left."""

import os
import platform
import re
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import FileError

_MACHINE = format(zlib.crc32(platform.node().encode(errors="replace")), "08x")
"""On a shared drive, the processes of another machine have the same numbers."""
_NAME = re.compile(rf"\.{_MACHINE}-([0-9]{{1,9}})-[0-9a-f]{{16}}\.part")
_NO_SUCH_PROCESS = 87
_QUERY = 0x1000


def new_name() -> str:
    """A hidden name that nothing has yet, for a file or folder that this process is about to write."""
    return f".{_MACHINE}-{os.getpid()}-{os.urandom(8).hex()}.part"


def sweep(folder: Path) -> None:
    """Remove what processes of this machine that are no more left unfinished in a folder, as far as that is allowed."""
    with suppress(OSError):
        for path in folder.glob(f".{_MACHINE}-*.part"):
            match = _NAME.fullmatch(path.name)
            if match and not _is_alive(int(match[1])):
                _remove(path)


def make_private_folder() -> Path:
    """Make a folder as ``private_folder`` does, which has to be removed; raises ``OSError`` where there can be none."""
    folder = Path(tempfile.gettempdir()) / new_name()
    sweep(folder.parent)
    folder.mkdir(mode=0o700)
    return folder


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder for temporary files of this process alone, removed in the end with all that is in it.

    What a killed process left is removed first, for it may be a file of applicants.

    Raises:
        FileError: there is no folder for temporary files that can be written.
    """
    try:
        folder = make_private_folder()
    except OSError as error:
        where = "" if error.filename is None else f" in {Path(error.filename).parent}"
        reason = error.strerror or error
        raise FileError(f"No temporary files can be made{where} ({reason}). Free some space and try again.") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink()


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover - where a signal would end the process instead of asking for it
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_QUERY, False, process)
        if handle:
            kernel.CloseHandle(handle)
        return bool(handle) or ctypes.get_last_error() != _NO_SUCH_PROCESS
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it belongs to another user
        return True
    return True
