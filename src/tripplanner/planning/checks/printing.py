"""The texts that the documents of a trip print: its own, and those of the library it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tripplanner.model.partners import Organisation
from tripplanner.model.places import Place
from tripplanner.model.programme import Day, Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Trip
from tripplanner.planning.checks.frozen import TextOf
from tripplanner.planning.checks.reading_guests import Guests
from tripplanner.text import Text


def texts(trip: Trip, guests: Guests, days: Iterable[Day], items: Sequence[Item]) -> Iterator[TextOf]:
    """Every text with its record and field, each record once."""
    yield from _fields(trip, trip.code, trip.title, "title", "short_title", "route", "note")
    yield from (_one(trip, trip.code, trip.title, "objective", one.text, one.uuid) for one in trip.objectives)
    for delegation in trip.delegations:
        yield from _fields(delegation, "", delegation.name, "name", "note")
        for subgroup in delegation.subgroups:
            yield from _fields(subgroup, subgroup.code, subgroup.name, "name", "origin")
        for guest in guests.of[delegation.id]:
            yield from _fields(guest, "", guest.post, "post")
    for member in trip.members:
        yield from _fields(member, "", member.post, "post")
    for lodging in trip.lodgings:
        yield from _fields(lodging, "", lodging.name, "name", "note")
    for day in days:
        yield from _fields(day, day.date.isoformat(), day.title, "title", "bring", "note")
    yield from _of_items(items)


def _of_items(items: Sequence[Item]) -> Iterator[TextOf]:
    used: dict[str, Any] = {}
    for item in items:
        if item.private:
            continue
        names = ("title", "purpose", "notes", "team_notes", "participation_note", "fallback")
        yield from _fields(item, item.code, item.title, *names)
        yield from (_one(item, item.code, item.title, "question", one.text, one.uuid) for one in item.questions)
        hosts = [host.organisation for host in item.host_links]
        for record in (item.site, item.place, item.from_place, item.to_place, *hosts):
            if record is not None:
                used.setdefault(record.uuid, record)
    for record in used.values():
        yield from _of_library(record)


def _of_library(record: Place | Site | Organisation) -> Iterator[TextOf]:
    yield from _fields(record, record.code, record.name, "name")
    if isinstance(record, Site):
        names = ("kind", "managing_body", "summary", "season_note", "permit_note", "group_note", "access_note")
        yield from _fields(record, record.code, record.name, *names)
        yield from (_one(record, record.code, record.name, "facts", fact) for fact in record.facts)


def _fields(record: Any, code: str, owner: Text | None, *names: str) -> Iterator[TextOf]:
    for name in names:
        text = getattr(record, name, None)
        if isinstance(text, Text) and text:
            yield _one(record, code, owner or text, name, text)


def _one(record: Any, code: str, owner: Text, name: str, text: Text, part: str = "") -> TextOf:
    return TextOf(record.__tablename__, record.uuid, code, owner, name, text, part)
