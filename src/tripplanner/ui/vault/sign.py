"""The vault at the desk: its state at the foot of the rail, and the actions that open and lock it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tripplanner.ui.context import Context

if TYPE_CHECKING:
    from tripplanner.ui.desk import Desk
    from tripplanner.ui.vault.keeper import VaultKeeper


class VaultSign(QObject):
    """``keeper`` watches the vault of the open database, None while none is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.keeper: VaultKeeper | None = None
        self._state = ""

    def open(self, context: Context) -> None:
        """Watch the vault of this database."""
        from tripplanner.ui.vault.keeper import VaultKeeper

        self.keeper = VaultKeeper(context, self._tell, self)

    def look(self) -> None:
        """Say the state again, in the language of the window."""
        if self.keeper is not None:
            self.keeper.look()

    def close(self) -> None:
        """The database is about to be closed."""
        if self.keeper is not None:
            self.keeper.close()
            self.keeper, self._state = None, ""
            self._tell("none")

    def _tell(self, state: str) -> None:
        """Show the state; what is on the page may depend on it."""
        from tripplanner.ui.vault.words import STATE_ICONS, STATE_WORDS

        sign, said = self._desk.rail.vault, STATE_WORDS.get(state)
        sign.setVisible(state != "none")
        sign.set(self._desk.language.say(said) if said else "", icon=STATE_ICONS.get(state))
        if state == self._state:
            return
        former, self._state = self._state, state
        for key, when, run in (("lock_vault", "open", self._lock), ("unlock_vault", "locked", self._unlock)):
            self._desk.actions.detach(key, run)
            if state == when:
                self._desk.actions.attach(key, run)
        page = self._desk.page()
        if page is not None and former:
            page.refresh()

    def _lock(self) -> None:
        if self.keeper is not None:
            self.keeper.lock()

    def _unlock(self) -> None:
        if self._desk.context is not None:
            from tripplanner.ui.vault.unlock import unlocked

            unlocked(self._desk.context, self._desk.window)
