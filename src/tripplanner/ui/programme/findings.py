"""What the checks say, arranged for the page: in order, by item, and who clashes with whom. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tripplanner.planning.checks import Checking, Finding

LEVELS = ("blocks", "warns", "informs")


@dataclass(frozen=True)
class Findings:
    """The findings of a programme; ``order`` gives the place of each item in time, ``checking`` what was checked."""

    all: tuple[Finding, ...] = ()
    order: Mapping[str, int] | None = None
    checking: Checking | None = None

    @cached_property
    def sorted(self) -> tuple[Finding, ...]:
        """The worst first, then in the order of the programme; dismissed ones last."""
        return tuple(sorted(self.all, key=self._rank))

    def _rank(self, finding: Finding) -> tuple[bool, int, int, str]:
        places = [self._place(key) for key in items_of(finding)]
        dismissed = finding.dismissed is not None
        return dismissed, LEVELS.index(finding.level), min(places, default=1_000_000), finding.rule

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """Those that nobody dismissed."""
        return tuple(finding for finding in self.sorted if finding.dismissed is None)

    def _place(self, key: str) -> int:
        return (self.order or {}).get(key, 999_999)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many there are of each level, without those that are dismissed."""
        return {level: sum(finding.level == level for finding in self.open) for level in LEVELS}

    @cached_property
    def worst(self) -> Mapping[str, str]:
        """The worst level per item; mere remarks are not a trouble of the slot."""
        found: dict[str, str] = {}
        for finding in self.open:
            if finding.level != "informs":
                for key in items_of(finding):
                    found.setdefault(key, finding.level)
        return found

    def clashes(self, titles: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
        """For each item the titles of those it overlaps with."""
        found: dict[str, list[str]] = defaultdict(list)
        for finding in self.open:
            keys = items_of(finding)
            if "overlap" in finding.rule:
                for key in keys:
                    found[key] += [titles[other] for other in keys if other != key and other in titles]
        return {key: tuple(dict.fromkeys(others)) for key, others in found.items()}


def items_of(finding: Finding) -> tuple[str, ...]:
    """The keys of the items a finding is about."""
    return tuple(row.uuid for row in finding.rows if row.table == "item")


def in_order(keys: Iterable[str]) -> dict[str, int]:
    """The place of each key."""
    return {key: place for place, key in enumerate(keys)}
