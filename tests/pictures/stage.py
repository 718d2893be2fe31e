"""The window that pictures are taken of, over a data folder of its own."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from app.main_window import MainWindow
from app.services.desk import Desk

_SETTLE_MS = 300


@dataclass(frozen=True)
class Stage:
    """What states are made of.

    Attributes:
        folder: for files; the demo portfolio is in ``demo`` there.
        desk: the window's.
        window: the window.
    """

    folder: Path
    desk: Desk
    window: MainWindow

    def wait(self) -> None:
        """Let all jobs come to their ends."""
        while self.desk.jobs.jobs:
            settle()

    def finish(self) -> None:
        """Stop what a state left running."""
        self.desk.jobs.cancel_all()
        self.wait()


def settle(milliseconds: int = _SETTLE_MS) -> None:
    """Let the window do what it has to do."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
