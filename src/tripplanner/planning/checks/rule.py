"""What a rule is, what it finds, and what would settle a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from tripplanner.i18n import Message
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, TextOf
from tripplanner.planning.checks.roster import Dismissed

Level = Literal["blocks", "warns", "informs"]
LEVELS: tuple[Level, ...] = ("blocks", "warns", "informs")

Scope = Literal["item", "pair", "day", "trip", "frame"]


@dataclass(frozen=True, slots=True)
class RowRef:
    """A record that a finding concerns: its table, its UUID and its short code.

    ``field`` says where in the record, for a text with its language (``notes/zh``) and, where a part of the record
    holds it, with the UUID of that part. What was dismissed is known again without it.
    """

    table: str
    uuid: str
    code: str = ""
    field: str = ""


def row_of(text: TextOf, language: str = "") -> RowRef:
    """The record of a text, and which of its translations."""
    return RowRef(text.table, text.uuid, text.code, "/".join((text.field, language, *filter(None, (text.part,)))))


@lru_cache(maxsize=2048)
def _item_row(uuid: str, code: str) -> RowRef:
    """Shared by the findings about an item: where everything overlaps there are tens of thousands."""
    return RowRef("item", uuid, code)


@dataclass(frozen=True, slots=True)
class Fix:
    """What would settle a finding, as one undo step: ``workspace.do(label, verb, *args, scope=…, **kwargs)``."""

    label: Message
    verb: Callable[..., Any]
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a trip.

    ``rows`` are the records it concerns, items first; ``day`` and ``groups`` (codes of sub-groups) where it is
    about a day or about some guests only. ``dismissed`` says why nothing is done about it.
    """

    rule: str
    level: Level
    what: Message
    rows: tuple[RowRef, ...] = ()
    day: date | None = None
    groups: tuple[str, ...] = ()
    dismissed: Dismissed | None = None

    @property
    def about(self) -> str:
        """The rule and the records it concerns, by which a dismissal knows the finding again.

        Of a finding about no record: the day, the sub-groups and the sentence without its numbers.
        """
        if self.rows:
            return " ".join((self.rule, *sorted(f"{row.table}:{row.uuid}" for row in self.rows)))
        day = self.day.isoformat() if self.day else ""
        return "|".join((self.rule, day, ",".join(self.groups), self.what.id))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule a good programme keeps.

    ``key`` begins with its subject (``time.overlap``); ``level`` is its usual level, a finding may be milder;
    ``source`` says why the rule exists. ``find`` is pure.

    ``scope`` promises what a finding depends on besides everything of the trip that is no item: *item*: on its
    first row alone; *pair*: on its first two rows; *day*: on the items that start on its day; *trip*: on any item;
    *frame*: on no item at all. What ``find`` says of the whole trip is then the sum of what it says of each part, and
    after a change only the parts concerned are asked again: ``near`` of a rule of pairs gives the findings of which
    one of two items has one of these UUIDs.
    """

    key: str
    level: Level
    title: Message
    source: Message
    find: Callable[[CheckedTrip], Iterable[Finding]]
    scope: Scope = "trip"
    near: Callable[[CheckedTrip, Set[str]], Iterable[Finding]] | None = None

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
        about = (*[_item_row(item.uuid, item.code) for item in items], *rows)
        return Finding(self.key, level or self.level, what, about, day, tuple(groups))
