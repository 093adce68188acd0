"""From the bytes of a file to checked rows. Nothing here touches the database, and nothing is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.planning.records.kinds import KINDS
from tripplanner.planning.records.rows import Kind, Link, Parts, Row
from tripplanner.planning.records.values import Manner, Whole, Words, Wrong, listed, mapping

VERSION = 1
BIGGEST = 8_000_000  # bytes of a file: lists of nothing take twenty times that in memory
MOST_RECORDS = 20_000  # in one list of a file
KEY = r"\w[\w .+/-]*"
HEADER = ("$schema", "format", "version", "texts", "comment")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: in which record and field, the value found there, what is wrong with it."""

    record: str
    field: str
    value: str
    what: Message

    @property
    def message(self) -> Message:
        """All of it as one sentence."""
        if not self.field:
            return msg("{record}: {what}.", record=self.record, what=self.what)
        return msg(
            "{record}, “{field}”: {what}; found {value}.",
            record=self.record, field=self.field, what=self.what, value=self.value,
        )  # fmt: skip


@dataclass(slots=True)
class Found:
    """What reading has given so far."""

    rows: list[Row] = field(default_factory=list[Row])
    problems: list[Problem] = field(default_factory=list[Problem])

    def wrong(self, record: str, name: str, value: object, what: Message) -> None:
        """Note a problem."""
        self.problems.append(Problem(record, name, shown(value), what))


def shown(value: object) -> str:
    """A value as a sentence can quote it: short, on one line."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        text = str(type(value).__name__)
    text = _UNPRINTABLE.sub("�", text)
    return text if len(text) <= 60 else text[:57] + "…"


def document(data: bytes, name: str) -> Mapping[str, Any]:
    """The object in a JSON file; strict: no repeated name, no NaN, no lone surrogate, bounded size and depth.

    :param name: of the file, for the error.
    """
    if len(data) > BIGGEST:
        raise unreadable(name, msg("it is larger than {limit} MB", limit=BIGGEST // 1_000_000))
    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_not_a_number)
    except UnicodeDecodeError:
        raise unreadable(name, msg("it is not UTF-8 text")) from None
    except RecursionError:
        raise unreadable(name, msg("its lists and objects are nested too deeply")) from None
    except Wrong as wrong:
        raise unreadable(name, msg("{what}: {value}", what=wrong.what, value=shown(wrong.value))) from None
    except json.JSONDecodeError as error:
        place = msg("it is not JSON at line {line}, column {column}", line=error.lineno, column=error.colno)
        raise unreadable(name, place) from None
    except ValueError:  # a whole number of thousands of digits
        raise unreadable(name, msg("it holds a number that is too long")) from None
    if not isinstance(raw, dict):
        raise unreadable(name, msg("it does not begin with an object in braces"))
    return raw  # pyright: ignore[reportUnknownVariableType]


def unreadable(name: str, why: Message) -> TripPlannerError:
    """The error for a file that cannot be read at all."""
    return TripPlannerError(
        msg("“{name}” cannot be read: {why}.", name=name, why=why),
        msg("Nothing was changed."),
        msg("Correct the file, or ask its sender for a new one; its format is described in the sample’s README."),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Wrong(msg("a name stands twice in the same object"), name)
        if _UNPRINTABLE.search(name) or _holds_no_text(value):
            raise Wrong(msg("it holds a character that is no text"), name)
        found[name] = value
    return found


def _holds_no_text(value: Any) -> bool:
    """Of lists, whatever is in them; objects inside were looked at when they were read."""
    if isinstance(value, list):
        return any(map(_holds_no_text, cast("list[Any]", value)))
    return isinstance(value, str) and _UNPRINTABLE.search(value) is not None


def _not_a_number(name: str) -> Any:
    raise Wrong(msg("it holds a value that is no number"), name)


def header(raw: Mapping[str, Any], name: str, wanted: str) -> Manner:
    """How the texts of the file are marked; refuses another format and a newer version."""
    if raw.get("format") != wanted:
        found = shown(raw.get("format"))
        raise unreadable(name, msg("its “format” must be “{wanted}”; found {found}", wanted=wanted, found=found))
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise unreadable(name, msg("its “version” must be a whole number; found {found}", found=shown(version)))
    if version > VERSION:
        raise unreadable(name, msg("it was written by a newer version of the program"))
    try:
        texts = mapping(raw.get("texts", {}))
        source = Words(pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", longest=12).read(texts.get("source", "en"), Manner())
        drafts = frozenset(Words(longest=12).read(code, Manner()) for code in listed(texts.get("drafts", [])))
    except Wrong as wrong:
        raise unreadable(name, msg("in “texts”, {what}: {value}", what=wrong.what, value=shown(wrong.value))) from None
    return Manner(source, drafts)


def sections(raw: Mapping[str, Any], kinds: tuple[Kind, ...], found: Found) -> Iterator[tuple[Kind, list[Any]]]:
    """The lists of a file in the order of ``kinds``; names nobody knows are noted."""
    known = {kind.section for kind in kinds}
    for name in raw:
        if name not in known and name not in HEADER:
            found.wrong(name, "", None, msg("there is no such part of a file"))
    for kind in kinds:
        if kind.section not in raw:
            continue
        given: Any = [raw[kind.section]] if kind.name == "trip" else raw[kind.section]
        if not isinstance(given, list):
            found.wrong(kind.section, kind.section, given, msg("it must be a list in square brackets"))
        elif len(given) > MOST_RECORDS:  # pyright: ignore[reportUnknownArgumentType]
            found.wrong(kind.section, "", None, msg("it has more than {limit} entries", limit=MOST_RECORDS))
        else:
            yield kind, given  # pyright: ignore[reportUnknownMemberType]


def rows(kind: Kind, given: list[Any], manner: Manner, found: Found, scope: str = "") -> None:
    """Read one list of a file into ``found``; records that do not fit are left out and noted."""
    seen: set[str] = set()
    for number, raw in enumerate(given):
        where = kind.section if kind.name == "trip" else f"{kind.section}[{number}]"
        row = _record(kind, raw, _Reader(manner, found, scope, where), number)
        if row is None:
            continue
        if row.key in seen:
            found.wrong(row.where, kind.key_field, raw[kind.key_field], msg("another record has the same key"))
        else:
            seen.add(row.key)
            found.rows.append(row)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Where we are in a file."""

    manner: Manner
    found: Found
    scope: str
    where: str

    def at(self, part: str) -> _Reader:
        return _Reader(self.manner, self.found, self.scope, f"{self.where}, {part}")

    def read(self, read: Callable[[Any, Manner], Any], raw: Any, name: str, empty: Any) -> Any:
        try:
            return read(raw, self.manner)
        except Wrong as wrong:
            self.found.wrong(self.where, name + wrong.part, wrong.value, wrong.what)
            return empty

    def token(self, kind_name: str, key: str) -> str:
        return token(kind_name, key, self.scope)


def token(kind_name: str, key: str, scope: str) -> str:
    """``site:S01`` in the library, ``vehicle:P01/coach-1`` in the trip ``P01``."""
    return f"{kind_name}:{scope}/{key}" if KINDS[kind_name].owner else f"{kind_name}:{key}"


@cache
def _key(kind: Kind) -> Words:
    column = kind.cls.__table__.columns[kind.code].type if kind.code else None
    return Words(longest=getattr(column, "length", None) or 60, pattern=KEY)


def _record(kind: Kind, raw: Any, at: _Reader, number: int) -> Row | None:
    """A record with a key of its own."""
    before = len(at.found.problems)
    given = at.read(lambda value, _: mapping(value), raw, "", None)
    if given is None:
        return None
    key = at.read(_key(kind).read, given.get(kind.key_field), kind.key_field, "")
    at = _Reader(at.manner, at.found, at.scope, f"{at.where} “{key}”" if key else at.where)
    rest = given if kind.key_field == "date" else {name: value for name, value in given.items() if name != "key"}
    row = _row(kind, f"{at.scope}/{key}" if kind.owner else key, rest, at, number)
    return row if len(at.found.problems) == before else None


def _row(kind: Kind, key: str, given: Mapping[str, Any], at: _Reader, number: int) -> Row:
    links = [link for link in kind.links if not link.implied]
    known = {part.name for group in (kind.fields, links, kind.parts) for part in group}
    for name in given:
        if name not in known:
            at.found.wrong(at.where, name, given[name], msg("there is no such field"))
    values = _values(kind, given, at)
    if kind.code:
        values[kind.code] = key.split("/", 1)[1] if kind.owner else key
    if kind.ordered and hasattr(kind.cls, "position"):
        values["position"] = number
    tokens = {link.target: _link(link, given, at) for link in kind.links}
    parts = {part.target: _parts(part, key, given, at) for part in kind.parts}
    return Row(kind, key, values, tokens, parts, at.where)


def _values(kind: Kind, given: Mapping[str, Any], at: _Reader) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for spec in kind.fields:
        raw = given.get(spec.name)
        if raw is None:
            values[spec.target] = spec.value.empty
            if spec.required:
                at.found.wrong(at.where, spec.name, raw, msg("it is missing"))
        else:
            values[spec.target] = at.read(spec.value.read, raw, spec.name, spec.value.empty)
            if spec.required and values[spec.target] == spec.value.empty and raw in ("", {}):
                at.found.wrong(at.where, spec.name, raw, msg("it is missing"))
    return values


def _link(link: Link, given: Mapping[str, Any], at: _Reader) -> str | None:
    if link.implied:
        return f"{link.to}:{at.scope}"
    raw = given.get(link.name)
    if raw is None:
        if link.needed:
            at.found.wrong(at.where, link.name, raw, msg("it is missing"))
        return None
    if link.place:
        number = at.read(Whole(1, 999).read, raw, link.name, None)
        return None if number is None else f"{link.to}:{at.scope}/{link.place}/{number - 1}"
    key = at.read(Words(longest=120, pattern=KEY).read, raw, link.name, None)
    return None if key is None else at.token(link.to, key)


def _parts(part: Parts, key: str, given: Mapping[str, Any], at: _Reader) -> tuple[Row, ...]:
    raw = given.get(part.name)
    if raw is None:
        return ()
    entries = at.read(lambda value, _: listed(value), raw, part.name, ())
    return tuple(_part(part, f"{key}/{part.name}/{number}", entry, at, number) for number, entry in enumerate(entries))


def _part(part: Parts, key: str, raw: Any, at: _Reader, number: int) -> Row:
    inside = at.at(f"{part.name}[{number}]")
    if alone := part.kind.alone:
        given: Mapping[str, Any] = {alone: raw}
    elif part.kind.shorthand and not (isinstance(raw, Mapping) and any(name in raw for name in part.kind.names)):
        given = {part.kind.shorthand: raw}
    else:
        given = inside.read(lambda value, _: mapping(value), raw, "", {})
    return _row(part.kind, key, given, inside, number)
