"""Records by where they are: duplicates of other spelling nearby, namesakes far away, coordinates that look swapped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.subjects import Held, Match, Told, Values
from tripplanner.exchange.intake.wording import LANGUAGES
from tripplanner.i18n import msg

_SAME_KM, _NAMESAKE_KM = 0.3, 20.0
_ALIKE = 80.0  # of 100: the names of one place in two files
_CELL = 0.01  # degrees: a cell of the grid is about a kilometre
_FAR = 4.0  # degrees: nothing we know is as far from everything else
_EARTH_KM = 6371.0


class Nearby:
    """What a database holds, found by position."""

    def __init__(self, held: Sequence[Held]) -> None:
        self._grid: dict[tuple[int, int], list[Held]] = {}
        self._coarse: set[tuple[int, int]] = set()
        for one in held:
            if (at := where(one.values)) is not None:
                self._grid.setdefault(_cell(at, _CELL), []).append(one)
                self._coarse.update(_around(_cell(at, _FAR)))

    def find(self, values: Values) -> Match:
        """Records within 300 m whose name is nearly that of a row."""
        at = where(values)
        names = _names(values)
        if at is None or not names:
            return Match()
        close = [one for cell in _around(_cell(at, _CELL)) for one in self._grid.get(cell, ())]
        close = [one for one in close if kilometres(at, where(one.values)) <= _SAME_KM]
        return Match(tuple(one for one in close if _alike(names, _names(one.values))), msg("by position and name"))

    def namesakes_out(self, match: Match, values: Values) -> Match:
        """The match without records of the same name that lie elsewhere: churches and town halls are many."""
        at = where(values)
        if at is None:
            return match
        kept = [one for one in match.records if kilometres(at, where(one.values)) <= _NAMESAKE_KM]
        return Match(tuple(kept), match.how)

    def doubts(self, values: Values, record: Held | None = None) -> Iterator[Told]:
        """Half a position, which the record has no other half for; coordinates that are possible and hardly right."""
        at = where(values)
        if at is None:
            yield from _half(values, record.values if record else {})
            return
        longitude, latitude = at
        if not longitude and not latitude:
            yield Told("latitude", msg("0, 0 lies in the sea: the position is probably not known."), fatal=False)
        elif self._coarse and _cell(at, _FAR) not in self._coarse and self._knows(latitude, longitude):
            yield Told("latitude", msg(
                "Latitude {latitude} and longitude {longitude} look swapped: this is far from everything known, the "
                "other way round it is not.", latitude=f"{latitude:g}", longitude=f"{longitude:g}"), fatal=False,
            )  # fmt: skip

    def _knows(self, longitude: float, latitude: float) -> bool:
        return abs(latitude) <= 90 and _cell((longitude, latitude), _FAR) in self._coarse


def _half(values: Values, known: Values) -> Iterator[Told]:
    for given, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if values.get(given) is not None and values.get(other) is None and known.get(other) is None:
            yield Told(given, msg("Half a position: latitude and longitude belong together."), unless=other)


def where(values: Values) -> tuple[float, float] | None:
    """Longitude and latitude of a record or a row, if it has both."""
    longitude, latitude = values.get("longitude"), values.get("latitude")
    return None if longitude is None or latitude is None else (longitude, latitude)


def kilometres(one: tuple[float, float], other: tuple[float, float] | None) -> float:
    """The distance of two points on a sphere; 0 where one is unknown."""
    if other is None:
        return 0.0
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (one, other))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def _cell(at: tuple[float, float], size: float) -> tuple[int, int]:
    return math.floor(at[0] / size), math.floor(at[1] / size)


def _around(cell: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for east in (-1, 0, 1):
        for north in (-1, 0, 1):
            yield cell[0] + east, cell[1] + north


def _names(values: Values) -> list[str]:
    found: Iterable[Any] = (values.get(f"name.{language}") for language in LANGUAGES)
    return [normalised(name) for name in found if name and normalised(name)]


def _alike(names: list[str], others: list[str]) -> bool:
    from rapidfuzz import fuzz

    return any(fuzz.ratio(one, other) >= _ALIKE for one in names for other in others)
