"""KML 2.2: sites and places as placemarks; all of their fields as data, which map programs show in a table."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from tripplanner.exchange.intake.points.parts import OURS
from tripplanner.exchange.outgoing.points import SUBJECTS, called, degrees, fields, holds
from tripplanner.exchange.outgoing.records import Record, Shipment, Writer

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'


def write(shipment: Shipment) -> bytes:
    """A placemark per record."""
    points = "".join(line for record in shipment.records for line in _point(record, shipment.language))
    return f"{_HEAD}{points}</Document>\n</kml>\n".encode()


def _point(record: Record, language: str) -> Iterator[str]:
    at = [degrees(record.values[key]) for key in ("longitude", "latitude")]
    if record.values.get("altitude_m") is not None:
        at.append(str(record.values["altitude_m"]))
    yield f"<Placemark>\n  <name>{escape(called(record, 'name', language))}</name>\n"
    if summary := called(record, "summary", language):
        yield f"  <description>{escape(escape(summary))}</description>\n"  # map programs take it for HTML
    yield "  <ExtendedData>\n"
    for key, words in fields(record):
        yield f"    <Data name={quoteattr(OURS + key)}><value>{escape(words)}</value></Data>\n"
    yield f"  </ExtendedData>\n  <Point><coordinates>{','.join(at)}</coordinates></Point>\n</Placemark>\n"


WRITER = Writer("kml", (".kml",), SUBJECTS, write, holds)
