"""Undo steps, history and bin: what the store writes about an edit, in the edit's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tripplanner.i18n import Message, msg
from tripplanner.model.base import new_uuid, now
from tripplanner.model.journal import HistoryEntry, UndoStep
from tripplanner.store.changes import Changes, RowChange, from_json, merged, to_json
from tripplanner.store.prepared import Prepared

STEPS_KEPT = 200
# The images of a step that held somebody who was erased: it cannot be undone, nor what lies before it.
BARRIER = ""
# What making two records one is called; its label also says which UUID stayed: erasing somebody follows that.
MERGE, KEPT = msg("make two records one"), "kept"
# Protected values: that they changed is history, what they were is not.
_UNTOLD = frozenset({"sensitive_value"})

_steps: Any = UndoStep.__table__
_history: Any = HistoryEntry.__table__
_ADD_STEP = Prepared(
    sa.insert(_steps), ("uuid", "at", "actor", "station", "scope", "label", "images", "undone", "replays")
)
_ADD_HISTORY = Prepared(
    sa.insert(_history),
    ("change", "at", "actor", "station", "label", "action", "table_name", "record", "fields"),
)


def _room() -> Prepared:
    """Deletes the undone steps of an actor and scope, and the done ones beyond the latest ``kept``."""
    mine = (_steps.c.actor == sa.bindparam("who")) & (_steps.c.scope == sa.bindparam("where"))
    done = sa.select(_steps.c.id).where(mine, _steps.c.undone.is_(False)).order_by(_steps.c.id.desc())
    edge = done.offset(sa.bindparam("kept")).limit(1).scalar_subquery()
    return Prepared(sa.delete(_steps).where(mine, _steps.c.undone.is_(True) | (_steps.c.id <= edge)))


_MAKE_ROOM = _room()


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits, at which station, in which scope (a trip's UUID, ``""`` for the library)."""

    actor: str
    station: str
    scope: str


@dataclass(frozen=True, slots=True)
class Step:
    """An undo step as it was read."""

    id: int
    label: Message
    changes: list[RowChange]
    replays: int
    barrier: bool = False


def record(connection: sa.Connection, author: Author, label: Message, changes: Sequence[RowChange]) -> int:
    """Writes the edit as a new undo step with its history, and returns the step's number.

    What this actor had undone in this scope can no longer be redone; the oldest steps make room.
    """
    _MAKE_ROOM.run(connection, {"who": author.actor, "where": author.scope, "kept": STEPS_KEPT - 1})
    values = {
        "uuid": new_uuid(),
        "at": now(),
        "actor": author.actor,
        "station": author.station,
        "scope": author.scope,
        "label": label.to_json(),
        "images": to_json(changes),
        "undone": False,
        "replays": 0,
    }
    return _ADD_STEP.insert(connection, values)


def extend(connection: sa.Connection, step_id: int, author: Author, changes: Sequence[RowChange]) -> int | None:
    """Adds a further edit to a step, as when typing goes on. ``None``: together they change nothing."""
    old = connection.execute(sa.select(_steps.c.images).where(_steps.c.id == step_id)).scalar_one()
    together = merged(from_json(old), changes)
    if not together:
        connection.execute(sa.delete(_steps).where(_steps.c.id == step_id))
        return None
    connection.execute(
        sa.update(_steps)
        .where(_steps.c.id == step_id)
        .values(images=to_json(together), at=now(), station=author.station)
    )
    return step_id


def can_extend(connection: sa.Connection, step_id: int, author: Author) -> bool:
    """Whether the step is still this actor's latest in the scope, with nothing undone after it."""
    latest = connection.execute(_mine(sa.select(sa.func.max(_steps.c.id)), author)).scalar()
    undone = connection.execute(sa.select(_steps.c.undone).where(_steps.c.id == step_id)).scalar()
    return latest == step_id and undone is False


def latest(connection: sa.Connection, author: Author, *, undone: bool) -> Step | None:
    """The step that undo (or, with ``undone``, redo) takes next."""
    order = _steps.c.id.asc() if undone else _steps.c.id.desc()
    query = _mine(sa.select(_steps), author).where(_steps.c.undone.is_(undone)).order_by(order).limit(1)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    barrier = row["images"] == BARRIER
    changes = [] if barrier else from_json(row["images"])
    return Step(row["id"], Message.from_json(row["label"]), changes, row["replays"], barrier)


def label(connection: sa.Connection, author: Author, *, undone: bool) -> Message | None:
    """The label of the step that undo (redo) takes next, without its images."""
    order = _steps.c.id.asc() if undone else _steps.c.id.desc()
    query = _mine(sa.select(_steps.c.label), author).where(_steps.c.undone.is_(undone)).order_by(order).limit(1)
    raw = connection.execute(query).scalar()
    return Message.from_json(raw) if raw is not None else None


def mark(connection: sa.Connection, step: Step, *, undone: bool) -> None:
    """The step has just been undone, or redone."""
    values = {"undone": undone, "replays": step.replays + 1}
    connection.execute(sa.update(_steps).where(_steps.c.id == step.id).values(values))


def forget(connection: sa.Connection, step: Step) -> None:
    """The step can no longer be undone; what it did stays."""
    connection.execute(sa.delete(_steps).where(_steps.c.id == step.id))


def write_history(connection: sa.Connection, author: Author, label: Message, changes: Iterable[RowChange]) -> str:
    """One entry per record; returns the identity that the entries of this transaction share."""
    change, moment = new_uuid(), now()
    common = {"change": change, "at": moment, "actor": author.actor, "station": author.station}
    entries = [
        {
            **common,
            "label": label.to_json(),
            "action": c.action,
            "table_name": c.table,
            "record": c.uuid,
            "fields": _fields(c),
        }
        for c in changes
    ]
    _ADD_HISTORY.run_each(connection, entries)
    return change


def changes_of(connection: sa.Connection, change: str, *, local: bool) -> Changes:
    """The notice of a transaction, from its history."""
    query = sa.select(_history.c.table_name, _history.c.record).where(_history.c.change == change)
    return Changes.of(((row[0], row[1]) for row in connection.execute(query)), local=local)


def changes_since(connection: sa.Connection, last: int) -> tuple[int, Changes]:
    """The notice of everything after the history entry ``last``, and the new last entry."""
    query = sa.select(_history.c.id, _history.c.table_name, _history.c.record).where(_history.c.id > last)
    rows = connection.execute(query).all()
    return max([last, *(row[0] for row in rows)]), Changes.of(((row[1], row[2]) for row in rows), local=False)


def last_entry(connection: sa.Connection) -> int:
    """The number of the newest history entry, 0 when there is none."""
    return connection.execute(sa.select(sa.func.max(_history.c.id))).scalar() or 0


def who_changed(connection: sa.Connection, record_uuid: str) -> str:
    """Who wrote this record last; ``""`` when nobody is on record."""
    query = sa.select(_history.c.actor).where(_history.c.record == record_uuid).order_by(_history.c.id.desc())
    return connection.execute(query.limit(1)).scalar() or ""


def _fields(change: RowChange) -> dict[str, Any] | None:
    if change.before is None or change.after is None or change.table in _UNTOLD:
        return None
    return {name: [change.before.get(name), value] for name, value in change.after.items()}


def _mine(statement: Any, author: Author) -> Any:
    return statement.where(_steps.c.actor == author.actor, _steps.c.scope == author.scope)
