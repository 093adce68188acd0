"""What is looked at before a release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.model.people import Person
from tripplanner.model.programme import Item
from tripplanner.planning import releases
from tripplanner.planning.items import move_item, set_item_status
from tripplanner.planning.texts.counting import count_texts

TRIP = 1


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def item(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.trip_id == TRIP, Item.code == code)).one()


def test_before_the_first_release_nothing_changed_yet(session: Session) -> None:
    found = releases.readiness(session, TRIP, today=None)
    assert (found.number, found.since, found.changed) == (1, None, None)
    assert found.blocking == releases.blockers(session, TRIP, today=None)
    assert found.needs_reason
    assert set(found.texts) == {"fr", "en", "zh"}
    assert found.texts == count_texts(session, [TRIP])[TRIP]


def test_later_it_says_what_changed_since_the_last_one_and_for_whom(session: Session) -> None:
    first = releases.release(session, TRIP, by="anna", anyway="asked", today=None)
    late, off = item(session, "D2-02"), item(session, "D3-02")
    assert late.start is not None
    move_item(session, late.id, None, late.start + timedelta(minutes=30))
    set_item_status(session, off.id, None, "cancelled")
    title = late.title
    late.title = title.with_words("zh", "另一个标题")
    session.flush()
    found = releases.readiness(session, TRIP, today=None)
    assert (found.number, found.since) == (2, first)
    assert found.changed is not None
    told = {change.item.code: change.kinds for change in found.changed.changes.items}
    assert told == {"D2-02": ("moved", "text"), "D3-02": ("cancelled",)}
    people = {person.uuid for person in session.scalars(sa.select(Person))}
    assert found.changed.changes.people.keys() <= people & found.changed.names.keys()
    assert all(found.changed.names[uuid] for uuid in found.changed.changes.people)


def test_two_versions_compare_as_the_draft_did_and_backwards(session: Session) -> None:
    first = releases.release(session, TRIP, by="anna", anyway="asked", today=None)
    set_item_status(session, item(session, "D3-02").id, None, "cancelled")
    kept = releases.snapshot(session, TRIP, by="anna")
    since = releases.difference(session, TRIP, first, None)
    assert releases.difference(session, TRIP, first, kept) == since
    assert not releases.difference(session, TRIP, kept, None).changes
    back = releases.difference(session, TRIP, kept, first).changes
    assert [(change.item.code, change.kinds[0]) for change in back.items] == [("D3-02", "restored")]
