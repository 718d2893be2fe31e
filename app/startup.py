"""Opening the window, in this order: crash hooks, look, active model, window, first paint; heavy parts come later.

Nothing imported before the first paint may import scikit-learn, polars, pandas, matplotlib or optuna.
"""

import importlib
import os
import sys
from pathlib import Path

from app.services import paths
from core.errors import CreditDeskError

_NO_DISPLAY = (
    "There is no display to open a window on. Start Credit Desk from a desktop session (or with ssh -X), "
    "or use its commands: python -m app --help."
)
_NO_LIBRARY = (
    "The window needs a system library that is missing: {error}. "
    "On Debian and Ubuntu: apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libdbus-1-3 fontconfig."
)


def open_window(home: Path | None) -> int:
    """Open the window and return the exit code when it is closed.

    Raises:
        CreditDeskError: there is no display, a system library is missing, the data folder cannot be written, or not
            one model can be used.
    """
    if not _has_display():
        raise CreditDeskError(_NO_DISPLAY)
    prepare()
    data_folder = paths.data_folder(home)
    try:
        from app.running import run
    except ImportError as error:
        raise CreditDeskError(_NO_LIBRARY.format(error=error)) from error
    return run(data_folder)


def prepare() -> None:
    """Import numpy and core before Qt, whose binding reads the source of every module imported after it.

    Keeps numpy from starting threads while it is imported; training asks for those it needs.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    importlib.import_module("core.registry.versions")


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
