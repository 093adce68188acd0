"""Puts rows back from their images: undo, redo and the bin.

Content is compared first, column by column and without the version, so that
nobody's later work is overwritten; the version is raised, so that nobody who
read the row before can overwrite what is put back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tripplanner.errors import Conflict
from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.model.base import now
from tripplanner.model.types import Instant
from tripplanner.store import journal
from tripplanner.store.changes import LIVE, Image, Key, RowChange, portions, read_images, stored

_RAISED = 1  # by how much a replay raises the version of a row


def replay(connection: sa.Connection, changes: Sequence[RowChange], *, actor: str = "", lift: int = _RAISED) -> None:
    """Makes every row be as ``after`` says, provided that it now is as ``before`` says.

    :param actor: who asks; the sentence says *you* when they stand in their own way.
    :param lift: how far the version of a row that is inserted again lies above that of its image.
    :raises Conflict: somebody changed one of the rows since, or something new refers to one; nothing is changed.
    """
    present = _present(connection, changes)
    for change in changes:
        if not _fits(change.before, present.get((change.table, change.id))):
            raise _changed_since(connection, change, actor)
    work = [_Work(connection, change, lift) for change in changes]
    try:
        with connection.begin_nested():
            _in_order(connection, work)
    except IntegrityError:
        _one_by_one(connection, work)


class _Work:
    """One row to put back."""

    def __init__(self, connection: sa.Connection, change: RowChange, lift: int) -> None:
        self.change, self._connection, self._lift = change, connection, lift
        self._table = stored(change.table)

    def apply(self) -> None:
        change = self.change
        if change.after is None:
            self._connection.execute(sa.delete(self._table).where(self._table.c.id == change.id))
        elif change.before is None:
            self._connection.execute(sa.insert(self._table).values(self.fresh()))
        else:
            self.update(change.after)

    def update(self, values: Image) -> None:
        """Sets columns and raises the version."""
        raised = {**values, "version": self._table.c.version + _RAISED, "updated_at": moment()}
        self._connection.execute(sa.update(self._table).where(self._table.c.id == self.change.id).values(raised))

    def park(self) -> None:
        """Gives the row's unique values free: two rows that swap a value would block each other."""
        values = {c.name: _parking_value(c) for c in _unique_columns(self.change.table)}
        if values and self.change.before is not None:
            self.update(values)

    def fresh(self) -> dict[str, Any]:
        """The row as it is inserted again; columns that have gone from the schema since are left out."""
        image = self.change.after or {}
        known = {name: value for name, value in image.items() if name in self._table.c}
        return {**known, "version": image["version"] + self._lift, "updated_at": moment()}


def _in_order(connection: sa.Connection, work: Iterable[_Work]) -> None:
    """Insertions, parents first; updates; deletions, children first: right for almost every edit."""
    rank = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    by_action: dict[str, list[_Work]] = defaultdict(list)
    for item in sorted(work, key=lambda item: (rank[item.change.table], item.change.id)):
        by_action[item.change.action].append(item)
    for table, items in groupby(by_action["created"], key=lambda item: item.change.table):
        connection.execute(sa.insert(stored(table)), [item.fresh() for item in items])
    for item in by_action["changed"]:
        item.apply()
    for table, items in groupby(reversed(by_action["deleted"]), key=lambda item: item.change.table):
        column = stored(table).c.id
        for portion in portions([item.change.id for item in items]):
            connection.execute(sa.delete(stored(table)).where(column.in_(portion)))


def _one_by_one(connection: sa.Connection, work: list[_Work]) -> None:
    """Whatever can be done now is done, the rest is tried again; unique values are parked when nothing moves."""
    parked = False
    while work:
        left = [item for item in work if not _tried(connection, item.apply)]
        if len(left) < len(work):
            work = left
        elif parked:
            raise _in_use(left[0].change)
        else:
            parked = True
            for item in left:
                _tried(connection, item.park)


def _tried(connection: sa.Connection, action: Callable[[], None]) -> bool:
    try:
        with connection.begin_nested():
            action()
    except IntegrityError:
        return False
    return True


def _present(connection: sa.Connection, changes: Iterable[RowChange]) -> dict[Key, Image]:
    ids: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        ids[change.table].append(change.id)
    found: dict[Key, Image] = {}
    for table in sorted(ids):
        images = read_images(connection, table, ids[table], lock=True)
        found.update({(table, id): image for id, image in images.items()})
    return found


def _fits(expected: Image | None, present: Image | None) -> bool:
    if expected is None or present is None:
        return expected is present
    return all(present.get(name) == value for name, value in expected.items() if name not in LIVE)


def _unique_columns(table: str) -> list[Any]:
    """Columns that are unique, alone or with others, and hold a plain value; not the identity of the row."""
    mapped = Base.metadata.tables[table]
    groups = [c.columns for c in mapped.constraints if isinstance(c, sa.UniqueConstraint)]
    groups += [index.columns for index in mapped.indexes if index.unique]
    columns = {c for group in groups for c in group if not c.foreign_keys and c.name != "uuid"}
    return sorted(columns, key=lambda c: c.name)


def _parking_value(column: Any) -> Any:
    if isinstance(column.type, sa.Integer):
        return -uuid4().int % 2**30 - 2**31
    return uuid4().hex[: getattr(column.type, "length", None) or 32]


def moment() -> str:
    """This moment as it lies in the database."""
    value = Instant().process_bind_param(now(), None)  # type: ignore[arg-type]
    assert value is not None
    return value


def _changed_since(connection: sa.Connection, change: RowChange, actor: str) -> Conflict:
    who = journal.who_changed(connection, change.uuid)
    what = msg("The same record was changed afterwards.")
    if who:
        mine = msg("You changed the same record afterwards, in another trip or in the library.")
        what = mine if who == actor else msg("{who} changed the same record afterwards.", who=who)
    return Conflict(what, msg("Nothing was changed."), msg("Look at the record as it is now and change it by hand."))


def _in_use(change: RowChange) -> Conflict:
    return Conflict(
        msg("Something that was added afterwards refers to one of these records."),
        msg("Nothing was changed."),
        msg("Remove what refers to it first, or change the record by hand."),
    )
