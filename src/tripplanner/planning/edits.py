"""Editing a record's fields without overwriting somebody else's work."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tripplanner.errors import Conflict
from tripplanner.i18n import Message, msg
from tripplanner.model.base import Record
from tripplanner.planning.finding import get

M = TypeVar("M", bound=Record)

# Identity and bookkeeping are the store's: no screen sets them.
_KEPT = {"id", "uuid", "version", "created_at", "updated_at", "sample_key"}


def current(session: Session, model: type[M], id: int, version: int | None, what: Message) -> M:
    """The record, if it is still the one that was read.

    ``version`` is the version the person saw; ``None`` takes the record as it is now. Raises
    :class:`NotFound` and :class:`Conflict`.
    """
    record = get(session, model, id, what)
    if version is not None and record.version != version:
        raise Conflict(
            msg("Somebody else changed this record ({what}) in the meantime.", what=what),
            msg("Their change is kept; yours was not saved."),
            msg("Read the record again and repeat the change."),
        )
    return record


def edit(session: Session, model: type[M], id: int, version: int | None, what: Message, /, **changes: Any) -> M:
    """Set the named columns of a record that still has ``version``; an unknown name is a programming error."""
    record = current(session, model, id, version, what)
    allowed = _fields(model)
    for name, value in changes.items():
        if name not in allowed:
            raise AttributeError(f"{model.__name__} has no field {name!r} to edit")
        setattr(record, name, value)
    session.flush()
    return record


@cache
def _fields(model: type[Record]) -> frozenset[str]:
    """The columns of a record that a screen may set."""
    return frozenset(column.key for column in model.__mapper__.column_attrs) - _KEPT  # type: ignore[attr-defined]
