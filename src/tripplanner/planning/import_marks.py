"""What an import left in records goes with them."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.imports import ImportMark
from tripplanner.store.changes import portions


def drop_import_marks(session: Session, *owner_uuids: str) -> None:
    """Deletes the marks of records that are being deleted; an undo brings them back with them."""
    for some in portions(list(owner_uuids)):
        for mark in session.scalars(sa.select(ImportMark).where(ImportMark.owner_uuid.in_(some))):
            session.delete(mark)
    session.flush()
