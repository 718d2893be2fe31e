"""Opening the window, in this order: crash hooks, look, active model, window, first paint; heavy parts come later.

Nothing imported before the first paint may import scikit-learn, polars, pandas, matplotlib or optuna.
"""

import builtins
import importlib
import os
from collections.abc import Callable
from pathlib import Path

from app import display
from app.services import paths
from core.errors import CreditDeskError, FileError


def open_window(home: Path | None, file: Path | None = None, *, is_timed: bool = False) -> int:
    """Open the window and return the exit code when it is closed.

    Args:
        home: the data folder, where not the usual one.
        file: is opened in the Batch tab.
        is_timed: print the processor's time until the window is painted, and close it.

    Raises:
        CreditDeskError: there is no display, or it does not answer; a system library is missing; the data folder
            cannot be written, or is of a newer program; not one model can be used; a window is open already and does
            not answer; the file is named from a current folder that is gone. Where a window is possible, a dialog has
            told it.
    """
    try:
        run = _loaded_run()
    except CreditDeskError as error:
        display.tell_without_qt(str(error))
        raise
    try:
        return run(paths.writable_data_folder(home), file and _whole(file), is_timed=is_timed)
    except CreditDeskError as error:
        display.tell(str(error))
        raise


def _whole(file: Path) -> Path:
    """The whole path, for the window may be open already, and somewhere else."""
    try:
        return file.absolute()
    except FileNotFoundError as error:
        raise FileError(
            f"Where {file} is cannot be told: the current folder is gone. Name it by its whole path."
        ) from error


def _loaded_run() -> Callable[..., int]:
    """What opens the window, when it is known that one can be opened."""
    platforms = display.platforms()
    prepare()
    try:
        _import_qt()
        from app.running import run
    except ImportError as error:
        raise display.no_library(error) from error
    display.check(platforms)
    return run


def prepare() -> None:
    """Keep numpy from starting threads while it is imported; training asks for those it needs."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _import_qt() -> None:
    """Import PySide6, and put Python's own import back in the place of its one.

    That of PySide6 looks at each import for ``from __feature__ import …``, which nothing here writes, and reads the
    source of each module that is imported: a tenth of the time until the window is painted.
    """
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
