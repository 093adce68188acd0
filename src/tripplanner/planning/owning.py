"""The record that something hangs on (a photo, an attachment, a source), named by its table and number."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.planning.using import trip_of


def owner(session: Session, table: str, id: int) -> Any:
    """The record; raises :class:`NotFound`. A table that does not exist is a programming error."""
    return finding.get(session, class_of(table), id, msg("record"))


def open_owner(session: Session, table: str, id: int) -> Any:
    """The record, if it may be changed: those of an archived trip may not."""
    found = owner(session, table, id)
    trip = trip_of(found)
    if trip is not None:
        open_trip(session, trip)
    return found


@cache
def class_of(table: str) -> type[Record]:
    """The mapped class of a table of records."""
    for mapper in Base.registry.mappers:
        found: Any = mapper.class_
        if issubclass(found, Record) and found.__tablename__ == table:  # type: ignore[attr-defined]
            return found
    raise KeyError(table)


def open_owner_of(session: Session, uuid: str) -> Any:
    """The record with this UUID among those that files hang on, if it may be changed; ``None`` when it is gone."""
    for table in OWNERS:
        model: Any = class_of(table)
        found = session.query(model.id).where(model.uuid == uuid).scalar()
        if found is not None:
            return open_owner(session, table, found)
    return None


#: Records that have photos or attachments.
OWNERS = (
    "site", "person", "organisation", "case_study", "trip", "item", "delegate", "trip_member", "contact", "lodging",
    "place", "leg", "term", "theme", "observation",
)  # fmt: skip
