"""A record as a file tells it, before the database has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tripplanner.planning.records.values import Field


@dataclass(frozen=True, slots=True)
class Link:
    """A field that names another record by its key. ``needed``: the record cannot do without.

    ``implied``: not written in the file; it leads to the trip of the file. ``place`` is the list of the trip in which
    the other stands, which has no key: it is written as its number there, from 1.
    """

    name: str
    to: str  # the name of a kind
    attribute: str = ""
    needed: bool = False
    implied: bool = False
    place: str = ""

    @property
    def target(self) -> str:
        return self.attribute or self.name


@dataclass(frozen=True, slots=True)
class Parts:
    """A list that belongs to its record alone: objects, or bare keys where a part is one link and nothing else."""

    name: str
    kind: Kind
    attribute: str = ""

    @property
    def target(self) -> str:
        return self.attribute or self.name


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file says about one class of record.

    ``name`` begins its tokens (``site:S01``); ``section`` is its list in a file. Keys of a kind that
    belongs to a trip (``owner``) are unique within that trip, others within the library. ``code`` is the
    attribute that holds the key. ``ordered`` parts have a position; the others are a set. ``shorthand`` is the field
    that a part may be written as, bare, where nothing else is said of it.
    """

    name: str
    cls: type[Any]
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[Parts, ...] = ()
    section: str = ""
    owner: str = ""
    code: str = ""
    key_field: str = "key"
    ordered: bool = True
    shorthand: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What it says, by name."""
        return tuple(part.name for part in (*self.fields, *self.links, *self.parts))

    @property
    def alone(self) -> str:
        """The name of its only field or link: a part of this kind is written as the bare value. "" for the others."""
        names = [part.name for part in (*self.fields, *self.links)]
        return names[0] if len(names) == 1 and not self.parts else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file: values by attribute, links as tokens, parts in order. ``where`` names it to people."""

    kind: Kind
    key: str
    values: Mapping[str, Any]
    links: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    parts: Mapping[str, tuple[Row, ...]] = field(default_factory=dict[str, "tuple[Row, ...]"])
    where: str = ""

    @property
    def token(self) -> str:
        """``kind:key``, unique in a database."""
        return f"{self.kind.name}:{self.key}"
