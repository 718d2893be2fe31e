"""Finds what a test leaves behind in Qt: running timers and threads, and top-level widgets."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

_BUSY: dict[type[Any], Callable[[Any], bool]] = {
    QTimer: QTimer.isActive,
    QThread: QThread.isRunning,
    QThreadPool: lambda pool: pool.activeThreadCount() > 0,
}


@contextmanager
def no_qt_leaks() -> Iterator[None]:
    """Fail when what was started inside is still busy at the end, or a widget without parent is still there."""
    before = set(_widgets())
    with _recorded_starts() as started:
        yield
    _delete_what_waits()
    if _left(started, before):
        gc.unfreeze()  # what was set aside while a library was loaded may be garbage by now
        gc.collect()  # costs tens of milliseconds, so only where something is found
        _delete_what_waits()
    assert not _left(started, before), f"The test left behind: {_left(started, before)}"


@contextmanager
def _recorded_starts() -> Iterator[WeakSet[Any]]:
    """Record each timer, thread and pool on which Python calls ``start``."""
    started: WeakSet[Any] = WeakSet()
    with pytest.MonkeyPatch.context() as patch:
        for kind in _BUSY:
            patch.setattr(kind, "start", _recording(kind.start, started))
        yield started


def _recording(start: Callable[..., None], started: WeakSet[Any]) -> Callable[..., None]:
    def recording_start(self: object, *arguments: object, **options: object) -> None:
        started.add(self)
        start(self, *arguments, **options)

    return recording_start


def _left(started: WeakSet[Any], before: set[Any]) -> list[Any]:
    busy = [
        thing
        for thing in started
        for kind, is_busy in _BUSY.items()
        if isinstance(thing, kind) and shiboken6.isValid(thing) and is_busy(thing)
    ]
    return busy + [widget for widget in _widgets() if widget not in before]


def _widgets() -> list[Any]:
    return QApplication.topLevelWidgets() if QApplication.instance() else []


def _delete_what_waits() -> None:
    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
