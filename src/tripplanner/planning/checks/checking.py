"""The findings of a trip, kept while its items change: only what a change concerns is asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from tripplanner.planning.checks.frozen import CheckedTrip
from tripplanner.planning.checks.rule import LEVELS, Finding, Level, Rule, Scope

Parts = dict[Hashable, tuple[Finding, ...]]
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
        if before is not None and _same_frame(before.trip, trip):
            change = _difference(before.trip, trip)
            self._found = {key: _again(rule, before._found[key], change) for key, rule in rules.items()}
        else:
            self._found = {key: _parts(rule, rule.find(trip)) for key, rule in rules.items()}

    def after(self, trip: CheckedTrip) -> Checking:
        """The findings of ``trip``, which differs from the present one in some items."""
        return Checking(trip, self._rules, self)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Those that block first, then in the order of the programme; dismissed ones last."""
        place = {item.uuid: number for number, item in enumerate(self.trip.items)}

        def order(finding: Finding) -> tuple[bool, int, int, str, date]:
            first = min((place[row.uuid] for row in finding.rows if row.uuid in place), default=len(place))
            level = LEVELS.index(finding.level)
            return finding.dismissed is not None, level, first, finding.rule, finding.day or date.max

        return tuple(sorted(map(self._decided, self._raw()), key=order))

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
        else:
            parts[finding.day if rule.scope == "day" else _WHOLE].append(finding)
    return {part: tuple(own) for part, own in parts.items()}


def _again(rule: Rule, before: Parts, change: _Change) -> Parts:
    """The findings after a change, asking the rule only about what changed."""
    if not change.items or rule.scope == "frame":
        return before
    again = _parts(rule, rule.find(change.parts[rule.scope]))
    if rule.scope == "trip":
        return again
    gone = change.items if rule.scope == "item" else change.days
    return {part: own for part, own in before.items() if part not in gone} | again
