"""Photos and files of others’ records that may show who is erased: named for a human to look at, taken where chosen.

Their own go with the person. Who is in a picture no program knows: listed is what says so by its caption or file name,
what hangs on their notes and promises, and what was kept of the visits of their trips.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tripplanner.model.files import Attachment, File
from tripplanner.model.types import TextColumn
from tripplanner.store.changes import portions, recorded_tables, stored
from tripplanner.store.erasing.following import FILES, Gone, follow, links
from tripplanner.store.erasing.known import PERSON
from tripplanner.store.erasing.wording import Needles
from tripplanner.text import Text

NAMED, SAID, SEEN = "named", "said", "seen"
_ORDER = (NAMED, SAID, SEEN)
_PHOTO = "photo"
_files: Any = File.__table__
_attached: Any = Attachment.__table__


@dataclass(frozen=True, slots=True)
class Hanging:
    """A file that may show the person. ``why``: named (caption, file name), said (on their note), seen (of their trip).

    ``table`` and ``owner`` (a UUID) are what it hangs on, empty where nothing does any more.
    """

    uuid: str
    id: int
    name: str
    media_type: str
    caption: Text
    table: str
    owner: str
    why: str


def hanging(connection: sa.Connection, gone: Gone, needles: Needles) -> tuple[Hanging, ...]:
    """Every file that may show the person and does not go with them: the likeliest first."""
    found = dict.fromkeys(_named(connection, gone, needles), NAMED)
    for why, owners in ((SAID, _freed(connection, gone)), (SEEN, sorted(needles.around))):
        for id in _hung_on(connection, owners, photos=why == SEEN):
            found.setdefault(id, why)
    told = (_told(connection, id, why) for id, why in found.items() if not gone.has(FILES, id))
    return tuple(sorted(told, key=lambda one: (_ORDER.index(one.why), one.table, one.name, one.id)))


def choose(found: Iterable[Hanging], chosen: Collection[str] | None) -> list[Hanging]:
    """Those that go: the ones with these UUIDs; ``None``: those that name the person."""
    return [one for one in found if (one.why == NAMED if chosen is None else one.uuid in chosen)]


def take(connection: sa.Connection, gone: Gone, going: Iterable[Hanging], chosen: Collection[str] = ()) -> None:
    """Lets these files go with the person, and those with the UUIDs ``chosen``, whatever they hang on by now."""
    ids = {one.id for one in going}
    for portion in portions(sorted(chosen)):
        ids.update(connection.scalars(sa.select(_files.c.id).where(_files.c.uuid.in_(portion))))
    follow(connection, gone, {FILES: ids})


def put_next_first(connection: sa.Connection, gone: Gone) -> None:
    """A record whose first photo went is printed with the next one it has; comes after the rows went."""
    for link in links():
        if link.target == FILES and link.column == "photo_id":
            table = stored(link.table)
            for id in sorted(gone.freed.get((link.table, link.column), ())):
                own = sa.select(table.c.uuid).where(table.c.id == id).scalar_subquery()
                first = sa.select(_attached.c.file_id).where(_attached.c.owner_uuid == own, _attached.c.role == _PHOTO)
                next_one = connection.scalar(first.order_by(_attached.c.position, _attached.c.id).limit(1))
                connection.execute(sa.update(table).where(table.c.id == id).values(photo_id=next_one))


def _named(connection: sa.Connection, gone: Gone, needles: Needles) -> Iterator[int]:
    """Who took it (the credit) is not who is on it."""
    columns = (_files.c.caption, _files.c.name)
    wanted = sa.select(_files.c.id, *columns).where(needles.likely(connection, *columns))
    for id, caption, name in connection.execute(wanted):
        if not gone.has(FILES, id) and any(map(needles.found_in, (*caption.words.values(), name))):
            yield id


def _freed(connection: sa.Connection, gone: Gone) -> list[str]:
    """The records that were theirs to say: a note, a promise."""
    found: list[str] = []
    for link in links():
        if link.target == PERSON and not link.firm:
            found += _uuids(connection, link.table, gone.freed.get((link.table, link.column), ()))
    return found


def _uuids(connection: sa.Connection, name: str, ids: Iterable[int]) -> list[str]:
    columns = stored(name).c
    return [
        uuid
        for portion in portions(sorted(ids))
        for uuid in connection.scalars(sa.select(columns.uuid).where(columns.id.in_(portion)))
    ]


def _hung_on(connection: sa.Connection, owners: list[str], *, photos: bool) -> Iterator[int]:
    for portion in portions(owners):
        wanted = sa.select(_attached.c.file_id).where(_attached.c.owner_uuid.in_(portion))
        yield from connection.scalars(wanted.where(_attached.c.role == _PHOTO) if photos else wanted)


def _told(connection: sa.Connection, id: int, why: str) -> Hanging:
    file = connection.execute(sa.select(_files).where(_files.c.id == id)).mappings().one()
    owner = connection.scalar(
        sa.select(_attached.c.owner_uuid).where(_attached.c.file_id == id).order_by(_attached.c.id).limit(1)
    )
    table = _table_of(connection, owner) if owner else ""
    return Hanging(file["uuid"], id, file["name"], file["media_type"], file["caption"], table, owner or "", why)


def _table_of(connection: sa.Connection, owner: str) -> str:
    """The table of the record with this UUID, among those with words: where a human finds it."""
    for table in recorded_tables().values():
        worded = any(isinstance(column.type, TextColumn) for column in table.columns)
        columns = stored(table.name).c
        if worded and connection.scalar(sa.select(columns.id).where(columns.uuid == owner)) is not None:
            return table.name
    return ""
