"""What a person does to the programme by key or menu: every verb of arranging on the chosen item.

Each is one step with a name. A refusal (locked, archived, changed by somebody else) is said and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning import arranging
from tripplanner.planning.arranging.placing import lengthen
from tripplanner.planning.items import delete_item
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.ui.programme.clipboard import Clip
from tripplanner.ui.programme.telling import announce
from tripplanner.ui.shell import Offer

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

T = TypeVar("T")
LEAST = 5  # minutes an item may last


class Hands:
    """Acts on the chosen item of a programme screen. ``announce`` says aloud how it is then."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        self._screen, self._context, self._board = screen, screen.context, screen.board
        self.clip = Clip()
        self.announce: Callable[[str], None] = lambda words: announce(screen.main_view(), words)

    def offers(self) -> dict[str, Callable[[], object]]:
        """Handlers for rows of the action table."""
        return {
            "earlier": lambda: self.nudge(-15),
            "later": lambda: self.nudge(15),
            "earlier_5": lambda: self.nudge(-5),
            "later_5": lambda: self.nudge(5),
            "later_pushing": lambda: self.push(15),
            "day_before": lambda: self.nudge(-24 * 60),
            "day_after": lambda: self.nudge(24 * 60),
            "shorter": lambda: self.stretch(-15),
            "longer": lambda: self.stretch(15),
            "shorter_5": lambda: self.stretch(-5),
            "longer_5": lambda: self.stretch(5),
            "unplace": self.unplace,
            "lock": self.toggle_lock,
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "first_gap": self.first_gap,
            "travel_before": lambda: self.travel("before"),
            "travel_after": lambda: self.travel("after"),
        }

    # -- asking and doing

    def item(self) -> ItemRow | None:
        """The chosen item; says so when there is none."""
        found = self._board.chosen()
        if found is None:
            self._context.shell.say(msg("Choose an item first."))
        return found

    def do(self, label: Message, verb: Callable[..., T], *args: object, **kwargs: Any) -> T | None:
        """One step of the shown trip; a refusal is told and gives ``None``."""
        try:
            return self._context.workspace.do(label, verb, *args, scope=self._board.scope(), **kwargs)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return None

    def _change(self, item: ItemRow, label: Message, verb: Callable[..., T], *args: object, **kwargs: Any) -> T | None:
        """As :meth:`do` with ``item``; somebody who does not see it hears how it is then."""
        before = self._board.source
        made = self.do(label, verb, item.id, item.version, *args, **kwargs)
        if self._board.source is not before:
            self.announce(self._board.told(item.uuid))
        return made

    def do_for_all(self, label: Message, verb: Callable[..., T], *args: object) -> T | None:
        """One step of the library, as what it makes belongs to no trip yet."""
        try:
            return self._context.workspace.do(label, verb, *args)
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return None

    def named(self, item: ItemRow) -> str:
        """What the item is called on the screen."""
        return self._board.title_of(item.uuid)

    def times(self, item: ItemRow) -> tuple[datetime, datetime] | None:
        """Start and end in the trip's zone as drawn."""
        return self._board.times(item)

    def placed(self) -> tuple[ItemRow, tuple[datetime, datetime]] | None:
        """The chosen item and its times; says so when it is not placed."""
        item = self.item()
        if item is None:
            return None
        times = self.times(item)
        if times is None:
            self._context.shell.say(msg("This item is not placed yet: “Place at a day and time” places it."))
            return None
        return item, times

    # -- moving

    def nudge(self, minutes: int) -> None:
        """Move the chosen item by ``minutes`` (1,440: a day)."""
        found = self.placed()
        if found is not None:
            item, (start, _end) = found
            self.move(item, start + timedelta(minutes=minutes))

    def move(self, item: ItemRow, start: datetime, groups: tuple[int, ...] | None = None) -> bool:
        """Begin an item at ``start``, in the trip's zone; whether it was done."""
        label = msg("move “{title}”", title=self.named(item))
        before = self._board.source
        self._change(item, label, arranging.move, start, groups)
        self._screen.choose(item.uuid)
        return self._board.source is not before

    def push(self, minutes: int) -> None:
        """Move the chosen item and push what follows."""
        found = self.placed()
        if found is not None:
            item, (start, _end) = found
            self.move_pushing(item, start + timedelta(minutes=minutes))

    def move_pushing(self, item: ItemRow, start: datetime) -> None:
        """Begin an item at ``start`` and push later ones."""
        label = msg("move “{title}” and push what follows", title=self.named(item))
        self._change(item, label, arranging.move_pushing, start)
        self._screen.choose(item.uuid)

    def stretch(self, minutes: int) -> None:
        """Lengthen the chosen item (shorten, when negative)."""
        item = self.item()
        if item is None:
            return
        times = self.times(item)
        label = msg("change the duration of “{title}”", title=self.named(item))
        if times is None:
            self._change(item, label, lengthen, minutes)
            return
        start, end = times
        wanted = max(end + timedelta(minutes=minutes), start + timedelta(minutes=LEAST))
        if wanted != end or item.end is None:
            self.resize(item, end=wanted)

    def resize(self, item: ItemRow, start: datetime | None = None, end: datetime | None = None) -> None:
        """Begin or end an item elsewhere, in the trip's zone."""
        label = msg("change the duration of “{title}”", title=self.named(item))
        self._change(item, label, arranging.resize, start=start, end=end)

    def first_gap(self) -> None:
        """Put what is chosen, an item or a site, into the first gap of the day that is shown, or its own."""
        placer, day = self._screen.placer, self._board.day_meant()
        piece = placer.piece(self._screen.key_meant())
        if piece is None or day is None:
            self.item()
            return
        start = placer.gap(piece, day, piece.groups)
        if start is not None:
            placer.put(piece, start)

    def to_gap(self, item: ItemRow, day: date) -> None:
        """Move an item to the first gap of ``day`` that fits."""
        placer = self._screen.placer
        piece = placer.piece(item.uuid)
        start = placer.gap(piece, day, item.subgroup_ids) if piece is not None else None
        if start is not None:
            self.move(item, start)

    def unplace(self) -> None:
        """Take the chosen item back to the list of those that wait."""
        found = self.placed()
        if found is not None:
            self.take_off(found[0])

    def take_off(self, item: ItemRow) -> None:
        """Take an item off the programme."""
        self._change(item, msg("take “{title}” off the programme", title=self.named(item)), arranging.unplace)
        self._screen.choose(item.uuid)

    def toggle_lock(self) -> None:
        """Lock the time of the chosen item, or unlock it."""
        item = self.item()
        if item is not None:
            label = msg("unlock “{title}”") if item.locked else msg("lock “{title}”")
            named = Message(label.id, {"title": self.named(item)})
            self._change(item, named, arranging.set_locked, not item.locked)

    # -- copies

    def copy(self) -> None:
        """Remember the chosen item."""
        item = self.item()
        if item is not None:
            self.clip.put(item.uuid, self._board.read_aloud(item.uuid))

    def cut(self) -> None:
        """Remember the chosen item and take it off the programme; pasting puts the same item back."""
        item = self.item()
        if item is not None:
            self.clip.put(item.uuid, self._board.read_aloud(item.uuid), cut=True)
            if item.start is not None:
                self.take_off(item)

    def paste(self) -> None:
        """Put what was copied after the chosen item, else into the first gap of the day that is shown.

        Rows of a spreadsheet become items in the list.
        """
        rows = self.clip.rows() if self._board.mode == "list" else None
        if rows is not None:
            self._screen.quick.add_rows(rows)
            return
        key, cut = self.clip.take()
        source = self._board.source
        item = source.by_key.get(key) if source is not None else None
        if item is None:
            self._context.shell.say(msg("Nothing was copied from this programme."))
            return
        start = self._paste_at(item)
        if start is None:
            return
        if cut and item.start is None:
            self.clip.put(key, "")
            self.move(item, start)
        else:
            self.copy_to(item, start)

    def _paste_at(self, item: ItemRow) -> datetime | None:
        chosen = self._board.chosen()
        times = self.times(chosen) if chosen is not None else None
        if times is not None:
            return times[1]
        placer, day = self._screen.placer, self._board.day_meant()
        piece = placer.piece(item.uuid)
        return placer.gap(piece, day, item.subgroup_ids) if piece is not None and day is not None else None

    def copy_to(self, item: ItemRow, start: datetime | None, groups: tuple[int, ...] | None = None) -> None:
        """A copy of an item at ``start``, in the trip's zone, or among those that wait."""
        made = self.do(msg("copy “{title}”", title=self.named(item)), arranging.copy_item, item.id, start, groups)
        self._screen.choose_id(made)

    def duplicate(self) -> None:
        """A copy of the chosen item right after it."""
        item = self.item()
        if item is not None:
            times = self.times(item)
            self.copy_to(item, times[1] if times else None)

    def delete(self) -> None:
        """Delete the chosen item; it can be brought back."""
        item = self.item()
        if item is None:
            return
        title = self.named(item)
        before = self._board.source
        self.do(msg("delete “{title}”", title=title), delete_item, item.id, item.version)
        if self._board.source is not before:
            undo = Offer(msg("Undo"), lambda: self._context.actions.run("undo"))
            self._context.shell.say(msg("“{title}” was deleted.", title=title), "info", undo)

    # -- sites and travel

    def place_site(self, site: int, name: str, start: datetime | None, groups: tuple[int, ...] = ()) -> None:
        """A new visit of a site of the library."""
        trip = self._board.trip()
        if trip is not None:
            label = msg("add a visit: {title}", title=name)
            made = self.do(label, arranging.place_site, trip.id, site, start, None, groups)
            self._screen.choose_id(made)

    def travel(self, side: str) -> None:
        """Insert a transfer before or after the chosen item."""
        item = self.item()
        if item is not None:
            label = msg("insert travel before “{title}”") if side == "before" else msg("insert travel after “{title}”")
            named = Message(label.id, {"title": self.named(item)})
            made = self.do(named, arranging.insert_travel, item.id, side)
            self._screen.choose_id(made)
