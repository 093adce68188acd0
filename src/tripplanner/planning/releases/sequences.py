"""SEQUENCE: how often an item has changed from release to release, by which calendars know what is newer.

It is 0 at first and one more in each release in which something that calendars show of the item is different.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.releases import Release, ReleaseItem
from tripplanner.planning.releases.facts import Facts, digest, facts_of
from tripplanner.planning.releases.freezing import freeze
from tripplanner.planning.releases.versions import latest, record_of


@dataclass(frozen=True, slots=True)
class Counts:
    """The SEQUENCE of each item by UUID; ``moment`` is when the release was made (UTC), ``None`` for the draft."""

    sequences: dict[str, int]
    moment: datetime | None = None


def counts(session: Session, trip_id: int) -> Counts:
    """Those of the release that the session holds; for the draft, what a release made now would give."""
    frozen = session.info.get("release")
    if frozen is not None:
        release = session.get_one(Release, frozen)
        return Counts({uuid: row.sequence for uuid, row in items_of(session, release).items()}, release.made_at)
    before = latest(session, trip_id)
    if before is None:
        return Counts({})
    known = items_of(session, record_of(session, before))
    facts = facts_of(freeze(session, trip_id))
    return Counts({uuid: _count(digest(item), known.get(uuid)) for uuid, item in facts.items.items()})


def items_of(session: Session, release: Release | None) -> dict[str, ReleaseItem]:
    """The items of a release by UUID; none of no release."""
    if release is None:
        return {}
    found = session.scalars(sa.select(ReleaseItem).where(ReleaseItem.release_id == release.id))
    return {row.item_uuid: row for row in found}


def counted(made: Release, facts: Facts, before: dict[str, ReleaseItem]) -> list[ReleaseItem]:
    """The items of a new release, counted on from the release before."""
    found: list[ReleaseItem] = []
    for uuid, item in facts.items.items():
        hash, known = digest(item), before.get(uuid)
        same = known is not None and known.content_hash == hash
        row = ReleaseItem(release_id=made.id, item_uuid=uuid, status=item.status, content_hash=hash)
        row.sequence = _count(hash, known)
        row.changed_at = known.changed_at if known is not None and same else made.made_at
        found.append(row)
    return found


def _count(hash: str, before: ReleaseItem | None) -> int:
    if before is None:
        return 0
    return before.sequence + (before.content_hash != hash)
