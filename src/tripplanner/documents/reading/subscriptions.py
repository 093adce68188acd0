"""Where each person subscribes to their own calendar of a trip, where one was published."""

from __future__ import annotations

from tripplanner.documents.content import Subscription
from tripplanner.documents.reading.desk import Desk
from tripplanner.store.records import having

_OPENS_WEBCAL = frozenset({"iphone"})


def read_subscriptions(desk: Desk, trip_id: int) -> dict[str, Subscription]:
    """By the UUID of the person; the office's own feed of the whole trip is nobody's."""
    feeds = {row.id: row for row in desk.of(trip_id, "feed", "trip_id", ("id",)) if row.person_id is not None}
    finished = [row for row in having(desk.source, "publication", "feed_id", feeds) if row.address and row.finished_at]
    latest = {feeds[row.feed_id].person_id: row for row in sorted(finished, key=lambda row: (row.finished_at, row.id))}
    people = desk.numbered("person", latest)
    phones = {row.person_id: row.phone for row in feeds.values()}
    return {
        people[id].uuid: Subscription(row.address, phones[id] in _OPENS_WEBCAL)
        for id, row in latest.items()
        if id in people
    }
