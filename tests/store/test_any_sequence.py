"""Any sequence of edits on any record: undoing all of it gives back the same content, redoing all of it likewise.

The edits are not chosen for the purpose: records of every class, any column,
links to whatever is there, deletions with all that the model deletes along.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from databases import create_database
from postgres import Cluster
from tripplanner.errors import Conflict, NotFound
from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.model.types import CivilDate, CivilTime, Instant, JsonColumn, TextColumn, TextsColumn
from tripplanner.store import bin
from tripplanner.store.export import Export, canonical_export
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

pytestmark = pytest.mark.usefixtures("nothing_is_counted")

# What lasts is no step, and what it leads to cannot be undone from under it: it has tests of its own.
RECORDS = sorted(
    (m for m in Base.registry.mappers if issubclass(m.class_, Record) and not m.class_.lasting),
    key=lambda m: m.class_.__name__,
)
KEPT = {"id", "uuid", "version", "created_at", "updated_at"}
LABEL = msg("Edit")

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
texts = st.builds(lambda fr, zh: Text.of("fr", fr=fr, zh=zh), words, words)
VALUES: dict[type, st.SearchStrategy[Any]] = {
    TextColumn: texts,
    TextsColumn: st.lists(texts, max_size=2).map(tuple),
    JsonColumn: st.dictionaries(words, st.integers() | words, max_size=2),
    Instant: st.datetimes(timezones=st.just(UTC)),
    CivilTime: st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0)),
    CivilDate: st.dates(),
    sa.Boolean: st.booleans(),
    sa.Integer: st.integers(-(2**31), 2**31 - 1),
    sa.Float: st.floats(allow_nan=False, allow_infinity=False, width=32),
}


def values_of(column: sa.Column[Any]) -> st.SearchStrategy[Any]:
    for kind, strategy in VALUES.items():
        if isinstance(column.type, kind):
            return st.none() | strategy if column.nullable else strategy
    text = words.map(lambda value: value[: getattr(column.type, "length", None) or 8])
    return st.none() | text if column.nullable else text


def draw_values(data: st.DataObject, mapper: Any, *, only: int | None = None) -> dict[str, Any]:
    """Values for the plain columns of a class; ``only`` so many of them."""
    keys = sorted(p.key for p in mapper.column_attrs if p.key not in KEPT and not p.columns[0].foreign_keys)
    if only is not None:
        keys = data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=only, unique=True), "columns")
    return {key: data.draw(values_of(mapper.column_attrs[key].columns[0]), key) for key in keys}


def create(session: Session, mapper: Any, values: dict[str, Any], pick: int) -> None:
    """Adds a record; its required links go to records that are there, made on the way where there are none."""
    for attribute in mapper.column_attrs:
        for key in attribute.columns[0].foreign_keys:
            target = next(m for m in RECORDS if m.local_table is key.column.table)
            values[attribute.key] = some(session, target, pick, required=not attribute.columns[0].nullable)
    session.add(mapper.class_(**values))
    session.flush()


def some(session: Session, mapper: Any, pick: int, *, required: bool) -> int | None:
    ids = list(session.scalars(sa.select(mapper.class_.id).order_by(mapper.class_.id)))
    if not ids and required:
        create(session, mapper, plain_values(mapper), pick)
        return some(session, mapper, pick, required=True)
    return ids[pick % len(ids)] if ids and (required or pick % 2) else None


def plain_values(mapper: Any) -> dict[str, Any]:
    """The least a record needs."""
    moment = datetime(2027, 6, 13, 9, tzinfo=UTC)
    values: dict[str, Any] = {}
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if column.nullable or column.default is not None or column.foreign_keys or attribute.key in KEPT:
            continue
        if isinstance(column.type, CivilDate):
            values[attribute.key] = moment.date()
        elif isinstance(column.type, Instant):
            values[attribute.key] = moment
        elif isinstance(column.type, sa.Integer):
            values[attribute.key] = 1
        else:
            values[attribute.key] = uuid4().hex[: getattr(column.type, "length", None) or 8]
    return values


def change(session: Session, mapper: Any, pick: int, values: dict[str, Any]) -> None:
    record = one(session, mapper, pick)
    for key, value in values.items():
        setattr(record, key, value)


def delete(session: Session, mapper: Any, pick: int) -> None:
    session.delete(one(session, mapper, pick))


def one(session: Session, mapper: Any, pick: int) -> Any:
    found = session.scalars(sa.select(mapper.class_).order_by(mapper.class_.id)).all()
    if not found:
        raise NotFound(msg("There is none."))
    return found[pick % len(found)]


class AnySequence(RuleBasedStateMachine):
    """Keeps the content after each edit, and compares it on the way back and forth."""

    url: str

    def __init__(self) -> None:
        super().__init__()
        self.workspace = Workspace.open(self.url, actor="anna")
        self.states = [self.content()]
        self.at = 0

    def content(self) -> Export:
        return self.workspace.get(canonical_export)

    def attempt(self, verb: Any, *arguments: Any) -> None:
        """An edit; refused ones change nothing."""
        try:
            self.workspace.do(LABEL, verb, *arguments)
        except (Conflict, NotFound):
            assert self.content() == self.states[self.at]
            return
        after = self.content()
        if after != self.states[self.at]:
            self.states[self.at + 1 :] = [after]
            self.at += 1

    @initialize()
    def start(self) -> None:
        for mapper in RECORDS:
            if mapper.class_.__name__ in ("Item", "Theme", "Contact"):
                self.attempt(create, mapper, plain_values(mapper), 0)

    @rule(data=st.data(), mapper=st.sampled_from(RECORDS), pick=st.integers(0, 9))
    def create(self, data: st.DataObject, mapper: Any, pick: int) -> None:
        values = {**plain_values(mapper), **draw_values(data, mapper, only=3)}
        self.attempt(create, mapper, values, pick)

    def filled(self) -> list[Any]:
        tables = {name for name, rows in self.states[self.at].items() if rows}
        return [mapper for mapper in RECORDS if mapper.local_table.name in tables]

    @precondition(lambda self: self.filled())
    @rule(data=st.data(), pick=st.integers(0, 9))
    def change(self, data: st.DataObject, pick: int) -> None:
        mapper = data.draw(st.sampled_from(self.filled()), "class")
        self.attempt(change, mapper, pick, draw_values(data, mapper, only=2))

    @precondition(lambda self: self.filled())
    @rule(data=st.data(), pick=st.integers(0, 9))
    def delete(self, data: st.DataObject, pick: int) -> None:
        self.attempt(delete, data.draw(st.sampled_from(self.filled()), "class"), pick)

    @rule(pick=st.integers(0, 3))
    def restore(self, pick: int) -> None:
        entries = self.workspace.get(bin.entries)
        if entries:
            self.attempt(bin.restore, entries[pick % len(entries)].uuid)

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            assert (self.workspace.undo() is None) == (self.at == 0)
            self.at = max(0, self.at - 1)
            assert self.content() == self.states[self.at]

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            last = len(self.states) - 1
            assert (self.workspace.redo() is None) == (self.at == last)
            self.at = min(last, self.at + 1)
            assert self.content() == self.states[self.at]

    @rule()
    def restart(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.url, actor="anna")

    def teardown(self) -> None:
        try:
            while self.workspace.undo() is not None:
                self.at -= 1
            assert self.content() == self.states[0]
            while self.workspace.redo() is not None:
                self.at += 1
            assert self.content() == self.states[-1]
        finally:
            self.workspace.close()


@contextmanager
def fresh_file(template: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield str(shutil.copyfile(template, Path(folder, "trips.db")))


@contextmanager
def fresh_server(cluster: Cluster, template: str) -> Iterator[str]:
    name = f"machine_{uuid4().hex}"
    create_database(cluster, name, template=template)
    yield cluster.url(name)


def run(fresh: Any, examples: int, steps: int) -> tuple[int, int]:
    """Runs sequences: how many began, and how many were undone to their beginning and done again to their end."""
    begun = ended = 0

    class Machine(AnySequence):
        def __init__(self) -> None:
            nonlocal begun
            begun += 1
            self.place = fresh()
            self.url = self.place.__enter__()
            super().__init__()

        def teardown(self) -> None:
            nonlocal ended
            super().teardown()
            ended += 1
            self.place.__exit__(None, None, None)

    # A failing sequence is reported as it is: making it smaller would take minutes.
    how = settings(max_examples=examples, stateful_step_count=steps, phases=[Phase.generate])
    run_state_machine_as_test(Machine, settings=how)
    return begun, ended


def test_any_sequence_on_sqlite(sqlite_url: str) -> None:
    begun, ended = run(lambda: fresh_file(sqlite_url), examples=6, steps=20)
    assert begun >= 6
    assert ended == begun


def test_any_sequence_on_postgresql(postgres_cluster: Cluster, postgres_template: str) -> None:
    begun, ended = run(lambda: fresh_server(postgres_cluster, postgres_template), examples=2, steps=12)
    assert begun >= 2
    assert ended == begun


def test_equal_contents_in_different_databases_export_alike(sqlite_url: str, postgres_url: str) -> None:
    from store.verbs import add_theme, recolour

    exports: list[Export] = []
    for url in (sqlite_url, postgres_url):
        with Workspace.open(url, actor="anna") as workspace:
            parent = workspace.do(LABEL, add_theme, "soil")
            workspace.do(LABEL, add_theme, "peat", parent=parent)
            workspace.do(LABEL, recolour, "soil", "red")
            exports.append(workspace.get(canonical_export))
    first, second = (e["theme"] for e in exports)
    assert by_code(first) == by_code(second) == {"soil": ("red", None), "peat": ("nature", "soil")}


def by_code(themes: dict[str, dict[str, Any]]) -> dict[str, tuple[str, str | None]]:
    codes = {None: None, **{uuid: row["code"] for uuid, row in themes.items()}}
    return {row["code"]: (row["colour"], codes[row["parent_id"]]) for row in themes.values()}


@pytest.mark.parametrize(
    "mapper", [one for one in RECORDS if not one.class_.lasting], ids=lambda mapper: mapper.class_.__name__
)
def test_every_class_can_be_added_undone_and_redone(sqlite_url: str, mapper: Any) -> None:
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        empty = workspace.get(canonical_export)
        workspace.do(LABEL, create, mapper, plain_values(mapper), 1)
        full = workspace.get(canonical_export)
        assert full[mapper.local_table.name]
        workspace.undo()
        assert workspace.get(canonical_export) == empty
        workspace.redo()
        assert workspace.get(canonical_export) == full
        workspace.do(LABEL, delete, mapper, 0)
        workspace.undo()
        assert workspace.get(canonical_export) == full


@pytest.mark.parametrize(
    "mapper", [one for one in RECORDS if one.class_.lasting], ids=lambda mapper: mapper.class_.__name__
)
def test_what_lasts_is_undone_by_nothing_and_comes_back_when_it_was_deleted(sqlite_url: str, mapper: Any) -> None:
    with Workspace.open(sqlite_url, actor="anna") as workspace:
        workspace.do(LABEL, create, mapper, plain_values(mapper), 1)
        full = workspace.get(canonical_export)
        assert full[mapper.local_table.name]
        with pytest.raises(Conflict):  # what it belongs to was made with it and cannot go without it
            workspace.undo()
        assert workspace.get(canonical_export) == full
        workspace.do(LABEL, delete, mapper, 0)
        assert not workspace.get(canonical_export).get(mapper.local_table.name)
        workspace.undo()
        assert workspace.get(canonical_export) == full
