"""Legs between places: the list and its frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from tripplanner.i18n import msg
from tripplanner.model.places import Leg, Place
from tripplanner.planning.kinds import SOURCED, Column, ListKind, listed, plain
from tripplanner.planning.rows import LazyText, among, columns_of, filled, stored

WHAT = msg("leg")
_FROM, _TO = aliased(Place), aliased(Place)


@dataclass(frozen=True, slots=True)
class LegRow:
    """A leg in a list: kilometres, minutes by coach without margin, margin in per cent of the drive."""

    id: int
    uuid: str
    version: int
    code: str
    from_place_id: int
    from_json: str
    to_place_id: int
    to_json: str
    distance_km: float | None
    drive_min: int | None
    margin_percent: int | None
    both_ways: bool
    sample_key: str | None

    from_name = LazyText("from_json")
    to_name = LazyText("to_json")


_COLUMNS = columns_of(
    LegRow,
    id=Leg.id,
    uuid=Leg.uuid,
    version=Leg.version,
    code=Leg.code,
    from_place_id=Leg.from_place_id,
    from_json=stored(_FROM.name),
    to_place_id=Leg.to_place_id,
    to_json=stored(_TO.name),
    distance_km=Leg.distance_km,
    drive_min=Leg.drive_min,
    margin_percent=Leg.margin_percent,
    both_ways=Leg.both_ways,
    sample_key=Leg.sample_key,
)


def list_legs(session: Session, ids: Sequence[int] | None = None) -> list[LegRow]:
    """Every leg (those with these numbers, when given), by code."""
    statement = sa.select(*_COLUMNS).join(_FROM, Leg.from_place_id == _FROM.id).join(_TO, Leg.to_place_id == _TO.id)
    return filled(session, LegRow, among(statement, Leg.id, ids).order_by(Leg.code, Leg.id))


KIND = ListKind(
    key="legs",
    title=msg("Legs"),
    what=WHAT,
    model=Leg,
    rows=list_legs,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("from_name", msg("From")),
        Column("to_name", msg("To")),
        Column("distance_km", msg("Distance (km)")),
        Column("drive_min", msg("Drive (min)")),
        Column("margin_percent", msg("Margin (%)")),
        Column("both_ways", msg("Both ways")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("from_name", msg("From"), "from_place.name"),
        plain("to_name", msg("To"), "to_place.name"),
        plain("distance_km", msg("Distance (km)")),
        plain("drive_min", msg("Drive (min)")),
        plain("margin_percent", msg("Margin (%)")),
        plain("both_ways", msg("Both ways")),
        listed("closures", msg("Closures"), "closures", "reason"),
        *SOURCED,
    ),
    position=100,
)
