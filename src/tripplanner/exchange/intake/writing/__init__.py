"""Writing rows: one writer per subject, each for one plan within one transaction."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.subjects import Values
from tripplanner.model.journal import BinEntry
from tripplanner.model.vault import Tombstone

M = TypeVar("M")


def new(model: type[M], **values: Any) -> M:
    """A new record whose columns have their defaults already, as they will be read back."""
    mapper: Any = sa.inspect(model)
    for attribute in mapper.column_attrs:
        default = attribute.columns[0].default
        if default is not None and default.is_scalar:
            values.setdefault(attribute.key, default.arg)
    return model(**values)


def identity(session: Session, model: Any, values: Values) -> dict[str, str]:
    """The UUID that the file of a new record gives it, so that the same file finds it again; none if it is taken.

    A record in the bin keeps its own: it can come back. Somebody who was erased does not get theirs again.
    """
    try:
        found = str(UUID(str(values.get("uuid", "")).strip()))
    except ValueError:
        return {}
    taken = (
        session.scalar(sa.select(sa.exists().where(model.uuid == found)))
        or session.scalar(sa.select(sa.exists().where(BinEntry.images.contains(found))))
        or any(found in (dead.records or ()) for dead in session.scalars(sa.select(Tombstone)))
    )
    return {} if taken else {"uuid": found}


def put(record: Any, keys: tuple[str, ...], changes: Any) -> None:
    """Gives a record the changes of these columns."""
    for key in keys:
        if key in changes and getattr(record, key) != changes[key]:
            setattr(record, key, changes[key])
