"""What a programme screen shows and what is chosen in it, asked by everything that acts on it. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from tripplanner.planning.trip_rows import ItemRow, TripRow
from tripplanner.text import Text
from tripplanner.ui.programme.layout import local_times
from tripplanner.ui.programme.slots import span_of
from tripplanner.ui.programme.view import View, day_of, nearest_day

if TYPE_CHECKING:
    from tripplanner.ui.programme.ground import Ground
    from tripplanner.ui.programme.source import Source


@dataclass
class Board:
    """The programme of one trip as shown; ``current`` is the UUID of the chosen item, ``day`` that of the day view."""

    source: Source | None = None
    view: View | None = None
    current: str = ""
    day: date | None = None
    mode: str = "week"
    ground: Ground | None = None

    def chosen(self) -> ItemRow | None:
        """The chosen item."""
        return self.item(self.current)

    def item(self, key: str) -> ItemRow | None:
        """An item by its UUID."""
        return self.source.by_key.get(key) if self.source is not None else None

    def key_of(self, id: int | None) -> str:
        """The UUID of the item with this number."""
        items = self.source.items if self.source is not None else ()
        return next((item.uuid for item in items if item.id == id), "")

    def trip(self) -> TripRow | None:
        """The trip."""
        return self.source.week.trip if self.source is not None else None

    def scope(self) -> str | None:
        """Whose steps the edits are."""
        trip = self.trip()
        return trip.uuid if trip is not None else None

    def zone(self) -> str:
        """The IANA zone of the grid."""
        trip = self.trip()
        return trip.zone if trip is not None else ""

    def times(self, item: ItemRow) -> tuple[datetime, datetime] | None:
        """Start and end as drawn, in the trip's zone; ``None`` for an item that waits."""
        return local_times(span_of(item), self.zone())

    def minutes(self, item: ItemRow) -> int:
        """How long an item is drawn, or will be."""
        times = self.times(item)
        return int((times[1] - times[0]).total_seconds() // 60) if times else item.duration_min or 60

    def title_of(self, key: str) -> str:
        """What an item is called on the screen."""
        return self.view.slots[key].title if self.view is not None and key in self.view.slots else ""

    def read_aloud(self, key: str) -> str:
        """An item as a screen reader says it."""
        return self.view.slots[key].name if self.view is not None and key in self.view.slots else ""

    def told(self, key: str) -> str:
        """An item as it is said when something was just done to it."""
        item = self.item(key)
        return self.view.reader.state(item) if self.view is not None and item is not None else ""

    def words_of(self, text: Text) -> str:
        """A text in the languages of the content."""
        return self.view.reader.words(text) if self.view is not None else text.best("en")

    def days(self) -> Sequence[date]:
        """The days that have a column."""
        return self.view.days if self.view is not None else ()

    def day_words(self, day: date) -> str:
        """A day as a person reads it."""
        return self.view.reader.clock.day_long(day) if self.view is not None else day.isoformat()

    def day_meant(self) -> date | None:
        """The day of the day view, else that of the chosen item, else the first."""
        if self.mode == "day" and self.day is not None:
            return self.day
        item = self.chosen()
        wanted = day_of(item) if item is not None else None
        return wanted or nearest_day(self.days(), self.day)

    def groups(self) -> Sequence[tuple[int, str]]:
        """The sub-groups by number, with their names."""
        subgroups = self.source.week.subgroups if self.source is not None else ()
        return [(group.id, self.words_of(group.name) or group.code) for group in subgroups]

    def group_ids(self, codes: Sequence[str]) -> tuple[int, ...]:
        """The numbers of the sub-groups with these codes; all of them is everyone: empty."""
        subgroups = self.source.week.subgroups if self.source is not None else ()
        found = tuple(group.id for group in subgroups if group.code in codes)
        return () if len(found) == len(subgroups) else found
