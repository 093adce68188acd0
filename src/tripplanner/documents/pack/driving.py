"""A driver’s own pack: what drivers may read, and nothing that is for the guests alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tripplanner.documents import registry
from tripplanner.documents.content import ItemContent, PlaceLine, TripContent
from tripplanner.documents.narrowing import narrowed, people
from tripplanner.documents.pack.cards import vcards
from tripplanner.documents.pack.readme import FILES, PLACES, SHEET, TO_CALL, told
from tripplanner.documents.pack.track import gpx
from tripplanner.documents.spoken import SpokenTrip
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.progress import Progress
from tripplanner.text import EMPTY, Text

if TYPE_CHECKING:
    from tripplanner.documents.registry import Request
    from tripplanner.documents.sheets import Sheet

DRIVER = "driver"
_SHEET = "drivers"  # the kind of document


@dataclass(frozen=True, slots=True)
class DriverPack(SpokenTrip):
    """``trip`` as a driver may read it, of which maps and contacts are made; ``sheet`` says what is driven."""

    sheet: Sheet


def drives(trip: TripContent, person: str | None) -> bool:
    """Whether somebody (a UUID) takes part as a driver; whoever is a delegate as well is a guest first."""
    line = next((line for line in people(trip) if line.person == person), None)
    return line is not None and line.role == DRIVER


def driver_pack(trip: TripContent, request: Request) -> DriverPack:
    """The pack of ``request.person``, of a trip as drivers may read it.

    Raises :class:`TripPlannerError` where the page alone is asked for: it is made of what guests are told.
    """
    from tripplanner.documents.lists.drivers import sheet

    if request.option("format") == "html":
        raise TripPlannerError(
            msg("The page of the field pack says what is for the guests alone: a driver has none."),
            msg("Nothing was written."), msg("Make the whole pack, or the driver sheet."),
        )  # fmt: skip
    own = narrowed(trip, request.person or "")
    return DriverPack(_bare(own), request.languages, sheet(own, request.languages))


def files_of(content: DriverPack, progress: Progress) -> Iterator[tuple[str, str, str, bytes]]:
    """Number, key among the names of files (a kind of document has none), ending and bytes of each file."""
    kind, code = registry.kind(_SHEET), content.languages[0]
    said = [("1", kind.title, SHEET), ("2", FILES["places"], PLACES)]
    cards = vcards(content.trip, code)
    said += [("3", FILES["contacts"], TO_CALL)] if cards else []
    yield "0", "readme", ".txt", told(content.trip, content.languages, said)
    yield "1", "", kind.suffix, registry.bytes_of(kind, content.sheet, progress)
    yield "2", "places", ".gpx", gpx(content.trip, content.languages)
    if cards:
        yield "3", "contacts", ".vcf", cards


def _bare(trip: TripContent) -> TripContent:
    """Places and numbers, without what items are called and how the office is reached by guests."""
    office = replace(trip.office, phone="", email="", address=EMPTY)
    members = tuple(replace(one, organisation_name=EMPTY) for one in trip.members)
    days = tuple(replace(day, items=tuple(map(_way, day.items))) for day in trip.days)
    return replace(trip, office=office, members=members, days=days)


def _way(item: ItemContent) -> ItemContent:
    """An item called by where it leads."""
    return replace(item, title=_name(item.to_place) or _name(item.place))


def _name(place: PlaceLine | None) -> Text:
    return place.name if place is not None else EMPTY
