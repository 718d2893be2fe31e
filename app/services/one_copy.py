"""One window over a data folder: a second start hands what it was given over to the window that is open, and ends."""

import hashlib
import json
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 200
_PATIENCE_S = 5.0
"""How long a window may take to answer: it may be just opening, or busy for a moment."""
_HEARD = b"heard\n"
_MOST_BYTES = 1 << 16


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
        name = place_of(data_folder)
        QLocalServer.removeServer(name)  # left by a program that was killed; the lock of the folder is ours
        self._server.listen(name)

    def close(self) -> None:
        """Hear nothing any more."""
        self._server.close()

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
        socket = QLocalSocket()
        socket.connectToServer(place_of(data_folder))
        if socket.waitForConnected(_WAIT_MS) and _is_heard(socket, file, end):
            return True
        time.sleep(_WAIT_MS / 1000)
    return False


def _is_heard(socket: QLocalSocket, file: Path | None, end: float) -> bool:
    socket.write(json.dumps({"open": str(file or "")}).encode() + b"\n")
    socket.flush()
    while not socket.canReadLine() and time.monotonic() < end:
        if not socket.waitForReadyRead(_WAIT_MS) and socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
            break
    return bytes(socket.readLine().data()) == _HEARD


def place_of(data_folder: Path) -> str:
    """Of the place where the window listens; the folder's own name may be too long for the system."""
    return "credit-desk-" + hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:24]
