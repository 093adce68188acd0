"""The copy of a trip for one person or one host, made from everybody's without asking the database again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tripplanner.documents.content import (
    DayContent,
    DelegationContent,
    ItemContent,
    OrganisationLine,
    PersonLine,
    ReaderOfCopy,
    Ref,
    SiteSheet,
    TripContent,
)
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.text import EMPTY


def narrowed(content: TripContent, person: str) -> TripContent:
    """What concerns ``person`` (a UUID): the items of their sub-groups on the days they are there.

    A recorded presence wins over the sub-group, either way. Staff see everything on their days. A day before they come
    or after they left is not in it: *nothing is planned* would be said of it. Numbers of days and sites stay those of
    the whole trip, so that two people speak of the same *site 4*. Raises :class:`NotFound` when the
    person does not take part.
    """
    line = _line(content, person)
    days = tuple(
        own for day in content.days if (own := _day(day, line)).items or own.nights or line.present_on(day.date)
    )
    seen = {item.site for day in days for item in day.items if item.site and not item.cancelled}
    sheets = tuple(_sheet(sheet, days) for sheet in content.sites if sheet.ref in seen)
    return replace(
        content,
        days=days,
        sites=sheets,
        organisations=_still_met(content, days, sheets),
        reader=ReaderOfCopy(person, line.name, line.subgroups),
        rooms=tuple(room for room in content.rooms if person in room.guests),
        journeys=tuple(journey for journey in content.journeys if journey.person == person),
        costs=(),
        subscriptions={},
        subscription=content.subscriptions.get(person),
    )


def impersonal(content: TripContent) -> TripContent:
    """The copy without whose it is and who is where: pages do not say it, so copies equal without it are one file."""
    days = tuple(replace(day, items=tuple(map(_of_nobody, day.items))) for day in content.days)
    return replace(content, days=days, reader=None)


def _of_nobody(item: ItemContent) -> ItemContent:
    return replace(item, presences=()) if item.presences else item


def hosted(content: TripContent, organisation: str) -> TripContent:
    """What concerns an organisation (a UUID): the items that it hosts and those at its sites, and who comes to them.

    Where the guests sleep, what they are told on the way and who is absent is not its business. Raises
    :class:`NotFound` when the trip does not meet it.
    """
    own_sites = {sheet.ref for sheet in content.sites if any(o.ref.uuid == organisation for o in sheet.organisations)}
    days = tuple(day for day in (_hosted_day(day, organisation, own_sites) for day in content.days) if day.items)
    if not days:
        raise NotFound(
            msg("The trip does not meet this organisation."), None, msg("Choose an organisation that hosts an item.")
        )
    items = [item for day in days for item in day.items]
    sheets = tuple(_sheet(sheet, days) for sheet in content.sites if sheet.ref in {item.site for item in items})
    return replace(
        content,
        note=EMPTY,
        compliance_notes=(),
        delegations=tuple(_coming(delegation, items) for delegation in content.delegations),
        vehicles=tuple(v for v in content.vehicles if any(item.vehicle == v for item in items)),
        lodgings=(),
        rooms=(),
        journeys=(),
        costs=(),
        days=days,
        sites=sheets,
        organisations=_still_met(content, days, sheets),
        host=next((line for line in content.organisations if line.ref.uuid == organisation), None),
    )


def _hosted_day(day: DayContent, organisation: str, sites: set[Ref]) -> DayContent:
    items = tuple(
        replace(item, presences=())
        for item in day.items
        if item.site in sites or any(host.organisation.ref.uuid == organisation for host in item.hosts)
    )
    return replace(day, items=items, nights=(), bring=EMPTY, note=EMPTY)


def _coming(delegation: DelegationContent, items: Sequence[ItemContent]) -> DelegationContent:
    lines = tuple(line for line in delegation.delegates if any(concerns(item, line) for item in items))
    return replace(delegation, note=EMPTY, delegates=lines)


def people(content: TripContent) -> Iterable[PersonLine]:
    """Everybody who takes part: delegates by rank, then staff, interpreters, drivers and guests."""
    for delegation in content.delegations:
        yield from delegation.delegates
    yield from content.members


def _line(content: TripContent, person: str) -> PersonLine:
    for line in people(content):
        if line.person == person:
            return line
    raise NotFound(
        msg("This person does not take part in the trip."),
        None,
        msg("Choose a delegate or a member of the trip’s staff."),
    )


def _day(day: DayContent, line: PersonLine) -> DayContent:
    items = tuple(_own_item(item, line) for item in day.items if concerns(item, line))
    nights = tuple(n for n in day.nights if not n.subgroups or _shares(n.subgroups, line))
    return replace(day, items=items, nights=nights if line.present_on(day.date) else ())


def concerns(item: ItemContent, line: PersonLine) -> bool:
    """Whether the item belongs in the person's copy."""
    presence = next((p for p in item.presences if p.person == line.person), None)
    if presence is not None:
        return presence.mode != "absent"
    if not line.present_on(item.start.date()) and not line.present_on(item.end.date()):
        return False
    return not item.subgroups or _shares(item.subgroups, line)


def _shares(marks: tuple[str, ...], line: PersonLine) -> bool:
    """Staff belong to every sub-group; a delegate without one sees everything, rather than nothing."""
    return not line.subgroups or bool(set(marks) & set(line.subgroups))


def _own_item(item: ItemContent, line: PersonLine) -> ItemContent:
    """Others' absences are nobody's business."""
    own = tuple(p for p in item.presences if p.person == line.person)
    return item if own == item.presences else replace(item, presences=own)


def _sheet(sheet: SiteSheet, days: tuple[DayContent, ...]) -> SiteSheet:
    visits = [item for day in days for item in day.items if item.site == sheet.ref and not item.cancelled]
    dates = {visit.start.date() for visit in visits}
    asked = {question.ref for visit in visits for question in visit.questions}
    return replace(
        sheet,
        days=tuple(day.number for day in days if day.date in dates),
        questions=tuple(question for question in sheet.questions if question.ref in asked),
    )


def _still_met(
    content: TripContent, days: tuple[DayContent, ...], sheets: tuple[SiteSheet, ...]
) -> tuple[OrganisationLine, ...]:
    hosts = {host.organisation.ref for day in days for item in day.items for host in item.hosts if not item.cancelled}
    of_sites: set[Ref] = {line.ref for sheet in sheets for line in sheet.organisations}
    return tuple(line for line in content.organisations if line.ref in hosts | of_sites)
