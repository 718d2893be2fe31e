"""Looks for garbage on the window's thread alone while jobs run.

Python looks for garbage on whichever thread makes the next object. What it finds may be widgets that nobody needs any
longer, and a widget that ends on another thread than the window's ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 100
_YOUNG = (1, 0)
"""The generations that are looked through meanwhile; the oldest takes so long that it would be felt."""


class GarbageKeeper(QObject):
    """Takes the collection of garbage over from Python, and gives it back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def take(self) -> None:
        """Keep other threads from looking for garbage; this thread does so from time to time."""
        gc.disable()
        if not self._timer.isActive():
            self._timer.start()

    def give_back(self) -> None:
        """Let Python look for garbage as usual."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        """Look where Python would have looked."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in _YOUNG:
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
