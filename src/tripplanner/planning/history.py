"""Who did what to a record, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message
from tripplanner.model.journal import HistoryEntry

MOST = 200


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change. ``action``: *created*, *changed* or *deleted*; ``fields`` are the columns that changed."""

    uuid: str
    at: datetime
    actor: str
    station: str
    label: Message
    action: str
    fields: tuple[str, ...]


def record_history(session: Session, uuid: str, most: int = MOST) -> list[HistoryRow]:
    """The latest changes of the record with this UUID, the last one first."""
    statement = sa.select(HistoryEntry).where(HistoryEntry.record == uuid).order_by(HistoryEntry.id.desc()).limit(most)
    return [
        HistoryRow(
            entry.change, entry.at, entry.actor, entry.station, Message.from_json(entry.label), entry.action,
            tuple(sorted(entry.fields or ())),
        )
        for entry in session.scalars(statement)
    ]  # fmt: skip
