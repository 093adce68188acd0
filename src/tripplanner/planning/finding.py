"""Finding a record by what a person types: its number, its short code or its UUID."""

from __future__ import annotations

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.base import Record

M = TypeVar("M", bound=Record)

_LARGEST = 2**31 - 1  # of a row number in PostgreSQL
_SHOWN = 12


def find(session: Session, model: type[M], key: str, what: Message, *, scope: Any = None) -> int:
    """The number of the record that ``key`` names.

    :param what: the kind of record, for the error ("site").
    :param scope: a condition that narrows the search (the items of one trip).

    Raises :class:`NotFound` with the codes there are, and :class:`TripPlannerError` when several records
    share the code.
    """
    key = key.replace("\0", "").strip()  # PostgreSQL takes no NUL in a text
    for condition in _conditions(model, key):
        found = session.scalars(_select(model.id, scope).where(condition).limit(2)).all()
        if len(found) > 1:
            raise _ambiguous(key, what)
        if found:
            return found[0]
    raise NotFound(msg("There is no {what} “{key}”.", what=what, key=key), None, _known(session, model, scope))


def get(session: Session, model: type[M], id: int, what: Message) -> M:
    """The record with this number; raises :class:`NotFound`."""
    found = session.get(model, id)
    if found is None:
        raise NotFound(
            msg("There is no {what} “{key}”.", what=what, key=id),
            None,
            msg("Somebody may have deleted it: read the list again."),
        )
    return found


def _conditions(model: Any, key: str) -> list[Any]:
    """Number first, then the exact code, the code in any case, and the UUID."""
    found: list[Any] = []
    if key.isascii() and key.isdigit() and int(key) <= _LARGEST:
        found.append(model.id == int(key))
    if key and hasattr(model, "code"):
        found += [model.code == key, sa.func.lower(model.code) == key.lower()]
    found.append(model.uuid == key.lower())
    return found


def _select(column: Any, scope: Any) -> sa.Select[Any]:
    statement = sa.select(column)
    return statement if scope is None else statement.where(scope)


def _known(session: Session, model: Any, scope: Any) -> Message:
    """What can be typed instead."""
    column = model.code if hasattr(model, "code") else model.id
    keys = [str(key) for key in session.scalars(_select(column, scope).order_by(model.id).limit(_SHOWN + 1)) if key]
    if not keys:
        return msg("There is none in this database yet.")
    shown = tuple(keys[:_SHOWN])
    return msg("Known: {keys} …", keys=shown) if len(keys) > _SHOWN else msg("Known: {keys}.", keys=shown)


def _ambiguous(key: str, what: Message) -> TripPlannerError:
    return TripPlannerError(
        msg("Several records of the kind “{what}” have the code “{key}”.", what=what, key=key),
        None,
        msg("Use the number instead of the code."),
    )
