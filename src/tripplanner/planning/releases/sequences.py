"""SEQUENCE: how often an item has changed from release to release, by which calendars know what is newer.

It is 0 at first and one more in each release in which something that calendars show of the item is different, the drive
to it is another, or somebody left it or came back to it; two more where they had left the trip altogether. It never
falls behind what a host was told of the item by mail: the same calendar entry comes by both ways.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.releases import Release, ReleaseItem
from tripplanner.planning.releases.drives import Drive, drives
from tripplanner.planning.releases.facts import Facts, ItemFacts, digest, facts_of
from tripplanner.planning.releases.freezing import freeze
from tripplanner.planning.releases.leaving import Gone, Left, disturbed, gone, gone_of, left, of_release, regained
from tripplanner.planning.releases.versions import latest, record_of
from tripplanner.planning.releases.withdrawing import with_withdrawn
from tripplanner.planning.requests.sent import told_sequences


class Span(NamedTuple):
    """Between which releases an item changed (UTC): after the one, and no later than the other was made.

    In the draft ``until`` is ``after``: nothing later is known.
    """

    after: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """The SEQUENCE of each item by UUID, when it rose last, who has which items no longer, and who has none since when.

    ``moment`` is when the release was made (UTC), ``None`` for the draft. ``given`` is what calendars of the draft bear
    instead, ``None`` for a release: a draft that somebody was given must not count as the release that comes, or a
    calendar that looks at SEQUENCE alone would keep it.
    """

    sequences: dict[str, int]
    moment: datetime | None = None
    left: Left = field(default_factory=dict[str, frozenset[str]])
    rose: Mapping[str, Span] = field(default_factory=dict[str, Span])
    gone: Gone = field(default_factory=dict[str, datetime])
    given: Mapping[str, int] | None = None


def counts(session: Session, trip_id: int) -> Counts:
    """Those of the release that the session holds; for the draft, what a release made now would give."""
    frozen = session.info.get("release")
    if frozen is not None:
        release = session.get_one(Release, frozen)
        items = items_of(session, release)
        sequences = {uuid: row.sequence for uuid, row in items.items()}
        spans, away = _spans(session, release, items), gone_of(release.content)
        return Counts(sequences, release.made_at, of_release(release.content), spans, away)
    before, told = latest(session, trip_id), told_sequences(session, trip_id)
    if before is None:
        return Counts(told, given=told)
    earlier = record_of(session, before)
    counting = Counting(session, earlier, facts_of(freeze(session, trip_id)), told)
    items = counting.facts.items
    rose = {uuid: Span(earlier.made_at, earlier.made_at) for uuid, item in items.items() if not counting.same(item)}
    spans = _spans(session, earlier, items_of(session, earlier))
    away = gone(gone_of(earlier.content), counting.left, counting.facts, earlier.made_at)
    numbers = {uuid: counting.of(item) for uuid, item in items.items()}
    given = {uuid: counting.last(uuid) for uuid in items}
    return Counts(numbers, None, counting.left, {**spans, **rose}, away, given)


def _spans(session: Session, release: Release, items: Mapping[str, ReleaseItem]) -> dict[str, Span]:
    """For what changed after the first release it was in: between which two it did so last."""
    own = Release.trip_uuid == release.trip_uuid, Release.kind == release.kind
    made = list(session.scalars(sa.select(Release.made_at).where(*own).order_by(Release.made_at)))
    found = ((uuid, row.changed_at, bisect_left(made, row.changed_at)) for uuid, row in items.items())
    return {uuid: Span(made[before - 1], at) for uuid, at, before in found if before}


class Counting:
    """Counts on from the release before, if there is one; ``left`` is who has what no longer.

    ``told`` are the highest numbers that mails to hosts bore, by item.
    """

    def __init__(self, session: Session, earlier: Release | None, facts: Facts, told: Mapping[str, int]) -> None:
        self.facts, self._told = facts, told
        self.left: dict[str, frozenset[str]] = {}
        self._known = items_of(session, earlier)
        self._earlier: Mapping[str, ItemFacts] = {}
        self._disturbed: frozenset[str] = frozenset()
        self._regained: frozenset[str] = frozenset()
        self._ways: Mapping[str, frozenset[Drive]] = {}
        self._ways_then: Mapping[str, frozenset[Drive]] = {}
        if earlier is not None:
            self._compare(earlier)

    def _compare(self, earlier: Release) -> None:
        then, before = facts_of(with_withdrawn(earlier.content)), of_release(earlier.content)
        self._earlier = then.items
        self._ways, self._ways_then = drives(self.facts), drives(then)
        self.left = left(before, then, self.facts)
        self._disturbed = disturbed(before, self.left, then.people.keys() - self.facts.people.keys())
        self._regained = regained(before, then, self.facts)

    def of(self, item: ItemFacts) -> int:
        """The SEQUENCE of an item."""
        known = self._known.get(item.uuid)
        more = 0 if self.same(item) else 2 if item.uuid in self._regained else 1
        count = 0 if known is None else known.sequence + more
        return max(count, self._told.get(item.uuid, 0))

    def last(self, uuid: str) -> int:
        """What an item had in the release before, or was told with by mail since; 0 of one that is new."""
        known = self._known.get(uuid)
        return max(known.sequence if known is not None else 0, self._told.get(uuid, 0))

    def row(self, made: Release, item: ItemFacts) -> ReleaseItem:
        """What a new release keeps of an item."""
        known = self._known.get(item.uuid)
        row = ReleaseItem(release_id=made.id, item_uuid=item.uuid, status=item.status, content_hash=digest(item))
        row.sequence = self.of(item)
        row.changed_at = known.changed_at if known is not None and self.same(item) else made.made_at
        return row

    def same(self, item: ItemFacts) -> bool:
        """Whether calendars show it as before.

        Compared with what the release before says, not with the hash it kept: what a hash is made of may grow.
        """
        then = self._earlier.get(item.uuid)
        same = then is not None and digest(then) == digest(item) and item.uuid not in self._disturbed
        return same and self._ways.get(item.uuid) == self._ways_then.get(item.uuid)


def items_of(session: Session, release: Release | None) -> dict[str, ReleaseItem]:
    """The items of a release by UUID; none of no release."""
    if release is None:
        return {}
    found = session.scalars(sa.select(ReleaseItem).where(ReleaseItem.release_id == release.id))
    return {row.item_uuid: row for row in found}
