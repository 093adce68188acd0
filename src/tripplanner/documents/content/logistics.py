"""What the office keeps beside the programme: rooms, journeys, money. Read only for lists that need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tripplanner.documents.content.common import PlaceLine, Ref
from tripplanner.text import Text


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room of a lodging and the UUIDs of the persons who share it; ``beds`` is ``None`` where unknown."""

    ref: Ref
    lodging: Ref
    number: str
    beds: int | None
    guests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """How a person (a UUID) comes or goes. ``direction``: arrival, departure; ``at`` is civil time in ``zone``."""

    ref: Ref
    person: str
    direction: str
    at: datetime | None
    zone: str
    place: PlaceLine | None
    where: str
    carrier: str
    note: str


@dataclass(frozen=True, slots=True)
class CostLine:
    """An amount in the smallest unit of its currency (ISO 4217), an estimate until it is ``actual``."""

    ref: Ref
    item: Ref | None
    label: Text
    category: str
    amount_minor: int
    currency: str
    payer: str
    actual: bool
