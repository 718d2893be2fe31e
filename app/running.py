"""The running window: builds the services and the window, runs the event loop, and ends in order."""

import gc
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.console import say, warn
from app.main_window import MainWindow
from app.services import data_format, paths, theme
from app.services.active_model import ActiveModel
from app.services.crash import CrashHandler
from app.services.desk import Desk
from app.services.dialogs import QtDialogs
from app.services.ending import Ending
from app.services.jobs import JobRunner
from app.services.reasons import POPULATION, population, reason_texts
from app.services.settings import Settings
from core.errors import FileError
from core.registry.versions import Registry

if TYPE_CHECKING:
    from app.services.one_copy import Doorbell

_LISTEN_AFTER_MS = 400
"""How long after the start second copies are heard: what is needed for it is loaded after the first paint."""
_STOP_WITHIN_MS = 10_000
_GIVE_WAY_AFTER = 0.001


def run(data_folder: Path, file: Path | None = None, *, is_timed: bool = False) -> int:
    """Open the window over a data folder and return the exit code when it is closed.

    Args:
        data_folder: can be written.
        file: is opened in the Batch tab.
        is_timed: print the processor's time until the window is painted, and close it.

    Raises:
        FileError: the folder is of a newer program, or of an older one and cannot be brought up to date; or another
            window is open over it that does not answer.
        ModelError: not one model can be used.
    """
    data_format.check(data_folder)  # before there is a log in it
    crash = CrashHandler(data_folder)
    try:
        if crash.is_second:
            return _hand_over(data_folder, file)
        return _run(data_folder, file, crash, is_timed=is_timed)
    finally:
        crash.close()


def _run(data_folder: Path, file: Path | None, crash: CrashHandler, *, is_timed: bool) -> int:
    backup = data_format.bring_up_to_date(data_folder)
    app = _application()
    desk = open_desk(data_folder)
    crash.use(desk.dialogs)
    look = theme.Choice.of(desk.settings.text("window/look"))
    theme.prepare(app, look)
    window = MainWindow(desk)
    theme.apply(app, look)
    window.show()
    if backup is not None:
        window.tell(data_format.told(backup))
    if is_timed:
        QTimer.singleShot(0, partial(_tell_time, window))
    ending, visits = Ending(), _Visits(data_folder, window)
    if file is not None:
        window.open_file(file)
    if not is_timed:
        crash.tell_last_end()  # waits for an answer, while visits are heard
    code = app.exec()
    ending.close()
    visits.close()
    end_work(desk)
    return code


def _application() -> QApplication:
    app = QApplication([*sys.argv[:1], *theme.OPTIONS])
    app.setApplicationName("credit-desk")
    app.setApplicationDisplayName("Credit Desk")
    app.setDesktopFileName("credit-desk")  # by which Wayland finds the icon
    app.setWindowIcon(QIcon(str(paths.resources_folder() / "icon" / "credit-desk.png")))
    return app


def _tell_time(window: MainWindow) -> None:
    """Print when the window is painted, in seconds of this process's own time, and close it."""
    QApplication.processEvents()
    window.grab()
    say(f"{time.process_time():.4f}")
    window.close()


def _hand_over(data_folder: Path, file: Path | None) -> int:
    """Let the window that is open already take over; said on the terminal too, where there is one."""
    from app.services import one_copy

    if not one_copy.ring(data_folder, file):
        raise FileError(
            f"Credit Desk is already open over {data_folder} and does not answer. Nothing was changed. Wait until it "
            "does; if it never does, sign out of this computer and in again. To work beside it, name another folder "
            "with --home."
        )
    warn(f"Credit Desk is already open over {data_folder}; its window has come to the front.")
    return 0


class _Visits(QObject):
    """Lets a second start of the program bring the window to the front."""

    def __init__(self, data_folder: Path, window: MainWindow) -> None:
        super().__init__(window)
        self._data_folder, self._window = data_folder, window
        self._bell: Doorbell | None = None
        self._timer = QTimer(self, singleShot=True, interval=_LISTEN_AFTER_MS)
        self._timer.timeout.connect(self._listen)
        self._timer.start()

    def close(self) -> None:
        """Hear nothing any more."""
        self._timer.stop()
        if self._bell is not None:
            self._bell.close()

    @Slot()
    def _listen(self) -> None:
        from app.services.one_copy import Doorbell

        self._bell = Doorbell(self._data_folder, self)
        self._bell.rung.connect(self._window.take_visit)


def open_desk(data_folder: Path) -> Desk:
    """The services of a window over a data folder; needs a ``QApplication``.

    Raises:
        ModelError: not one model can be used.
    """
    _favour_the_window()
    settings = Settings(data_folder)
    registry = Registry(data_folder, paths.models_folder())
    model = ActiveModel(registry, population(settings.text(POPULATION)), reason_texts(data_folder))
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
