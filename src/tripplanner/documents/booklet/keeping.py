"""Keeps the pages of a section, so that an edit lays out again only what it changed.

A section is told by what it is made from: its own content, the pages it stands on and names, and of the rest of the
trip what any day or site may show of it (:func:`surroundings`). Where all that is equal to what it was the last time,
so are its pages. One laying out of each section is kept; another reader’s copy takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tripplanner.documents.content import ItemContent, SiteSheet, TripContent
from tripplanner.documents.setter import Setter
from tripplanner.documents.typesetting.marks import Page
from tripplanner.documents.voices import TranslationList
from tripplanner.text import Text

_MOST = 400
"""Sections that are kept: those of some ten booklets."""
_STAMPS = frozenset({"created_at", "updated_at"})
"""Say when something was edited, which no page of a section shows."""


@dataclass(frozen=True, slots=True)
class _Kept:
    made_from: tuple[Any, ...]
    pages: tuple[Page, ...]
    translations: TranslationList


@dataclass
class Keeping:
    """The sections laid out last. Threads may share one: what is kept is never changed."""

    _kept: dict[Hashable, _Kept] = field(default_factory=dict[Hashable, _Kept])

    def pages(
        self, setter: Setter, key: Hashable, made_from: tuple[Any, ...], make: Callable[[Setter], Sequence[Page]]
    ) -> Sequence[Page]:
        """What ``make`` gives, or gave for the same; the translations that the pages lack are noted either way."""
        found = self._kept.get(key)
        if found is None or found.made_from != made_from:
            own = replace(setter, unfinished=TranslationList())
            found = _Kept(made_from, tuple(make(own)), own.unfinished)
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = found
        setter.unfinished.add(found.translations)
        return found.pages


def surroundings(trip: TripContent) -> tuple[Any, ...]:
    """What the pages of a day or a site may show of the rest of the trip: everything about items but their words."""
    return (
        trip.zone,
        trip.subgroups,
        tuple(map(_plain, trip.items)),
        tuple((*_plain(sheet), sheet.name) for sheet in trip.sites),
    )


def _plain(record: ItemContent | SiteSheet) -> tuple[Any, ...]:
    """Every field that holds no text."""
    names = _names(type(record))
    values = (getattr(record, name) for name in names)
    return tuple(value for value in values if not isinstance(value, Text))


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.name not in _STAMPS)
