"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tripplanner.i18n import Message
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip

Level = Literal["blocks", "warns", "informs"]
LEVELS: tuple[Level, ...] = ("blocks", "warns", "informs")


@dataclass(frozen=True, slots=True)
class RowRef:
    """A record that a finding concerns: its table, its UUID and its short code."""

    table: str
    uuid: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a trip.

    ``rows`` are the records it concerns, items first; ``day`` and ``groups`` (codes of sub-groups) where it is
    about a day or about some guests only. ``fixes`` are verbs that would settle it.
    """

    rule: str
    level: Level
    what: Message
    rows: tuple[RowRef, ...] = ()
    day: date | None = None
    groups: tuple[str, ...] = ()
    fixes: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule a good programme keeps.

    ``key`` begins with its subject (``time.overlap``); ``level`` is its usual level, a finding may be milder;
    ``source`` says why the rule exists. ``find`` is pure.
    """

    key: str
    level: Level
    title: Message
    source: Message
    find: Callable[[CheckedTrip], Iterable[Finding]]

    def found(
        self,
        what: Message,
        items: Sequence[CheckedItem] = (),
        *,
        level: Level | None = None,
        day: date | None = None,
        groups: Sequence[str] = (),
        rows: Sequence[RowRef] = (),
    ) -> Finding:
        """A finding of this rule about ``items`` and further ``rows``."""
        about = (*(RowRef("item", item.uuid, item.code) for item in items), *rows)
        return Finding(self.key, level or self.level, what, about, day, tuple(groups))
