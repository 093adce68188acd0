"""The card follows the list: at once where somebody chooses a record, after a rest where they walk through many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from tripplanner.errors import NotFound
from tripplanner.planning.kinds import Detail, detail, kind
from tripplanner.ui.library.card import CHOOSE, NOTHING_FOUND
from tripplanner.ui.records.values import Writer

if TYPE_CHECKING:
    from tripplanner.ui.library.part import Part

#: Milliseconds within which another move means that somebody walks through the list, and how long they rest before the
#: card follows: making it takes longer than a key takes to repeat.
_WALK, _REST = 300, 100


class Following(QObject):
    """Shows the record of ``part`` that the keyboard is at; ``uuid`` is that of the one on the card."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self._part = part
        self.uuid = ""
        self._shown: Detail | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(lambda: self._show(part.row(), later=True))
        self._moved = QElapsedTimer()

    @property
    def waits(self) -> bool:
        """Whether a record is still to come onto the card."""
        return self._due.isActive()

    def forget(self) -> None:
        """What is on the card is read again with the list."""
        self.uuid = ""

    def follow(self, *, moved: bool, pause: int) -> None:
        """Show the record soon; ``pause``: not before so many milliseconds. ``moved``: it is another one.

        Where the list has no record left, the one on the card goes at once: it would be taken for what was found.
        """
        if not self._part.table.rowCount():
            self._due.stop()
            self._show(None)
            return
        walking = moved and self._moved.isValid() and self._moved.elapsed() < _WALK
        self._due.start(max(pause, _REST if walking or self._due.isActive() else 0))
        if moved:
            self._moved.start()

    def catch_up(self, *, always: bool = False) -> None:
        """Show now what waits, with all its sections; ``always``: what is chosen, even where nothing waits."""
        if always or self._due.isActive():
            self._due.stop()
            self._show(self._part.row())
        self._part.card.complete()

    def detail(self) -> Detail | None:
        """Everything about the record that is chosen, once it is on the card."""
        self.catch_up(always=True)
        return self._shown

    def _show(self, row: Any, *, later: bool = False) -> None:
        """``later``: its sections once the window has taken in what the person did meanwhile."""
        if row is not None and row.uuid == self.uuid:
            return
        self.uuid = row.uuid if row is not None else ""
        found = self._shown = self._read(row) if row is not None else None
        if found is None:
            self._part.card.show_nothing(CHOOSE if self._part.table.rowCount() else NOTHING_FOUND)
            return
        page = self._part.page
        tongue = page.tongue
        writer = Writer(tongue.language, tongue.say, tongue.first, tongue.second)
        languages = tuple(dict.fromkeys((tongue.first, tongue.second, "fr", "en", "zh")))
        self._part.card.show_record(row, found, writer, languages, page.scope(), later=later)

    def _read(self, row: Any) -> Detail | None:
        """The whole record, with the lines the shelf adds; None when it is gone meanwhile."""
        shelf = self._part.shelf

        def read(session: Any) -> Detail:
            found = detail(session, kind(shelf.kind), row.id)
            lines = (shelf.worded(line) for line in (*found.lines, *shelf.extra(session, row)))
            return Detail(found.kind, found.id, found.uuid, found.version, tuple(lines))

        try:
            return self._part.page.context.workspace.get(read)
        except NotFound:
            return None
