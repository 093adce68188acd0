"""What a file can hold: each file of this folder holds a ``SUBJECT``; no list names them.

A subject has fields, each with headings in French, English and Chinese and a kind of value. It knows what the
database holds of them (:class:`Known`), finds the record a row is about, and writes what the plan says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol, cast

from sqlalchemy.orm import Session

from tripplanner import discovery
from tripplanner.errors import NotFound
from tripplanner.exchange.intake.kinds.kind import WORDS, Kind
from tripplanner.exchange.intake.sheets import Sheet
from tripplanner.i18n import Message, msg

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a subject.

    ``key``: ``arrives_on``; ``name.fr`` is one language of a text, ``name`` the same in the language of the file.
    ``headings``: what its column is called, as people write it. ``protected``: the kind of value of the vault it is
    part of. ``several`` columns may fill it. ``stored``: read and compared; a field that is not, such as a name in one
    cell, is taken apart by the subject into others. ``also``: headings that may mean it where no other field wants the
    column, right of a column of the field ``follows`` if it has one: *Heure* beside *Départ*. ``rest``: the field that
    takes further columns of this one, such as a second telephone. ``carried``: an empty cell means the one above it.
    """

    key: str
    title: Message
    headings: tuple[str, ...] = ()
    kind: Kind = WORDS
    protected: str = ""
    several: bool = False
    stored: bool = True
    also: tuple[str, ...] = ()
    follows: str = ""
    rest: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A record that the database holds, by the fields of its subject; protected values are not among them.

    ``person`` is the number of its person, to whom protected values belong; 0 where a subject has none.
    """

    id: int
    uuid: str
    values: Values
    person: int = 0

    def says(self, key: str) -> Any:
        """What it says in a field; of ``rooms.Chalet`` the part *Chalet* of ``rooms``."""
        if key in self.values:
            return self.values[key]
        whole, dot, part = key.partition(".")
        parts = self._parts(whole) if dot else None
        return parts.get(part) if parts is not None else None

    def keys(self) -> Iterable[str]:
        """Every key that :meth:`says` knows something of."""
        for key in self.values:
            parts = self._parts(key)
            yield from (key,) if parts is None else (f"{key}.{part}" for part in parts)

    def _parts(self, key: str) -> dict[str, Any] | None:
        value = self.values.get(key)
        return cast("dict[str, Any]", value) if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True)
class Match:
    """The record a row is about; several when nothing decides between them, none for a new one.

    ``near``: one that it may be about; a person says so, else it is a new one.
    """

    records: tuple[Held, ...] = ()
    how: Message | None = None
    near: Held | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Something about a row: a problem of a field, a remark (``fatal`` false) that asks for a look, or (``skip``)
    the reason for which it is left out. It is not said where the field ``unless`` has a problem of its own."""

    field: str
    what: Message
    todo: Message | None = None
    fatal: bool = True
    skip: bool = False
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A row's values by stored field. ``sources``: for each of them the fields of the file it was made from."""

    values: dict[str, Any]
    sources: dict[str, tuple[str, ...]]
    told: list[Told] = field(default_factory=list[Told])


class Known(Protocol):
    """What the database holds that rows of a subject are compared with; frozen, of use without a session."""

    @property
    def held(self) -> Sequence[Held]:
        """Every record of the subject (of the trip), in the order of lists."""
        ...

    def canonical(self, values: dict[str, Any]) -> Iterable[Told] | None:
        """Gives records that a row names the name they are shown by, so that equal ones compare equal; what there is
        to say of it.
        """
        ...

    def find(self, values: Values) -> Match:
        """The records that a row of these values is about."""
        ...

    def look(self, values: Values, record: Held | None) -> Iterable[Told]:
        """What is wrong or remarkable about a row: a place nobody knows, an organisation that will be made."""
        ...


class Writer(Protocol):
    """Writes the rows of one plan within one transaction."""

    def write(self, record: Held | None, changes: Values, values: Values) -> Any:
        """Gives a record (a new one: ``None``) these changes; returns it. ``values`` are all of the row's."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows go: the trip, for what belongs to one; the language of words that do not say theirs.

    ``lodging``: the number of the lodging that rooms are of whose row names none; ``None``: the likely one, see
    :mod:`tripplanner.exchange.intake.housing`.
    """

    trip_id: int | None = None
    language: str = "fr"
    lodging: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file can hold.

    ``needs``: groups of stored fields of which each row has one at least. ``label`` names a row to people; ``naming``
    are the fields, of the file, that do; ``identity`` is equal for two rows about one new record (``None``: unknown).
    ``settle`` takes back guesses about a row that its record knows better. ``marked``: what an import left is kept, so
    that the next one knows what was changed here since; a subject whose rows say so themselves needs none. ``makes``:
    whether a row can become a new record. ``kept_as``: under which key a record says what a row says in a field: a room
    in that of its lodging. ``trip_of`` finds the trip that a file is for where the file itself tells. ``adapted``:
    the subject as one sheet has it, with that sheet made even, where only the database knows what its columns are
    (answers to forms).
    """

    key: str
    title: Message
    one: Message
    fields: tuple[Field, ...]
    known: Callable[[Session, Target], Known]
    compose: Callable[[Values, Target], Composed]
    label: Callable[[Values], str]
    writer: Callable[[Session, Target], Writer]
    needs: tuple[tuple[str, ...], ...] = ()
    naming: tuple[str, ...] = ()
    identity: Callable[[Values], object] = lambda values: None
    settle: Callable[[Composed, Held], None] = lambda composed, record: None
    of_trip: bool = False
    marked: bool = True
    makes: bool = True
    kept_as: Callable[[str, Values], str] = lambda key, values: key
    position: int = 100
    trip_of: Callable[[Session, Sheet], int | None] = lambda session, sheet: None
    adapted: Callable[[Session, Sheet, str], tuple[Subject, Sheet]] | None = None

    def field(self, key: str) -> Field:
        """The field of this key; raises :class:`NotFound`."""
        found = next((one for one in self.fields if one.key == key), None)
        if found is None:
            keys = tuple(one.key for one in self.fields)
            raise NotFound(
                msg("“{key}” is no field of “{subject}”.", key=key, subject=self.title),
                None,
                msg("Choose one of: {kinds}.", kinds=keys),
            )
        return found


def heads(*lines: str) -> tuple[str, ...]:
    """Headings written in lines, separated by ``|``."""
    return tuple(word for line in lines for part in line.split("|") if (word := part.strip()))


@cache
def subjects() -> Mapping[str, Subject]:
    """Every subject by its key, in the order in which they are offered."""
    found: list[Subject] = discovery.found(__name__, "SUBJECT")
    return {one.key: one for one in sorted(found, key=lambda one: (one.position, one.key))}


def subject(key: str) -> Subject:
    """The subject of this key; raises :class:`NotFound`."""
    found = subjects().get(key)
    if found is None:
        raise NotFound(
            msg("“{kind}” is neither imported nor exported.", kind=key),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(dict.fromkeys(("programme", *subjects())))),
        )
    return found
