"""What happens when the program itself is wrong: it is written to the log, told once, and the window goes on.

Installed first at start-up, before any window is built; a crash of the whole program is told at the next start.
"""

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QCoreApplication,
    QLockFile,
    QMessageLogContext,
    QObject,
    Qt,
    QThread,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from app.services.dialogs import Dialogs
from app.services.log import close_log, open_log, without_data
from core.errors import CreditDeskError, FileError
from core.files import refuse_other_than_file

_LOG = logging.getLogger(__name__)
_QT_LOG = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_SORRY = (
    "Something went wrong in Credit Desk itself. Your files and models are safe, and you can go on working. "
    "If it happens again, give the log {log_file} to whoever looks after the program."
)

_ENDED_BADLY = (
    "Credit Desk did not end properly the last time. What was typed for the applicant is back in the form, and files "
    "and models that were complete are safe. Only a scoring or a training that was running has to be started again. "
    "The log is {log_file}."
)


class CrashHandler(QObject):
    """Catches what nothing else caught, from its making until ``close``.

    Attributes:
        log_file: where it is written.
        ended_badly: whether the program did not end in order the last time.
        is_second: whether another window is open over the same data folder.
        last_crash: where native code crashed the last time; empty where it did not.
    """

    _happened = Signal(str, str)

    def __init__(self, data_folder: Path) -> None:
        """Open the log in the user's data folder and hook into Python and Qt.

        Raises:
            FileError: there can be no folder for it.
        """
        super().__init__()
        folder = _made(data_folder / "logs")
        self.log_file = folder / "credit-desk.log"
        self._dialogs: Dialogs | None = None
        self._told: set[str] = set()
        self._is_telling = False
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._log = open_log(self.log_file)
        self.ended_badly = self._mark_as_running(folder / "running.lock")
        _LOG.info("Started%s", "; the last time, the program did not end in order" if self.ended_badly else "")
        self.last_crash = self._watch_native_code(folder / "native-crash.txt")
        self._former = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._on_exception, self._on_thread_exception
        self._former_qt = qInstallMessageHandler(_log_qt_message)

    def use(self, dialogs: Dialogs) -> None:
        """Show what happens from now on in these dialogs."""
        self._dialogs = dialogs

    def tell_last_end(self) -> None:
        """Say, over the window, that the program did not end in order the last time, where it did not."""
        if self.ended_badly and self._dialogs is not None:
            self._dialogs.show_error(_ENDED_BADLY.format(log_file=self.log_file), self.last_crash)

    def close(self) -> None:
        """Unhook; the program ends in order."""
        qInstallMessageHandler(self._former_qt)
        sys.excepthook, threading.excepthook = self._former
        if self._native_crash is not None:
            faulthandler.disable()
            self._native_crash.close()
        self._lock.unlock()
        close_log(self._log)

    def _mark_as_running(self, marker: Path) -> bool:
        """Leave a lock file while running; returns whether a process that is no more had left it behind."""
        was_there = marker.exists()
        self._lock = QLockFile(str(marker))
        self._lock.setStaleLockTime(0)  # only the lock of a dead process is stale, however old
        is_ours = self._lock.tryLock(0)
        self.is_second = not is_ours and self._lock.error() is QLockFile.LockError.LockFailedError
        return is_ours and was_there

    def _watch_native_code(self, path: Path) -> str:
        """Let a crash in native code be written to a file where that can be; returns what the last one wrote."""
        self._native_crash: IO[str] | None = None
        try:
            if path.exists():
                refuse_other_than_file(path)
            last = path.read_text("utf-8", "replace") if self.ended_badly and path.exists() else ""
            if not faulthandler.is_enabled():  # it is where Python was started with -X faulthandler, which then stands
                self._native_crash = path.open("w" if self.ended_badly else "a", encoding="utf-8")
                faulthandler.enable(self._native_crash)
        except OSError as error:
            _LOG.info("A crash in native code could not be written to %s: %s", path, error.strerror)
            return ""
        if last:
            _LOG.error("The program crashed the last time in native code:\n%s", last)
        return last

    def _on_exception(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):  # Ctrl+C in the terminal
            QCoreApplication.quit()
            return
        self._take(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._take(args.exc_value)

    def _take(self, error: BaseException) -> None:
        """Log an exception; tell it from the event loop, or at once while there is none, as during start-up."""
        _LOG.critical("Nothing caught an exception", exc_info=error)
        message = str(error) if isinstance(error, CreditDeskError) else _SORRY.format(log_file=self.log_file)
        is_starting = threading.current_thread() is threading.main_thread() and not QThread.currentThread().loopLevel()
        (self._tell if is_starting else self._happened.emit)(message, without_data(error))

    @Slot(str, str)
    def _tell(self, message: str, details: str) -> None:
        """Show one dialog at a time, and one for each place in the program: painting would repeat it for ever."""
        if self._dialogs is None or self._is_telling or details in self._told:
            return
        self._told.add(details)
        self._is_telling = True
        try:
            self._dialogs.show_error(message, details)
        finally:
            self._is_telling = False


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FileError(
            f"Credit Desk cannot keep its log in {folder} ({error.strerror or error}). "
            "Move away what is there, or name another data folder with --home."
        ) from error
    return folder


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _QT_LOG.log(_LEVELS[kind], "%s: %s", context.category, message)
