"""Writes several files into a folder: all of them, or none."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from core import unfinished
from core.errors import FileError
from core.files import refuse_other_than_file


def write_together(folder: Path, writers: Mapping[str, Callable[[Path], object]]) -> list[Path]:
    """Make each file in a hidden folder first, then put them all in place of those of the same name.

    When that fails in the middle, also when it is cancelled, the files that were there before are put back. Only a
    process that is killed while the finished files are renamed may leave some new beside some old, each of them whole.

    Args:
        folder: made where it is missing.
        writers: by file name, a function that writes the file at the path it is given.

    Returns:
        The paths of the files, in the order of ``writers``.

    Raises:
        FileError: the folder cannot be written or is full; another folder or an open file is in the way. A folder that
            was missing is missing again.
    """
    try:
        with _present(folder), _hidden_folder(folder) as hidden:
            new = _made(hidden / "new", writers)
            _put_in_place(folder, new, hidden / "old")
    except OSError as error:
        raise FileError(
            f"Nothing was written in {folder} ({error.strerror or error}). "
            "Choose another folder, free some space, or close the file where it is open."
        ) from error
    return [folder / name for name in writers]


@contextmanager
def _present(folder: Path) -> Iterator[None]:
    """Make a folder and those it is in; they are taken away again when what happens in it fails."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):  # it was not made, or holds something by now
                path.rmdir()
        raise


@contextmanager
def _hidden_folder(folder: Path) -> Iterator[Path]:
    unfinished.sweep(folder)
    hidden = folder / unfinished.new_name()
    hidden.mkdir()
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _made(new: Path, writers: Mapping[str, Callable[[Path], object]]) -> list[Path]:
    new.mkdir()
    for name, write in writers.items():
        write(new / name)
        with (new / name).open("rb+") as file:
            os.fsync(file.fileno())
    return [new / name for name in writers]


def _put_in_place(folder: Path, new: list[Path], old: Path) -> None:
    old.mkdir()
    before = {path.name: _copy(folder / path.name, old / path.name) for path in new}
    try:
        for path in new:
            path.replace(folder / path.name)
    except BaseException:
        for name, copy in before.items():
            _put_back(folder / name, copy)
        raise


def _copy(source: Path, target: Path) -> Path | None:
    """Keep what is there now; None when nothing is."""
    try:
        refuse_other_than_file(source)
    except FileNotFoundError:
        return None
    shutil.copy2(source, target)
    return target


def _put_back(target: Path, copy: Path | None) -> None:
    with suppress(OSError):
        if copy is None:
            target.unlink()
        else:
            copy.replace(target)
