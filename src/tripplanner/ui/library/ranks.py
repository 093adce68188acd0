"""Rank by hand: Alt and an arrow in the list of delegates, or a drag; the programme’s own keys, lent to the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.delegations.ranking import move_beside, move_member, move_several
from tripplanner.ui.library.row_drag import RowDrag

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part
    from tripplanner.ui.library.screen import LibraryScreen

RANKED = ("delegates", "members")


class Ranks:
    """Moves who is chosen on the shelf that is shown."""

    def __init__(self, screen: LibraryScreen) -> None:
        self._screen = screen
        self._able = not screen.context.workspace.read_only
        self._ranked = any(shelf.kind in RANKED for shelf in screen.shelves)

    def wire(self, part: Part) -> None:
        """Let the rows of a list of delegates be dragged."""
        if part.shelf.kind == "delegates" and self._able:
            RowDrag(part.list, self._screen.context.theme, part.chosen, lambda ids, at: self.drop(part, ids, at))

    def offers(self) -> dict[str, Callable[[], object]]:
        """Handlers for rows of the action table."""
        if not self._ranked or not self._able:
            return {}
        return {"earlier": lambda: self.move(-1), "later": lambda: self.move(1)}

    def labels(self) -> Mapping[str, Message]:
        """What these actions are called here."""
        if not self._ranked:
            return {}
        return {"earlier": msg("Higher in rank"), "later": msg("Lower in rank")}

    def move(self, by: int) -> None:
        """One place up or down for all who are chosen."""
        part = self._screen.part
        ids = part.chosen()
        if not ids or part.shelf.kind not in RANKED:
            return
        if part.shelf.kind == "members":
            order = ids if by < 0 else ids[::-1]
            self._do(part, lambda session: [move_member(session, id, by) for id in order])
        else:
            self._do(part, lambda session: move_several(session, ids, by))

    def drop(self, part: Part, ids: Sequence[int], at: QPoint) -> None:
        """Put these delegates where the pointer is: above or below the row under it, at the end below all rows."""
        index = part.list.indexAt(at)
        place = index.row() if index.isValid() else part.table.rowCount() - 1
        target = part.table.id_at(place)
        box = part.list.visualRect(part.table.index(max(0, place), 0))
        after = not index.isValid() or at.y() > box.center().y()
        if target is not None and ids:
            self._do(part, lambda session: move_beside(session, ids, target, after=after))

    def _do(self, part: Part, verb: Callable[..., object]) -> None:
        if part.question.sort:
            self._screen.context.shell.say(msg("Ranks are changed while the list is in the order of rank."), "warn")
            return
        try:
            self._screen.context.workspace.do(msg("change the rank"), verb, scope=self._screen.scope())
        except TripPlannerError as error:
            self._screen.context.shell.trouble(error)
