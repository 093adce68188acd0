"""What a protected value holds, by kind. Their ``repr`` is a mask: a traceback or a log never shows one."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.store.vault.secret import MASK

DIETS: Mapping[str, Message] = {
    "no_pork": msg("no pork"),
    "halal": msg("halal"),
    "vegetarian": msg("vegetarian"),
    "vegan": msg("vegan"),
    "no_beef": msg("no beef"),
    "no_seafood": msg("no fish or seafood"),
    "gluten_free": msg("gluten-free"),
    "lactose_free": msg("lactose-free"),
    "allergy": msg("allergy"),
}
_MOST_CHARACTERS = 4000
_MOST_MINUTES, _MOST_METRES = 1440, 9000
Sort = Literal["line", "words", "date", "country", "diets", "minutes", "metres", "truth"]


class Content:
    """The clear value of one kind. It is false where it says nothing."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({MASK})"

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in _names(type(self)))


@dataclass(frozen=True, slots=True, repr=False)
class Passport(Content):
    """``expires`` is the last day of validity, ``country`` the issuing one (ISO 3166), ``name`` as it is printed."""

    number: str = ""
    expires: date | None = None
    country: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class BirthDate(Content):
    """When a person was born."""

    date: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Diet(Content):
    """``codes`` of :data:`DIETS`; ``words`` for the rest, above all what exactly one is allergic to."""

    codes: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Health(Content):
    """In words."""

    words: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Mobility(Content):
    """The longest walk in minutes and the most ascent in metres that a person can do; whether steps are a hindrance."""

    walk_min: int | None = None
    ascent_m: int | None = None
    step_free: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EmergencyContact(Content):
    """Whom to call: name, telephone, which languages they speak, in words."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a content as a form shows it."""

    name: str
    title: Message
    sort: Sort


CLASSES: Mapping[str, type[Content]] = {
    "passport": Passport,
    "birth_date": BirthDate,
    "diet": Diet,
    "health": Health,
    "mobility": Mobility,
    "emergency_contact": EmergencyContact,
}
_WORDS = Part("words", msg("In words"), "words")
PARTS: Mapping[str, tuple[Part, ...]] = {
    "passport": (
        Part("number", msg("Number"), "line"),
        Part("expires", msg("Valid until"), "date"),
        Part("country", msg("Issued by"), "country"),
        Part("name", msg("Name as printed"), "line"),
    ),
    "birth_date": (Part("date", msg("Born on"), "date"),),
    "diet": (Part("codes", msg("Diet"), "diets"), _WORDS),
    "health": (_WORDS,),
    "mobility": (
        Part("walk_min", msg("Longest walk (minutes)"), "minutes"),
        Part("ascent_m", msg("Most ascent (metres)"), "metres"),
        Part("step_free", msg("Cannot take steps"), "truth"),
        _WORDS,
    ),
    "emergency_contact": (Part("words", msg("Name, telephone, languages"), "words"),),
}


def checked(kind: str, content: Content) -> Content:
    """The content as it is kept: spaces and codes tidied. Raises :class:`TripPlannerError` naming the field alone."""
    if type(content) is not CLASSES[kind]:
        raise TypeError(f"a value of kind {kind} is a {CLASSES[kind].__name__}")
    tidy = {part.name: _tidied(part, getattr(content, part.name)) for part in PARTS[kind]}
    return CLASSES[kind](**tidy)


def _tidied(part: Part, value: Any) -> Any:
    if part.sort in ("line", "words", "country"):
        words = unicodedata.normalize("NFC", value).strip()
        words = words.upper() if part.sort == "country" else words
        wrong = len(words) > _MOST_CHARACTERS or (part.sort == "country" and not _is_country(words))
        return _refuse(part) if wrong else words
    if part.sort == "diets":
        return tuple(code for code in DIETS if code in value) if set(value) <= set(DIETS) else _refuse(part)
    if part.sort in ("minutes", "metres") and value is not None:
        most = _MOST_MINUTES if part.sort == "minutes" else _MOST_METRES
        return value if 0 <= value <= most else _refuse(part)
    return value


def _is_country(words: str) -> bool:
    return words == "" or (len(words) == 2 and words.isascii() and words.isalpha())


def refused(part: Part) -> TripPlannerError:
    """A field cannot hold what was given, which is not repeated."""
    return TripPlannerError(
        msg("The field “{field}” cannot hold this.", field=part.title),
        msg("Nothing was changed."), msg("Correct it and try again."),
    )  # fmt: skip


def _refuse(part: Part) -> Any:
    raise refused(part)


def to_bytes(content: Content) -> bytes:
    """The content as JSON in UTF-8, for the cipher."""
    plain = {name: value for name in _names(type(content)) if (value := getattr(content, name))}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=date.isoformat).encode()


def from_bytes(kind: str, clear: bytes) -> Content:
    """The opposite of :func:`to_bytes`; what a later program added is left aside."""
    plain: dict[str, Any] = json.loads(clear)
    return CLASSES[kind](**{p.name: _read(p, plain[p.name]) for p in PARTS[kind] if p.name in plain})


def _read(part: Part, value: Any) -> Any:
    if part.sort == "date":
        return date.fromisoformat(value)
    return tuple(value) if part.sort == "diets" else value


def compared(content: Content) -> str:
    """What is hashed to find the same document twice: the letters and digits of a passport’s number; else nothing."""
    number = content.number if isinstance(content, Passport) else ""
    return "".join(c for c in unicodedata.normalize("NFKC", number).upper() if c.isalnum())


def _names(kind: type[Content]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))  # type: ignore[arg-type]
