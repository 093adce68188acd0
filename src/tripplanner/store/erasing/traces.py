"""What the store remembers of rows that go: undo steps, bin, history, releases, and whatever else it keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.model.base import Bookkeeping
from tripplanner.model.journal import BinEntry, HistoryEntry, UndoStep
from tripplanner.model.types import JsonColumn
from tripplanner.store.changes import RowChange, from_json, portions, to_json
from tripplanner.store.erasing.following import Gone, goes, note_files, points_to, settle
from tripplanner.store.erasing.known import PERSON
from tripplanner.store.erasing.wording import Needles
from tripplanner.store.journal import BARRIER

LABEL = msg("Somebody was erased")
# The picture of a record that stays: it loses the link, and not its place in a release.
_PICTURES = frozenset({"photo_id", "logo_id"})
# Who did something is a fact about the office, and how a key is wrapped is no text.
_NOT_WORDS = frozenset({"actor", "station", "holder", "made_by", "salt", "wrapped", "check_value"})
_steps: Any = UndoStep.__table__
_bin: Any = BinEntry.__table__
_history: Any = HistoryEntry.__table__


@dataclass(frozen=True, slots=True)
class Traces:
    """How many undo steps, bin entries, lines of history and other rows (releases …) held something."""

    steps: int = 0
    bin: int = 0
    history: int = 0
    others: int = 0


def scrub(connection: sa.Connection, gone: Gone, needles: Needles) -> Traces:
    """Takes every trace out. Undo steps that held one become barriers: what lies before them cannot be undone."""
    return Traces(
        _scrub_steps(connection, gone, needles),
        _scrub_bin(connection, gone, needles),
        _scrub_history(connection, gone, needles),
        _scrub_others(connection, gone, needles),
    )


def follow_bin(connection: sa.Connection, gone: Gone) -> None:
    """Adds the rows in the bin that go; comes before :func:`scrub`."""
    images = connection.scalars(sa.select(_bin.c.images)).all()
    changes = [change for raw in images for change in from_json(raw)]
    for change in changes:
        if change.table == PERSON and change.uuid in gone.people:
            gone.add(PERSON, [(change.id, change.uuid)])
    _follow_images(gone, changes)
    settle(connection, gone)


def _scrub_bin(connection: sa.Connection, gone: Gone, needles: Needles) -> int:
    entries = [dict(row) for row in connection.execute(sa.select(_bin)).mappings()]
    images = {entry["id"]: from_json(entry["images"]) for entry in entries}
    touched = 0
    for entry in entries:
        changes = [_freed(gone, change) for change in images[entry["id"]] if not _gone(gone, change)]
        roots = [root for root in entry["roots"] if root[1] not in gone.uuids]
        if not roots or not changes:
            connection.execute(sa.delete(_bin).where(_bin.c.id == entry["id"]))
            touched += 1
            continue
        own = needles.near(entry["scope"])
        cleaned = {
            "images": own.taken_out(to_json(changes)),
            "roots": own.taken_out_of(roots),
            "label": own.taken_out_of(entry["label"]),
        }
        if any(cleaned[name] != entry[name] for name in cleaned):
            connection.execute(sa.update(_bin).where(_bin.c.id == entry["id"]).values(cleaned))
            touched += 1
    return touched


def _follow_images(gone: Gone, changes: Sequence[RowChange]) -> None:
    """Rows that lie in the bin and must point to one that goes, go as well."""
    found = True
    while found:
        found = False
        for change in changes:
            if not _noted(gone, change) and any(goes(gone, change.table, image) for image in _images(change)):
                gone.add(change.table, [(change.id, change.uuid)])
                found = True
    for change in changes:
        if _noted(gone, change):
            for image in _images(change):
                note_files(gone, change.table, image)


def _noted(gone: Gone, change: RowChange) -> bool:
    return gone.has(change.table, change.id)


def _gone(gone: Gone, change: RowChange) -> bool:
    return _noted(gone, change) or change.uuid in gone.uuids


def _freed(gone: Gone, change: RowChange) -> RowChange:
    """The image with the links emptied that lead to rows that go."""
    before = dict(change.before or {})
    before.update(dict.fromkeys(points_to(gone, change.table, before)))
    return RowChange(change.table, change.id, change.uuid, before, change.after)


def _images(change: RowChange) -> Iterator[Any]:
    yield from (image for image in (change.before, change.after) if image is not None)


def _scrub_steps(connection: sa.Connection, gone: Gone, needles: Needles) -> int:
    """Steps that held something become barriers; older ones of the same actor and scope, and undone ones, go."""
    barriers: dict[tuple[str, str], int] = {}
    touched = 0
    for row in connection.execute(sa.select(_steps).order_by(_steps.c.id)).mappings():
        if _holds(gone, needles.near(row["scope"]), row["images"], row["label"]):
            barriers[row["actor"], row["scope"]] = row["id"]
            touched += 1
    for (actor, scope), id in barriers.items():
        mine = (_steps.c.actor == actor) & (_steps.c.scope == scope)
        connection.execute(sa.delete(_steps).where(mine, (_steps.c.id < id) | _steps.c.undone.is_(True)))
        closed = {"images": BARRIER, "label": LABEL.to_json()}
        connection.execute(sa.update(_steps).where(_steps.c.id == id).values(closed))
    return touched


def _holds(gone: Gone, needles: Needles, images: str, label: Any) -> bool:
    if images == BARRIER:
        return False
    changes = from_json(images)
    if any(_gone(gone, c) or any(_touches(gone, c.table, i) for i in _images(c)) for c in changes):
        return True
    others = [c for c in changes if c.table != PERSON]  # a namesake's own record is not this person's
    return needles.found_in(to_json(others)) or needles.found_in(json.dumps(label, ensure_ascii=False))


def _touches(gone: Gone, table: str, image: Any) -> bool:
    return goes(gone, table, image) or bool(points_to(gone, table, image))


def _scrub_history(connection: sa.Connection, gone: Gone, needles: Needles) -> int:
    columns = (_history.c.id, _history.c.table_name, _history.c.record, _history.c.label, _history.c.fields)
    own = _history.c.record.in_(sorted(gone.uuids))
    touched = 0
    for id, table, record, label, fields in connection.execute(
        sa.select(*columns).where(own | needles.likely(connection, _history.c.label, _history.c.fields))
    ):
        own = needles.near(record)
        if record in gone.uuids:
            cleaned: tuple[Any, Any] = LABEL.to_json(), None
        elif table == PERSON:
            cleaned = own.taken_out_of(label), fields
        else:
            cleaned = own.taken_out_of(label), own.taken_out_of(fields)
        if cleaned != (label, fields):
            values = {"label": cleaned[0], "fields": cleaned[1]}
            connection.execute(sa.update(_history).where(_history.c.id == id).values(values))
            touched += 1
    return touched


def _scrub_others(connection: sa.Connection, gone: Gone, needles: Needles) -> int:
    """Releases, and every other table the program only adds to: parts that bear a UUID go, names are taken out."""
    known = {UndoStep, BinEntry, HistoryEntry}
    classes = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Bookkeeping) and m.class_ not in known]
    return sum(_scrub_table(connection, sa.inspect(cls).local_table, gone, needles) for cls in classes)


def _scrub_table(connection: sa.Connection, table: Any, gone: Gone, needles: Needles) -> int:
    columns = [column for column in table.columns if _is_words(column)]
    if not columns:
        return 0
    touched = 0
    for row in _suspects(connection, table, columns, gone, needles):
        own = needles.near(row.get("trip_uuid"))
        values = {c.name: own.taken_out_of(without(row[c.name], gone.uuids)) for c in columns}
        if any(values[name] != row[name] for name in values):
            connection.execute(sa.update(table).where(table.c.id == row["id"]).values(values))
            touched += 1
    return touched


def _suspects(
    connection: sa.Connection, table: Any, columns: list[Any], gone: Gone, needles: Needles
) -> Iterator[sa.RowMapping]:
    """The rows that may name the person or bear the UUID of something of theirs."""
    wanted: set[int] = set(connection.scalars(sa.select(table.c.id).where(needles.likely(connection, *columns))))
    texts = [sa.cast(column, sa.Text) for column in columns if _is_json(column)]
    for portion in portions(sorted(gone.uuids), 50) if texts else ():
        bearing = sa.or_(*(text.contains(uuid) for text in texts for uuid in portion))
        wanted.update(connection.scalars(sa.select(table.c.id).where(bearing)))
    for portion in portions(sorted(wanted)):
        trip = [table.c.trip_uuid] if "trip_uuid" in table.c else []
        wanted_rows = sa.select(table.c.id, *trip, *columns).where(table.c.id.in_(portion))
        yield from connection.execute(wanted_rows).mappings().all()


def without(value: Any, uuids: Iterable[str]) -> Any:
    """A JSON value without the objects that bear one of the UUIDs, and without the UUIDs themselves."""
    known = set(uuids)
    if isinstance(value, dict):
        named = cast("dict[str, Any]", value)
        kept = {
            key: None if key in _PICTURES and _bears(part, known) else part
            for key, part in named.items()
            if key not in known and (key in _PICTURES or not _bears(part, known))
        }
        return {key: without(part, known) for key, part in kept.items()}
    if isinstance(value, list):
        return [without(part, known) for part in value if not _bears(part, known)]  # pyright: ignore
    return value


def _bears(part: Any, uuids: set[str]) -> bool:
    if isinstance(part, str):
        return part in uuids
    if not isinstance(part, dict):
        return False
    named = cast("dict[str, Any]", part)
    return any(isinstance(own, str) and own in uuids and key not in _PICTURES for key, own in named.items())


def _is_json(column: Any) -> bool:
    return isinstance(column.type, JsonColumn)


def _is_words(column: Any) -> bool:
    """Columns that may hold words: identities, codes and moments do not."""
    if _is_json(column) or column.name in _NOT_WORDS:
        return _is_json(column)
    return isinstance(column.type, sa.String) and (column.type.length is None or column.type.length > 80)
