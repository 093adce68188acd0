"""Change notices, brought to the main thread.

The workspace calls its subscribers from the thread that committed (another
office's edits arrive on a listening thread); screens may only be touched from
the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace


#: Milliseconds between two looks of a window that only reads.
_LOOK_EVERY = 2000


class Bus(QObject):
    """Emits ``changed(Changes)`` on the main thread for every commit seen by a workspace."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._pass_on, Qt.ConnectionType.AutoConnection)
        self._workspace = workspace
        self._leave: Callable[[], None] | None = workspace.subscribe(self._arrived.emit)
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self.look)
        if workspace.read_only:
            self._clock.start()

    @Slot()
    def look(self) -> None:
        """Ask for what the one who writes committed since: a file tells nobody beside them."""
        self._workspace.poll()

    def close(self) -> None:
        """Stop listening."""
        self._clock.stop()
        if self._leave is not None:
            self._leave()
            self._leave = None

    @Slot(object)
    def _pass_on(self, changes: object) -> None:
        self.changed.emit(changes)
