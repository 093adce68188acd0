"""What there may be to see to in a translation. A check is one module of ``texts/checks``; no list names it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from tripplanner import discovery
from tripplanner.i18n import Message
from tripplanner.planning.checks.terms import Glossary
from tripplanner.planning.texts.known_names import KnownNames


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation, with the words that were agreed on: terms, and names of the library."""

    source: str
    target: str
    source_language: str
    target_language: str
    glossary: Glossary = field(default_factory=Glossary)
    names: KnownNames = field(default_factory=KnownNames)


@dataclass(frozen=True, slots=True)
class Mend:
    """One press of a key: what the button says, and the translation afterwards."""

    label: Message
    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to see to. ``span`` is where it stands in the translation (start, end); ``note`` says more.

    ``level``: *warn*, or *inform* where it may well be right as it is.
    """

    what: Message
    note: Message | None = None
    mend: Mend | None = None
    span: tuple[int, int] | None = None
    level: str = "warn"
    check: str = ""


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A check: ``find`` yields what there is to see to; ``position`` orders."""

    key: str
    title: Message
    find: Callable[[Pair], Iterable[Remark]]
    position: int = 100


@cache
def text_checks() -> tuple[TextCheck, ...]:
    """Every check, in order."""
    found: list[TextCheck] = discovery.found("tripplanner.planning.texts.checks", "CHECK")
    return tuple(sorted(found, key=lambda check: (check.position, check.key)))


def remarks(pair: Pair) -> tuple[Remark, ...]:
    """What all checks say of a translation; nothing of one that is missing."""
    if not pair.target.strip() or not pair.source.strip():
        return ()
    return tuple(replace(one, check=check.key) for check in text_checks() for one in check.find(pair))
