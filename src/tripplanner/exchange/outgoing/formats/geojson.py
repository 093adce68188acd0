"""GeoJSON (RFC 7946): sites and places as points; all of their fields as properties."""

from __future__ import annotations

import json
from typing import Any

from tripplanner.exchange.intake.points.parts import OURS
from tripplanner.exchange.outgoing.points import SUBJECTS, called, fields, holds
from tripplanner.exchange.outgoing.records import Record, Shipment, Writer


def write(shipment: Shipment) -> bytes:
    """A feature per record."""
    features = [_feature(record, shipment.language) for record in shipment.records]
    collection = {"type": "FeatureCollection", "features": features}
    return (json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _feature(record: Record, language: str) -> dict[str, Any]:
    at: list[float] = [record.values["longitude"], record.values["latitude"]]
    if record.values.get("altitude_m") is not None:
        at.append(record.values["altitude_m"])
    properties = {"name": called(record, "name", language), **{OURS + key: words for key, words in fields(record)}}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": at}, "properties": properties}


WRITER = Writer("geojson", (".geojson",), SUBJECTS, write, holds)
