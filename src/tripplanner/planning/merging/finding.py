"""Finds records that may be the same. Only those that share something (a key) are compared at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.offices import Setting
from tripplanner.progress import NO_PROGRESS, Progress

C = TypeVar("C", bound="Candidate")
#: A key that more records than this share says nothing: “park”, a host of web sites, a surname alone.
MOST_SHARING = 60
LEAST, MOST = 80, 2000
_SETTING = "not_duplicates"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be the same as another one."""

    id: int
    uuid: str
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be the same: numbers, UUIDs, names; ``score`` up to 100, and why."""

    kind: str
    left: int
    right: int
    uuids: tuple[str, str]
    names: tuple[str, str]
    score: int
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two candidates are: 0 to 100."""

    score: int
    reasons: tuple[Message, ...]


DIFFERENT = Verdict(0, ())


@dataclass(frozen=True, slots=True)
class Matcher(Generic[C]):
    """How records of a kind are compared. ``keys`` are what two records must share one of, to be compared."""

    kind: str
    title: Message
    table: str
    read: Callable[[Session], Sequence[C]]
    keys: Callable[[C], Iterable[Hashable]]
    compare: Callable[[C, C], Verdict]


def matchers() -> Mapping[str, Matcher[Any]]:
    """The kinds that are looked through, by key."""
    from tripplanner.planning.merging import library, people

    found = (people.PEOPLE, library.ORGANISATIONS, library.SITES, library.PLACES, library.TERMS)
    return {one.kind: one for one in found}


def duplicates(
    session: Session, kind: str, progress: Progress = NO_PROGRESS, only: int | None = None
) -> tuple[Pair, ...]:
    """Pairs of records of a kind that may be the same, the likeliest first; ``only``: those with this record.

    What somebody said to be different is left out. At most ``MOST``. Raises :class:`Cancelled`.
    """
    matcher = matchers()[kind]
    rows = matcher.read(session)
    apart = told_apart(session)
    found: list[Pair] = []
    for one, other in _together(matcher, rows, progress):
        if (only is not None and only not in (one.id, other.id)) or _key(one.uuid, other.uuid) in apart:
            continue
        verdict = matcher.compare(one, other)
        if verdict.score >= LEAST:
            uuids, names = (one.uuid, other.uuid), (one.name, other.name)
            found.append(Pair(kind, one.id, other.id, uuids, names, verdict.score, verdict.reasons))
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.names, pair.left))[:MOST])


def _together(matcher: Matcher[C], rows: Sequence[C], progress: Progress) -> Iterator[tuple[C, C]]:
    """Every two rows that share a key which few rows have, once."""
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for key in set(matcher.keys(row)):
            sharing[key].append(at)
    blocks = [block for block in sharing.values() if 1 < len(block) <= MOST_SHARING]
    seen: set[tuple[int, int]] = set()
    for number, block in enumerate(blocks):
        if number % 500 == 0:
            progress.step(number, len(blocks), msg("Comparing records"))
        for pair in combinations(block, 2):
            if pair not in seen:
                seen.add(pair)
                yield rows[pair[0]], rows[pair[1]]


def tell_apart(session: Session, one: str, other: str) -> None:
    """Two records (UUIDs) are not the same: nobody is asked again."""
    row = session.scalars(sa.select(Setting).where(Setting.key == _SETTING)).one_or_none()
    key = _key(one, other)
    if row is None:
        session.add(Setting(key=_SETTING, value=[key]))
    elif key not in row.value:
        row.value = sorted([*row.value, key])
    session.flush()


def told_apart(session: Session) -> frozenset[str]:
    """The pairs that somebody said to be different."""
    value: Any = session.scalar(sa.select(Setting.value).where(Setting.key == _SETTING))
    return frozenset(value or ())


def _key(one: str, other: str) -> str:
    return "|".join(sorted((one, other)))


def rare(words: Iterable[Iterable[str]], most: int = MOST_SHARING) -> frozenset[str]:
    """The words that at most so many of the texts have: those that tell one from another."""
    counted = Counter(word for text in words for word in set(text))
    return frozenset(word for word, count in counted.items() if count <= most)
