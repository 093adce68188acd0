"""What the checks say, arranged for the page: in order, in runs, by item, and who clashes with whom. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tripplanner.planning.checks import Checking, Finding

LEVELS = ("blocks", "warns", "informs")
#: Findings up to which each has a card of its own, and a fix is found within a blink.
MANY = 300
#: Where there are more, this many of one kind about one item are shown each.
FEW = 3
#: Items named one by one where an item clashes with many.
NAMED = 3

Kind = tuple[bool, str, str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """Findings of one rule about one item that follow each other: those from ``start`` to before ``stop``."""

    kind: Kind
    start: int
    stop: int


@dataclass(frozen=True)
class Findings:
    """The findings of a programme: the worst first, then in its order, dismissed ones last.

    ``checking`` is what was checked.
    """

    all: tuple[Finding, ...] = ()
    checking: Checking | None = None

    @classmethod
    def of(cls, checking: Checking) -> Findings:
        """Those of a checked programme, arranged already: for a thread in which nobody waits."""
        found = cls(checking.findings, checking)
        _ = found.counts, found.worst, found.partners, found.runs
        return found

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """Those that nobody dismissed."""
        return self.all[: bisect_right(self.all, 0, key=lambda finding: finding.dismissed is not None)]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many there are of each level, without those that are dismissed."""
        found = Counter(finding.level for finding in self.open)
        return {level: found[level] for level in LEVELS}

    @cached_property
    def worst(self) -> Mapping[str, str]:
        """The worst level per item; mere remarks are not a trouble of the slot."""
        found: dict[str, str] = {}
        for finding in self.open:
            if finding.level != "informs":
                for key in items_of(finding):
                    found.setdefault(key, finding.level)
        return found

    @cached_property
    def partners(self) -> Mapping[str, Sequence[str]]:
        """For each item those it overlaps with."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for finding in self.open:
            if "overlap" in finding.rule:
                keys = items_of(finding)
                for key in keys:
                    found[key].update((other, None) for other in keys if other != key)
        return {key: tuple(others) for key, others in found.items()}

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All findings in runs."""
        found: list[Run] = []
        for kind, own in groupby(self.all, key=_kind):
            start = found[-1].stop if found else 0
            found.append(Run(kind, start, start + sum(1 for _ in own)))
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    def run_at(self, place: int) -> Run:
        """The run that holds the finding at a place."""
        return self.runs[bisect_right(self._starts, place) - 1]

    @cached_property
    def _by_item(self) -> Mapping[tuple[str, str], Sequence[Run]]:
        found: defaultdict[tuple[str, str], list[Run]] = defaultdict(list)
        for run in self.runs:
            found[run.kind[2:]].append(run)
        return found

    @cached_property
    def _places(self) -> dict[Run, dict[str, int]]:
        return {}

    def place(self, finding: Finding) -> int:
        """Where the finding about the same matter stands, -1 if there is none."""
        about = finding.about
        for key in items_of(finding) or ("",):
            for run in self._by_item.get((finding.rule, key), ()):
                if run not in self._places:
                    self._places[run] = {self.all[at].about: at for at in range(run.start, run.stop)}
                if (at := self._places[run].get(about, -1)) >= 0:
                    return at
        return -1


def items_of(finding: Finding) -> tuple[str, ...]:
    """The keys of the items a finding is about."""
    return tuple([row.uuid for row in finding.rows if row.table == "item"])


def _kind(finding: Finding) -> Kind:
    key = next((row.uuid for row in finding.rows if row.table == "item"), "")
    return finding.dismissed is not None, finding.level, finding.rule, key


@dataclass(frozen=True)
class Clashes:
    """Who an item overlaps with, by name: a few of them, and how many more there are."""

    partners: Mapping[str, Sequence[str]]
    titles: Mapping[str, str]

    def of(self, key: str) -> tuple[tuple[str, ...], int]:
        """The titles of the first ones, and the number of the others."""
        others = [other for other in self.partners.get(key, ()) if other in self.titles]
        few = tuple(dict.fromkeys(self.titles[other] for other in others[:NAMED]))
        return few, max(0, len(others) - NAMED)


class Cards:
    """Which findings have a card in a list: of a long run among very many one stands for all, until it is opened."""

    def __init__(self, findings: Findings, opened: Kind | None = None) -> None:
        self.findings = findings
        self._places: list[int] = []
        self._more: dict[int, int] = {}
        many = len(findings.all) > MANY
        for run in findings.runs:
            if many and run.stop - run.start > FEW and run.kind != opened:
                self._more[len(self._places)] = run.stop - run.start - 1
                self._places.append(run.start)
            else:
                self._places.extend(range(run.start, run.stop))

    def __len__(self) -> int:
        return len(self._places)

    def place(self, row: int) -> int:
        """Where the finding of a card stands among all, -1 where there is no such card."""
        return self._places[row] if 0 <= row < len(self._places) else -1

    def more(self, row: int) -> int:
        """How many findings besides its own a card stands for."""
        return self._more.get(row, 0)

    def row(self, place: int) -> int:
        """The card that shows a finding or stands for it."""
        return bisect_right(self._places, place) - 1

    def shows(self, place: int) -> bool:
        """Does this finding have a card of its own?"""
        return self.place(self.row(place)) == place
