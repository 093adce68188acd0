"""Places of the library: towns, hotels, airports, meeting points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake import called, linked, wording
from tripplanner.exchange.intake.kinds.contact import PHONE
from tripplanner.exchange.intake.kinds.numbers import WHOLE, DegreesKind
from tripplanner.exchange.intake.kinds.world import COUNTRY
from tripplanner.exchange.intake.near import Nearby
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values, heads
from tripplanner.i18n import msg
from tripplanner.model.places import Place

FIELDS = (
    Field("code", msg("Code"), heads("code | 编号 | 代码 | réf | référence | ref")),
    *wording.text_fields("name", msg("Name"), heads("nom | lieu | place | 名称 | 地点 | place name | nom du lieu")),
    Field("kind", msg("Kind"), heads("type | nature | catégorie | 类型 | 类别 | category | kind")),
    Field("country", msg("Country"), heads("pays | 国家 | country"), COUNTRY),
    Field("latitude", msg("Latitude"), heads("lat | 纬度 | latitude | y"), DegreesKind(-90, 90)),
    Field("longitude", msg("Longitude"), heads("lon | lng | long | 经度 | longitude | x"), DegreesKind(-180, 180)),
    Field("altitude_m", msg("Altitude (m)"), heads("altitude | alt | 海拔 | elevation"), WHOLE(-500, 9000)),
    Field("address", msg("Address"), heads("adresse | 地址 | address | rue")),
    Field("phone", msg("Phone"), heads("téléphone | tél | 电话 | phone | telephone | phoneNumber"), PHONE),
    Field("parent", msg("Lies in"), heads("commune | ville | 城市 | town | city | lies in")),
    Field("uuid", msg("Identifier"), heads("uuid | identifiant"), stored=False),
)  # fmt: skip
COLUMNS = ("code", "kind", "country", "latitude", "longitude", "altitude_m", "address", "phone")


def compose(values: Values, target: Target) -> Composed:
    """A row’s values as the fields that are kept."""
    found = Composed({key: values[key] for key in (*COLUMNS, "parent", "uuid") if key in values}, {})
    found.sources.update({key: (key,) for key in found.values})
    wording.put_texts(values, found, ("name",), target)
    return found


class KnownPlaces:
    """Every place."""

    def __init__(self, session: Session, target: Target) -> None:
        self._places = linked.places(session)
        query = sa.select(Place).order_by(Place.code, Place.id)
        self.held: Sequence[Held] = tuple(Held(one.id, one.uuid, self._values(one)) for one in session.scalars(query))
        self._near = Nearby(self.held)
        self._index = linked.Index(self.held)
        for held in self.held:
            self._index.add(held, ("code", held.values.get("code")), *called.names(held.values))

    def canonical(self, values: dict[str, Any]) -> None:
        """The town a place lies in by the name it is shown by."""
        if "parent" in values:
            values["parent"] = self._places.canonical(values["parent"])

    def find(self, values: Values) -> Match:
        """By identifier, code, name in a language unless it lies elsewhere, or position and nearly the same name."""
        if (known := self._index.of_uuid(values)) is not None:
            return known
        if (code := values.get("code")) and (found := self._index.of_keys(msg("by code"), ("code", code))).records:
            return found
        named = self._near.namesakes_out(self._index.of_keys(msg("by name"), *called.names(values)), values)
        return named if named.records else self._near.find(values)

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """A town nobody knows, coordinates that are hardly right."""
        if (name := values.get("parent")) and self._places.find(name) is None:
            yield linked.unknown("parent", msg("No place is called “{name}”.", name=name))
        yield from self._near.doubts(values, record)

    def _values(self, one: Place) -> dict[str, Any]:
        found: dict[str, Any] = {"uuid": one.uuid, **{key: getattr(one, key) for key in COLUMNS}}
        found.update(wording.words_of(one.name, "name"))
        found["parent"] = self._places.name(one.parent_id)
        return {key: value for key, value in found.items() if value not in (None, "")}


def _identity(values: Values) -> object:
    if values.get("code"):
        return "code", values["code"]
    names = called.names(values)
    at = (round(values.get("latitude", 0), 2), round(values.get("longitude", 0), 2))
    return (names[0], at) if names else None


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.intake.writing.places import PlaceWriter

    return PlaceWriter(session, target)


SUBJECT = Subject(
    key="places",
    title=msg("Places"),
    one=msg("place"),
    fields=FIELDS,
    known=KnownPlaces,
    compose=compose,
    label=called.label,
    writer=_writer,
    needs=(called.IN_A_LANGUAGE,),
    naming=called.NAMING,
    identity=_identity,
    position=35,
)
