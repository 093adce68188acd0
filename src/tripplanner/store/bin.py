"""The bin: deleted records, for thirty days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.model.base import now
from tripplanner.model.journal import BinEntry
from tripplanner.store.capture import recorder_of
from tripplanner.store.changes import from_json, portions, recorded_tables, stored
from tripplanner.store.journal import BIN_DAYS
from tripplanner.store.replay import replay


@dataclass(frozen=True, slots=True)
class Binned:
    """A deletion that can be taken back. ``names`` are the stored names of what was deleted (words, or a text as JSON);
    ``rows`` counts everything that went with it; ``until`` is when it leaves the bin.
    """

    uuid: str
    at: datetime
    until: datetime
    actor: str
    scope: str | None
    label: Message
    names: tuple[str, ...]
    rows: int


def entries(session: Session) -> tuple[Binned, ...]:
    """What lies in the bin, the latest first: nothing that was put back since, nothing older than thirty days."""
    oldest = now() - timedelta(days=BIN_DAYS)
    query = sa.select(BinEntry).where(BinEntry.at >= oldest).order_by(BinEntry.id.desc())
    found = session.scalars(query).all()
    alive = _alive(session, ((table, uuid) for entry in found for table, uuid, _ in entry.roots))
    seen: set[str] = set()
    shown: list[Binned] = []
    for entry in found:
        roots = {uuid for _, uuid, _ in entry.roots}
        if not roots & alive and not roots & seen:
            shown.append(_shown(entry))
        seen |= roots
    return tuple(shown)


def restore(session: Session, uuid: str) -> None:
    """Puts back what a deletion removed. A writing verb: call it with ``do``.

    :raises NotFound: the entry has left the bin.
    :raises Conflict: something else has taken its code since, or what it belonged to is gone.
    """
    entry = session.scalars(sa.select(BinEntry).where(BinEntry.uuid == uuid)).first()
    if entry is None or entry.at < now() - timedelta(days=BIN_DAYS):
        raise NotFound(msg("This entry has left the bin."), None, msg("A backup may still hold it."))
    changes = [c.reversed() for c in from_json(entry.images) if c.table in recorded_tables()]
    with recorder_of(session).replaying((c.table, c.id) for c in changes) as connection:
        replay(connection, changes)


def _shown(entry: BinEntry) -> Binned:
    names = tuple(name for _, _, name in entry.roots if name)
    until = entry.at + timedelta(days=BIN_DAYS)
    rows = len(from_json(entry.images))
    label = Message.from_json(entry.label)
    return Binned(entry.uuid, entry.at, until, entry.actor, entry.scope or None, label, names, rows)


def _alive(session: Session, roots: Iterable[tuple[str, str]]) -> set[str]:
    """Those of the records that exist."""
    by_table: dict[str, set[str]] = defaultdict(set)
    for table, uuid in roots:
        by_table[table].add(uuid)
    found: set[str] = set()
    for table in by_table.keys() & recorded_tables().keys():
        column = stored(table).c.uuid
        for portion in portions(sorted(by_table[table])):
            found.update(session.scalars(sa.select(column).where(column.in_(portion))))
    return found
