"""One window over a data folder: a second start hands what it was given over to the window that is open, and ends."""

import hashlib
import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 200
_PATIENCE_S = 5.0
"""How long a window may take to answer: it may be just opening, or busy for a moment."""
_HEARD = b"heard\n"
_MOST_BYTES = 1 << 16
_LONGEST = 100
"""Path of a socket, in bytes; systems allow 104 to 108."""


class Doorbell(QObject):
    """Hears second starts while the window is open.

    Signals:
        rung: somebody started the program again; with the file that was to be opened, or empty text.
    """

    rung = Signal(str)

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._listen(data_folder)

    def close(self) -> None:
        """Hear nothing any more."""
        self._server.close()

    def _listen(self, data_folder: Path) -> None:
        for place in places_of(data_folder):
            QLocalServer.removeServer(place)  # left by a program that was killed; the lock of the folder is ours
            if self._server.listen(place):
                return

    @Slot()
    def _answer(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.readyRead.connect(self._read)
            visitor.disconnected.connect(visitor.deleteLater)
            if visitor.canReadLine():
                self._hear(visitor)

    @Slot()
    def _read(self) -> None:
        visitor = self.sender()
        if isinstance(visitor, QLocalSocket):
            self._hear(visitor)

    def _hear(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine():
            if visitor.bytesAvailable() > _MOST_BYTES:
                visitor.abort()
            return
        try:
            file = json.loads(bytes(visitor.readLine().data()))["open"]
        except (ValueError, KeyError, TypeError):
            visitor.abort()
            return
        visitor.write(_HEARD)
        visitor.flush()
        visitor.disconnectFromServer()
        self.rung.emit(str(file))


def ring(data_folder: Path, file: Path | None) -> bool:
    """Tell the window that is open over a data folder to come to the front, and to open a file.

    Returns:
        Whether it has heard; not where it does not answer for some seconds.
    """
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        if any(_is_answered(place, file, end) for place in places_of(data_folder)):
            return True
        time.sleep(_WAIT_MS / 1000)
    return False


def _is_answered(place: str, file: Path | None, end: float) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(place)
    return socket.waitForConnected(_WAIT_MS) and _is_heard(socket, file, end)


def _is_heard(socket: QLocalSocket, file: Path | None, end: float) -> bool:
    socket.write(json.dumps({"open": str(file or "")}).encode() + b"\n")
    socket.flush()
    while not socket.canReadLine() and time.monotonic() < end:
        if not socket.waitForReadyRead(_WAIT_MS) and socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
            break
    return bytes(socket.readLine().data()) == _HEARD


def places_of(data_folder: Path) -> list[str]:
    """Where the window may listen, the best place first.

    In the data folder, everybody who starts the program finds it. Where the system does not allow that, it is a name
    that the system keeps: on Linux and macOS in the folder of temporary files, of which there may be several.
    """
    folder = data_folder.resolve()
    name = "credit-desk-" + hashlib.sha256(str(folder).encode()).hexdigest()[:24]
    inside = folder / "logs" / "window.socket"
    return [str(inside), name] if sys.platform != "win32" and len(os.fsencode(inside)) <= _LONGEST else [name]
