"""Takes the sample out again, in one step, and leaves what the office made.

A record of the sample goes, edited or not, together with its parts (its questions, links, references), unless
something the office made needs it: then it stays, with all that it needs itself, and the result says so. The
identity of the office and its standard texts are the office's own as soon as they were edited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg, msgn
from tripplanner.model import Base
from tripplanner.model.base import Record
from tripplanner.model.offices import Setting
from tripplanner.planning.records.kinds import KINDS
from tripplanner.planning.records.library_kinds import OFFICE, STANDARD_TEXT
from tripplanner.planning.records.shelf import Shelf, digest
from tripplanner.planning.sample import SETTING
from tripplanner.text import Text

Node = tuple[str, int]  # a row: the name of its table and its number


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the sample that something of the office needs."""

    table: str
    uuid: str
    name: Text


@dataclass(frozen=True, slots=True)
class SampleRemoved:
    """How many records went, and which had to stay."""

    removed: int
    kept: tuple[Kept, ...]

    @property
    def message(self) -> Message:
        """The result in a sentence or two."""
        gone = msgn("{n} record of the sample was removed.", "{n} records of the sample were removed.", self.removed)
        if not self.kept:
            return gone
        stay = msgn("{n} stays, because something of yours needs it.",
                    "{n} stay, because something of yours needs them.", len(self.kept))  # fmt: skip
        return msg("{first} {second}", first=gone, second=stay)


def remove_sample(session: Session) -> SampleRemoved:
    """Remove every record of the sample that nothing of the office needs."""
    state = session.scalars(sa.select(Setting).where(Setting.key == SETTING)).one_or_none()
    shipped: dict[str, str] = state.value.get("records", {}) if state else {}
    graph = _Graph(session)
    needed = graph.needed(_adopted(session, shipped))
    gone = [node for node in graph.sample if node not in needed and node[0] in graph.kinds]
    with session.no_autoflush:  # in one flush the rows go in the order of their foreign keys
        for table, numbers in _by_table(gone).items():
            found = session.scalars(sa.select(graph.kinds[table]).where(graph.kinds[table].id.in_(numbers)))
            for record in list(found):
                session.delete(record)
    if state is not None:
        session.delete(state)
    session.flush()
    stay = [node for node in graph.sample if node in needed and node[0] in graph.kinds]
    return SampleRemoved(len(gone), tuple(_kept(session, graph, stay)))


def _adopted(session: Session, shipped: Mapping[str, str]) -> Iterator[Node]:
    """Records of the office's own kinds that differ from what was shipped."""
    shelf = Shelf(session, by_code=False)
    for kind in (OFFICE, STANDARD_TEXT):
        for record in session.scalars(sa.select(kind.cls).where(kind.cls.sample_key.is_not(None))):
            if digest(shelf.content(record, kind)) != shipped.get(record.sample_key):
                yield kind.cls.__tablename__, record.id


def _by_table(nodes: Iterable[Node]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for table, number in nodes:
        found[table].append(number)
    return found


def _kept(session: Session, graph: _Graph, nodes: Iterable[Node]) -> Iterator[Kept]:
    for table, number in nodes:
        record: Any = session.get(graph.kinds[table], number)
        named = (getattr(record, field, None) for field in ("title", "name", "term", "label"))
        name = next((text for text in named if isinstance(text, Text)), Text.of(en=record.sample_key))
        yield Kept(table, record.uuid, name)


class _Graph:
    """Which rows need which, as far as rows of the sample are concerned.

    ``kinds`` are the classes whose rows stand for themselves; rows of other classes are parts and share the
    fate of their owner.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.kinds: dict[str, Any] = {kind.cls.__tablename__: kind.cls for kind in KINDS.values() if kind.section}
        self.sample: list[Node] = []
        self._live: list[Node] = []
        self._needs: dict[Node, set[Node]] = defaultdict(set)
        for mapper in Base.registry.mappers:
            if issubclass(mapper.class_, Record):
                self._read(mapper.class_)

    def _read(self, cls: Any) -> None:
        """The rows of one class: those of the sample, those of the office, and what each needs."""
        table = cls.__table__
        ways = [(column, key.column.table.name) for column in table.columns for key in column.foreign_keys]
        owners = _owners(cls)
        wanted = sa.select(table.c.id, table.c.sample_key, *(column for column, _ in ways))
        for number, sample_key, *targets in self.session.execute(wanted):
            node = (cls.__tablename__, number)
            if sample_key is not None:
                self.sample.append(node)
            if cls.__tablename__ in self.kinds:
                if sample_key is None:
                    self._live.append(node)
            elif not owners and sample_key is None:
                self._live.append(node)
            for (column, target), value in zip(ways, targets, strict=True):
                if value is None:
                    continue
                self._needs[node].add((target, value))
                if column.name in owners and cls.__tablename__ not in self.kinds:
                    self._needs[target, value].add(node)  # a part lives while its owner does

    def needed(self, adopted: Iterable[Node]) -> set[Node]:
        """Every row that something of the office needs, directly or not, and the office's rows themselves."""
        found: set[Node] = set()
        waiting = [*self._live, *adopted]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(self._needs.get(node, ()))
        return found


def _owners(cls: Any) -> set[str]:
    """The columns by which a row of ``cls`` is part of another: the other's relationship deletes it as an orphan."""
    owning: set[str] = set()
    for mapper in Base.registry.mappers:
        for relationship in mapper.relationships:
            if relationship.mapper.class_ is cls and relationship.cascade.delete_orphan:
                owning |= {column.name for column in relationship.remote_side}
    return owning
