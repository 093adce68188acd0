"""The calendar of a trip or of one person (.ics)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.calendars.content import FLAVOURS, CalendarContent
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.calendars.reading import TripCalendar
    from tripplanner.planning.receivers import HostOrganisation

_ALARMS = ("none", "15", "30", "60")


def read(session: Session, trip_id: int, request: Request) -> CalendarContent:
    """The calendar of ``request.person`` or ``request.organisation``, or of the whole trip."""
    return _copy(_shared(session, trip_id, request), request)


@dataclass(frozen=True, slots=True)
class _ForHosts:
    """The trip's calendar with the organisations it meets."""

    trip: TripCalendar
    hosts: tuple[HostOrganisation, ...]


def _shared(session: Session, trip_id: int, request: Request) -> TripCalendar | _ForHosts:
    from tripplanner.documents.calendars.reading import read_trip

    trip = read_trip(session, trip_id)
    if request.organisation is None:
        return trip
    from tripplanner.planning.receivers import list_hosts

    return _ForHosts(trip, tuple(list_hosts(session, trip_id)))


def _copy(shared: TripCalendar | _ForHosts, request: Request) -> CalendarContent:
    flavour, minutes = _chosen(request)
    if isinstance(shared, _ForHosts):
        from tripplanner.planning.receivers import host_among

        wanted = request.organisation or ""
        if wanted in shared.trip.left and not any(host.uuid == wanted for host in shared.hosts):
            return shared.trip.former(wanted, request.language, flavour)
        host = host_among(shared.hosts, wanted)
        return shared.trip.hosted(host, request.language, flavour, minutes)
    if request.person is None:
        return shared.whole(request.language, flavour, minutes)
    if request.person in shared.left and not any(reader.uuid == request.person for reader in shared.readers):
        return shared.former(request.person, request.language, flavour)
    return shared.of(shared.reader(request.person), request.language, flavour, minutes)


def _chosen(request: Request) -> tuple[str, int | None]:
    """The flavour, and how many minutes before an event its alarm is."""
    alarm = request.option("alarm", "none")
    return request.option("flavour", "standard"), int(alarm) if alarm.isdigit() else None


def write(content: CalendarContent, target: Path, progress: Progress) -> None:
    """Write the file."""
    from tripplanner.documents.calendars.writing import calendar

    progress.check()
    target.write_bytes(calendar(content))


KIND = DocumentKind(
    key="calendar",
    title=msg("Calendar"),
    suffix=".ics",
    audience="delegates",
    read=read,
    write=write,
    options=(
        Option(
            "flavour",
            msg("For"),
            FLAVOURS,
            (msg("computers and recent phones"), msg("simple phones"), msg("a published feed")),
        ),
        Option(
            "alarm",
            msg("Alarm"),
            _ALARMS,
            (msg("none"), msg("15 minutes before"), msg("30 minutes before"), msg("1 hour before")),
        ),
    ),
    position=30,
    shared=_shared,
    copy=_copy,
    for_hosts=True,
    withdrawn=True,
)
