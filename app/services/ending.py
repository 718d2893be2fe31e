"""Ends the window in order when the system asks the program to end, as at the end of a session."""

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot


class Ending(QObject):
    """Leaves the event loop at SIGTERM or SIGHUP, from its making until ``close``; Windows sends neither."""

    def __init__(self) -> None:
        super().__init__()
        self._taken: list[int] = []
        self._pipe: list[int] = []
        if sys.platform != "win32":
            self._pipe += os.pipe()
            os.set_blocking(self._pipe[1], False)
            signal.set_wakeup_fd(self._pipe[1])  # else Python hears of a signal only with the next event
            self._notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._wake)
            for number in (signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores one
                    signal.signal(number, _end)
                    self._taken.append(number)

    def close(self) -> None:
        """Let signals do what they did before."""
        for number in self._taken:
            signal.signal(number, signal.SIG_DFL)
        if self._pipe:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            for end in self._pipe:
                os.close(end)

    @Slot()
    def _wake(self) -> None:
        """Python calls what was set for the signal as soon as it runs, which is now."""
        os.read(self._pipe[0], 64)


def _end(_number: int, _frame: FrameType | None) -> None:
    QCoreApplication.exit(0)  # asks nothing, as ``quit`` might
