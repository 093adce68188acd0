"""Tracks that others recorded: GPX files, of which only where they lead is read.

The file is never trusted: it is read as a stream, a document type (which could declare entities that grow without
end) is refused, and size and number of points are limited. GPX 1.0 and 1.1 differ in nothing that is read here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from xml.parsers import expat

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

Point = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84)."""

#: A week recorded once a second is less.
MOST_BYTES, MOST_POINTS = 20_000_000, 200_000
_LINES, _POINTS = ("trkseg", "rte"), ("trkpt", "rtept")
_EARTH_KM = 6371.0


class NotATrack(TripPlannerError):
    """The file holds no track that can be drawn."""

    def __init__(self, what: Message) -> None:
        super().__init__(
            what, msg("Nothing was changed."), msg("Export the track again as GPX, or choose another file.")
        )


@dataclass(frozen=True, slots=True)
class Track:
    """The lines of a file, each a stretch recorded without a break."""

    lines: tuple[tuple[Point, ...], ...]

    @property
    def kilometres(self) -> float:
        """The length of all lines on a sphere, without the breaks between them."""
        return sum(_apart(a, b) for line in self.lines for a, b in pairwise(line))


def read_gpx(data: bytes) -> Track:
    """The tracks and routes of a GPX file; raises :class:`NotATrack`."""
    if not data.strip():
        raise NotATrack(msg("The file is empty."))
    if len(data) > MOST_BYTES:
        raise NotATrack(msg("The file is larger than {megabytes} MB.", megabytes=MOST_BYTES // 1_000_000))
    reading = _Reading()
    reading.feed(data)
    lines = tuple(tuple(line) for line in reading.lines if len(line) > 1)
    if not lines:
        raise NotATrack(msg("The file holds no track: a line needs two points at least."))
    return Track(lines)


class _Reading:
    """Collects points while the file is parsed."""

    def __init__(self) -> None:
        self.lines: list[list[Point]] = []
        self._count = 0
        self._begun = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._element

    def feed(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            raise NotATrack(
                msg("The file is not a GPX file: line {line} cannot be read.", line=self._parser.CurrentLineNumber)
            ) from None

    def _doctype(self, *_declared: object) -> None:
        raise NotATrack(msg("The file declares a document type, which no track needs: it is not read."))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        word = name.rpartition(" ")[2]
        if not self._begun and word != "gpx":
            raise NotATrack(msg("The file is not a GPX file."))
        self._begun = True
        if word in _LINES:
            self.lines.append([])
        elif word in _POINTS and self.lines:
            self.lines[-1].append(self._point(attributes))

    def _point(self, attributes: dict[str, str]) -> Point:
        self._count += 1
        if self._count > MOST_POINTS:
            raise NotATrack(msg("The track has more than {count} points.", count=MOST_POINTS))
        longitude, latitude = _number(attributes.get("lon")), _number(attributes.get("lat"))
        if not (abs(longitude) <= 180 and abs(latitude) <= 90):
            raise NotATrack(msg("Point {number} of the track has no possible coordinates.", number=self._count))
        return longitude, latitude


def _number(text: str | None) -> float:
    """The number, or one that is nowhere."""
    try:
        return float(text or "nan")
    except ValueError:
        return math.nan


def _apart(a: Point, b: Point) -> float:
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (a, b))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))
