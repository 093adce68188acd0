"""The values a field of a file may hold: how each is read, what it is when absent, and its JSON Schema."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tripplanner.i18n import Message, msg
from tripplanner.text import EMPTY, Text

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
LONGEST = 20_000  # characters of one text
MOST = 2_000  # entries of one list


class Wrong(Exception):
    """A value that does not fit; ``what`` says why and ``part`` where inside the value."""

    def __init__(self, what: Message, value: object, part: str = "") -> None:
        super().__init__(what)
        self.what, self.value, self.part = what, value, part


@dataclass(frozen=True, slots=True)
class Manner:
    """How the texts of a file are marked unless a text says otherwise: source language, unreviewed ones."""

    source: str = "en"
    drafts: frozenset[str] = frozenset()


class Value(Protocol):
    """Reads one JSON value; ``empty`` is what an absent field means."""

    @property
    def empty(self) -> Any: ...
    def read(self, raw: Any, manner: Manner) -> Any: ...
    def schema(self) -> dict[str, Any]: ...


def _is_whole(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool)


@dataclass(frozen=True, slots=True)
class Words:
    """A string; one of ``choices`` when there are any, at most ``longest`` characters."""

    choices: tuple[str, ...] = ()
    longest: int = LONGEST
    pattern: str = ""
    empty: str | None = ""

    def read(self, raw: Any, manner: Manner) -> str:
        if not isinstance(raw, str):
            raise Wrong(msg("it must be text in quotes"), raw)
        if self.choices and raw not in self.choices:
            raise Wrong(msg("it must be one of: {choices}", choices=tuple(self.choices)), raw)
        if len(raw) > self.longest:
            raise Wrong(msg("it has more than {limit} characters", limit=self.longest), raw)
        if self.pattern and not re.fullmatch(self.pattern, raw):
            raise Wrong(msg("it is not written as expected"), raw)
        return raw

    def schema(self) -> dict[str, Any]:
        found: dict[str, Any] = {"type": "string", "maxLength": self.longest}
        if self.choices:
            found["enum"] = list(self.choices)
        if self.pattern:
            found["pattern"] = f"^{self.pattern}$"
        return found


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``low`` to ``high``, both included."""

    low: int = 0
    high: int = 1_000_000
    empty: int | None = None

    def read(self, raw: Any, manner: Manner) -> int:
        if not _is_whole(raw) or not self.low <= raw <= self.high:
            raise Wrong(msg("it must be a whole number from {low} to {high}", low=self.low, high=self.high), raw)
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number from ``low`` to ``high``, both included."""

    low: float = 0.0
    high: float = 1e6
    empty: float | None = None

    def read(self, raw: Any, manner: Manner) -> float:
        fits = (_is_whole(raw) or isinstance(raw, float)) and math.isfinite(raw) and self.low <= raw <= self.high
        if not fits:
            raise Wrong(msg("it must be a number from {low} to {high}", low=self.low, high=self.high), raw)
        return float(raw)

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; ``empty`` is None where unknown differs from no."""

    empty: bool | None = None

    def read(self, raw: Any, manner: Manner) -> bool:
        if not isinstance(raw, bool):
            raise Wrong(msg("it must be true or false"), raw)
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day:
    """A civil date, ``2027-06-13``, of the years 1900 to 2200."""

    empty: None = None

    def read(self, raw: Any, manner: Manner) -> date:
        try:
            found = date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == 10 else None
        except ValueError:
            found = None
        if found is None or not 1900 <= found.year <= 2200:
            raise Wrong(msg("it must be a date such as 2027-06-13"), raw)
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A civil date and time without zone, ``2027-06-13T06:45``; seconds may be written where they are none."""

    empty: None = None

    def read(self, raw: Any, manner: Manner) -> datetime:
        written = isinstance(raw, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:00)?", raw)
        try:
            found = datetime.fromisoformat(cast(str, raw)) if written else None
        except ValueError:
            found = None
        if found is None or not 1900 <= found.year <= 2200:
            raise Wrong(msg("it must be a date and time such as 2027-06-13T06:45"), raw)
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00)?$"}


@cache
def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return False


@dataclass(frozen=True, slots=True)
class Zone:
    """The name of an IANA time zone."""

    empty: str = ""

    def read(self, raw: Any, manner: Manner) -> str:
        if not isinstance(raw, str) or len(raw) > 40 or not _is_zone(raw):
            raise Wrong(msg("it must be a time zone such as Europe/Paris or Asia/Shanghai"), raw)
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 40}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values, of ``length`` where that is given; ``empty`` is None where *unknown* differs from *none*."""

    each: Value
    empty: list[Any] | None = None
    length: int | None = None

    def read(self, raw: Any, manner: Manner) -> list[Any]:
        if self.length is not None and len(listed(raw)) != self.length:
            raise Wrong(msg("it must have {number} entries", number=self.length), raw)
        found: list[Any] = []
        for number, value in enumerate(listed(raw)):
            try:
                found.append(self.each.read(value, manner))
            except Wrong as wrong:
                raise Wrong(wrong.what, wrong.value, f"[{number}]{wrong.part}") from None
        return found

    def schema(self) -> dict[str, Any]:
        bounds = {"maxItems": MOST} if self.length is None else {"minItems": self.length, "maxItems": self.length}
        return {"type": "array", "items": self.each.schema(), **bounds}


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """A list of words per language, such as the renderings that are forbidden for a term."""

    empty: None = None

    def read(self, raw: Any, manner: Manner) -> dict[str, list[str]]:
        words = ListOf(Words())
        return {_language(code): words.read(value, manner) for code, value in mapping(raw).items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": ListOf(Words()).schema()}


@dataclass(frozen=True, slots=True)
class Notes:
    """Further notes by name, each a string."""

    empty: None = None

    def read(self, raw: Any, manner: Manner) -> dict[str, str]:
        return {Words(longest=60).read(name, manner): Words().read(note, manner) for name, note in mapping(raw).items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST}}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text: words per language with ``source``, ``drafts`` and ``stale`` where they differ from the file's."""

    empty: Text = EMPTY

    def read(self, raw: Any, manner: Manner) -> Text:
        if isinstance(raw, str):
            raw = {manner.source: raw}
        given = dict(mapping(raw, msg("it must be an object with the words of each language")))
        source = _language(given.pop("source", manner.source))
        drafts = {_language(code) for code in listed(given.pop("drafts", sorted(manner.drafts)))}
        stale = {_language(code) for code in listed(given.pop("stale", []))}
        words = {_language(code): Words().read(text, manner) for code, text in given.items()}
        found = Text.of(source, drafts, **words)
        return _outdated(found, stale) if stale else found

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/text"}


def _outdated(text: Text, stale: set[str]) -> Text:
    made = {code: "" if code in stale else digest for code, digest in text.made_from.items()}
    return Text(text.words, text.source, made, text.drafts)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A list of texts."""

    empty: tuple[Text, ...] = ()

    def read(self, raw: Any, manner: Manner) -> tuple[Text, ...]:
        return tuple(text for text in ListOf(Sentence()).read(raw, manner) if text)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": "#/$defs/text"}, "maxItems": MOST}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a file: its ``name`` there, the ``attribute`` of the record, the value it holds."""

    name: str
    value: Value
    attribute: str = ""
    required: bool = False

    @property
    def target(self) -> str:
        return self.attribute or self.name


def mapping(raw: Any, what: Message | None = None) -> Mapping[str, Any]:
    """``raw`` as an object, or :class:`Wrong`."""
    if not isinstance(raw, dict):
        raise Wrong(what or msg("it must be an object in braces"), raw)
    return cast("dict[str, Any]", raw)


def listed(raw: Any) -> Sequence[Any]:
    """``raw`` as a list of bearable length, or :class:`Wrong`."""
    if not isinstance(raw, list):
        raise Wrong(msg("it must be a list in square brackets"), raw)
    found = cast("list[Any]", raw)
    if len(found) > MOST:
        raise Wrong(msg("it has more than {limit} entries", limit=MOST), f"{len(found)}")
    return found


def _language(code: Any) -> str:
    if not isinstance(code, str) or len(code) > 12 or not LANGUAGE.match(code):
        raise Wrong(msg("it must be a language code such as fr, en or zh"), code)
    return code


TEXT_SCHEMA: dict[str, Any] = {
    "description": "Words per language, or a plain string in the source language of the file.",
    "oneOf": [
        {"type": "string", "maxLength": LONGEST},
        {
            "type": "object",
            "properties": {
                "source": {"type": "string"},
                "drafts": {"type": "array", "items": {"type": "string"}},
                "stale": {"type": "array", "items": {"type": "string"}},
            },
            "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": {"type": "string", "maxLength": LONGEST}},
            "additionalProperties": False,
        },
    ],
}
