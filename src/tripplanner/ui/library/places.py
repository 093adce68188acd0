"""Places and the legs between them: what the programme, the checks and the maps reckon with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from sqlalchemy.orm import Session

from tripplanner.dates import duration, number
from tripplanner.i18n import Message, msg
from tripplanner.planning.browsing.asking import GroupCount
from tripplanner.planning.listings.legs import LegRow
from tripplanner.planning.listings.places import PlaceRow, list_places
from tripplanner.ui.library.shelf import Shelf
from tripplanner.ui.library.surroundings import FAR_DEGREES, Point, Town, near
from tripplanner.ui.records.values import UNVERIFIED
from tripplanner.ui.tables import Column

KINDS: Mapping[str, Message] = {
    "town": msg("Town"),
    "airport": msg("Airport"),
    "station": msg("Station"),
    "port": msg("Port"),
    "hotel": msg("Hotel"),
    "restaurant": msg("Restaurant"),
    "office": msg("Office"),
    "viewpoint": msg("Viewpoint"),
    "pass": msg("Mountain pass"),
    "border": msg("Border crossing"),
    "hospital": msg("Hospital"),
    "meeting_point": msg("Meeting point"),
}


class PlaceShelf(Shelf):
    kind = "places"
    title = msg("Places")
    item = msg("Place")
    nothing = msg("No place yet")
    empty = msg("Towns, airports, hotels and meeting points are kept here, with their coordinates.")
    search = msg("Filter the places…")
    leading = ("name", "kind", "country", "address", "phone", "latitude", "longitude", "altitude_m", "zone")
    hidden = ("code", "parent")
    new = msg("New place")
    cells: ClassVar[Mapping[str, str]] = {
        "name": "name", "kind": "kind", "country": "country", "altitude": "altitude_m",
    }  # fmt: skip
    together = ("kind", "country", "zone")
    words: ClassVar[Mapping[str, Mapping[str, Message]]] = {"kind": KINDS}

    def prepare(self, session: Session, trip: int | None) -> None:
        del trip
        self._all = list_places(session)

    def columns(self) -> Sequence[Column[PlaceRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("name", msg("Place"), lambda row: words(row.name), lambda row: second(row.name), width=280),
            Column("kind", msg("Kind of place"), lambda row: KINDS.get(row.kind, row.kind), width=130),
            Column("country", msg("Country"), lambda row: self.tongue.country(row.country), width=110, spare=1),
            Column("altitude", msg("Altitude (m)"), self._altitude, sort=_height, width=96, right=True, spare=2),
            Column("code", msg("Code"), lambda row: row.code, width=110, extra=True),
        )

    def headline(self, row: PlaceRow) -> tuple[str, str]:
        return self.tongue.words(row.name), self.tongue.second_words(row.name)

    def label(self, group: GroupCount) -> str:
        if group.section == "kinds" and group.value in KINDS:
            return self.tongue.say(KINDS[group.value])
        return super().label(group)

    def _altitude(self, row: PlaceRow) -> str:
        return "–" if row.altitude_m is None else number(row.altitude_m, self.tongue.language)

    def surroundings(self, row: PlaceRow) -> tuple[Point, Sequence[Point], Sequence[Town]] | None:
        """The place, the other places and the towns near it."""
        here = _degrees(row)
        if here is None:
            return None
        others = [at for one in self._all if one.id != row.id and (at := _degrees(one)) and _near(at, here)]
        named = [one for one in self._all if one.kind == "town" and one.id != row.id]
        towns = [Town(at, self.tongue.words(one.name)) for one in named if (at := _degrees(one))]
        return here, others, near(here, towns)


class LegShelf(Shelf):
    kind = "legs"
    title = msg("Legs")
    item = msg("Leg")
    nothing = msg("No leg yet")
    empty = msg("Ways that the office measured: kilometres, minutes by coach, closures. They come before any estimate.")
    search = msg("Filter the legs by a place…")
    leading = ("distance_km", "drive_min", "margin_percent", "both_ways")
    hidden = ("code", "closures", "from_name", "to_name")
    new = msg("New leg")
    cells: ClassVar[Mapping[str, str]] = {
        "distance": "distance_km", "drive": "drive_min", "margin": "margin_percent",
    }  # fmt: skip
    together = ("margin_percent", "both_ways")

    def columns(self) -> Sequence[Column[LegRow]]:
        words, second = self.tongue.words, self.tongue.second_words
        return (
            Column("from", msg("From"), lambda row: words(row.from_name), lambda row: second(row.from_name), width=170),
            Column("to", msg("To"), lambda row: words(row.to_name), lambda row: second(row.to_name), width=170),
            Column("distance", msg("Distance (km)"), _distance, width=92, right=True, spare=1),
            Column("drive", msg("Drive"), self._drive, tone=_drive_tone, width=96, right=True),
            Column("margin", msg("Margin (%)"), lambda row: _plain(row.margin_percent), width=86, right=True, spare=2),
            Column("code", msg("Code"), lambda row: row.code, width=70, extra=True),
        )

    def headline(self, row: LegRow) -> tuple[str, str]:
        sign = " ⇄ " if row.both_ways else " → "
        second = (self.tongue.second_words(row.from_name), self.tongue.second_words(row.to_name))
        return (
            sign.join((self.tongue.words(row.from_name), self.tongue.words(row.to_name))),
            sign.join(second) if all(second) else "",
        )

    def _drive(self, row: LegRow) -> object:
        return UNVERIFIED if row.drive_min is None else duration(row.drive_min, self.tongue.language)


def _distance(row: LegRow) -> str:
    return _plain(row.distance_km)


def _drive_tone(row: LegRow) -> str:
    return "warn" if row.drive_min is None else ""


def _plain(number: float | None) -> str:
    return "–" if number is None else f"{number:g}"


def _degrees(row: PlaceRow) -> Point | None:
    """Longitude and latitude, where both are known."""
    if row.longitude is None or row.latitude is None or abs(row.latitude) > 85:
        return None
    return row.longitude, row.latitude


def _height(row: PlaceRow) -> int:
    """Places of unknown altitude come first."""
    return -9999 if row.altitude_m is None else row.altitude_m


def _near(at: Point, here: Point) -> bool:
    return abs(at[0] - here[0]) < 2 * FAR_DEGREES and abs(at[1] - here[1]) < FAR_DEGREES
