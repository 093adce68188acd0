"""What a field pack holds, frozen: the trip as its reader may see it, their calendar, the pages to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tripplanner.documents import registry
from tripplanner.documents.editions import edition, read_shared
from tripplanner.documents.narrowing import narrowed
from tripplanner.documents.pack.driving import DRIVER, DriverPack, driver_pack, drives
from tripplanner.documents.pack.hours import home_zone
from tripplanner.documents.spoken import SpokenTrip

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.calendars.content import CalendarContent
    from tripplanner.documents.content import TripContent
    from tripplanner.documents.registry import Request

PRINTS = {"booklet": ("booklet",), "itinerary": ("itinerary",), "both": ("booklet", "itinerary"), "none": ()}
"""Which kinds of document are in the pack as pages, by the value of its option."""


@dataclass(frozen=True, slots=True)
class PackContent(SpokenTrip):
    """``home`` is the IANA zone the guests come from, empty where it has the hours of the trip; ``calendar`` for
    computers and recent phones, ``simple`` for those that take one event of a file; ``prints``: key of a kind of
    document and its content."""

    home: str
    calendar: CalendarContent
    simple: CalendarContent
    prints: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class PackShared:
    """What everybody’s packs have in common: the trip, and what the kinds it is made of share, by their keys.

    ``driven``: the trip as drivers may read it, where it has any.
    """

    trip: TripContent
    kinds: dict[str, Any]
    driven: TripContent | None = None


def read_all(session: Session, trip_id: int, request: Request) -> PackShared:
    """The trip as any delegate may read it, of the draft or of the release asked for; raises :class:`NotFound`."""
    from tripplanner.documents.reading import read_trip

    with edition(session, trip_id, request.release) as (source, id):
        trip = read_trip(source, id, request.for_everybody(), "delegates")
        drivers = any(one.role == DRIVER for one in trip.members)
        driven = read_trip(source, id, request.for_everybody(), "drivers") if drivers else None
    general = _for_kind(request.for_everybody())
    pages = "none" if request.option("format") == "html" else request.option("pages", "booklet")
    keys = ("calendar", *PRINTS[pages])
    return PackShared(trip, {key: read_shared(session, registry.kind(key), trip_id, general) for key in keys}, driven)


def pack_of(shared: PackShared, request: Request) -> PackContent | DriverPack:
    """The pack of ``request.person``, or one for everybody; raises :class:`NotFound` where they take no part.

    A driver’s is another one: what drivers may read.
    """
    if shared.driven is not None and drives(shared.trip, request.person):
        return driver_pack(shared.driven, request)
    trip = narrowed(shared.trip, request.person) if request.person else shared.trip
    asked = _for_kind(request)
    copies = {key: _copy(key, found, asked) for key, found in shared.kinds.items()}
    calendar = copies.pop("calendar")
    simple = _copy("calendar", shared.kinds["calendar"], _for_kind(request, flavour="phone"))
    return PackContent(trip, request.languages, home_zone(trip), calendar, simple, tuple(copies.items()))


def _copy(key: str, shared: Any, request: Request) -> Any:
    copy = registry.kind(key).copy
    assert copy is not None
    return copy(shared, request)


def _for_kind(request: Request, **options: str) -> Request:
    """The same for another kind of document, whose options are its own."""
    return replace(request, options=options)
