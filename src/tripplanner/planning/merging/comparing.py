"""Two records side by side, field by field: what is equal, what differs, what could be kept of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.types import JsonColumn, TextColumn, TextsColumn
from tripplanner.planning.finding import get
from tripplanner.planning.kinds import kinds
from tripplanner.planning.merging.finding import matchers
from tripplanner.planning.owning import class_of
from tripplanner.planning.privacy.classes import KINDS
from tripplanner.planning.using import count_uses
from tripplanner.text import Text

LEFT, RIGHT, BOTH = "left", "right", "both"
WHAT = msg("record")
_OWN = frozenset({"id", "uuid", "version", "created_at", "updated_at", "sample_key", "provenance"})
#: Columns that are words of the office and can stand one below the other.
_NOTES = frozenset({"notes", "internal_notes"})
PERSON: Mapping[str, Message] = {
    "native_family": msg("Family name in its own script"),
    "native_given": msg("Given name in its own script"),
    "family_name": msg("Family name"),
    "second_family_name": msg("Second family name"),
    "given_name": msg("Given name"),
    "preferred_latin": msg("Signs as"),
    "romanisation": msg("Pronunciation"),
    "native_script": msg("Script"),
    "name_order": msg("Order of the name"),
    "address": msg("Form of address"),
    "gender": msg("Agreement of forms of address"),
    "nationality": msg("Nationality"),
    "email": msg("E-mail"),
    "phone": msg("Telephone"),
    "languages": msg("Languages"),
    "notes": msg("Internal notes"),
}


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of two records. ``choice`` is what is proposed; ``both`` whether both can be kept."""

    key: str
    title: Message
    left: object
    right: object
    both: bool
    choice: str

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records. ``survivor`` is the side proposed to stay: the one that more depends on. ``uses`` of each.

    ``protected`` are the kinds of protected values kept on both sides; what they say is never read here.
    """

    kind: str
    fields: tuple[FieldPair, ...]
    uses: tuple[int, int]
    survivor: str
    protected: tuple[str, ...] = ()


def compare(session: Session, kind: str, left: int, right: int) -> Comparison:
    """Two records of a kind that is looked through for duplicates; raises :class:`NotFound`."""
    model = class_of(matchers()[kind].table)
    one: Any = get(session, model, left, WHAT)
    other: Any = get(session, model, right, WHAT)
    uses = count_uses(session, one), count_uses(session, other)
    survivor = LEFT if uses[0] >= uses[1] else RIGHT
    pairs = tuple(_pair(name, title, one, other, survivor) for name, title in fields(model).items())
    both = _kept(session, one) & _kept(session, other) if model is Person else frozenset[str]()
    return Comparison(kind, pairs, uses, survivor, tuple(key for key in KINDS if key in both))


def _kept(session: Session, person: Any) -> frozenset[str]:
    """The kinds of protected values a person has."""
    return frozenset(session.scalars(sa.select(SensitiveValue.kind).where(SensitiveValue.person_id == person.id)))


@cache
def fields(model: Any) -> Mapping[str, Message]:
    """The fields of a class that are compared, with their words: columns of its own that lead nowhere."""
    columns = {c.key: c for c in model.__mapper__.column_attrs if c.key not in _OWN and not c.columns[0].foreign_keys}
    if model is Person:
        return PERSON
    kind = next((one for one in kinds().values() if one.model is model), None)
    titles = {field.key: field.title for field in kind.fields} if kind is not None else {}
    order = [*(name for name in titles if name in columns), *(name for name in columns if name not in titles)]
    return {name: titles.get(name, Message(name)) for name in order if name != "code"}


def _pair(name: str, title: Message, one: Any, other: Any, survivor: str) -> FieldPair:
    left, right = getattr(one, name), getattr(other, name)
    both = can_keep_both(one.__class__, name) and bool(left) and bool(right) and left != right
    if is_empty(left) != is_empty(right):
        return FieldPair(name, title, left, right, both, RIGHT if is_empty(left) else LEFT)
    joined = both and isinstance(left, Text) and not _contradict(left, right)
    return FieldPair(name, title, left, right, both, BOTH if joined else survivor)


def can_keep_both(model: Any, name: str) -> bool:
    """Whether two values of a field can be one: texts by language, lists, the office's notes."""
    kind = model.__mapper__.column_attrs[name].columns[0].type
    return isinstance(kind, TextColumn | TextsColumn | JsonColumn) or name in _NOTES


def together(left: Any, right: Any) -> Any:
    """Both values as one, the left first: languages the left lacks, entries it does not have, notes below it."""
    if isinstance(left, Text):
        found = left
        for language, words in right.words.items():
            if not found.get(language):
                found = found.with_words(language, words, draft=right.state(language) != "source")
        return found
    if isinstance(left, str):
        return left if right in left else f"{left}\n{right}"
    if isinstance(left, dict):
        return right | left
    kept = [*left, *(one for one in right if one not in left)]
    return tuple(kept) if isinstance(left, tuple) else kept


def is_empty(value: object) -> bool:
    """Nothing is known: not the same as *no* or zero."""
    return value is None or value == "" or (isinstance(value, Text | tuple | list | dict) and not value)


def _contradict(left: Text, right: Any) -> bool:
    return any(left.get(language) and left.get(language) != words for language, words in right.words.items())
