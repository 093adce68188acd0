"""Legs: the ways between places as the office measured them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake import linked
from tripplanner.exchange.intake.kinds.choices import YES_NO
from tripplanner.exchange.intake.kinds.numbers import WHOLE, NumberKind
from tripplanner.exchange.intake.kinds.times import LENGTH
from tripplanner.exchange.intake.subjects import Composed, Field, Held, Match, Subject, Target, Told, Values, heads
from tripplanner.i18n import msg
from tripplanner.model.places import Leg

FIELDS = (
    Field("code", msg("Code"), heads("code | 编号 | 代码 | réf | référence")),
    Field("from_place", msg("From"), heads("départ | origine | de | 出发地 | 起点 | from | origin | start",
          "lieu de départ")),
    Field("to_place", msg("To"), heads("arrivée | destination | à | vers | 目的地 | 终点 | to | end",
          "lieu d’arrivée")),
    Field("distance_km", msg("Distance (km)"), heads("distance | km | 距离 | 公里"), NumberKind(0, 20_000)),
    Field("drive_min", msg("Drive (minutes)"),
          heads("durée | temps de route | conduite | 车程 | 时间 | 时长 | duration | drive | driving time"), LENGTH),
    Field("margin_percent", msg("Margin (%)"), heads("marge | 余量 | margin | marge montagne"), WHOLE(0, 500)),
    Field("both_ways", msg("Both ways"), heads("aller-retour | deux sens | 双向 | both directions"), YES_NO),
    Field("uuid", msg("Identifier"), heads("uuid | identifiant"), stored=False),
)  # fmt: skip
COLUMNS = ("code", "distance_km", "drive_min", "margin_percent", "both_ways")


def compose(values: Values, target: Target) -> Composed:
    """A row’s values as they are."""
    return Composed(dict(values), {key: (key,) for key in values})


class KnownLegs:
    """Every leg, and the places that rows may name."""

    def __init__(self, session: Session, target: Target) -> None:
        self._places = linked.places(session)
        legs = session.scalars(sa.select(Leg).order_by(Leg.code, Leg.id))
        self.held: Sequence[Held] = tuple(Held(one.id, one.uuid, self._values(one)) for one in legs)
        self._index = linked.Index(self.held)
        for held in self.held:
            self._index.add(held, ("code", held.values.get("code")), _ends(held.values))

    def canonical(self, values: dict[str, Any]) -> None:
        """Places by the names they are shown by."""
        for key in ("from_place", "to_place"):
            if key in values:
                values[key] = self._places.canonical(values[key])

    def find(self, values: Values) -> Match:
        """By identifier, else by code, else by both ends."""
        if (known := self._index.of_uuid(values)) is not None:
            return known
        code = ("code", values["code"]) if values.get("code") else None
        return self._index.of_keys(msg("by code") if code else msg("by both ends"), code or _ends(values))

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """Places that nobody knows."""
        for key in ("from_place", "to_place"):
            name = values.get(key)
            if name and self._places.find(name) is None:
                yield linked.unknown(key, msg("No place is called “{name}”.", name=name))

    def _values(self, one: Leg) -> dict[str, Any]:
        found: dict[str, Any] = {"uuid": one.uuid, **{key: getattr(one, key) for key in COLUMNS}}
        found["from_place"] = self._places.name(one.from_place_id)
        found["to_place"] = self._places.name(one.to_place_id)
        return {key: value for key, value in found.items() if value not in (None, "")}


def _ends(values: Values) -> Any:
    ends = values.get("from_place"), values.get("to_place")
    return ("ends", *ends) if all(ends) else None


def _writer(session: Session, target: Target) -> Any:
    from tripplanner.exchange.intake.writing.legs import LegWriter

    return LegWriter(session, target)


SUBJECT = Subject(
    key="legs",
    title=msg("Legs"),
    one=msg("leg"),
    fields=FIELDS,
    known=KnownLegs,
    compose=compose,
    label=lambda values: " → ".join(filter(None, (values.get("from_place"), values.get("to_place")))),
    writer=_writer,
    needs=(("from_place",), ("to_place",)),
    naming=("from_place", "to_place", "code", "uuid"),
    identity=lambda values: values.get("code") or _ends(values),
    position=50,
)
