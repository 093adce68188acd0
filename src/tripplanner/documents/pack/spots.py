"""Where one goes: every place and lodging of the programme once, with the address to show somebody who drives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tripplanner import dates
from tripplanner.dates import listed
from tripplanner.documents.content import LodgingLine, PlaceLine, Ref, TripContent
from tripplanner.documents.pack.telephone import Telephone, telephone
from tripplanner.documents.pack.voice import Said, Saying, Speaker, fit
from tripplanner.documents.wallet.content import language_of_country
from tripplanner.i18n import printed, say
from tripplanner.text import Text

TO_THE_DRIVER = printed("Please take us to this address:")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or lodging. ``days``: when one is there, ``asked``, ``local`` and ``address`` what a driver reads.

    ``point`` is *latitude,longitude* in degrees (WGS 84), empty where unknown.
    """

    id: str
    icon: str
    name: Saying
    days: Saying
    note: Saying
    asked: Said
    local: Said
    address: str
    point: str
    phone: Telephone | None


class Spots:
    """Collects the places of a trip in the order they are reached; each has a number that the page leads to."""

    def __init__(self, trip: TripContent, speaker: Speaker) -> None:
        self._speaker = speaker
        self._ids: dict[Ref, str] = {}
        self._country = next((p.country for p in _places(trip) if p.country), "")
        self.lodgings, self.places = tuple(self._lodgings(trip)), tuple(self._places(trip))

    def of_place(self, place: PlaceLine) -> str:
        """The id on the page; empty where nothing is known of it but its name."""
        return self._ids.get(place.ref, "")

    def of_lodging(self, lodging: LodgingLine) -> str:
        return self._ids.get(lodging.ref, "")

    def _lodgings(self, trip: TripContent) -> Iterator[Spot]:
        found: dict[Ref, tuple[LodgingLine, list[int]]] = {}
        for n, day in enumerate(trip.days):
            for night in day.nights:
                if night.lodging:
                    found.setdefault(night.lodging.ref, (night.lodging, []))[1].append(n)
        for number, (lodging, numbers) in enumerate(found.values(), start=1):
            self._ids[lodging.ref] = id = f"h{number}"
            place = lodging.place
            when = self._speaker.each(lambda code, days=numbers: _dated(trip, days, code))
            note = self._speaker.text(lodging.note, lodging.ref, "note")
            address = lodging.address or (place.address if place else "")
            phone = lodging.phone or (place.phone if place else "")
            yield self._spot(id, "bed", lodging.name, when, note, place, address, phone)

    def _places(self, trip: TripContent) -> Iterator[Spot]:
        found: dict[Ref, PlaceLine] = {}
        for place in _places(trip):
            found.setdefault(place.ref, place)
        known = [p for p in found.values() if p.address or p.latitude is not None]
        for number, place in enumerate(known, start=1):
            self._ids[place.ref] = id = f"p{number}"
            yield self._spot(id, "map-pin", place.name, (), (), place, place.address, place.phone)

    def _spot(
        self,
        id: str,
        icon: str,
        name: Text,
        days: Saying,
        note: Saying,
        place: PlaceLine | None,
        address: str,
        phone: str,
    ) -> Spot:
        code = language_of_country((place.country if place else "") or self._country)
        local = name.get(code) or name.best()
        asked = Said(say(TO_THE_DRIVER, code), code)
        return Spot(
            id, icon, self._speaker.name(name), days, note, asked, Said(fit(local), code), fit(address), _point(place),
            telephone(phone),
        )  # fmt: skip


def _dated(trip: TripContent, numbers: list[int], code: str) -> str:
    """``13–15 juin 2027``: nights in a row as one span."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        elif not runs or n != runs[-1][-1]:
            runs.append([n])
    spans = [dates.date_span(trip.days[run[0]].date, trip.days[run[-1]].date, code) for run in runs]
    return listed(spans, code)


def _places(trip: TripContent) -> Iterator[PlaceLine]:
    for item in trip.items:
        for place in (item.from_place, item.place, item.to_place):
            if place and not item.cancelled:
                yield place


def _point(place: PlaceLine | None) -> str:
    if place is None or place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude:.5f},{place.longitude:.5f}"
