"""A release opened for reading: its rows in a database of their own, in memory.

Whatever reads a trip from a session (documents, calendars, lists) reads a release in the same way, and never knows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from tripplanner.model import Base
from tripplanner.model.feeds import Feed, Publication
from tripplanner.model.files import Blob
from tripplanner.model.releases import Release, ReleaseItem
from tripplanner.model.trips import Trip
from tripplanner.planning.releases.freezing import Content, links
from tripplanner.planning.releases.withdrawing import with_withdrawn
from tripplanner.store.changes import portions, recorded_tables

_SQLITE = sqlite.dialect()
_RELEASE = Base.metadata.tables[Release.__tablename__]
_RELEASE_ITEM = Base.metadata.tables[ReleaseItem.__tablename__]


@contextmanager
def thawed(session: Session, release: Release, *, withdrawn: bool = False) -> Generator[Session]:
    """A session on what ``release`` froze, with the releases before it, the bytes of its files, and the addresses of
    calendars.

    With ``withdrawn`` the items are among them that the programme no longer had and calendars have to take back. What
    led to a person who was erased since is gone with them. ``session.info["release"]`` is the number of the row.
    """
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as memory:
        memory.deserialize(_empty())
        engine = sa.create_engine("sqlite://", creator=lambda: memory, poolclass=sa.StaticPool)
        with Session(engine, info={"release": release.id}) as opened:
            content = whole(with_withdrawn(release.content) if withdrawn else release.content["rows"])
            for table, rows in content.items():
                _fill(opened, table, rows)
            _copy_releases(session, opened, release)
            _copy_addresses(session, opened, release)
            _copy_blobs(session, opened, {row["sha256"] for row in content.get("file", ())})
            opened.commit()
            yield opened


def _fill(opened: Session, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows as they are stored, by the driver: they need no type of ours, and there are thousands."""
    names = list(rows[0])
    columns, values = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    told = f'INSERT INTO "{table}" ({columns}) VALUES ({values})'
    opened.connection().exec_driver_sql(told, [tuple(row[name] for name in names) for row in rows])


def whole(content: Content) -> dict[str, list[dict[str, Any]]]:
    """The rows as they lie in a database, links as numbers again.

    A row that has lost what it needs (a column or a link that may not be empty) is left out, and so is what leads to
    it in its turn; an optional link that leads nowhere is emptied. Columns that are newer than the release are empty.
    """
    known = recorded_tables()
    rows = {table: list(found) for table, found in content.items() if table in known}
    while True:
        ids = {table: {row["uuid"]: row["id"] for row in found} for table, found in rows.items()}
        kept = {table: [row for row in found if _can_stand(table, row, ids)] for table, found in rows.items()}
        if all(len(kept[table]) == len(rows[table]) for table in rows):
            return {table: [_image(table, row, ids) for row in found] for table, found in kept.items() if found}
        rows = kept


def _can_stand(table: str, row: Mapping[str, Any], ids: Mapping[str, Mapping[str, int]]) -> bool:
    columns = Base.metadata.tables[table].columns
    for column, target in links(table).items():
        if not columns[column].nullable and row["links"].get(column) not in ids.get(target, {}):
            return False
    return table not in ("reference", "verify_mark", "attachment") or bool(row["values"].get("owner_uuid"))


def _image(table: str, row: Mapping[str, Any], ids: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    led = {column: ids.get(target, {}).get(row["links"].get(column)) for column, target in links(table).items()}
    image = {"id": row["id"], "uuid": row["uuid"], **row["values"], **led}
    return {name: image.get(name, default) for name, default in _defaults(table).items()}


@cache
def _defaults(table: str) -> Mapping[str, Any]:
    """The columns of a table as stored, each with what stands in it when a release does not know it."""
    return {column.name: _nothing(column) for column in Base.metadata.tables[table].columns}


def _nothing(column: Any) -> Any:
    if column.nullable:
        return None
    default = column.default.arg if column.default is not None and column.default.is_scalar else None
    kind: Any = column.type
    stored = getattr(kind, "process_bind_param", None)  # of a type of ours: rows go to the driver as they are stored
    if stored is not None:
        default = stored(default, _SQLITE)
    if default is not None:
        return default
    return "" if stored is not None or isinstance(kind, sa.String) else 0


@cache
def _empty() -> bytes:
    """A database with our tables and no rows."""
    with closing(sqlite3.connect(":memory:")) as memory:
        engine = sa.create_engine("sqlite://", creator=lambda: memory, poolclass=sa.StaticPool)
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
        return memory.serialize()


def _copy_releases(session: Session, opened: Session, release: Release) -> None:
    """This release and those before it, without what they froze: documents say their number and date.

    Of this one it stays known who has which items no longer, and since when.
    """
    told = [column for column in _RELEASE.columns if column.name != "content"]
    same = sa.select(*told).where(Release.trip_uuid == release.trip_uuid, Release.id <= release.id)
    for row in session.execute(same.order_by(Release.id)).mappings():
        own: dict[str, Any] = release.content if row["id"] == release.id else {}
        known = {name: own.get(name, {}) for name in ("left", "gone")}
        opened.execute(sa.insert(_RELEASE).values(**row, content=known))
    items = sa.select(_RELEASE_ITEM).where(ReleaseItem.release_id == release.id)
    if found := [dict(row) for row in session.execute(items).mappings()]:
        opened.execute(sa.insert(_RELEASE_ITEM), found)


def _copy_addresses(session: Session, opened: Session, release: Release) -> None:
    """Where calendars are subscribed to is no part of what was frozen: it is as it is now."""
    trip = sa.select(Trip.id).where(Trip.uuid == release.trip_uuid)
    for mapped in (Feed, Publication):
        for row in session.scalars(sa.select(mapped).where(mapped.trip_id.in_(trip))):
            opened.execute(
                sa.insert(mapped).values({c.key: getattr(row, c.key) for c in mapped.__mapper__.column_attrs})
            )


def _copy_blobs(session: Session, opened: Session, digests: set[str]) -> None:
    for portion in portions(sorted(digests), 50):
        for row in session.execute(sa.select(Blob.sha256, Blob.data).where(Blob.sha256.in_(portion))):
            opened.execute(sa.insert(Blob).values(sha256=row.sha256, data=row.data))
