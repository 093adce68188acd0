"""The days of a pack: what the page shows of each item, as plain values that a template prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tripplanner import dates
from tripplanner.dates import zone
from tripplanner.documents.booklet.rows import (
    CANCELLED,
    INTERPRETING,
    TO_CONFIRM,
    UNTITLED,
    host_names,
    item_icon,
    utc_offset,
)
from tripplanner.documents.calendars.wording import zone_name
from tripplanner.documents.content import DayContent, ItemContent, NightLine, Presence, Ref, TripContent
from tripplanner.documents.pack.spots import Spots
from tripplanner.documents.pack.voice import Saying, Speaker
from tripplanner.documents.typesetting.style import KIND_COLOURS
from tripplanner.i18n import Message, printed
from tripplanner.text import EMPTY, Text

QUIET = frozenset({"meal", "lodging", "free_time", "transfer"})
PASSPORT = printed("Keep your passport with you")
ONLINE = printed("You take part online.")
ON_THE_WAY = printed("Night on the way")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line under a title: a sign, words, and where they lead on the page. ``kind`` is its look."""

    icon: str
    said: Saying
    target: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as the page shows it. ``starts`` and ``ends`` are Unix seconds; ``clock`` its hours where it is."""

    id: str
    starts: int
    ends: int
    clock: str
    until: str
    offset: str
    home: Saying
    icon: str
    colour: str
    title: Saying
    tags: tuple[Fact, ...]
    badges: tuple[str, ...]
    facts: tuple[Fact, ...]
    quiet: bool
    cancelled: bool
    tentative: bool


@dataclass(frozen=True, slots=True)
class NightView:
    """Where one sleeps; ``target`` is the address on the page."""

    said: Saying
    target: str
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day: ``date`` as ``2027-06-13``, ``short`` for the row of days, ``full`` as its heading."""

    id: str
    number: int
    date: str
    short: str
    full: Saying
    title: Saying
    notes: tuple[Fact, ...]
    items: tuple[ItemView, ...]
    nights: tuple[NightView, ...]


@dataclass(frozen=True)
class Days:
    """Makes the views of the days of a trip."""

    trip: TripContent
    home: str
    speaker: Speaker
    spots: Spots

    def views(self) -> tuple[DayView, ...]:
        """Every day of the programme, in order."""
        return tuple(self._day(day, f"d{n}") for n, day in enumerate(self.trip.days, start=1))

    def _day(self, day: DayContent, id: str) -> DayView:
        say = self.speaker
        notes = [
            Fact("backpack", say.framed(_bring, day.bring, day.ref, "bring"), kind="bring"),
            Fact("info", say.text(day.note, day.ref, "note")),
        ]
        lodged = any(item.type == "lodging" for item in day.items)
        return DayView(
            id,
            day.number,
            day.date.isoformat(),
            f"{dates.short_weekday(day.date, say.languages[0])} {day.date.day}",
            say.each(lambda code: dates.titled_date(day.date, code)),
            say.text(day.title, day.ref, "title"),
            tuple(note for note in notes if note.said),
            tuple(self._item(item, f"{id}i{n}") for n, item in enumerate(day.items, start=1)),
            () if lodged else tuple(self._night(night) for night in day.nights),
        )

    # --- items -------------------------------------------------------------------------------------------

    def _item(self, item: ItemContent, id: str) -> ItemView:
        start, end = self._hours(item)
        starts, ends = self._instant(start, item.start_zone), self._instant(end, item.end_zone)
        lasts = ends > starts
        return ItemView(
            id,
            int(starts.timestamp()),
            int(ends.timestamp()),
            dates.clock(start),
            _end(start, end) if lasts else "",
            self._offset(item),
            self._at_home(starts, ends),
            item_icon(item),
            _colour(item),
            self.speaker.text(item.title, item.ref, "title") or self.speaker.message(UNTITLED),
            tuple(self._tags(item)),
            item.subgroups,
            () if item.cancelled else tuple(fact for fact in self._facts(item) if fact.said),
            item.type in QUIET,
            item.cancelled,
            item.tentative,
        )

    def _own(self, item: ItemContent) -> Presence | None:
        """What was written down of the reader’s own part."""
        reader = self.trip.reader
        return next((p for p in item.presences if reader and p.person == reader.person), None)

    def _hours(self, item: ItemContent) -> tuple[datetime, datetime]:
        """The reader’s own, where theirs are not the group’s."""
        own = self._own(item)
        return (own and own.start) or item.start, (own and own.end) or item.end

    def _instant(self, civil: datetime, name: str) -> datetime:
        return civil.replace(tzinfo=zone(name, self.trip.zone))

    def _offset(self, item: ItemContent) -> str:
        """How far from UTC, where the item is not in the hours of the trip."""
        away = [utc_offset(item, name, self.trip.zone) for name in (item.start_zone, item.end_zone)]
        ours = utc_offset(item, self.trip.zone, self.trip.zone)
        return "" if set(away) == {ours} else " › ".join(dict.fromkeys(away))

    def _at_home(self, starts: datetime, ends: datetime) -> Saying:
        """The same hours as the family reads them: *Beijing time 15:30–17:00*."""
        if not self.home:
            return ()
        start, end = (moment.astimezone(zone(self.home)) for moment in (starts, ends))
        later = (start.date() - starts.date()).days
        hours = dates.clock(start) + (f" ({later:+d})" if later else "")
        hours += f"–{_end(start, end)}" if end > start else ""
        return self.speaker.each(lambda code: f"{zone_name(self.home, code)} {hours}")[:1]

    def _tags(self, item: ItemContent) -> Iterator[Fact]:
        if item.cancelled:
            yield Fact("ban", self.speaker.message(CANCELLED), kind="cancelled")
        elif item.tentative:
            yield Fact("circle-dashed", self.speaker.message(TO_CONFIRM), kind="tentative")

    def _facts(self, item: ItemContent) -> Iterator[Fact]:
        say, own = self.speaker, self._own(item)
        if item.passport_needed:
            yield Fact("book-user", say.message(PASSPORT), kind="alert")
        yield Fact("route", say.each(lambda code: _way(item, code)))
        yield self._where(item)
        yield Fact("handshake", say.each(lambda code: host_names(item, code)))
        if item.interpreting in INTERPRETING:
            yield Fact("languages", say.message(INTERPRETING[item.interpreting]))
        if own and own.mode == "online":
            yield Fact("presentation", say.message(ONLINE), kind="alert")
        for name in ("purpose", "notes", "participation_note"):
            yield self._text(getattr(item, name), item.ref, name)
        yield self._text(own.note if own else EMPTY, item.ref, "presence")
        other = item.fallback or item.fallback_site
        yield Fact("cloud-rain", say.framed(_plan_b, other, item.ref, "fallback"))

    def _text(self, text: Text, ref: Ref, name: str) -> Fact:
        return Fact("", self.speaker.text(text, ref, name))

    def _where(self, item: ItemContent) -> Fact:
        """The place, unless the title says it; from where, for a transfer."""
        place = item.from_place if item.type == "transfer" else item.place
        if place is None:
            return Fact("", ())
        return Fact("map-pin", self.speaker.name(place.name), self.spots.of_place(place))

    # --- nights ------------------------------------------------------------------------------------------

    def _night(self, night: NightLine) -> NightView:
        lodging = night.lodging
        if lodging is None:
            return NightView(self.speaker.message(ON_THE_WAY), "", night.subgroups)
        return NightView(self.speaker.name(lodging.name), self.spots.of_lodging(lodging), night.subgroups)


def _bring(words: str) -> Message:
    return printed("Bring along: {text}", text=words)


def _plan_b(words: str) -> Message:
    return printed("Plan B: {text}", text=words)


def _end(start: datetime, end: datetime) -> str:
    later = (end.date() - start.date()).days
    return dates.clock(end) + (f" +{later}" if later else "")


def _colour(item: ItemContent) -> str:
    kind = item.colour if item.type == "visit" else item.type
    return kind if kind in KIND_COLOURS else "visit"


def _way(item: ItemContent, code: str) -> str:
    parts = [dates.distance(item.distance_km, code)] if item.distance_km else []
    parts += [dates.duration(item.drive_min, code)] if item.drive_min else []
    return " · ".join(parts)
