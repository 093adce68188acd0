"""The verbs of a list: which records in which order, the rows of a window, the numbers of its groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.planning.browsing.ordering import by_key
from tripplanner.planning.browsing.shapes import ORDERS, Browse, Grouping, Question, browse
from tripplanner.planning.browsing.words import found, holding
from tripplanner.planning.ordering import Order, ordered
from tripplanner.planning.privacy.reveals import note_reveals
from tripplanner.planning.rows import decoded, execute, execute_numbers
from tripplanner.planning.searching.question import parse
from tripplanner.store.vault.faults import locked
from tripplanner.store.vault.vault import Vault
from tripplanner.text import EMPTY, Text

WHOLE = Question()


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group at the left: its ``key`` (``"themes/wetlands"``), its words where it has any, how many it holds."""

    section: str
    value: str
    number: int
    label: Text = EMPTY

    @property
    def key(self) -> str:
        return f"{self.section}/{self.value}"


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands around a list: how many records there are, in which groups, and how many meet each condition.

    ``saved`` has the numbers of questions that were asked about by name, but for those that only an open vault answers.
    """

    total: int = 0
    groups: tuple[GroupCount, ...] = ()
    conditions: Mapping[str, int] = field(default_factory=dict[str, int])
    saved: Mapping[str, int] = field(default_factory=dict[str, int])


def numbers(
    session: Session, key: str, question: Question = WHOLE, trip: int | None = None, vault: Vault | None = None
) -> list[int]:
    """The numbers of the records that answer a question, in its order; ``trip`` for lists of a trip.

    Records without a value come last in either direction. Raises ``VaultLocked`` where only an open ``vault`` can tell.
    """
    asked = browse(key)
    ids = narrowed(session, key, _in_order(session, asked, question.wordless, trip), question.words)
    for condition in asked.sieves(question.conditions):
        if vault is None or condition.sieve is None:
            raise locked()
        held = condition.sieve(session, vault, ids)
        ids = [id for id in ids if id in held]
    return ids


def note_told(session: Session, vault: Vault, key: str, ids: Sequence[int], kind: str) -> None:
    """Write down that a list told what is protected of these records' people."""
    people = [row.person_uuid for row in window(session, key, ids)]
    note_reveals(session, vault, people, (kind,), "screen")


def narrowed(session: Session, key: str, ids: list[int], words: str) -> list[int]:
    """Those of these records that hold the words, in the same order: who types asks for no order anew."""
    if not parse(words).chunks:
        return ids
    asked = browse(key)
    holding_them = found(session, asked.model, asked.found_by, words, ids)
    return ids if len(holding_them) == len(ids) else [id for id in ids if id in holding_them]


def _in_order(session: Session, asked: Browse, question: Question, trip: int | None) -> list[int]:
    statement = _matching(session, asked, question, trip)
    sort = asked.sorts.get(question.sort)
    if sort is None:
        return execute_numbers(session, statement.order_by(*asked.order))
    if sort.field:
        keyed = Order(sort.field, question.order if question.order in ORDERS else "fr", question.descending)
        return execute_numbers(session, ordered(statement, sort.keyed or asked.model, keyed, id=sort.value))
    if sort.form in ("number", "date"):
        value = sort.value.desc() if question.descending else sort.value
        return execute_numbers(session, statement.order_by(sort.value.is_(None), value, *asked.order))
    return by_key(session, asked, statement, sort, question)


def window(session: Session, key: str, ids: Sequence[int]) -> list[Any]:
    """The rows of these records, in the order given; one that is gone is left out."""
    rows = {row.id: row for row in browse(key).rows(session, list(ids))} if ids else {}
    return [rows[id] for id in ids if id in rows]


def count(session: Session, key: str, question: Question = WHOLE, trip: int | None = None) -> int:
    """How many records answer a question."""
    inner = _matching(session, browse(key), question, trip).order_by(None).subquery()
    return execute(session, sa.select(sa.func.count()).select_from(inner))[0][0]


def number_of(session: Session, key: str, target: str | int) -> int | None:
    """The number of the record with this UUID or number, ``None`` when there is none."""
    model = browse(key).model
    column = model.id if isinstance(target, int) else model.uuid
    found = execute(session, sa.select(model.id).where(column == target))
    return found[0][0] if found else None


def overview(
    session: Session,
    key: str,
    trip: int | None = None,
    conditions: Iterable[str] = (),
    saved: Mapping[str, Question] | None = None,
) -> Overview:
    """The numbers around a list: of its groups, of these conditions, of saved questions."""
    asked = browse(key)
    saved = {name: one for name, one in (saved or {}).items() if not asked.sieves(one.conditions)}
    groups = tuple(one for grouping in asked.groupings for one in _groups(session, asked, grouping, trip))
    return Overview(
        count(session, key, WHOLE, trip),
        groups,
        {name: count(session, key, Question(conditions=(name,)), trip) for name in conditions},
        {name: count(session, key, question, trip) for name, question in saved.items()},
    )


def _matching(session: Session, asked: Browse, question: Question, trip: int | None) -> Any:
    statement = asked.wide() if asked.wide is not None and question.sort else asked.base()
    if asked.scope is not None:
        statement = statement.where(asked.scope(trip))
    section, _, value = question.group.partition("/")
    grouping = asked.grouping(section)
    if grouping is not None:
        statement = statement.where(grouping.keep(value))
    for name in question.conditions:
        condition = asked.condition(name)
        if condition is not None:
            statement = statement.where(condition.clause(trip))
    if not question.words.strip():
        return statement
    return statement.where(holding(session, asked.found_by, question.words))


def _groups(session: Session, asked: Browse, grouping: Grouping, trip: int | None) -> list[GroupCount]:
    ids = _matching(session, asked, WHOLE, trip)
    counted: Counter[str] = Counter()
    labels: dict[str, Text] = {}
    for value, number, label in execute(session, grouping.counts(ids)):
        for one in _values(value) if grouping.several else (value,):
            if one and number:
                counted[one] += number
                labels[one] = decoded(label) if label else EMPTY
    order = [value for value, _ in counted.most_common()] if grouping.by_number else list(counted)
    return [GroupCount(grouping.key, value, counted[value], labels[value]) for value in order]


def _values(stored: str | None) -> tuple[str, ...]:
    import json

    return tuple(json.loads(stored)) if stored else ()
