"""What a line was understood to say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

Kind = Literal["day", "time", "length", "where", "person", "theme", "type", "way", "after", "before", "travel"]
DEFAULT_MIN = 60


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece of the line and its meaning.

    ``value`` by kind: *day* a date; *time* a pair of minutes after midnight, the second ``None`` while the end
    is open; *length* minutes; *where*, *person*, *theme*, *after*, *before* a :class:`Name`; *type* one of
    ``ITEM_TYPES``; *way* the pair (from, to) of :class:`Name`; *travel* ``True``. ``others`` are further
    readings, each a whole chip (perhaps of another kind). ``known`` is false for a name nobody bears.
    """

    kind: Kind
    value: Any
    start: int
    end: int
    others: tuple[Chip, ...] = ()
    known: bool = True

    def readings(self) -> tuple[Chip, ...]:
        """This one first, then the others; each keeps the rest as its others."""
        return (self, *self.others)

    def next(self) -> Chip:
        """The next reading, the present one becoming the last of the others."""
        if not self.others:
            return self
        first, *rest = self.others
        return replace(first, others=(*rest, replace(self, others=())))


@dataclass(frozen=True, slots=True)
class Draft:
    """An item to be: its chips in the order of the line, and the title that is left."""

    text: str
    chips: tuple[Chip, ...] = ()
    title: str = ""
    implied_day: date | None = None

    def first(self, kind: Kind) -> Any:
        """The value of the first chip of this kind, or ``None``."""
        return next((chip.value for chip in self.chips if chip.kind == kind), None)

    def all(self, kind: Kind) -> tuple[Any, ...]:
        """The values of all chips of this kind."""
        return tuple(chip.value for chip in self.chips if chip.kind == kind)

    @property
    def day(self) -> date | None:
        """The day that is named, else that of the item before, else the one being looked at."""
        anchor = self.first("after") or self.first("before")
        beside = anchor.ends or anchor.starts if anchor else None
        return self.first("day") or (beside.date() if beside else self.implied_day)

    @property
    def type(self) -> str:
        """What is said, else what follows from the place."""
        if self.first("way") is not None:
            return "transfer"
        where = self.first("where")
        return self.first("type") or ("visit" if where is not None and where.kind == "site" else "meeting")

    @property
    def minutes(self) -> int:
        """The length in minutes: as said, as long as the site usually takes, else an hour."""
        start, end = self.first("time") or (None, None)
        if start is not None and end is not None:
            return (end - start) % 1440 or 1440
        where = self.first("where")
        usual = where.minutes if where is not None and self.type in ("visit", "meeting") else None
        return self.first("length") or usual or DEFAULT_MIN

    @property
    def start(self) -> datetime | None:
        """Civil time; ``None`` when no time is told: the item then waits to be placed."""
        anchor, told = self.first("after"), self.first("time")
        if told is not None and self.day is not None:
            return _at(self.day, told[0])
        if told is None and anchor is not None and anchor.ends is not None:
            return anchor.ends if self.first("day") is None else None
        following = self.first("before")
        if told is None and following is not None and following.starts is not None:
            return following.starts - timedelta(minutes=self.minutes)
        return None

    @property
    def end(self) -> datetime | None:
        """Civil time of the end."""
        return None if self.start is None else self.start + timedelta(minutes=self.minutes)

    def cycled(self, index: int) -> Draft:
        """With the next reading of one chip."""
        chips = [chip.next() if at == index else chip for at, chip in enumerate(self.chips)]
        return replace(self, chips=tuple(chips))

    def meaning(self) -> tuple[Any, ...]:
        """Everything but the words: equal for two lines that say the same."""
        people = tuple((one.kind, one.id, one.label) for one in self.all("person"))
        themes = tuple((one.id, one.label) for one in self.all("theme"))
        way = tuple((one.kind, one.id, one.label) for one in self.first("way") or ())
        where = self.first("where")
        place = None if where is None else (where.kind, where.id)
        begins = self.start or (self.first("time") or (None,))[0]
        travel = bool(self.first("travel"))
        return (self.day, begins, self.minutes, self.type, place, people, themes, way, travel, self.title)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)
