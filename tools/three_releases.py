"""Three releases of a trip with everything between them that can happen, and a calendar program that follows the rules.

Used by the tests and by ``make judges``: what a client holds after it has taken in the calendars of the three releases,
in order, twice or only the last, must be the programme of the third.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import sqlalchemy as sa
import vobject
from sqlalchemy.orm import Session

from tripplanner.model.people import Person
from tripplanner.model.programme import Item, Participation
from tripplanner.model.trips import Delegate, DelegateSubGroup
from tripplanner.planning import releases
from tripplanner.planning.items import (
    add_item,
    delete_item,
    edit_item_fields,
    move_item,
    set_item_status,
    set_item_subgroups,
    unplace_item,
)
from tripplanner.planning.releases.facts import ItemFacts
from tripplanner.text import Text

Moment = int | str
TEXTS = ("summary", "description", "location", "status")


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as some program read it: moments in milliseconds since 1970 (UTC), whole days as their dates.

    ``order`` is what decides which of two is newer: SEQUENCE, then DTSTAMP in milliseconds.
    """

    uid: str
    start: Moment
    end: Moment
    summary: str
    description: str
    location: str
    status: str
    order: tuple[int, int]


# What happens


def release_one(session: Session, trip: int) -> releases.Version:
    """The trip as it is goes out."""
    return _release(session, trip)


def release_two(session: Session, trip: int) -> releases.Version:
    """One item moved, one renamed, one called off, one deleted, one taken back, groups and persons changed."""
    _moved(session, trip, "D2-02", 30)
    renamed = _item(session, trip, "D2-03")
    edit_item_fields(session, renamed.id, None, title=renamed.title.with_words("fr", "Autocar, ailleurs ; plus long"))
    set_item_status(session, _item(session, trip, "D3-02").id, None, "cancelled")
    delete_item(session, _item(session, trip, "D4-03").id, None)
    unplace_item(session, _item(session, trip, "D5-03").id, None)
    set_item_subgroups(session, _item(session, trip, "D7-08").id, None, _groups(session, trip)[1:])
    _swap_group(session, trip, _people(session, trip)[0])
    _present(session, trip, "D2-04", _people(session, trip)[1], mode="absent")
    return _release(session, trip)


def release_three(session: Session, trip: int) -> releases.Version:
    """The first is moved again, what was called off takes place after all, a new item, a person’s group as it was."""
    _moved(session, trip, "D2-02", 15)
    set_item_status(session, _item(session, trip, "D3-02").id, None, "confirmed")
    lunch = _item(session, trip, "D2-02").start
    assert lunch is not None
    start = datetime.combine(lunch, time(21))
    new = add_item(session, trip, type="meeting", status="confirmed", start=start, end=start + timedelta(hours=1),
                   title=Text.of("fr", fr="Réunion de plus", zh="临时会议", en="One more meeting"))  # fmt: skip
    _swap_group(session, trip, _people(session, trip)[0])
    _present(session, trip, new, _people(session, trip)[1], mode="online", from_time=start + timedelta(minutes=15))
    return _release(session, trip)


STEPS: tuple[Callable[[Session, int], releases.Version], ...] = (release_one, release_two, release_three)


def _release(session: Session, trip: int) -> releases.Version:
    session.flush()
    return releases.release(session, trip, by="anna", anyway="a trial", today=None)


def _item(session: Session, trip: int, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.trip_id == trip, Item.code == code)).one()


def _moved(session: Session, trip: int, code: str, minutes: int) -> None:
    item = _item(session, trip, code)
    assert item.start is not None
    move_item(session, item.id, None, item.start + timedelta(minutes=minutes))


def _people(session: Session, trip: int) -> list[str]:
    return list(releases.facts_of(releases.freeze(session, trip)).people)


def _groups(session: Session, trip: int) -> tuple[int, ...]:
    chosen = sa.select(DelegateSubGroup.subgroup_id).join(Delegate).where(Delegate.delegation.has(trip_id=trip))
    return tuple(sorted(set(session.scalars(chosen))))


def _swap_group(session: Session, trip: int, person: str) -> None:
    """A delegate goes with the other sub-group."""
    link = session.scalars(sa.select(DelegateSubGroup).join(Delegate).join(Person).where(Person.uuid == person)).first()
    assert link is not None
    link.subgroup_id = next(group for group in _groups(session, trip) if group != link.subgroup_id)
    session.flush()
    session.expire_all()


def _present(session: Session, trip: int, item: str | int, person: str, **part: object) -> None:
    id = item if isinstance(item, int) else _item(session, trip, item).id
    who = session.scalars(sa.select(Person.id).where(Person.uuid == person)).one()
    session.add(Participation(item_id=id, person_id=who, **part))


# A calendar program


class Client:
    """Takes in files as RFC 5545 and 5546 have it: an event is its UID, the higher SEQUENCE wins, then DTSTAMP.

    ``strict`` ones, of which there are some, look at SEQUENCE alone and leave an event as it is where that is the same.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.events: dict[str, Seen] = {}
        self._strict = strict

    def take(self, events: Iterable[Seen]) -> None:
        """Imports a file."""
        for event in events:
            known = self.events.get(event.uid)
            if known is None or self._is_newer(event, known):
                self.events[event.uid] = event

    def shown(self) -> dict[str, Seen]:
        """What its reader sees as taking place."""
        return {uid: event for uid, event in self.events.items() if event.status != "CANCELLED"}

    def _is_newer(self, event: Seen, known: Seen) -> bool:
        return event.order[0] > known.order[0] if self._strict else event.order >= known.order


def read(data: bytes) -> list[Seen]:
    """What vobject reads, a program nobody here wrote: every event of every calendar in the bytes."""
    calendars = vobject.readComponents(data.decode())
    return [_seen(event) for calendar in calendars for event in calendar.contents.get("vevent", [])]


def _seen(event: vobject.base.Component) -> Seen:
    def value(name: str, otherwise: Any) -> Any:
        return getattr(event, name).value if hasattr(event, name) else otherwise

    start = event.dtstart.value
    stamp = value("dtstamp", None)
    order = int(value("sequence", 0)), round(stamp.timestamp() * 1000) if stamp else 0
    texts = {name: value(name, "") for name in TEXTS}
    return Seen(event.uid.value, moment(start), moment(value("dtend", start)), **texts, order=order)


def read_by_icalendar(data: bytes) -> list[Seen]:
    """What icalendar reads, which knows the zones of their own names; of one calendar."""
    return [_seen_by_icalendar(event) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]


def _seen_by_icalendar(event: icalendar.cal.Component) -> Seen:
    end = event["DTEND"] if "DTEND" in event else event["DTSTART"]
    order = int(event["SEQUENCE"]), round(event["DTSTAMP"].dt.timestamp() * 1000)
    return Seen(
        str(event["UID"]), moment(event["DTSTART"].dt), moment(end.dt), str(event["SUMMARY"]),
        str(event["DESCRIPTION"]), str(event.get("LOCATION", "")), str(event["STATUS"]), order,
    )  # fmt: skip


def moment(value: date) -> Moment:
    """Milliseconds since 1970 in UTC, or the date of a whole day."""
    return round(value.timestamp() * 1000) if isinstance(value, datetime) else str(value)


# The programme


def programme(items: Mapping[str, ItemFacts], person: str = "") -> dict[str, tuple[Moment, Moment]]:
    """When each item is that takes place, by UID: the truth, from the frozen rows and Python’s own zones."""
    return {uuid: tuple(_times(item, person)) for uuid, item in items.items() if not item.cancelled}


def _times(item: ItemFacts, person: str) -> Iterator[Moment]:
    own = item.presences.get(person)
    start, end = (own.start if own else None) or item.start, (own.end if own else None) or item.end or item.start
    zones = item.start_zone or "Europe/Paris", item.end_zone or item.start_zone or "Europe/Paris"
    for civil, zone in zip((start, end), zones, strict=True):
        yield moment(civil.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))
