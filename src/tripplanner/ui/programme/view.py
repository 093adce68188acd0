"""From a programme as read to what is shown: slots, heads and plans for the week, for one day, for the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from tripplanner.i18n import msgn
from tripplanner.planning.trip_rows import DayRow, ItemRow, SubGroupRow
from tripplanner.ui.programme.grid import Sheet
from tripplanner.ui.programme.heads import Head, Track
from tripplanner.ui.programme.layout import Column, Plan, lay_out
from tripplanner.ui.programme.slots import Reader, Slot, span_of
from tripplanner.ui.programme.source import Source


class _Slots(Mapping[str, Slot]):
    """Slots made on demand: of a long programme only what is on screen is written out."""

    def __init__(self, items: Mapping[str, ItemRow], reader: Reader) -> None:
        self._items, self._reader = items, reader
        self._made: dict[str, Slot] = {}

    def __getitem__(self, key: str) -> Slot:
        if key not in self._made:
            self._made[key] = self._reader.slot(self._items[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


@dataclass(frozen=True)
class View:
    """A programme in the languages of ``reader``; ``now`` is the present moment in the trip's zone."""

    source: Source
    reader: Reader
    now: datetime | None = None

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """Every item's slot by its key, made when it is first looked at."""
        return _Slots(self.source.by_key, self.reader)

    @cached_property
    def unplaced(self) -> tuple[Slot, ...]:
        return tuple(self.slots[item.uuid] for item in self.source.week.unplaced)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that have a column."""
        return tuple(column.date for column in self.week.plan.columns)

    @cached_property
    def week(self) -> Sheet:
        """All days side by side."""
        plan = self._plan()
        return Sheet(plan, self.slots, [self._head(column) for column in plan.columns], self.now)

    def day(self, day: date) -> Sheet:
        """One day, a column per sub-group where they part."""
        plan = self._plan([day])
        heads = [self._head(column, self._tracks(column)) for column in plan.columns]
        return Sheet(plan, self.slots, heads, self.now)

    def _plan(self, only: Sequence[date] | None = None) -> Plan:
        trip = self.source.week.trip
        spans = [span_of(item) for item in self.source.items]
        return lay_out(spans, trip.first_day, trip.last_day, trip.zone, self.source.groups, only)

    def _head(self, column: Column, tracks: tuple[Track, ...] = ()) -> Head:
        row = self.source.by_date.get(column.date)
        today = self.now is not None and self.now.date() == column.date
        title, short = self.reader.clock.day(column.date), str(column.date.day)
        return Head(title, self._night(row), self._about(column), today, tracks, short)

    def _night(self, day: DayRow | None) -> str:
        """Where one sleeps, each place once."""
        if day is None:
            return ""
        names = (_town(self.reader.words(night.place or night.name)) for night in day.nights)
        return " · ".join(dict.fromkeys(name for name in names if name))

    def _about(self, column: Column) -> str:
        """``A 8 · B 6`` where the groups part or not everyone is there."""
        if not column.tracks[0] or (not column.split and set(column.tracks[0]) == set(self.source.groups)):
            return ""
        return " · ".join(_counted(self._group(code)) or code for track in column.tracks for code in track)

    def _tracks(self, column: Column) -> tuple[Track, ...]:
        if not column.split:
            return ()
        return tuple(self._track(codes) for codes in column.tracks)

    def _track(self, codes: tuple[str, ...]) -> Track:
        groups = [group for code in codes if (group := self._group(code)) is not None]
        name = " · ".join(self.reader.words(group.name) or group.code for group in groups)
        sizes = [group.expected_size for group in groups]
        people = sum(size for size in sizes if size is not None)
        known = bool(sizes) and None not in sizes
        about = self.reader.say(msgn("{n} person", "{n} people", people)) if known else ""
        return Track(codes[0] if codes else "", name, about)

    def _group(self, code: str) -> SubGroupRow | None:
        return next((group for group in self.source.week.subgroups if group.code == code), None)


def _town(place: str) -> str:
    """``Annecy`` of ``Annecy, hôtel``: there is little room above a column."""
    return re.split("[,，]", place, maxsplit=1)[0]


def _counted(group: SubGroupRow | None) -> str:
    if group is None:
        return ""
    return group.code if group.expected_size is None else f"{group.code} {group.expected_size}"


def nearest_day(days: Sequence[date], wanted: date | None) -> date | None:
    """The day of ``days`` closest to ``wanted``, the first without a wish."""
    if not days or wanted is None:
        return days[0] if days else None
    return min(days, key=lambda day: abs((day - wanted).days))


def day_of(item: ItemRow) -> date | None:
    """The civil day an item starts on."""
    return item.start.date() if item.start is not None else None


def now_in(zone: str) -> datetime:
    """The present moment as clocks of ``zone`` show it."""
    try:
        return datetime.now(ZoneInfo(zone)).replace(tzinfo=None)
    except (OSError, ValueError, KeyError):
        return datetime.now().replace(tzinfo=None)  # noqa: DTZ005 - the computer's own clock
