"""Reads a whole trip for one audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tripplanner.documents.content import (
    DayContent,
    DelegationContent,
    Edition,
    ItemContent,
    OrganisationLine,
    SiteSheet,
    TripContent,
)
from tripplanner.documents.narrowing import hosted, narrowed
from tripplanner.documents.reading import library, people, programme, sites
from tripplanner.documents.reading.audience import policy_for
from tripplanner.documents.reading.desk import LONG_AGO, Desk
from tripplanner.documents.reading.edition import read_edition
from tripplanner.documents.reading.logistics import with_logistics
from tripplanner.documents.reading.subscriptions import read_subscriptions
from tripplanner.documents.registry import Request
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.store.records import Plain, having
from tripplanner.text import Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# Until everything is read, nobody knows what was edited last.
UNDATED = Edition(0, True, LONG_AGO)


def read_trip(
    source: Session | Plain,
    trip_id: int,
    request: Request,
    audience: str,
    *,
    library_too: bool = False,
    photos: bool = False,
    logistics: bool = False,
    logo: bool = False,
    subscriptions: bool = False,
) -> TripContent:
    """The trip as ``audience`` may read it; for ``request.person`` (or ``request.organisation``), only what
    concerns them.

    ``library_too`` adds the glossary terms the trip uses; ``photos`` the pictures, ready to print, ``logo`` that of the
    office alone; ``logistics`` rooms, journeys and costs, where the audience may read them; ``subscriptions`` where
    each person finds their own calendar. Raises :class:`NotFound`
    for an unknown trip or person;
    a release is found by :mod:`tripplanner.documents.editions`.
    """
    wanted = _Wanted(audience, library_too, photos, logistics, logo)
    known = _known(source)
    content = known.get((trip_id, wanted)) or _whole(source, trip_id, wanted)
    known[trip_id, wanted] = content
    if subscriptions:
        content = replace(content, subscriptions=read_subscriptions(Desk(source, policy_for(audience)), trip_id))
    if request.organisation:
        return hosted(content, request.organisation)
    return narrowed(content, request.person) if request.person else content


@dataclass(frozen=True, slots=True)
class _Wanted:
    """For whom a trip is read, and how much of it."""

    audience: str
    library_too: bool
    photos: bool
    logistics: bool
    logo: bool


def _known(source: Session | Plain) -> dict[tuple[int, _Wanted], TripContent]:
    """What was read of an opened release before: it never changes. Of a draft nothing is remembered."""
    info = getattr(source, "info", {})
    return info.setdefault("read", {}) if "release" in info else {}


def _whole(source: Session | Plain, trip_id: int, wanted: _Wanted) -> TripContent:
    desk = Desk(source, policy_for(wanted.audience))
    trip = _trip(source, trip_id)
    content = _content(desk, trip, wanted.audience, photos=wanted.photos, logo=wanted.logo or wanted.photos)
    if wanted.library_too:
        content = replace(content, terms=library.read_terms(desk, tuple(said_texts(content))))
    if wanted.logistics:
        content = with_logistics(desk, trip.id, content)
    return replace(content, edition=read_edition(desk, trip))


def _trip(source: Session | Plain, trip_id: int) -> Any:
    found = having(source, "trip", "id", [trip_id])
    if not found:
        raise NotFound(
            msg("There is no trip number {number}.", number=trip_id), None, msg("List the trips to see their numbers.")
        )
    return found[0]


def _content(desk: Desk, trip: Any, audience: str, *, photos: bool, logo: bool) -> TripContent:
    delegations, marks = people.read_delegations(desk, trip.id)
    vehicles = people.read_vehicles(desk, trip.id)
    members = people.read_members(desk, trip.id)
    lodgings = programme.read_lodgings(desk, trip.id)
    rows = programme.placed_items(desk, trip.id)
    linked = programme.linked_to(desk, rows)
    table = sites.read_sites(desk, rows)
    of_items = (link.case_id for links in linked.cases.values() for link in links)
    cases, table.cases = library.read_cases(desk, of_items, table.marks)
    refs = {id: case.ref for id, case in cases.items()}
    reader = programme.ItemReader(desk, trip, linked, marks, vehicles, table.marks, refs, table.names)
    items = [reader(row) for row in rows]
    sheets = sites.site_sheets(desk, table, items, trip.first_day, cases, photos=photos)
    return TripContent(
        desk.ref(trip),
        trip.code,
        trip.title,
        trip.short_title,
        trip.route,
        trip.stage,
        trip.first_day,
        trip.last_day,
        trip.zone,
        trip.calendar_url,
        trip.note,
        audience,
        edition=UNDATED,
        office=library.read_office(desk, logo=logo),
        languages=tuple(row.language for row in desk.of(trip.id, "trip_language", "trip_id")),
        objectives=tuple(row.text for row in desk.of(trip.id, "objective", "trip_id")),
        compliance_notes=tuple(row.text for row in desk.of(trip.id, "compliance_note", "trip_id")),
        delegations=delegations,
        members=members,
        vehicles=tuple(vehicles.values()),
        lodgings=tuple(lodgings.values()),
        days=programme.read_days(desk, trip, items, lodgings, marks),
        sites=sheets,
        organisations=met_organisations(items, sheets, delegations),
        cases=tuple(sorted(cases.values(), key=lambda case: case.code)),
        texts=library.read_texts(desk),
    )


def met_organisations(
    items: Iterable[ItemContent], sheets: Iterable[SiteSheet], delegations: Iterable[DelegationContent]
) -> tuple[OrganisationLine, ...]:
    """Who the guests meet, in the order they meet them: hosts first, then those of the visited sites."""
    hosts = (host.organisation for item in items if not item.cancelled for host in item.hosts)
    of_sites = (line for sheet in sheets for line in sheet.organisations)
    return tuple(dict.fromkeys((*hosts, *of_sites)))


def said_texts(content: TripContent) -> Iterable[Text]:
    """Every text in which a glossary term may occur."""
    yield from (content.title, content.short_title, content.route, content.note)
    yield from content.objectives
    for day in content.days:
        yield from _of_day(day)
    for sheet in content.sites:
        yield from (sheet.name, sheet.kind, sheet.summary, *sheet.facts)
        yield from (sheet.access.access_note, *(tag.name for tag in sheet.themes), *(c.title for c in sheet.cases))


def _of_day(day: DayContent) -> Iterable[Text]:
    yield from (day.title, day.bring, day.note)
    for item in day.items:
        yield from (item.title, item.purpose, item.notes, item.fallback, *(q.text for q in item.questions))
