"""Which records belong to a trip, and which of the library a trip uses, read from the foreign keys of the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.model.files import Attachment
from tripplanner.planning.rows import execute

Owners = dict[str, dict[int, set[int]]]  # table -> number of a record -> the trips
_CHUNK = 5000
# Printed with any trip.
EVERYWHERE = ("standard_text", "office")
# Words of vocabularies: where a part of a library record (a link, a block) may lead.
_VOCABULARY = frozenset({"theme", "axis_code", "file"})


@cache
def tables() -> Mapping[str, Any]:
    """The tables of records, by name."""
    mapped = (mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Record))
    return {mapper.local_table.name: mapper.local_table for mapper in mapped}  # type: ignore[attr-defined]


def _links(table: Any) -> list[tuple[Any, str]]:
    """The columns that lead to another record, with the table they lead to."""
    return [(key.parent, key.column.table.name) for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)]


@cache
def own_tables() -> Mapping[str, tuple[Any, str] | None]:
    """The tables whose rows belong to one trip: by which column to which table; owners come before what they own."""
    found: dict[str, tuple[Any, str] | None] = {"trip": None}
    while True:
        rest = {name: table for name, table in tables().items() if name not in found}
        more = {name: owner for name, table in rest.items() if (owner := _owner(table, found))}
        if not more:
            return found
        found |= more


def _owner(table: Any, known: Mapping[str, object]) -> tuple[Any, str] | None:
    ways = [(column, target) for column, target in _links(table) if target in known and not column.nullable]
    return next((way for way in ways if way[1] == "trip"), ways[0] if ways else None)


@cache
def _parts() -> Mapping[str, tuple[tuple[str, Any], ...]]:
    """The parts of library records (closures, blocks, links): table of the part, and its column to the whole."""
    found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for mapper in Base.registry.mappers:
        for relation in mapper.relationships:
            part = relation.mapper.local_table
            if relation.cascade.delete_orphan and _is_part(part):
                for column, whole in _links(part):
                    if whole == mapper.local_table.name and not column.nullable:  # type: ignore[attr-defined]
                        found[whole].append((part.name, column))  # type: ignore[attr-defined]
    return {whole: tuple(parts) for whole, parts in found.items()}


def _is_part(table: Any) -> bool:
    return table.name not in own_tables() and not {"person", "trip"} & {target for _, target in _links(table)}


@dataclass(slots=True)
class Uses:
    """``own``: the rows of each trip. ``used``: the library records that trips lead to."""

    own: Owners = field(default_factory=lambda: defaultdict(dict))
    used: Owners = field(default_factory=lambda: defaultdict(dict))


def uses(session: Session, trips: Iterable[int] | None = None) -> Uses:
    """What belongs to these trips (``None``: all) and what of the library they use; archived ones too."""
    found, waiting, uuids = Uses(), defaultdict[str, dict[int, set[int]]](dict), dict[str, set[int]]()
    for name, owner in own_tables().items():
        for row, whose in _own_rows(session, name, owner, found.own, trips):
            found.own[name][row.id] = whose
            uuids[row.uuid] = whose
            for column, target in _links(tables()[name]):
                if target not in own_tables() and (id := getattr(row, column.name)) is not None:
                    waiting[target].setdefault(id, set()).update(whose)
    while waiting:
        _follow(session, found.used, waiting, uuids)
    _attached(session, found.used, uuids)
    return found


def _own_rows(
    session: Session, name: str, owner: tuple[Any, str] | None, own: Owners, trips: Iterable[int] | None
) -> Iterator[tuple[Any, set[int]]]:
    table = tables()[name]
    columns = [table.c.id, table.c.uuid, *(column for column, _ in _links(table))]
    key = table.c.id if owner is None else owner[0]
    owners = None if trips is None else (set(trips) if owner is None else set(own[owner[1]]))
    for row in _rows(session, columns, key, owners):
        if owner is None:
            yield row, {row.id}
        elif (whose := own[owner[1]].get(getattr(row, owner[0].name))) is not None:
            yield row, whose


def _rows(session: Session, columns: list[Any], key: Any, wanted: set[int] | None) -> Iterator[Any]:
    """The rows whose ``key`` is wanted; the whole table when that is shorter to say."""
    statement = sa.select(*dict.fromkeys(columns))
    if wanted is None or len(wanted) > _CHUNK:
        rows = execute(session, statement)
        yield from rows if wanted is None else (row for row in rows if getattr(row, key.name) in wanted)
    elif wanted:
        yield from execute(session, statement.where(key.in_(wanted)))


def _follow(session: Session, used: Owners, waiting: Owners, uuids: dict[str, set[int]]) -> None:
    """One step outwards: the waiting records of one table, what they lead to, and their parts."""
    name = next(iter(waiting))
    fresh = {id: whose - used[name].get(id, set()) for id, whose in waiting.pop(name).items()}
    fresh = {id: whose for id, whose in fresh.items() if whose}
    for id, whose in fresh.items():
        used[name].setdefault(id, set()).update(whose)
    if not fresh:
        return
    table = tables()[name]
    links = _links(table)
    for row in _rows(session, [table.c.id, table.c.uuid, *(column for column, _ in links)], table.c.id, set(fresh)):
        uuids.setdefault(row.uuid, set()).update(fresh[row.id])
        _lead(row, fresh[row.id], links, waiting)
    for part, column in _parts().get(name, ()):
        _follow_part(session, used, waiting, part, column, fresh)


def _follow_part(
    session: Session, used: Owners, waiting: Owners, part: str, column: Any, wholes: Mapping[int, set[int]]
) -> None:
    table = tables()[part]
    links = [(link, target) for link, target in _links(table) if target in _VOCABULARY]
    columns = [table.c.id, column, *(link for link, _ in links)]
    for row in _rows(session, columns, column, set(wholes)):
        whose = wholes[getattr(row, column.name)]
        used[part].setdefault(row.id, set()).update(whose)
        _lead(row, whose, links, waiting)


def _lead(row: Any, whose: set[int], links: list[tuple[Any, str]], waiting: Owners) -> None:
    for column, target in links:
        if (id := getattr(row, column.name)) is not None and target not in own_tables():
            waiting.setdefault(target, {}).setdefault(id, set()).update(whose)


def _attached(session: Session, used: Owners, uuids: Mapping[str, set[int]]) -> None:
    """The files that hang on what the trips have and use."""
    for owner, file in execute(session, sa.select(Attachment.owner_uuid, Attachment.file_id)):
        if owner in uuids:
            used["file"].setdefault(file, set()).update(uuids[owner])
