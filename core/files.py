"""Writing files so that a reader sees the old content or the new, never half of it."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import FileError


@contextmanager
def atomic_path(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``target`` that takes its place when the block ends well.

    When the block raises, also ``Cancelled``, the temporary file is removed and ``target`` is as it was.

    Raises:
        FileError: the folder does not exist, cannot be written, or is full; or the target is open elsewhere.
    """
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise _cannot_write(target, error) from error
    part = Path(name)
    try:
        yield part
        _sync(part)
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        part.unlink(missing_ok=True)


def write_text(target: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends atomically; raises ``FileError`` when that is not possible."""
    with atomic_path(target) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def read_text(path: Path) -> str:
    """Read UTF-8 text; raises ``FileError`` when the file is missing, unreadable or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}. Check the name and the folder.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"{path} cannot be read as text: {error}.") from error


def sha256(path: Path) -> str:
    """The SHA-256 digest of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _cannot_write(target: Path, error: OSError) -> FileError:
    reason = error.strerror or str(error)
    return FileError(
        f"{target.name} could not be written in {target.parent} ({reason}). What was there before is untouched; "
        "choose another folder, free some space, or close the file where it is open."
    )
