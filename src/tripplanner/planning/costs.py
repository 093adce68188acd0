"""What a trip is to cost and what it cost: noted by the office, printed in its budget sheet and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.costs import Cost
from tripplanner.model.programme import Item
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.text import Text

WHAT = msg("cost")
CATEGORIES: Mapping[str, Message] = {
    "transport": msg("Transport"),
    "lodging": msg("Lodging"),
    "meals": msg("Meals"),
    "interpreting": msg("Interpreting"),
    "visits": msg("Visits and entrances"),
    "gifts": msg("Gifts"),
    "insurance": msg("Insurance"),
    "other": msg("Other"),
}
CURRENCIES = ("EUR", "CHF", "CNY", "USD", "GBP")
_FIELDS = ("label", "category", "amount_minor", "currency", "payer", "actual", "item_id")


@dataclass(frozen=True, slots=True)
class CostRow:
    """A cost; ``amount_minor`` is in the smallest unit of ``currency`` (ISO 4217), estimated until ``actual``."""

    id: int
    label: Text
    category: str
    amount_minor: int
    currency: str
    payer: str
    actual: bool
    item_id: int | None
    item: Text


def costs(session: Session, trip_id: int) -> list[CostRow]:
    """The costs of a trip, by category in the order of :data:`CATEGORIES`, then as they were noted."""
    columns = (Cost.id, Cost.label, Cost.category, Cost.amount_minor, Cost.currency, Cost.payer, Cost.actual,
               Cost.item_id, Item.title)  # fmt: skip
    rows = session.execute(sa.select(*columns).outerjoin(Item, Cost.item_id == Item.id).where(Cost.trip_id == trip_id))
    order = list(CATEGORIES)
    found = [CostRow(*row) for row in rows]
    return sorted(found, key=lambda one: (order.index(one.category) if one.category in order else len(order), one.id))


def totals(rows: list[CostRow]) -> dict[tuple[str, bool], int]:
    """The sum of each currency, estimated and actual apart; amounts of two currencies are never added."""
    found: dict[tuple[str, bool], int] = {}
    for row in rows:
        found[row.currency, row.actual] = found.get((row.currency, row.actual), 0) + row.amount_minor
    return found


def items_of(session: Session, trip_id: int) -> list[tuple[int, Text, date | None]]:
    """Number, title and day of every item of the trip that a cost may be of; the day of an unplaced one is unknown."""
    rows = session.execute(
        sa.select(Item.id, Item.title, Item.start).where(Item.trip_id == trip_id).order_by(Item.start, Item.id)
    )
    return [(id, title, start.date() if start else None) for id, title, start in rows]


def set_cost(session: Session, trip_id: int, cost_id: int | None, **values: Any) -> int:
    """Note a cost of a trip, or change one; its number. Raises :class:`NotFound` and where the trip is archived."""
    open_trip(session, trip_id)
    unknown = values.keys() - set(_FIELDS)
    if unknown:
        raise AttributeError(f"a cost has no field {min(unknown)!r} to edit")
    cost = Cost(trip_id=trip_id) if cost_id is None else finding.get(session, Cost, cost_id, WHAT)
    for name, value in values.items():
        setattr(cost, name, value)
    session.add(cost)
    session.flush()
    return cost.id


def remove_cost(session: Session, cost_id: int) -> None:
    """Take a cost off the trip."""
    cost = finding.get(session, Cost, cost_id, WHAT)
    open_trip(session, cost.trip_id)
    session.delete(cost)
    session.flush()
