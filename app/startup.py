"""Opening the window, in this order: crash hooks, look, active model, window, first paint; heavy parts come later.

Nothing imported before the first paint may import scikit-learn, polars, pandas, matplotlib or optuna.
"""

import importlib
import os
from pathlib import Path

from app import display
from app.services import paths


def open_window(home: Path | None) -> int:
    """Open the window and return the exit code when it is closed.

    Raises:
        CreditDeskError: there is no display, or it does not answer; a system library is missing; the data folder
            cannot be written; or not one model can be used.
    """
    platforms = display.platforms()
    prepare()
    data_folder = paths.writable_data_folder(home)
    try:
        from app.running import run
    except ImportError as error:
        raise display.no_library(error) from error
    display.check(platforms)
    return run(data_folder)


def prepare() -> None:
    """Import numpy and core before Qt, whose binding reads the source of every module imported after it.

    Keeps numpy from starting threads while it is imported; training asks for those it needs.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    importlib.import_module("core.registry.versions")
