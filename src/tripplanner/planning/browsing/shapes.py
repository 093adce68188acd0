"""What a list can be asked: its orders, groups and conditions, and a question put to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tripplanner import discovery
from tripplanner.errors import NotFound
from tripplanner.i18n import Message, msg
from tripplanner.store.vault.vault import Vault

#: The orders of words: those of three languages, and Chinese by strokes.
ORDERS: Mapping[str, Message] = {
    "fr": msg("In French"),
    "en": msg("In English"),
    "zh": msg("In Chinese, by pinyin"),
    "strokes": msg("In Chinese, by strokes"),
}
Clause = Callable[[int | None], Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person wants to see of a list. The empty question is the whole list in its own order.

    :param words: typed into the filter; every word is found.
    :param group: ``"themes/wetlands"``: a section and a value of it.
    :param conditions: keys of conditions, all of which hold.
    :param sort: a column, or nothing for the list's own order; ``order`` is one of :data:`ORDERS`.
    """

    words: str = ""
    group: str = ""
    conditions: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False
    order: str = "fr"

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words.strip() or self.group or self.conditions)

    @property
    def wordless(self) -> Question:
        """The same without the words."""
        return replace(self, words="") if self.words else self


@dataclass(frozen=True, slots=True)
class Sort:
    """How a column orders the list.

    ``value`` is a column or an expression. ``form``: *number* or *date* (by value), *words* (a string), *text* (words
    per language, in the order of a language). ``said`` gives the words for a code in a language. With ``field`` the
    order is that of the sort keys which are kept of this field of ``keyed`` (of the list's own records, when ``None``);
    ``value`` is then the column with the number of that record.
    """

    value: Any
    form: str = "number"
    said: Callable[[str, str], str] | None = None
    field: str = ""
    keyed: Any = None

    @property
    def speaks(self) -> bool:
        """Whether the order depends on a language."""
        return bool(self.field) or self.form == "text" or self.said is not None


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that holds for some records: *never visited*. ``clause(trip)`` is its SQL.

    Those that are not ``suggested`` wait in the menu. A ``protected`` one tells who has a protected value: while the
    vault is locked only its number is shown, and no list is narrowed to it.

    ``sieve(session, vault, ids)`` gives those of some records for which it holds, where only an open vault can tell;
    ``clause`` then is what they have in common at least.
    """

    key: str
    label: Message
    clause: Clause
    suggested: bool = False
    protected: bool = False
    sieve: Callable[[Session, Vault, Sequence[int]], set[int]] | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """A section at the left: records with the same value.

    ``counts(ids)`` gives a statement of (value, number, stored words) for a select of record numbers; ``keep(value)``
    is the SQL of a group. ``several``: a value holds a JSON list, each of whose entries is a group.
    """

    key: str
    title: Message
    counts: Callable[[Any], Any]
    keep: Callable[[str], Any]
    several: bool = False
    by_number: bool = True


@dataclass(frozen=True, slots=True)
class Browse:
    """A list: ``base()`` selects the numbers of its records and joins what its scope and its own order need,
    ``wide()`` what its columns need besides.

    ``rows(session, ids)`` reads rows, in any order. ``scope(trip)`` restricts it to a trip; ``None`` where it is of
    no trip. ``found_by`` are the tables whose words find a record, each with the SQL from their numbers to the record.
    """

    key: str
    model: Any
    rows: Callable[[Session, Sequence[int]], Sequence[Any]]
    base: Callable[[], Any]
    order: tuple[Any, ...]
    sorts: Mapping[str, Sort]
    groupings: tuple[Grouping, ...] = ()
    conditions: tuple[Condition, ...] = ()
    scope: Callable[[int | None], Any] | None = None
    found_by: tuple[tuple[str, Callable[[Any], Any]], ...] = ()
    wide: Callable[[], Any] | None = None

    def grouping(self, key: str) -> Grouping | None:
        """The section called ``key``."""
        return next((one for one in self.groupings if one.key == key), None)

    def condition(self, key: str) -> Condition | None:
        """The condition called ``key``."""
        return next((one for one in self.conditions if one.key == key), None)

    def protects(self, keys: Iterable[str]) -> bool:
        """Whether one of these conditions tells who has a protected value."""
        return any(one.protected for one in self.conditions if one.key in set(keys))

    def sieves(self, keys: Iterable[str]) -> tuple[Condition, ...]:
        """Those of these conditions that are answered by what only an open vault gives out."""
        return tuple(one for one in self.conditions if one.sieve is not None and one.key in set(keys))

    def unprotected(self, keys: Iterable[str]) -> tuple[str, ...]:
        """These conditions but for those that tell who has a protected value."""
        return tuple(key for key in keys if not self.protects((key,)))


@cache
def browses() -> Mapping[str, Browse]:
    """Every list by the kind of its records."""
    found: list[Sequence[Browse]] = discovery.found("tripplanner.planning.browsing.shelves", "BROWSES")
    return {one.key: one for several in found for one in several}


def browse(key: str) -> Browse:
    """The list of a kind of record; raises :class:`NotFound`."""
    found = browses().get(key)
    if found is None:
        raise NotFound(
            msg("There is no list of “{kind}”.", kind=key),
            None,
            msg("Choose one of: {kinds}.", kinds=tuple(browses())),
        )
    return found
