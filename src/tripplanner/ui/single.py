"""One window per database: a second launch raises the first window and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 500  # milliseconds


def beacon_name(location: str) -> str:
    """The name of the local socket for a database: the same for the same location, unreadable to others."""
    digest = hashlib.sha256(location.encode()).hexdigest()[:20]
    return f"tripplanner-{digest}"


class Beacon(QObject):
    """Listens for later launches on the same database and calls ``raised``."""

    def __init__(self, location: str, raised: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._raised = raised
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(beacon_name(location))  # left behind by a process that was killed
        self._server.listen(beacon_name(location))
        self._server.newConnection.connect(self._called)

    def close(self) -> None:
        self._server.close()

    def _called(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.close()
            caller.deleteLater()
        self._raised()


def raise_other(location: str) -> bool:
    """Ask the window that has this database to come to the front; whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(beacon_name(location))
    answered = socket.waitForConnected(_PATIENCE)
    socket.abort()
    return answered
