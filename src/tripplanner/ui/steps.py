"""Undo and redo as the window shows them, and whether everything is saved."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from tripplanner.errors import Conflict, TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.ui.desk import Desk

_EVERY = 5000  # milliseconds between two looks at the clock


class Steps(QObject):
    """Undo takes the trip's steps on a trip page and the library's elsewhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._saved_at: float | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self._show_saved)

    def scope(self) -> str | None:
        """The UUID of the trip whose steps undo takes; None: those of the library."""
        desk = self._desk
        info, trip = desk.info(), desk.shell.trip
        if desk.context is None or info is None or not info.of_trip or trip is None:
            return None
        from tripplanner.ui.trip_head import trip_uuid

        return trip_uuid(desk.context, trip)

    def undo(self) -> None:
        """Take back one's own latest step here."""
        self._replay("undo", msg("Undone: {what}"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._replay("redo", msg("Done again: {what}"))

    def _replay(self, which: str, said: Message) -> None:
        desk, page = self._desk, self._desk.page()
        if desk.context is None or page is None:
            return
        page.leave()
        try:
            what = getattr(desk.context.workspace, which)(self.scope())
        except Conflict as error:
            self._offer_a_way_past(error, which)
            return
        except TripPlannerError as error:
            desk.tell(error)
            return
        if what is not None:
            desk.say(Message(said.id, {"what": what}), "ok")

    def _offer_a_way_past(self, error: Conflict, which: str) -> None:
        """A step that cannot be undone any more would keep those before it from being undone for ever."""
        desk = self._desk
        desk.tell(error, Offer(msg("Leave it as it is"), self.give_up) if which == "undo" else None)

    def give_up(self) -> None:
        """Leave the latest step as it is; undo then takes the one before it."""
        if self._desk.context is None:
            return
        what = self._desk.context.workspace.give_up(self.scope())
        self.refresh()
        if what is not None:
            self._desk.say(msg("“{what}” stays as it is. Undo takes the step before it.", what=what), "ok")

    def noticed(self, changes: Any) -> None:
        """A commit was seen, ours or another office's."""
        if getattr(changes, "local", True):
            self._saved_at = time.monotonic()
            self._clock.start()
        self.refresh()

    def refresh(self) -> None:
        """Name the steps in the menu and say how long ago the last edit was saved."""
        self._show_saved()
        workspace = self._desk.context.workspace if self._desk.context else None
        scope = self.scope()
        for key, named in (("undo", msg("Undo: {what}")), ("redo", msg("Redo: {what}"))):
            action = self._desk.actions[key]
            what = getattr(workspace, f"{key}_label")(scope) if workspace is not None else None
            plain = msg("Undo") if key == "undo" else msg("Redo")
            self._desk.actions.relabel(key, Message(named.id, {"what": what}) if what else plain)
            action.setEnabled(what is not None)

    def close(self) -> None:
        self._clock.stop()

    def _show_saved(self) -> None:
        rail = self._desk.rail
        rail.saved.set(self._desk.language.say(_ago(self._saved_at)))
        rail.office.set(*_place(self._desk))


def _ago(saved_at: float | None) -> Message:
    if saved_at is None:
        return msg("Everything is saved")
    seconds = time.monotonic() - saved_at
    if seconds < 60:
        return msgn("Saved · {n} s ago", "Saved · {n} s ago", max(1, int(seconds)))
    return msgn("Saved · {n} min ago", "Saved · {n} min ago", int(seconds // 60))


def _place(desk: Desk) -> tuple[str, str]:
    """Who and where: the office's short name, and whether the data is on this computer or on a server."""
    if desk.context is None:
        return desk.language.say(msg("No database is open")), "warn"
    from tripplanner.planning.offices import office

    workspace = desk.context.workspace
    found = workspace.get(office)
    name = found.short_name or found.name.best(desk.language.code)
    where = msg("on this computer") if workspace.location.path is not None else msg("on the server")
    if workspace.read_only:
        where, name = msg("read-only"), ""
    words = desk.language.say(where)
    return (f"{name} · {words}" if name else words[:1].upper() + words[1:]), "warn" if workspace.read_only else "accent"
