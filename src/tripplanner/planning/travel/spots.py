"""Places and sites as points on the map."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tripplanner.text import EMPTY, Text

APART_KM = 2.0  # further than this nobody walks with luggage or between two items


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or site on the map; degrees (WGS 84), ``None`` when unknown.

    ``id`` is the number of a place, or minus the number of a site. ``town`` is the number of the place it lies
    in, where that is recorded; ``kind`` what a place is (*airport*, *hotel* …).
    """

    id: int
    name: Text = EMPTY
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: int | None = None
    town: int | None = None
    kind: str = ""

    @property
    def located(self) -> bool:
        """Are its coordinates known?"""
        return self.latitude is not None and self.longitude is not None

    def far_from(self, other: Spot, km: float = APART_KM) -> bool:
        """Are both more than ``km`` apart? Unknown places never are."""
        return self.located and other.located and distance_km(self, other) > km

    def same_as(self, other: Spot) -> bool:
        """Is it the same place, as far as one knows?"""
        if self.id == other.id:
            return True
        return self.located and (self.latitude, self.longitude) == (other.latitude, other.longitude)


def distance_km(one: Spot, other: Spot) -> float:
    """As the crow flies, on a sphere of 6,371 km; both places must have coordinates."""
    lat1, lon1, lat2, lon2 = (
        math.radians(value or 0.0) for value in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(chord)))
