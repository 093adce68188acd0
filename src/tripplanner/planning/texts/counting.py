"""How many translations are missing, stale, drafts or reviewed: per trip and language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy.orm import Session

from tripplanner.model.files import Attachment
from tripplanner.model.programme import Item
from tripplanner.planning.texts.fields import text_fields
from tripplanner.planning.texts.owners import EVERYWHERE, own_tables, tables, uses
from tripplanner.planning.texts.reading import TextRow, records
from tripplanner.planning.texts.states import several, states
from tripplanner.store.changes import Changes
from tripplanner.text import State

LANGUAGES = ("fr", "en", "zh")


@dataclass(frozen=True, slots=True)
class TextCount:
    """The translations into one language. Texts whose source is that language are not counted."""

    missing: int = 0
    stale: int = 0
    draft: int = 0
    reviewed: int = 0

    @property
    def total(self) -> int:
        return self.missing + self.stale + self.draft + self.reviewed

    @property
    def open(self) -> int:
        """Those that somebody has to write or write again."""
        return self.missing + self.stale

    @property
    def share(self) -> int:
        """Per cent of the texts that have a translation of the present source, reviewed or not."""
        return 100 if not self.total else (self.total - self.open) * 100 // self.total


NONE = TextCount()


def count_rows(rows: Iterable[TextRow], language: str) -> TextCount:
    """The count of rows that were read."""
    return _made(Counter[State](row.state(language) for row in rows))


def count_texts(
    session: Session, trips: Iterable[int] | None = None, *, languages: Iterable[str] = LANGUAGES, used: bool = True
) -> Mapping[int, Mapping[str, TextCount]]:
    """Per trip (``None``: each there is) and language, with what the trip uses of the library unless told otherwise."""
    found = uses(session, None if trips is None else list(trips))
    counting = _Counting(tuple(languages))
    everyone = set(found.own["trip"])
    for table in text_fields():
        if table in own_tables():
            counting.add(session, table, found.own[table])
        elif used:
            counting.add(session, table, None if table in EVERYWHERE else found.used.get(table, {}), everyone)
    return {trip: counting.of(trip) for trip in sorted(everyone)}


def may_change_counts(changes: Changes) -> bool:
    """Whether :func:`count_texts` may answer otherwise after these changes.

    It may where a text was written, and where a trip has or uses something else: what leads from record to record.
    """
    return changes.columns is None or not changes.columns.isdisjoint(_counted_columns())


@cache
def _counted_columns() -> frozenset[tuple[str, str]]:
    texts = {(table, one.column.name) for table, fields in text_fields().items() for one in fields}
    links = {(name, key.parent.name) for name, table in tables().items() for key in table.foreign_keys}
    others = {(Attachment.__tablename__, "owner_uuid"), (Item.__tablename__, "private")}  # hung by UUID; left out
    return frozenset(texts | links | others)


def count_library(session: Session, languages: Iterable[str] = LANGUAGES) -> Mapping[str, TextCount]:
    """The texts of the library, used or not."""
    counting = _Counting(tuple(languages))
    for table in text_fields():
        if table not in own_tables():
            counting.add(session, table, None, {0})
    return counting.of(0)


@dataclass(slots=True)
class _Counting:
    languages: tuple[str, ...]
    found: dict[int, dict[str, Counter[State]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter[State]))
    )

    def of(self, trip: int) -> Mapping[str, TextCount]:
        return {language: _made(self.found[trip][language]) for language in self.languages}

    def add(
        self, session: Session, table: str, owners: Mapping[int, set[int]] | None, everyone: Iterable[int] = ()
    ) -> None:
        """Count a table; ``owners`` says whose each row is, ``None`` that all are everyone's."""
        if owners is not None and not owners:
            return
        for id, held in _stored(session, table, owners):
            whose = everyone if owners is None else owners.get(id, ())
            for one in held:
                source, known = states(one)
                for language in self.languages:
                    if language != source:
                        for trip in whose:
                            self.found[trip][language][known.get(language, "missing")] += 1


def _stored(session: Session, table: str, owners: Mapping[int, object] | None) -> Iterator[tuple[int, list[str]]]:
    """The texts of each record, each as it would be stored alone."""
    fields = text_fields()[table]
    for record in records(session, table, owners):
        held: list[str] = []
        for one, value in zip(fields, record[-len(fields) :], strict=True):
            held += several(value) if one.many else [value] if value else []
        yield record.id, held


def _made(found: Mapping[State, int]) -> TextCount:
    return TextCount(found.get("missing", 0), found.get("stale", 0), found.get("draft", 0), found.get("reviewed", 0))
