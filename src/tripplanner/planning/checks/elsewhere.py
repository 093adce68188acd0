"""Nobody and nothing of the team is needed by two trips at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.roster import Booking, person_key, vehicle_key
from tripplanner.planning.checks.rule import Finding, RowRef, Rule
from tripplanner.planning.checks.words import named, titled

PERSON = person_key("")


@dataclass(slots=True)
class _Clash:
    """The items of a day at which another trip needs somebody or something, with the first thing there."""

    name: str
    booking: Booking
    items: list[CheckedItem] = field(default_factory=list[CheckedItem])


def taken_for(trip: CheckedTrip, item: CheckedItem) -> Iterator[tuple[str, str]]:
    """Whom and what an item takes, by key and name: team, the vehicle with its driver, those who receive."""
    away = {part.person for part in item.parts if part.mode != "present"}
    driver = item.vehicle.driver if item.vehicle else ""
    for one in trip.members:
        drives = f"{one.person_id}" == driver
        with_guests = one.role in ("staff", "interpreter") and item.day is not None and one.there(item.day)
        if (drives or with_guests) and one.uuid not in away:
            yield person_key(one.uuid), one.name.printed
    if item.vehicle and (key := vehicle_key(item.vehicle.company, item.vehicle.code)):
        yield key, item.vehicle.code
    for host in item.hosts:
        if host.contact:
            yield person_key(host.contact), host.contact_name


def _elsewhere(trip: CheckedTrip) -> Iterator[Finding]:
    """One finding for each day, each other trip, and each person or vehicle."""
    booked: dict[str, list[Booking]] = defaultdict(list)
    for one in trip.elsewhere:
        booked[one.key].append(one)
    found: dict[tuple[date | None, str, str], _Clash] = {}
    for item in trip.placed if booked else ():
        if item.type != "lodging":
            for key, name in dict(taken_for(trip, item)).items():
                for one in _at_once(item, booked.get(key, [])):
                    clash = found.setdefault((item.day, key, one.trip_uuid), _Clash(name, one))
                    if not clash.items or clash.items[-1] is not item:
                        clash.items.append(item)
    for (day, key, _), clash in found.items():
        yield ELSEWHERE.found(_said(key, clash), clash.items, day=day, rows=_rows(key, clash.booking))


def _at_once(item: CheckedItem, booked: list[Booking]) -> Iterator[Booking]:
    if item.begins and item.ends and item.begins < item.ends:
        yield from (one for one in booked if one.begins < item.ends and one.ends > item.begins)


def _rows(key: str, booking: Booking) -> tuple[RowRef, ...]:
    other = RowRef("trip", booking.trip_uuid, booking.trip_code)
    return (RowRef("person", key.removeprefix(PERSON)), other) if key.startswith(PERSON) else (other,)


def _said(key: str, clash: _Clash) -> Message:
    one, first = clash.booking, clash.items[0]
    name = clash.name if key.startswith(PERSON) else msg("the vehicle {vehicle}", vehicle=clash.name)
    trip = titled(one.trip_code, one.trip_title) if one.trip_title else one.trip_code or one.trip_uuid[:8]
    other = titled(one.code, one.title) if one.title else msg("item {code}", code=one.code)
    item = named(first)
    if len(clash.items) == 1:
        return msg("{item} and, on the trip {trip}, {other} need {name} at the same time.",
                   item=item, trip=trip, other=other, name=name)  # fmt: skip
    return msg("{n} items of the day, first {item}, and the trip {trip}, there {other}, need {name} at the same time.",
               n=len(clash.items), item=item, trip=trip, other=other, name=name)  # fmt: skip


ELSEWHERE = Rule(
    "time.booked_elsewhere", "warns", msg("Another trip needs the same person or vehicle"),
    msg("Trips share interpreters, staff, drivers, vehicles and hosts; each of them can be with one only."),
    _elsewhere, "day",
)  # fmt: skip
RULES = (ELSEWHERE,)
