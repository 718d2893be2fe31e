"""The running window: builds the services and the window, runs the event loop, and ends in order."""

import gc
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.services import paths, theme
from app.services.active_model import ActiveModel
from app.services.crash import CrashHandler
from app.services.desk import Desk
from app.services.dialogs import QtDialogs
from app.services.jobs import JobRunner
from app.services.reasons import chosen_population, reason_texts
from app.services.settings import Settings
from core.registry.versions import Registry

_STOP_WITHIN_MS = 10_000
_GIVE_WAY_AFTER = 0.001


def run(data_folder: Path) -> int:
    """Open the window over a data folder and return the exit code when it is closed."""
    crash = CrashHandler(data_folder)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("credit-desk")
    app.setApplicationDisplayName("Credit Desk")
    try:
        desk = open_desk(data_folder)
        crash.use(desk.dialogs)
        window = MainWindow(desk)
        # After the window is built: a style sheet is worked out again each time a widget finds its parent.
        theme.apply(app, theme.Choice.of(desk.settings.text("window/look")))
        window.show()
        crash.tell_last_end()
        code = app.exec()
        end_work(desk)
        return code
    finally:
        crash.close()


def open_desk(data_folder: Path) -> Desk:
    """The services of a window over a data folder; needs a ``QApplication``.

    Raises:
        ModelError: not one model can be used.
    """
    _favour_the_window()
    settings = Settings(data_folder)
    registry = Registry(data_folder, paths.models_folder())
    model = ActiveModel(registry, chosen_population(data_folder), reason_texts(data_folder))
    return Desk(data_folder, settings, QtDialogs(settings), JobRunner(), model)


def _favour_the_window() -> None:
    """Let the window wait as little as may be for Python in the threads of jobs.

    They give way after a thousandth of a second, not after five. And what is loaded by now, which stays to the end, is
    left out whenever Python looks for garbage, since nothing else runs meanwhile.
    """
    sys.setswitchinterval(_GIVE_WAY_AFTER)
    gc.freeze()


def end_work(desk: Desk) -> None:
    """Write what is to be remembered, cancel what still runs and wait until it has stopped."""
    desk.settings.save()
    desk.jobs.cancel_all()
    desk.jobs.wait_for_done(_STOP_WITHIN_MS)
