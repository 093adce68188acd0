"""Taking a version over as the draft again: the trip's own rows become what they were then, in one undo step.

The library stays as it is now, and so does what went on with partners meanwhile: states, costs, journeys, exchanges,
observations. A record of the library that is gone leaves a gap, which is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model import Base
from tripplanner.planning.archived import open_trip
from tripplanner.planning.owning import class_of
from tripplanner.planning.releases.freezing import PARTS, Content, Row, freeze, links
from tripplanner.planning.releases.readiness import name_of_person
from tripplanner.planning.releases.versions import Version, content_of
from tripplanner.store.changes import LIVE
from tripplanner.text import Text

#: Parts of a trip that go on by themselves.
_OWN_LIFE = frozenset({"cost", "journey", "trip_host"})
#: Columns that no version brings back.
_KEPT: Mapping[str, frozenset[str]] = {
    "trip": frozenset({"code", "stage", "calendar_url"}),
    "item_host": frozenset({"state", "since", "answer", "answer_at", "answer_sequence", "answer_note"}),
}
_DAY = "day"
_NO_DIALECT: Any = None
#: Stands for the number that a row gets once it is made.
_TO_BE = 0


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many rows came back, changed and went; ``left_out`` those whose record of the library is gone."""

    created: int
    changed: int
    deleted: int
    left_out: int


def take_over(session: Session, trip_id: int, version: Version) -> TakenOver:
    """Makes the trip what ``version`` froze; raises :class:`NotFound` and :class:`~..archived.Archived`."""
    open_trip(session, trip_id)
    frozen, present = content_of(session, version)["rows"], freeze(session, trip_id)
    return _Taking(session, frozen, present).run()


@dataclass(frozen=True, slots=True)
class Preview:
    """What :func:`take_over` would do: rows made, changed or deleted, and those ``left_out``.

    ``missing`` are the names of the records that the version leads to and the library no longer has.
    """

    changes: int
    left_out: int
    missing: tuple[Text, ...]


def preview(session: Session, trip_id: int, version: Version) -> Preview:
    """What taking ``version`` over would change and leave out; raises :class:`NotFound`."""
    frozen, present = content_of(session, version)["rows"], freeze(session, trip_id)
    changes = sum(1 for _ in differing(present, frozen))
    left_out, missing = _Taking(session, frozen, present).gaps()
    names = {(table, row["uuid"]): _name(table, row) for table in frozen for row in frozen[table]}
    return Preview(changes, left_out, tuple(names[one] for one in sorted(missing) if one in names))


def _name(table: str, row: Row) -> Text:
    """What a record was called when it was frozen."""
    if table == "person":
        return Text.of(en=name_of_person(row["values"]))
    columns = Base.metadata.tables[table].columns
    column = next((one for one in ("name", "title", "term") if one in row["values"] and one in columns), None)
    named = _python(columns[column].type, row["values"][column]) if column else ""
    return named if isinstance(named, Text) else Text.of(en=str(named))


@cache
def _tables() -> tuple[str, ...]:
    """The tables that are taken over, owners before what belongs to them."""
    found, waiting = {"trip"}, ["trip"]
    while waiting:
        for part, _ in PARTS.get(waiting.pop(), ()):
            if part not in found | _OWN_LIFE:
                found.add(part)
                waiting.append(part)
    return tuple(table.name for table in Base.metadata.sorted_tables if table.name in found)


@cache
def _leaves() -> frozenset[str]:
    """Those of them that no other leads to."""
    led_to = {target for table in _tables() for target in links(table).values()}
    return frozenset(_tables()) - led_to


class _Taking:
    """The rows of a version beside those of the draft; ``run`` makes the latter equal to the former."""

    def __init__(self, session: Session, frozen: Content, present: Content) -> None:
        self._session = session
        self._frozen = {table: {row["uuid"]: row for row in frozen.get(table, ())} for table in _tables()}
        self._present = {table: {row["uuid"]: row for row in present.get(table, ())} for table in _tables()}
        self._ids: dict[str, dict[str, int]] = defaultdict(dict)  # of everything that can be led to, by UUID
        for table, rows in present.items():
            self._ids[table].update((row["uuid"], row["id"]) for row in rows)
        self._match_days()

    def run(self) -> TakenOver:
        gone = sum(self._delete(table) for table in reversed(_tables()) if table in _leaves())
        created, left_out = self._create()
        changed = sum(self._change(table) for table in _tables())
        gone += sum(self._delete(table) for table in reversed(_tables()) if table not in _leaves())
        return TakenOver(created, changed, gone, left_out)

    def gaps(self) -> tuple[int, set[tuple[str, str]]]:
        """How many rows cannot be made again, and the records, as (table, UUID), that are led to and gone."""
        left_out, missing = 0, set[tuple[str, str]]()
        for table in _tables():
            for uuid, row in self._frozen[table].items():
                missing |= {(target, to) for target, to in self._nowhere(table, row) if target not in self._frozen}
                if uuid in self._present[table]:
                    continue
                if self._led(table, row) is None:
                    left_out += 1
                else:
                    self._ids[table][uuid] = _TO_BE
        return left_out, missing

    def _nowhere(self, table: str, row: Row) -> Iterator[tuple[str, str]]:
        for column, target in links(table).items():
            to = row["links"].get(column)
            if to is not None and self._number(target, to) is None:
                yield target, to

    def _match_days(self) -> None:
        """A trip has one record per date, whichever it was."""
        by_date = {row["values"]["date"]: uuid for uuid, row in self._present[_DAY].items()}
        for uuid, row in list(self._frozen[_DAY].items()):
            known = by_date.get(row["values"]["date"])
            if known is not None and known != uuid:
                self._ids[_DAY][uuid] = self._ids[_DAY][known]
                self._frozen[_DAY][known] = {**self._frozen[_DAY].pop(uuid), "uuid": known}

    # --- creating ----------------------------------------------------------------------------------------

    def _create(self) -> tuple[int, int]:
        created = left_out = 0
        for table in _tables():
            made: list[tuple[str, Any]] = []
            for uuid, row in self._frozen[table].items():
                if uuid in self._present[table]:
                    continue
                led = self._led(table, row)
                if led is None:
                    left_out += 1
                    continue
                made.append((uuid, _new(table, uuid=uuid, **self._plain(table, row["values"], ()), **led)))
            self._session.add_all(record for _, record in made)
            self._session.flush()
            self._ids[table].update((uuid, record.id) for uuid, record in made)
            created += len(made)
        return created, left_out

    def _led(self, table: str, row: Row) -> dict[str, int | None] | None:
        """Where the links lead now; ``None`` where one that may not be empty leads nowhere."""
        found = {column: self._number(target, row["links"].get(column)) for column, target in links(table).items()}
        columns = Base.metadata.tables[table].columns
        if any(id is None and not columns[column].nullable for column, id in found.items()):
            return None
        return found

    def _number(self, table: str, uuid: str | None) -> int | None:
        """The number of a record of the trip, or of the library: also of one that nothing in the draft leads to."""
        if uuid is None:
            return None
        if uuid not in self._ids[table] and table not in self._frozen:
            id = self._session.scalar(sa.select(class_of(table).id).where(class_of(table).uuid == uuid))
            if id is not None:
                self._ids[table][uuid] = id
        return self._ids[table].get(uuid)

    # --- changing ----------------------------------------------------------------------------------------

    def _change(self, table: str) -> int:
        changed = 0
        for uuid, row in self._frozen[table].items():
            before = self._present[table].get(uuid)
            led = self._led(table, row) if before is not None else None
            if before is None or led is None:
                continue
            now = {column: self._number(target, before["links"].get(column)) for column, target in links(table).items()}
            differing = {name: value for name, value in row["values"].items() if before["values"].get(name) != value}
            values = self._plain(table, differing, _KEPT.get(table, ()))
            values |= {column: id for column, id in led.items() if now[column] != id}
            if values:
                record = self._session.get_one(class_of(table), before["id"])
                for name, value in values.items():
                    setattr(record, name, value)
                changed += 1
        self._session.flush()
        return changed

    def _plain(self, table: str, values: Mapping[str, Any], kept: Any) -> dict[str, Any]:
        """Stored values as the mapped class takes them, without those that live on."""
        columns = Base.metadata.tables[table].columns
        known = {n: v for n, v in values.items() if n in columns and n not in LIVE and n not in kept}
        return {name: _python(columns[name].type, value) for name, value in known.items() if name != "created_at"}

    # --- deleting ----------------------------------------------------------------------------------------

    def _delete(self, table: str) -> int:
        gone = [row for uuid, row in self._present[table].items() if uuid not in self._frozen[table]]
        for row in gone:
            record = self._session.get(class_of(table), row["id"])
            if record is None:  # it went with its owner
                continue
            for loose, column in _loose_links(table):
                model = class_of(loose)
                for one in self._session.scalars(sa.select(model).where(getattr(model, column) == row["id"])):
                    setattr(one, column, None)
            self._session.delete(record)
            self._session.flush()
        return len(gone)


@cache
def _loose_links(table: str) -> tuple[tuple[str, str], ...]:
    """The optional links by which records that go on by themselves lead to rows of a table."""
    return tuple(
        (other.name, column)
        for other in Base.metadata.sorted_tables
        for column, target in links(other.name).items()
        if target == table and other.name not in _tables() and other.columns[column].nullable
    )


def _new(table: str, **values: Any) -> Any:
    model: Any = class_of(table)
    return model(**values)


def _python(kind: Any, value: Any) -> Any:
    if not isinstance(kind, sa.types.TypeDecorator):
        return value
    own: Any = kind  # pyright: ignore[reportUnknownVariableType]
    return own.process_result_value(value, _NO_DIALECT)


def differing(before: Content, after: Content) -> Iterator[tuple[str, str]]:
    """The rows of a trip, as (table, UUID), in which two contents differ, whatever was written when."""
    for table in _tables():
        old = {row["uuid"]: _content(row) for row in before.get(table, ())}
        new = {row["uuid"]: _content(row) for row in after.get(table, ())}
        yield from ((table, uuid) for uuid in sorted(old.keys() | new.keys()) if old.get(uuid) != new.get(uuid))


def _content(row: Row) -> tuple[Any, Any]:
    dropped = LIVE | {"created_at"}
    return {name: value for name, value in row["values"].items() if name not in dropped}, row["links"]
