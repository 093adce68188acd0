"""What goes out as cards and points comes in unchanged, and says the same to parsers that nobody here wrote."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import vobject
from foreign_files import planned
from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.exchange.intake.subjects import Target, subject
from tripplanner.exchange.outgoing.records import read_shipment, write_shipment
from tripplanner.model.partners import Contact
from tripplanner.model.sites import Site
from tripplanner.planning.trips import find_trip
from tripplanner.text import Text

Open = Callable[[], AbstractContextManager[Session]]
NASTY = '=1+1;a,b\\n"c"\nd <i>&amp;</i> ]]> \u2028x \x0b😀 BEGIN:VCARD\r\nEND:VCARD é' + "长" * 80
WAYS = [*((key, "a.vcf", version) for key in ("contacts", "delegates") for version in "43"),
        *((key, f"a.{suffix}", "") for key in ("sites", "places") for suffix in ("gpx", "kml", "geojson"))]  # fmt: skip


def nasty(session: Session) -> None:
    """Gives records all that formats may stumble over."""
    contact = session.scalars(select(Contact).order_by(Contact.id)).first()
    site = session.scalars(select(Site).order_by(Site.id)).first()
    assert contact is not None
    assert site is not None
    contact.notes, contact.email, contact.phone = NASTY, "a@x.example, b@y.example", "+33 1; 2, 3"
    contact.post = Text.of("fr", fr="Directrice, adjointe\u202f; deux", zh="副处长")
    contact.person.family_name, contact.person.second_family_name = "García, y", "Márquez"
    contact.person.given_name, contact.person.native_family, contact.person.native_given = "José Ü", "诸葛", "明"
    contact.person.gender, contact.person.nationality, contact.languages = "f", "PE", ["es", "fr"]
    site.notes, site.summary = NASTY, Text.of("fr", fr=NASTY, zh="<b>湿地</b>")
    site.latitude, site.longitude, site.altitude_m = 1e-05, -179.12345678901234, -3
    session.flush()


@pytest.mark.parametrize(("key", "name", "version"), WAYS)
def test_what_goes_out_comes_in_unchanged(
    sample_session: Open, tmp_path: Path, key: str, name: str, version: str
) -> None:
    with sample_session() as session:
        nasty(session)
        trip = find_trip(session, "P01") if subject(key).of_trip else None
        shipment = read_shipment(session, key, Target(trip, "fr"), version)
        assert write_shipment(shipment, tmp_path / name) == 0
        data = (tmp_path / name).read_bytes()
        plan = planned(session, data, name, key, language="zh")
        assert [(row.label, row.state, row.differences) for row in plan.rows] == [
            (one.label, "unchanged", ()) for one in shipment.records
        ]
        protected = {field.key for field in subject(key).fields if field.protected}
        assert not protected.intersection(word for one in shipment.records for word in one.words)
        _others_agree(data, name, shipment.records)


def _others_agree(data: bytes, name: str, records: tuple) -> None:  # type: ignore[type-arg]
    """The same records in the same order, as other parsers see them."""
    if name.endswith(".vcf"):
        cards = list(vobject.readComponents(data.decode()))
        assert [card.fn.value for card in cards] == [one.label for one in records]
        assert all(len(line) <= 75 for line in data.splitlines())
        assert [card.note.value for card in cards if hasattr(card, "note")] == [
            one.words["notes"].replace("\u2028", "\n") for one in records if "notes" in one.words
        ]
        return
    if name.endswith(".geojson"):
        features = json.loads(data)["features"]
        found = [(f["geometry"]["coordinates"][1], f["geometry"]["coordinates"][0]) for f in features]
    elif name.endswith(".gpx"):
        found = [(float(one.get("lat", "")), float(one.get("lon", ""))) for one in ET.fromstring(data)]
    else:
        words = [one.text or "" for one in ET.fromstring(data).iter("{http://www.opengis.net/kml/2.2}coordinates")]
        found = [(float(text.split(",")[1]), float(text.split(",")[0])) for text in words]
    assert found == [(one.values["latitude"], one.values["longitude"]) for one in records]


def test_records_that_a_format_cannot_hold(sample_session: Open, tmp_path: Path) -> None:
    with sample_session() as session:
        session.add(Site(code="S99", name=Text.of("fr", fr="Quelque part")))
        session.flush()
        shipment = read_shipment(session, "sites", Target())
        assert write_shipment(shipment, tmp_path / "a.kml") == 1
        with pytest.raises(TripPlannerError, match="not written as"):
            write_shipment(shipment, tmp_path / "a.vcf")
        with pytest.raises(TripPlannerError, match="belong to a trip"):
            read_shipment(session, "delegates", Target())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.kml"]
