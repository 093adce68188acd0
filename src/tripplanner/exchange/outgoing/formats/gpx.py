"""GPX 1.1: sites and places as waypoints; our own fields as an extension, which other programs pass over."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from tripplanner.exchange.outgoing.points import SUBJECTS, called, degrees, fields, holds
from tripplanner.exchange.outgoing.records import Record, Shipment, Writer

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="tripplanner" '
    'xmlns="http://www.topografix.com/GPX/1/1" xmlns:tripplanner="urn:tripplanner:fields">\n'
)


def write(shipment: Shipment) -> bytes:
    """A waypoint per record."""
    points = "".join(line for record in shipment.records for line in _point(record, shipment.language))
    return f"{_HEAD}{points}</gpx>\n".encode()


def _point(record: Record, language: str) -> Iterator[str]:
    latitude, longitude = (degrees(record.values[key]) for key in ("latitude", "longitude"))
    yield f'<wpt lat="{latitude}" lon="{longitude}">\n'
    if record.values.get("altitude_m") is not None:
        yield f"  <ele>{record.values['altitude_m']}</ele>\n"
    yield f"  <name>{escape(called(record, 'name', language))}</name>\n"
    if summary := called(record, "summary", language):
        yield f"  <desc>{escape(summary)}</desc>\n"
    yield "  <extensions>\n"
    for key, words in fields(record):
        yield f"    <tripplanner:field key={quoteattr(key)}>{escape(words)}</tripplanner:field>\n"
    yield "  </extensions>\n</wpt>\n"


WRITER = Writer("gpx", (".gpx",), SUBJECTS, write, holds)
