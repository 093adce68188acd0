"""The invitations that have left, as the outbox keeps them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.outbox import OutboxMessage
from tripplanner.model.trips import Trip
from tripplanner.planning.requests.due import Sent

_INVITING = ("request", "cancel")
LEFT = ("sending", "sent", "doubtful")
"""States of a message that may have reached its receiver: what it said counts as told."""


def sent_of(session: Session, trip_uuid: str) -> list[Sent]:
    """The invitations and withdrawals of a trip that have left, in that order."""
    wanted = (
        sa.select(OutboxMessage)
        .join(Trip, OutboxMessage.trip_id == Trip.id)
        .where(
            Trip.uuid == trip_uuid,
            OutboxMessage.purpose.in_(_INVITING),
            OutboxMessage.state.in_(LEFT),
        )
    )
    moment = sa.func.coalesce(OutboxMessage.ended_at, OutboxMessage.left_at)
    return [_sent(one) for one in session.scalars(wanted.order_by(moment, OutboxMessage.id))]


def told_sequences(session: Session, trip_id: int) -> dict[str, int]:
    """The highest SEQUENCE that a host was told of each item, by UUID."""
    wanted = sa.select(OutboxMessage.item_uuid, OutboxMessage.facts).where(
        OutboxMessage.trip_id == trip_id, OutboxMessage.purpose.in_(_INVITING), OutboxMessage.state.in_(LEFT)
    )
    found: dict[str, int] = {}
    for uuid, facts in session.execute(wanted):
        found[uuid] = max(found.get(uuid, 0), int((facts or {}).get("sequence", 0)))
    return found


def _sent(one: OutboxMessage) -> Sent:
    facts: dict[str, Any] = one.facts or {}
    event = {
        **facts.get("event", {}), "name": facts.get("name", ""), "language": facts.get("language", one.language),
        "organisation_id": one.organisation_id, "person_id": one.person_id,
    }  # fmt: skip
    return Sent(
        one.item_uuid, facts.get("organisation", ""), one.address, facts.get("method", "REQUEST"),
        int(facts.get("sequence", 0)), facts.get("digest", ""), facts.get("times", ""), event,
    )  # fmt: skip
