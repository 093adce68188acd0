"""The driver sheet: what each vehicle drives, when and from where to where, who is aboard, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tripplanner.dates import distance, duration
from tripplanner.documents.content import DayContent, ItemContent, PlaceLine, TripContent, VehicleLine
from tripplanner.documents.itinerary.items import TO_CONFIRM
from tripplanner.documents.lists.people import guests_at, role
from tripplanner.documents.lists.words import address_of, hours, joined, lines, on, phone, quiet
from tripplanner.documents.sheets import Cell, Column, Line, Section, Sheet, named, said
from tripplanner.documents.sheets.content import Words
from tripplanner.documents.typesetting.marks import Source
from tripplanner.i18n import printed, printedn

TITLE = printed("Driver sheet")
_COLUMNS = (
    Column(printed("Day"), 1.5),
    Column(printed("Time"), 0.95),
    Column(printed("From"), 1.75),
    Column(printed("To"), 2.2),
    Column(printed("Distance"), 0.75, "right"),
    Column(printed("Driving"), 1.0, "right"),
    Column(printed("Guests aboard"), 0.95, "right"),
    Column(printed("To know"), 2.1),
)
Row = tuple[Cell, ...]


def sheet(trip: TripContent, languages: tuple[str, ...]) -> Sheet:
    """A page for each vehicle, then the transfers that have none yet, and whom to call.

    A driver’s own copy leaves out what somebody else drives.
    """
    sections = [_section(trip, one) for one in trip.vehicles if _concerns(trip, one) and any(_moves(trip, one))]
    if any(_moves(trip, None)):
        sections.append(_section(trip, None))
    calls = tuple(_calls(trip))
    if calls:
        columns = (Column(printed("Name"), 2.0), Column(printed("Telephone"), 3.0))
        sections.append(Section(columns, calls, (printed("Whom to call"),)))
    nothing = printed("No transfer is planned yet.")
    return Sheet(TITLE, trip, languages, tuple(sections) or (Section(_COLUMNS, ()),), nothing, wide=True)


def _concerns(trip: TripContent, vehicle: VehicleLine) -> bool:
    """Whether whoever reads it drives the vehicle, or may have to: nobody else does."""
    reader = trip.reader.name if trip.reader else None
    drives = any(one.driver == reader for one in trip.vehicles)
    return not drives or not vehicle.driver or vehicle.driver == reader


def _moves(trip: TripContent, vehicle: VehicleLine | None) -> Iterator[tuple[DayContent, list[ItemContent]]]:
    """The days on which a vehicle drives, with what it drives; of no vehicle, the transfers that lack one."""
    for day in trip.days:
        found = [item for item in day.items if not item.cancelled and _by(item, vehicle)]
        if found:
            yield day, found


def _by(item: ItemContent, vehicle: VehicleLine | None) -> bool:
    if vehicle is None:
        return item.vehicle is None and item.type == "transfer" and item.drive_min is not None
    return item.vehicle is not None and item.vehicle.ref == vehicle.ref


def _section(trip: TripContent, vehicle: VehicleLine | None) -> Section:
    rows = [row for day, items in _moves(trip, vehicle) for row in _day(trip, day, items)]
    if vehicle is None:
        return Section(_COLUMNS, tuple(rows), (printed("Without a vehicle yet"),), grouped=True)
    known = printed("Driver: {name}", name=vehicle.driver.printed)
    driver = known if vehicle.driver else printed("Without a driver yet")
    seats = printedn("{n} seat", "{n} seats", vehicle.seats) if vehicle.seats else ""
    facts = joined((driver, vehicle.company, seats))
    return Section(_COLUMNS, tuple(rows), (vehicle.name or vehicle.code,), (facts,) if facts else (), grouped=True)


def _day(trip: TripContent, day: DayContent, items: Sequence[ItemContent]) -> Iterator[Row]:
    for n, item in enumerate(items):
        yield _row(trip, day, item, items if n == 0 else ())


def _row(trip: TripContent, day: DayContent, item: ItemContent, whole: Sequence[ItemContent]) -> Row:
    """``whole``: what is driven that day, beside its first row."""
    start, goal = item.from_place or item.place, item.to_place or item.place
    source = Source(item.ref.table, item.ref.uuid, "title")
    return (
        Cell((Line(on(day.date), bold=True), *quiet(joined(_totals(whole))))) if whole else Cell(),
        Cell((Line(hours(item), bold=not item.tentative), *quiet(TO_CONFIRM if item.tentative else ""))),
        _place(start, source),
        Cell((*_place(goal, source).lines, *quiet(*_received(day, item)))) if goal else said(item.title),
        said(partial(distance, item.distance_km)) if item.distance_km else Cell(),
        said(partial(duration, item.drive_min)) if item.drive_min else Cell(),
        _aboard(trip, item),
        lines(*quiet(printed("passport") if item.passport_needed else "", item.notes, item.team_notes)),
    )


def _totals(items: Sequence[ItemContent]) -> Iterator[Words]:
    kilometres = sum(item.distance_km or 0.0 for item in items)
    if kilometres:
        yield partial(distance, kilometres)
    minutes = sum(item.drive_min or 0 for item in items)
    if minutes:
        yield partial(duration, minutes)


def _place(place: PlaceLine | None, source: Source) -> Cell:
    return Cell() if place is None else Cell((Line(place.name, source=source), *quiet(*address_of(place))))


def _received(day: DayContent, item: ItemContent) -> Iterator[Words]:
    """Who receives the guests where they get off, with the organisation's telephone."""
    after = (one for one in day.items if one.starts_at >= item.ends_at and not one.cancelled and one.type != "transfer")
    following = next((one for one in after if not item.subgroups or not one.subgroups
                      or set(one.subgroups) & set(item.subgroups)), None)  # fmt: skip
    for host in following.hosts if following else ():
        if host.organisation.phone:
            yield joined((host.organisation.acronym or host.organisation.name, phone(host.organisation.phone)))


def _aboard(trip: TripContent, item: ItemContent) -> Cell:
    """How many guests, and of which sub-groups; the team sits where there is room."""
    count = len(guests_at(trip, item))
    return lines(Line(str(count) if count else ""), *quiet(" · ".join(item.subgroups)))


def _calls(trip: TripContent) -> Iterator[Row]:
    if trip.office.emergency_phone:
        yield said(printed("On call, day and night"), bold=True), said(phone(trip.office.emergency_phone))
    for member in trip.members:
        if member.phone:
            yield named(member, member.post or role(member)), said(phone(member.phone))
    for lodging in trip.lodgings:
        if lodging.phone or lodging.address:
            yield lines(Line(lodging.name, bold=True), *quiet(lodging.address)), said(phone(lodging.phone))
