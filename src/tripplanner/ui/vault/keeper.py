"""Watches over the vault of the open database: opens it at the start where this station may, locks it when unused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.planning.privacy.vault_settings import open_by_station, vault_settings
from tripplanner.store.vault import ways
from tripplanner.ui.context import Context

_LOOK_EVERY = 15_000
_MINUTE = 60


def on_waking(look: Callable[[Any], None]) -> None:
    """Lets a method look at the clock as soon as the window is used again: timers sleep with the computer."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.connect(look)


class VaultWatch(QObject):
    """Emits ``changed`` on the main thread after the vault was opened or locked, in whichever thread."""

    changed = Signal()
    _arrived = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = context.workspace.vault
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._leave: Callable[[], None] | None = self._vault.subscribe(self._arrived.emit)
        self.destroyed.connect(self._leave)

    @Slot()
    def _pass_on(self) -> None:
        if not self._vault.closed:  # what arrives late finds no database to read
            self.changed.emit()

    def close(self) -> None:
        """Stop listening."""
        if self._leave is not None:
            self._leave()
            self._leave = None


class VaultKeeper(QObject):
    """``told`` is called with the state of the vault at the start and after each change."""

    def __init__(self, context: Context, told: Callable[[ways.State], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._told = context, told
        self._watch = VaultWatch(context, self)
        self._watch.changed.connect(self.look)
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self.lock_if_unused)
        on_waking(self._woken)
        self._start()

    def _start(self) -> None:
        vault = self._context.workspace.vault
        found = self._status()
        self.look()
        if found is not None and found.state == "locked" and found.has("keyring", vault.holder):
            workspace = self._context.workspace
            self._context.jobs.start(
                msg("Opening the vault"),
                lambda _progress: workspace.get(open_by_station, vault),
                failed=lambda _e: None,
            )

    def _status(self) -> ways.Status | None:
        try:
            return self._context.workspace.get(ways.status, self._context.workspace.vault)
        except TripPlannerError:  # the server is away: nothing is open then
            return None

    def look(self) -> None:
        """Say how the vault is now."""
        found = self._status()
        state = found.state if found is not None else "locked"
        if state == "open":
            self._clock.start()
        else:
            self._clock.stop()
        self._told(state)

    def _woken(self, _state: object) -> None:
        if self._clock.isActive():
            self.lock_if_unused()

    def lock_if_unused(self) -> None:
        """Locks the vault where nobody used it for as long as the office decided."""
        workspace = self._context.workspace
        workspace.vault.lock_if_idle(workspace.get(vault_settings).idle_minutes * _MINUTE)

    def lock(self) -> None:
        """Locks it now."""
        self._context.workspace.vault.lock()

    def close(self) -> None:
        """The database is about to be closed."""
        self._clock.stop()
        self._watch.close()
