"""Programmes in the format of the sample: ``tripplanner import programme FILE.json``.

:func:`read_file` believes nothing, :func:`preview` says what would happen, :func:`apply` does it. Records are
found again by the key they had in the file: the same file twice changes nothing, a later version of it updates
what differs, and what the office added to the trip stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import String, or_, select, type_coerce
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.model.base import now
from tripplanner.model.trips import Trip
from tripplanner.planning.records import parse
from tripplanner.planning.records.parse import Problem
from tripplanner.planning.records.programme import NAMES, links, missing, of_trip, programme
from tripplanner.planning.records.rows import Kind, Row
from tripplanner.planning.records.shelf import IMPORTED_AS, Content, Shelf
from tripplanner.planning.records.trip_kinds import DAY, PROGRAMME, TRIP
from tripplanner.text import EMPTY, Text

MOST_TOLD = 20  # problems told in one error


@dataclass(frozen=True, slots=True)
class ParsedProgramme:
    """A file as it was read: the trip's key and title, its rows, what is wrong with it."""

    name: str
    key: str
    title: Text
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a record: what the database holds, what the file says, both as text to show."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Update:
    """A record that the file would change. ``kind`` names the kind of record, ``key`` is its key in the file."""

    kind: Message
    key: str
    uuid: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``created`` counts new records per kind; ``kept`` are those the file does not name."""

    title: Text
    is_new: bool
    created: Mapping[str, int]
    updates: tuple[Update, ...]
    unchanged: int
    kept: int
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> bool:
        """Would anything change?"""
        return bool(self.created or self.updates)

    @property
    def summary(self) -> Message:
        """The numbers in one sentence."""
        return msg(
            "New: {created}; changed: {updated}; unchanged: {unchanged}; only here: {kept}; problems: {problems}.",
            created=sum(self.created.values()), updated=len(self.updates), unchanged=self.unchanged,
            kept=self.kept, problems=len(self.problems),
        )  # fmt: skip


def read_file(path: str | Path) -> ParsedProgramme:
    """Read a programme file; raises :class:`TripPlannerError` when it is no such file at all.

    What is wrong inside is collected in ``problems``, each with its record, field and value.
    """
    path = Path(path)
    raw = parse.document(_bytes(path), path.name)
    key, found = programme(raw, path.name)
    title = next((row.values["title"] for row in found.rows if row.kind is TRIP), EMPTY)
    return ParsedProgramme(path.name, key, title, tuple(found.rows), tuple(found.problems))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(parse.BIGGEST + 1)
    except FileNotFoundError:
        raise parse.unreadable(path.name, msg("there is no such file")) from None
    except IsADirectoryError:
        raise parse.unreadable(path.name, msg("it is a folder")) from None
    except (OSError, ValueError) as error:  # ValueError: a name that holds a NUL
        reason = getattr(error, "strerror", None) or str(error)
        raise parse.unreadable(path.name, msg("the system says: {reason}", reason=reason)) from None


def preview(session: Session, parsed: ParsedProgramme) -> Preview:
    """What :func:`apply` would do, and what stands in its way. Changes nothing."""
    with session.no_autoflush:
        return _Import(session, parsed).preview()


def apply(session: Session, parsed: ParsedProgramme) -> str:
    """Bring the programme in; returns the UUID of its trip. Raises and writes nothing when something is wrong."""
    with session.no_autoflush:
        running = _Import(session, parsed)
        problems = running.problems()
        if problems:
            raise refused(parsed.name, problems)
        return running.apply()


def refused(name: str, problems: Sequence[Problem]) -> TripPlannerError:
    """The error that names what is wrong in a file."""
    told = problems[0].message
    for problem in problems[1:MOST_TOLD]:
        told = msg("{first}\n{next}", first=told, next=problem.message)
    return TripPlannerError(
        msgn("“{name}” has {n} problem:\n{problems}\n", "“{name}” has {n} problems:\n{problems}\n", len(problems),
             name=name, problems=told),
        msg("Nothing was changed."),
        msg("Correct these places in the file and import it again."),
    )  # fmt: skip


class _Import:
    """One look at a file and a database together."""

    def __init__(self, session: Session, parsed: ParsedProgramme) -> None:
        self.session = session
        self.parsed = parsed
        self.shelf = Shelf(session, following=True)
        self.trip = self._find_trip()
        self.known: dict[str, Any] = {}
        if self.trip is not None:
            self.known = dict(_records_of(session, self.trip, parsed.key))
        for token, record in self.known.items():
            self.shelf.put(token, record)

    def _find_trip(self) -> Trip | None:
        token = f"{TRIP.name}:{self.parsed.key}"
        maybe = select(Trip).where(or_(Trip.sample_key == token, _noted(Trip, token)))
        return next((trip for trip in self.session.scalars(maybe) if self.shelf.token_of(trip) == token), None)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the file, and with it in this database."""
        return (*self.parsed.problems, *self._code_taken(), *self._missing(), *self._archived())

    def _archived(self) -> Iterator[Problem]:
        """An archived trip is read, not changed: by no file either."""
        if self.trip is not None and self.trip.stage == "archived" and any(map(self._changes, self.parsed.rows)):
            yield Problem("trip", "stage", parse.shown("archived"), msg("the trip is archived; give it another stage"))

    def _changes(self, row: Row) -> bool:
        record = self.shelf.get(row.token)
        return row.kind in PROGRAMME and (record is None or bool(self._differences(record, row)))

    def _code_taken(self) -> Iterator[Problem]:
        taken = self.session.scalars(select(Trip.uuid).where(Trip.code == self.parsed.key)).first()
        if self.trip is None and taken is not None:
            what = msg("a trip of the office has this code already")
            yield Problem("trip", "key", parse.shown(self.parsed.key), what)

    def _missing(self) -> Iterator[Problem]:
        """Links into the library that lead nowhere."""
        brought = {row.token for row in self.parsed.rows}
        for row, name, token in links(self.parsed.rows):
            if not of_trip(token) and token not in brought and self.shelf.get(token) is None:
                yield Problem(row.where, name, parse.shown(token.partition(":")[2]), missing(token))

    def preview(self) -> Preview:
        created: Counter[str] = Counter()
        updates: list[Update] = []
        unchanged = 0
        for row in self.parsed.rows:
            record = self.shelf.get(row.token)
            if record is None:
                created[row.kind.name] += 1
            elif row.kind in PROGRAMME and (found := self._differences(record, row)):
                updates.append(Update(NAMES[row.kind.name], row.key.rpartition("/")[2], record.uuid, found))
            else:
                unchanged += 1
        kept = len(self.known.keys() - {row.token for row in self.parsed.rows})
        return Preview(self.parsed.title, self.trip is None, created, tuple(updates), unchanged, kept, self.problems())

    def _differences(self, record: Any, row: Row) -> tuple[Difference, ...]:
        return tuple(_differences(self.shelf.content(record, row.kind), self.shelf.wanted(row, record)))

    def apply(self) -> str:
        fresh: list[tuple[Any, Row]] = []
        changed: list[tuple[Any, Row]] = []
        for row in self.parsed.rows:
            record = self.shelf.get(row.token)
            if record is None:
                fresh.append((self.shelf.create(row, sample=False), row))
            elif row.kind in PROGRAMME and self._differences(record, row):
                self.shelf.update(record, row)
                record.updated_at = now()  # also where only a link goes, which leaves no trace of when
                changed.append((record, row))
        for record, row in (*fresh, *changed):
            self.shelf.connect(record, row, sample=False)
        self.session.add_all(record for record, _ in fresh)
        self.session.flush()
        return self.shelf.get(f"{TRIP.name}:{self.parsed.key}").uuid


def _records_of(session: Session, trip: Trip, key: str) -> Iterator[tuple[str, Any]]:
    """The records of an imported trip by token: those a file brought and those of the sample."""
    yield f"{TRIP.name}:{key}", trip
    for kind in PROGRAMME:
        if kind is DAY:
            for day in session.scalars(select(kind.cls).where(kind.cls.trip_id == trip.id)):
                yield f"{kind.name}:{key}/{day.date.isoformat()}", day
        elif kind is not TRIP:
            yield from _brought(session, kind, f"{kind.name}:{key}/")


def _brought(session: Session, kind: Kind, begin: str) -> Iterator[tuple[str, Any]]:
    """Records of one kind whose token begins so. LIKE is a coarse sieve: it minds no case."""
    mine = or_(kind.cls.sample_key.startswith(begin, autoescape=True), _noted(kind.cls, begin))
    for record in session.scalars(select(kind.cls).where(mine)):
        notes: dict[str, str] = record.provenance or {}
        token: str = record.sample_key or notes.get(IMPORTED_AS, "")
        if token.startswith(begin):
            yield token, record


def _noted(cls: Any, begin: str) -> Any:
    """Does the stored provenance remember a token that begins so? Tokens hold neither quotes nor backslashes."""
    stored = type_coerce(cls.provenance, String())
    return stored.contains(f'"{IMPORTED_AS}":"{begin}', autoescape=True)


def _differences(now: Content, wanted: Content) -> Iterator[Difference]:
    for group in ("values", "links", "parts"):
        for name, after in wanted[group].items():
            if now[group][name] != after:
                yield Difference(name, *_shown(now[group][name], after))


def _shown(before: Any, after: Any) -> tuple[str, str]:
    """Two stored values as text: of texts the first language that differs, of lists their lengths."""
    if isinstance(before, list) and isinstance(after, list):
        return f"({len(before)})", f"({len(after)})"  # pyright: ignore[reportUnknownArgumentType]
    one, other = _words(before), _words(after)
    if one is None or other is None:
        return _plain(before), _plain(after)
    language = next((code for code in {**one, **other} if one.get(code) != other.get(code)), "")
    return one.get(language, ""), other.get(language, "")


def _words(value: Any) -> dict[str, str] | None:
    """The words of a stored text by language; ``None`` for what is no text."""
    if value == "":
        return {}
    try:
        return dict(Text.from_json(value).words) if isinstance(value, str) else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
