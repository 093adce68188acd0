"""Photos and files of others’ records that may show who is erased: named for a human to look at, taken where chosen.

Their own go with the person. Who is in a picture no program knows: listed is what says so by its caption or file name,
what hangs on their notes and promises, and what was kept of the visits of their trips.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tripplanner.model.files import Attachment, File
from tripplanner.model.journal import BinEntry
from tripplanner.model.types import TextColumn
from tripplanner.store.changes import from_json, portions, recorded_tables, stored
from tripplanner.store.erasing.following import FILES, Gone, follow, links
from tripplanner.store.erasing.known import PERSON
from tripplanner.store.erasing.traces import follow_bin
from tripplanner.store.erasing.wording import Needles
from tripplanner.text import EMPTY, Text

NAMED, SAID, SEEN = "named", "said", "seen"
_ORDER = (NAMED, SAID, SEEN)
_PHOTO = "photo"
_files: Any = File.__table__
_attached: Any = Attachment.__table__


@dataclass(frozen=True, slots=True)
class Hanging:
    """A file that may show the person. ``why``: named (caption, file name), said (on their note), seen (of their trip).

    ``table`` and ``owner`` (a UUID) are what it hangs on, empty where nothing does any more. ``binned``: in the bin.
    """

    uuid: str
    id: int
    sha256: str
    name: str
    media_type: str
    caption: Text
    table: str
    owner: str
    why: str
    binned: bool = False


def hanging(connection: sa.Connection, gone: Gone, needles: Needles) -> tuple[Hanging, ...]:
    """Every file that may show the person and does not go with them: the likeliest first."""
    found = dict.fromkeys(_named(connection, gone, needles), NAMED)
    for why, owners in ((SAID, _freed(connection, gone)), (SEEN, sorted(needles.around))):
        for id in _hung_on(connection, owners, photos=why == SEEN):
            found.setdefault(id, why)
    told = [_told(connection, id, why) for id, why in found.items() if not gone.has(FILES, id)]
    told += _binned(connection, gone, needles)
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
    if binned := [(one.id, one.uuid) for one in going if one.binned]:
        gone.add(FILES, binned)
        follow_bin(connection, gone)


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
    return _made({**file, "id": id}, file["caption"], (table, owner or ""), why)


def _made(file: Mapping[str, Any], caption: Text, owner: tuple[str, str], why: str, binned: bool = False) -> Hanging:
    return Hanging(
        file["uuid"], file["id"], file["sha256"], file["name"], file["media_type"], caption, *owner, why, binned
    )


def _binned(connection: sa.Connection, gone: Gone, needles: Needles) -> list[Hanging]:
    """The same of records that lie in the bin: they come back with their photos when they are put back."""
    read = TextColumn().process_result_value
    found: list[Hanging] = []
    for raw in connection.scalars(sa.select(BinEntry.images).where(BinEntry.images.contains('"file"'))):
        images = [(one.table, one.before) for one in from_json(raw) if one.before is not None]
        said = {one["uuid"]: table for table, one in images if gone.has(PERSON, one.get("person_id"))}
        owners = {one["file_id"]: one["owner_uuid"] for table, one in images if table == "attachment"}
        for file in (one for table, one in images if table == FILES and not gone.has(FILES, one["id"])):
            owner = owners.get(file["id"], "")
            why = NAMED if needles.found_in(f"{file['caption']} {file['name']}") else SAID if owner in said else ""
            if why:
                caption = read(file["caption"], connection.dialect) or EMPTY
                found.append(_made(file, caption, (said.get(owner, ""), owner), why, binned=True))
    return found


def _table_of(connection: sa.Connection, owner: str) -> str:
    """The table of the record with this UUID, among those with words: where a human finds it."""
    for table in recorded_tables().values():
        worded = any(isinstance(column.type, TextColumn) for column in table.columns)
        columns = stored(table.name).c
        if worded and connection.scalar(sa.select(columns.id).where(columns.uuid == owner)) is not None:
            return table.name
    return ""
