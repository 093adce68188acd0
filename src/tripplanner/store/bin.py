"""The bin: deleted records, for thirty days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.model.base import new_uuid, now
from tripplanner.model.journal import BinEntry
from tripplanner.store.capture import recorder_of
from tripplanner.store.changes import Image, RowChange, from_json, portions, recorded_tables, stored, to_json
from tripplanner.store.journal import Author
from tripplanner.store.replay import replay

BIN_DAYS = 30
# What a person would look for in the bin, with the columns that name it; parts of these go with their whole.
_BY_PERSON = ("person_id",)
NAMED: Mapping[str, tuple[str, ...]] = {
    "trip": ("title", "code"),
    "item": ("title", "code"),
    "day": ("title", "date"),
    "delegation": ("name",),
    "subgroup": ("name", "code"),
    "delegate": _BY_PERSON,
    "trip_member": _BY_PERSON,
    "contact": _BY_PERSON,
    "person": ("preferred_latin", "family_name", "given_name", "native_family", "native_given"),
    "vehicle": ("name", "code"),
    "lodging": ("name",),
    "cost": (),
    "site": ("name",),
    "place": ("name",),
    "leg": (),
    "organisation": ("name", "acronym"),
    "case_study": ("title",),
    "building_block": ("title",),
    "term": ("term",),
    "theme": ("name", "code"),
    "standard_text": ("title", "key"),
    "file": ("name",),
}
_bin: Any = BinEntry.__table__


@dataclass(frozen=True, slots=True)
class Binned:
    """A deletion that can be taken back. ``names`` are the stored names of what was deleted (words, or a text as JSON);
    ``rows`` counts everything that went with it; ``until`` is when it leaves the bin; ``people`` are the UUIDs of the
    persons in it.
    """

    uuid: str
    at: datetime
    until: datetime
    actor: str
    scope: str | None
    label: Message
    names: tuple[str, ...]
    rows: int
    people: tuple[str, ...] = ()


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


def keep(connection: sa.Connection, author: Author, label: Message, changes: Sequence[RowChange]) -> None:
    """Puts what an edit deleted into the bin, with everything that went with it; for the workspace."""
    gone = [c for c in changes if c.after is None]
    roots = [[c.table, c.uuid, _name(connection, c, gone)] for c in gone if c.table in NAMED]
    if not roots:
        return
    empty_old(connection)
    values = {
        "uuid": new_uuid(),
        "at": now(),
        "actor": author.actor,
        "station": author.station,
        "scope": author.scope,
        "label": label.to_json(),
        "roots": roots,
        "images": to_json(gone),
    }
    connection.execute(sa.insert(_bin).values(values))


def empty_old(connection: sa.Connection) -> None:
    """What has been in the bin for thirty days leaves it."""
    connection.execute(sa.delete(_bin).where(_bin.c.at < now() - timedelta(days=BIN_DAYS)))


def _name(connection: sa.Connection, change: RowChange, gone: Sequence[RowChange]) -> str:
    """The stored name: plain words, or a text in several languages as JSON."""
    image = change.before or {}
    if NAMED[change.table] == _BY_PERSON:
        number = image["person_id"]
        away = next((c.before for c in gone if (c.table, c.id) == ("person", number)), None)
        table = stored("person")
        here = connection.execute(sa.select(table).where(table.c.id == number)).mappings().first()
        return _words("person", away or here or {})
    return _words(change.table, image)


def _words(table: str, image: Image | Mapping[Any, Any]) -> str:
    parts = [str(image.get(column) or "") for column in NAMED[table]]
    return " ".join(filter(None, parts)) if table == "person" else next(filter(None, parts), "")


def _shown(entry: BinEntry) -> Binned:
    names = tuple(name for _, _, name in entry.roots if name)
    until = entry.at + timedelta(days=BIN_DAYS)
    rows = len(from_json(entry.images))
    label = Message.from_json(entry.label)
    people = tuple(uuid for table, uuid, _ in entry.roots if table == "person")
    return Binned(entry.uuid, entry.at, until, entry.actor, entry.scope or None, label, names, rows, people)


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
