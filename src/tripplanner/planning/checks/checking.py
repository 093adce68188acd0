"""The findings of a trip, kept while its items change: only what a change concerns is asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, cast

from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import LEVELS, Finding, Level, Rule, Scope

Parts = dict[Hashable, tuple[Finding, ...]]
Place = tuple[bool, int, tuple[Any, ...], str, date, tuple[tuple[Any, ...], ...], str]
_WHOLE: Hashable = None
# Travel times are asked by those who mend and plan; what rules need of them stands in the items.
_FRAME = tuple(field.name for field in fields(CheckedTrip) if field.name not in ("items", "travel"))


@dataclass(frozen=True, slots=True)
class _Change:
    """The items of a trip that are not as they were, and the days they touch, before or after.

    ``parts`` is the trip with nothing but what a rule of each scope has to see again.
    """

    items: frozenset[str]
    days: frozenset[date | None]
    parts: Mapping[Scope, CheckedTrip]


class Checking:
    """What rules say of ``trip``. Immutable; :meth:`after` gives the findings of a changed trip cheaply."""

    def __init__(self, trip: CheckedTrip, rules: Mapping[str, Rule], before: Checking | None = None) -> None:
        self.trip, self._rules = trip, rules
        self._known: tuple[list[_Ranked], frozenset[str]] = [], frozenset()
        if before is not None and _same_frame(before.trip, trip):
            change = _difference(before.trip, trip)
            self._found = {key: _again(rule, before._found[key], change) for key, rule in rules.items()}
            self._known = before.__dict__.get("_ranked", []), change.items
        else:
            self._found = {key: _parts(rule, rule.find(trip)) for key, rule in rules.items()}

    def after(self, trip: CheckedTrip) -> Checking:
        """The findings of ``trip``, which differs from the present one in some items."""
        return Checking(trip, self._rules, self)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Those that block first, then in the order of the programme; dismissed ones last."""
        return tuple(one.decided for one in self._ranked)

    @cached_property
    def _ranked(self) -> list[_Ranked]:
        """The findings in order; what is known of a former order is kept where no item of it changed."""
        (before, changed), self._known = self._known, ([], frozenset())
        there = {id(finding) for finding in self._raw()}
        kept = [one for one in before if id(one.finding) in there and changed.isdisjoint(one.about)]
        known = {id(one.finding) for one in kept}
        fresh = [self._rank(finding) for finding in self._raw() if id(finding) not in known]
        return sorted(kept + fresh, key=_place_of)

    def _rank(self, finding: Finding) -> _Ranked:
        decided = self._decided(finding)
        items = [_time(item) for row in finding.rows if (item := self.trip.by_uuid.get(row.uuid)) is not None]
        place = (
            decided.dismissed is not None,
            LEVELS.index(decided.level),
            min(items, default=_NO_TIME),
            finding.rule,
            finding.day or date.max,
            tuple(items),
            finding.about if not items else "",
        )
        return _Ranked(place, finding, decided, tuple(row.uuid for row in finding.rows))

    def against(self, before: Checking) -> tuple[list[Finding], list[Finding]]:
        """The findings that went since ``before`` and those that came, in no order; cheap after :meth:`after`."""
        gone: list[Finding] = []
        come: list[Finding] = []
        for key, new in self._found.items():
            old = before._found[key]
            if old is not new:
                gone += (one for part, own in old.items() if new.get(part) is not own for one in own)
                come += (one for part, own in new.items() if old.get(part) is not own for one in own)
        return [before._decided(one) for one in gone], [self._decided(one) for one in come]

    def _raw(self) -> Iterable[Finding]:
        for parts in self._found.values():
            for found in parts.values():
                yield from found

    def _decided(self, finding: Finding) -> Finding:
        """The finding with the trip's own level, and dismissed where somebody did."""
        trip, rule = self.trip, self._rules[finding.rule]
        if (own := trip.levels.get(rule.key)) is not None and own in LEVELS:
            finding = replace(finding, level=_shifted(finding.level, rule.level, own))
        if trip.dismissed and (why := trip.dismissed.get(finding.about)):
            finding = replace(finding, dismissed=why)
        return finding


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A finding with its place among all: as the rule said it, and as the trip decides; the records it is about."""

    place: Place
    finding: Finding
    decided: Finding
    about: tuple[str, ...]


_place_of = attrgetter("place")
_NO_TIME = (2,)


def _time(item: CheckedItem) -> tuple[Any, ...]:
    """The place of an item in the programme, whatever else is in it."""
    return (0, item.begins, item.code, item.uuid) if item.begins else (1, item.code, item.uuid)


def _shifted(level: Level, usual: Level, own: Level) -> Level:
    """The level of a finding, raised or lowered by as much as the trip changes its rule."""
    step = LEVELS.index(own) - LEVELS.index(usual)
    return LEVELS[min(max(LEVELS.index(level) + step, 0), len(LEVELS) - 1)]


def _same_frame(one: CheckedTrip, other: CheckedTrip) -> bool:
    return all(_equal(getattr(one, name), getattr(other, name)) for name in _FRAME)


def _equal(one: object, other: object) -> bool:
    return one is other or one == other


def _difference(before: CheckedTrip, after: CheckedTrip) -> _Change:
    old, new = before.by_uuid, after.by_uuid
    changed = {uuid for uuid in old.keys() | new.keys() if not _equal(old.get(uuid), new.get(uuid))}
    versions = [item for uuid in changed for item in (old.get(uuid), new.get(uuid)) if item is not None]
    days = frozenset(item.day for item in versions)
    parts: dict[Scope, CheckedTrip] = {
        "item": after.only(item for item in after.items if item.uuid in changed),
        "day": after.only(item for item in after.items if item.day in days),
        "trip": after,
    }
    return _Change(frozenset(changed), days, parts)


def _parts(rule: Rule, found: Iterable[Finding]) -> Parts:
    """Findings by the part of the trip that they depend on."""
    parts: defaultdict[Hashable, list[Finding]] = defaultdict(list)
    for finding in found:
        if rule.scope == "item":
            parts[finding.rows[0].uuid].append(finding)
        elif rule.scope == "pair":
            parts[finding.rows[0].uuid, finding.rows[1].uuid].append(finding)
        else:
            parts[finding.day if rule.scope == "day" else _WHOLE].append(finding)
    return {part: tuple(own) for part, own in parts.items()}


def _again(rule: Rule, before: Parts, change: _Change) -> Parts:
    """The findings after a change, asking the rule only about what changed."""
    if not change.items or rule.scope == "frame":
        return before
    if rule.near is not None:
        return _pairs_again(before, _parts(rule, rule.near(change.parts["trip"], change.items)), change.items)
    again = _parts(rule, rule.find(change.parts[rule.scope]))
    if rule.scope == "trip":
        return again
    gone = change.items if rule.scope == "item" else change.days
    return {part: own for part, own in before.items() if part not in gone} | again


def _pairs_again(before: Parts, again: Parts, changed: frozenset[str]) -> Parts:
    if not again and not before:
        return before
    kept = {pair: own for pair, own in before.items() if changed.isdisjoint(cast("tuple[str, str]", pair))}
    return kept | again
