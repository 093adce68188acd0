"""What an import left in records goes with them: deleted with its record, back with it by an undo or from the bin."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.imports import ImportMark
from tripplanner.model.partners import Contact
from tripplanner.model.places import Leg, Place
from tripplanner.model.programme import Item
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegate
from tripplanner.store.changes import portions

#: What an import leaves marks on.
MARKED = (Contact, Delegate, Item, Leg, Place, Site)


def drop_marks(session: Session, owners: Collection[str]) -> None:
    """Deletes the marks of records (UUIDs) that the session deletes, as part of the same step."""
    for some in portions(sorted(owners)):
        for mark in session.scalars(sa.select(ImportMark).where(ImportMark.owner_uuid.in_(some))):
            session.delete(mark)
    if owners:
        session.flush()


def sweep(connection: sa.Connection) -> None:
    """Deletes marks whose record is gone for good, or went before marks went with their records."""
    alive = sa.union_all(*(sa.select(model.uuid) for model in MARKED))
    connection.execute(sa.delete(ImportMark.__table__).where(ImportMark.owner_uuid.not_in(alive)))  # type: ignore[arg-type]
