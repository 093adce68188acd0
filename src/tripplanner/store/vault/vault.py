"""The vault of a workspace: locked, or open with the data key in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tripplanner.store.vault import clock
from tripplanner.store.vault.cipher import DataKey
from tripplanner.store.vault.faults import locked
from tripplanner.store.vault.wraps import USUAL, Cost


class Vault:
    """Holds the data key while it is open. One per workspace, handed to the verbs that need it.

    ``holder`` names this station and account among the wrapped keys; ``actor`` and ``station`` sign reveals;
    ``cost`` is what new passphrases cost to guess. May be used from any thread; subscribers are called in the thread
    that opened or locked it.
    """

    cost: Cost = USUAL

    def __init__(self, actor: str, station: str) -> None:
        self.actor, self.station = actor, station
        self.holder = f"{actor}@{station}"[:120]
        self._key: DataKey | None = None
        self._used = 0.0
        self.closed = False
        self._guard = threading.Lock()
        self._subscribers: dict[object, Callable[[], None]] = {}

    @property
    def is_open(self) -> bool:
        """Whether protected values can be read."""
        return self._key is not None

    def key(self) -> DataKey:
        """The data key; raises :class:`VaultLocked`."""
        found = self._key
        if found is None:
            raise locked()
        return found

    def open(self, key: DataKey) -> None:
        """From here on, until it is locked, values can be read."""
        with self._guard:
            self._key = key
            self._used = clock.seconds()
        self._tell()

    def lock(self) -> None:
        """Forgets the data key."""
        with self._guard:
            was, self._key = self._key, None
        if was is not None:
            self._tell()

    def close(self) -> None:
        """Forgets the data key for good, and tells nobody: the database is about to be closed."""
        self._subscribers.clear()
        self.closed = True
        self.lock()

    def use(self) -> None:
        """A person has just used it: it does not lock itself for a while."""
        self._used = clock.seconds()

    def lock_if_idle(self, seconds: float) -> bool:
        """Locks where nobody used it for so long; whether it did."""
        if self.is_open and clock.seconds() - self._used >= seconds:
            self.lock()
            return True
        return False

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls ``callback`` after it was opened or locked; returns the function that ends it."""
        token = object()
        self._subscribers[token] = callback
        return lambda: self._subscribers.pop(token, None) and None

    def _tell(self) -> None:
        for callback in list(self._subscribers.values()):
            callback()

    def __repr__(self) -> str:
        return f"Vault({'open' if self.is_open else 'locked'})"
