"""What a push would move, in the words of the ghost. No Qt, no database."""

from __future__ import annotations

from datetime import datetime

from tripplanner.dates import clock
from tripplanner.i18n import msg, msgn
from tripplanner.planning.arranging.pushes import later_of, pushes
from tripplanner.planning.arranging.times import converted
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.ui.programme.board import Board
from tripplanner.ui.programme.slots import Reader
from tripplanner.ui.programme.verdicts import Line

#: Titles that are named; the others are counted.
NAMED = 3


class Pushed:
    """Answers for one item that is dragged and many times."""

    def __init__(self, board: Board, reader: Reader, item: ItemRow) -> None:
        self._board, self._reader, self._item = board, reader, item
        everyone = frozenset(id for id, _name in board.groups()) or frozenset({0})
        rows = board.source.items if board.source is not None else ()
        self._own = later_of(item, frozenset(item.subgroup_ids) or everyone)
        self._others = [later_of(one, frozenset(one.subgroup_ids) or everyone) for one in rows if one.uuid != item.uuid]

    def lines(self, start: datetime) -> list[Line]:
        """What begins when once the item begins at ``start`` (trip's zone), and what is locked and in the way."""
        say, board = self._reader.say, self._board
        found = list(pushes(self._own, converted(start, board.zone(), self._item.start_zone), self._others))
        moved = [(board.title_of(one.uuid), begins) for one, begins in found if begins is not None]
        n = len(moved)
        head = msgn("pushes {n} item", "pushes {n} items", n) if n else msg("pushes nothing")
        lines = [(say(head), "text2")]
        lines += [(f"{clock(begins)} · {title}", "text2") for title, begins in moved[:NAMED]]
        if n > NAMED:
            lines.append((say(msgn("and {n} more", "and {n} more", n - NAMED)), "text2"))
        locked = [board.title_of(one.uuid) for one, begins in found if begins is None]
        lines += [(say(msg("locked, stays: “{title}”", title=title)), "warn") for title in locked[:NAMED]]
        return lines
