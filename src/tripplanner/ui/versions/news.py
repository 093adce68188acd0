"""Says when a trip was released in another window or by another office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from tripplanner.i18n import msg
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.store.changes import Changes
    from tripplanner.ui.context import Context


class ReleaseNews(QObject):
    """Listens as long as its database is open. What was released here says so itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.bus)
        self._context = context
        context.bus.changed.connect(self._changed)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        made = [uuid for table, uuid in changes.rows if table == "release"]
        if changes.local or not made:
            return
        from tripplanner.planning.releases.versions import announced

        for trip, title, version in self._context.workspace.get(announced, made):
            said = msg("{who} released version {number} of “{trip}”.", who=version.made_by or "–",
                       number=version.number, trip=title.best(self._context.language.code))  # fmt: skip
            offer = Offer(msg("Show"), lambda trip=trip, uuid=version.uuid: self._show(trip, uuid))
            self._context.shell.say(said, "info", offer)

    def _show(self, trip: int, uuid: str) -> None:
        self._context.shell.choose_trip(trip)
        self._context.shell.go("versions", uuid)
