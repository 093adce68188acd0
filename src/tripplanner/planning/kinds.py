"""The kinds of record that can be listed and shown. A kind is one module of ``planning/listings``; no list names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tripplanner import discovery
from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.planning import finding

Form = Callable[[Any, str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: ``key`` is an attribute of the rows and the name in JSON.

    ``words`` gives the words for the codes of the domain that the column holds; ``form`` writes a value that is
    there in a language, where that is not plain. ``may_lack``: nothing means *none* there, not *unknown*.
    """

    key: str
    title: Message
    words: Mapping[str, Message] | None = None
    form: Form | None = None
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a record's detail: ``value`` reads it from the mapped record."""

    key: str
    title: Message
    value: Callable[[Any], object]
    words: Mapping[str, Message] | None = None
    form: Form | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a detail as read: a text, texts, a string, a number, a date, a truth value or ``None`` (unknown).

    ``path`` says where the value lies, seen from the record (``person.romanisation``); empty: under ``key``.
    """

    key: str
    title: Message
    value: object
    words: Mapping[str, Message] | None = None
    form: Form | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """A record with everything its screen or ``show`` says of it, in order."""

    kind: str
    id: int
    uuid: str
    version: int
    lines: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of record.

    ``rows(session)`` gives every row, in the order lists show them; rows have at least ``id`` and ``uuid``.
    """

    key: str
    title: Message  # of the list
    what: Message  # one record, inside a sentence
    model: Any
    rows: Callable[[Session], Sequence[Any]]
    columns: tuple[Column, ...]
    fields: tuple[Field, ...] = ()
    position: int = 100


@cache
def kinds() -> Mapping[str, ListKind]:
    """Every kind by its key."""
    found: list[ListKind] = discovery.found("tripplanner.planning.listings", "KIND")
    return {kind.key: kind for kind in sorted(found, key=lambda kind: (kind.position, kind.key))}


def kind(key: str) -> ListKind:
    """The kind under ``key`` (``sites``, or ``site``); raises :class:`NotFound` with the known ones."""
    known = kinds()
    try:
        return known[key] if key in known else known[f"{key}s"]
    except KeyError:
        raise NotFound(
            msg("There is no kind of record “{key}”.", key=key),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(kinds())),
        ) from None


def detail(session: Session, kind: ListKind, key: str | int) -> Detail:
    """Everything about one record, named by number, code or UUID; raises :class:`NotFound`."""
    id = key if isinstance(key, int) else finding.find(session, kind.model, key, kind.what)
    record = finding.get(session, kind.model, id, kind.what)
    lines = tuple(
        Shown(field.key, field.title, field.value(record), field.words, field.form, field.path) for field in kind.fields
    )
    return Detail(kind.key, record.id, record.uuid, record.version, lines)


def plain(
    key: str,
    title: Message,
    path: str = "",
    words: Mapping[str, Message] | None = None,
    form: Form | None = None,
) -> Field:
    """A field read by attribute ``path`` (by default ``key``); an absent record on the way gives ``None``."""
    names = (path or key).split(".")

    def value(record: Any) -> object:
        for name in names:
            record = getattr(record, name) if record is not None else None
        return record

    return Field(key, title, value, words, form, path)


def listed(key: str, title: Message, links: str, path: str) -> Field:
    """A field that gathers ``path`` from every record of the collection ``links``."""
    inner = plain(key, title, path).value

    def value(record: Any) -> object:
        return tuple(inner(link) for link in getattr(record, links))

    return Field(key, title, value)


def _sources(record: Any) -> object:
    found = (" · ".join(part for part in (source.citation, source.url) if part) for source in record.references)
    return tuple(text for text in found if text)


def _to_verify(record: Any) -> object:
    return tuple(mark.what for mark in record.verify_marks if mark.settled_at is None)


UPDATED = plain("updated_at", msg("Last change"))
# The end of every detail of a record that has sources.
SOURCED = (Field("sources", msg("Sources"), _sources), Field("to_verify", msg("To verify"), _to_verify), UPDATED)
