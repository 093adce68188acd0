"""Releases: what they freeze, how they count, what they say changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.documents.kinds import booklet, calendar, itinerary
from tripplanner.documents.registry import Request
from tripplanner.errors import NotFound
from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.model.releases import Release
from tripplanner.model.trips import Trip
from tripplanner.planning import releases
from tripplanner.planning.archived import Archived
from tripplanner.planning.items import delete_item, move_item, set_item_status, unplace_item
from tripplanner.planning.trips import set_stage
from tripplanner.store.changes import recorded_tables
from tripplanner.store.records import TABLES
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

STEP = msg("release")
TRIP = 1


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def made(session: Session, **said: Any) -> releases.Version:
    return releases.release(session, TRIP, by="anna", anyway="the host asked", today=None, **said)


def item(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.trip_id == TRIP, Item.code == code)).one()


def moved(session: Session, code: str) -> Item:
    found = item(session, code)
    assert found.start is not None
    move_item(session, found.id, None, found.start + timedelta(minutes=30))
    return found


def facts(session: Session, version: releases.Version) -> releases.Facts:
    return releases.facts_of(releases.content_of(session, version)["rows"])


def test_what_is_thawed_is_what_was_frozen(session: Session) -> None:
    frozen = releases.freeze(session, TRIP)
    version = made(session)
    moved(session, "D2-02")
    with releases.thawed(session, releases.record_of(session, version)) as opened:
        assert releases.freeze(opened, TRIP) == frozen
    assert releases.freeze(session, TRIP) != frozen


def test_a_release_knows_those_before_it_whatever_the_clock_said(session: Session) -> None:
    first, second = made(session), made(session)
    releases.record_of(session, second).made_at = first.made_at - timedelta(days=1)
    session.flush()
    known: list[list[int]] = []
    for version in (first, second):
        with releases.thawed(session, releases.record_of(session, version)) as opened:
            known.append([one.number for one in releases.list_versions(opened, TRIP)])
    assert known == [[1], [2, 1]]


def test_a_release_is_read_whatever_columns_came_since(session: Session) -> None:
    version = made(session)
    record = releases.record_of(session, version)
    content = copy.deepcopy(record.content)
    for table, rows in content["rows"].items():
        new = {column.name for column in Base.metadata.tables[table].columns if getattr(column.default, "is_scalar", 0)}
        for row in rows:
            row["values"] = {name: value for name, value in row["values"].items() if name not in new}
    record.content = content
    session.flush()
    with releases.thawed(session, record) as opened:
        for mapper in Base.registry.mappers:
            opened.scalars(sa.select(mapper)).all()
        assert opened.scalars(sa.select(Trip)).one().uuid


@pytest.mark.parametrize("kind", [itinerary.KIND, booklet.KIND, calendar.KIND], ids=lambda kind: kind.key)
def test_a_document_of_a_release_says_what_the_draft_said_then(session: Session, kind: Any) -> None:
    from tripplanner.documents import editions

    request = Request("fr", "zh" if kind is not calendar.KIND else None)
    draft = _undated(kind.read(session, TRIP, request))
    version = made(session)
    moved(session, "D2-02")
    frozen = _undated(editions.read(session, kind, TRIP, Request("fr", request.second, release=version.number)))
    assert frozen == draft
    assert _undated(kind.read(session, TRIP, request)) != draft


def _undated(content: Any) -> str:
    """The content without its edition and the moments in which calendars were written."""
    from dataclasses import replace

    if hasattr(content, "events"):
        return repr([replace(event, stamp=event.changed, sequence=0) for event in content.events])
    return repr(replace(content.trip, edition=None))


def test_a_release_is_dated_and_numbered_and_no_draft(session: Session) -> None:
    from tripplanner.documents import editions

    approval = releases.approve(session, TRIP, by="anna")
    version = made(session)
    edition = editions.read(session, itinerary.KIND, TRIP, Request("fr", release=1)).trip.edition
    assert (edition.number, edition.draft, edition.released_at) == (1, False, version.made_at)
    assert edition.approved == approval.made_at
    draft = itinerary.KIND.read(session, TRIP, Request("fr")).trip.edition
    assert (draft.number, draft.draft) == (2, True)


def test_each_kind_counts_by_itself_and_numbers_never_go_back(session: Session) -> None:
    releases.snapshot(session, TRIP, by="anna", name="before the meeting")
    releases.approve(session, TRIP, by="anna")
    made(session, name="to all")
    made(session)
    assert [(v.kind, v.number, v.name) for v in releases.list_versions(session, TRIP)] == [
        ("release", 2, ""), ("release", 1, "to all"), ("approved", 1, ""), ("snapshot", 1, "before the meeting"),
    ]  # fmt: skip
    with pytest.raises(NotFound, match="There are: 1, 2"):
        releases.version_of(session, TRIP, 7)


def test_findings_that_block_are_told_unless_a_reason_is_given(session: Session) -> None:
    with pytest.raises(releases.Blocked) as told:
        releases.release(session, TRIP, by="anna", anyway=" ", today=None)
    assert {finding.level for finding in told.value.findings} == {"blocks"}
    assert made(session).anyway == "the host asked"


def test_an_archived_trip_is_not_released(session: Session) -> None:
    set_stage(session, TRIP, None, "archived")
    with pytest.raises(Archived):
        made(session)


def test_protected_values_are_never_frozen(session: Session) -> None:
    kept = releases.freeze(session, TRIP).keys()
    assert kept & {"sensitive_value", "consent", "wrapped_key", "reveal", "exchange", "observation"} == set()
    read = {table for table in TABLES if table != "release"}
    assert read <= set(recorded_tables())  # every table that documents read can be frozen


def test_sequences_rise_where_something_a_calendar_shows_is_different(session: Session) -> None:
    made(session)
    changed, edited = moved(session, "D2-02"), item(session, "D2-03")
    edited.internal_notes = "nobody outside the office reads this"
    session.flush()
    draft = releases.counts(session, TRIP)
    assert {uuid for uuid, sequence in draft.sequences.items() if sequence} == {changed.uuid}
    second = made(session)
    third = made(session)
    assert _sequences(session, second)[changed.uuid] == _sequences(session, third)[changed.uuid] == 1
    assert set(_sequences(session, third).values()) == {0, 1}
    assert edited.drive_min
    edited.drive_min += 10
    session.flush()
    fourth, third_ones = _sequences(session, made(session)), _sequences(session, third)
    risen = {uuid for uuid, sequence in fourth.items() if sequence > third_ones[uuid]}
    assert risen == {edited.uuid, item(session, "D2-04").uuid}, "a calendar shows the drive with what it leads to"


def _sequences(session: Session, version: releases.Version) -> dict[str, int]:
    return {row.item_uuid: row.sequence for row in releases.record_of(session, version).items}


@pytest.mark.parametrize("take", [delete_item, unplace_item])
def test_what_left_the_programme_stays_cancelled_in_all_later_calendars(session: Session, take: Any) -> None:
    from tripplanner.documents import editions

    made(session)
    gone = item(session, "D2-02")
    uuid, title = gone.uuid, gone.title
    take(session, gone.id, None)
    for number in (2, 3):
        version = made(session)
        read = editions.read(session, calendar.KIND, TRIP, Request("fr", release=number))
        event = next(event for event in read.events if event.uid == uuid)
        assert (event.status, event.sequence, event.title) == ("cancelled", 1, title)
        assert event.stamp == version.made_at
        assert uuid not in facts(session, version).items
    assert uuid not in {event.uid for event in calendar.KIND.read(session, TRIP, Request("fr")).events}


def test_changes_are_told_by_item_and_by_person(session: Session) -> None:
    before = releases.facts_of(releases.freeze(session, TRIP))
    late, off, taken = moved(session, "D2-02"), item(session, "D3-02"), item(session, "D3-03")
    set_item_status(session, off.id, None, "cancelled")
    unplace_item(session, taken.id, None)
    after = releases.facts_of(releases.freeze(session, TRIP))
    found = releases.compare(before, after)
    assert {change.uuid: change.kinds for change in found.items} == {
        late.uuid: ("moved",), off.uuid: ("cancelled",), taken.uuid: ("removed",),
    }  # fmt: skip
    for person, changes in found.people.items():
        concerned = before.of(person).keys() | after.of(person).keys()
        assert {change.uuid for change in changes} == {late.uuid, off.uuid, taken.uuid} & concerned
    assert releases.compare(after, after).people == {}


def test_one_person_s_own_part_concerns_nobody_else(session: Session) -> None:
    before = releases.facts_of(releases.freeze(session, TRIP))
    visit = item(session, "D2-02")
    person = next(uuid for uuid in before.people if visit.uuid in before.of(uuid) and uuid not in before.items)
    id = session.scalar(sa.select(Person.id).where(Person.uuid == person))
    session.add(Participation(item_id=visit.id, person_id=id, mode="absent"))
    session.flush()
    found = releases.compare(before, releases.facts_of(releases.freeze(session, TRIP)))
    assert {uuid: [change.kinds for change in own] for uuid, own in found.people.items()} == {person: [("removed",)]}


def test_a_release_is_no_step_that_could_be_undone(sample_workspace: Workspace) -> None:
    with_steps = sample_workspace.undo_label()
    version = sample_workspace.do(STEP, releases.release, TRIP, by="anna", anyway="late", today=None)
    assert sample_workspace.undo_label() == with_steps
    sample_workspace.undo()
    assert sample_workspace.get(lambda s: s.scalar(sa.select(sa.func.count(Release.id)))) == 1
    assert version.number == 1


def test_a_version_taken_over_makes_the_draft_what_it_was(session: Session) -> None:
    from tripplanner.planning.items import add_item
    from tripplanner.planning.releases.taking_over import differing

    version = made(session)
    then = releases.freeze(session, TRIP)
    moved(session, "D2-02")
    delete_item(session, item(session, "D3-02").id, None)
    unplace_item(session, item(session, "D3-03").id, None)
    add_item(session, TRIP, type="meal")
    assert list(differing(then, releases.freeze(session, TRIP))) != []
    found = releases.take_over(session, TRIP, version)
    assert (found.left_out, found.deleted) == (0, 1)
    assert list(differing(then, releases.freeze(session, TRIP))) == []
    assert releases.take_over(session, TRIP, version) == releases.TakenOver(0, 0, 0, 0)


def test_what_would_be_left_out_is_told_before_a_version_is_taken_over(session: Session) -> None:
    from tripplanner.planning.releases.taking_over import Preview, preview

    assert preview(session, TRIP, made(session)) == Preview(0, 0, ())
    own = Organisation(name=Text.of(en="The mill"))
    session.add(ItemHost(item=item(session, "D3-04"), organisation=own))
    session.flush()
    version = made(session)
    session.execute(sa.delete(ItemHost).where(ItemHost.organisation_id == own.id))
    session.execute(sa.delete(Organisation).where(Organisation.id == own.id))
    session.expire_all()
    before = preview(session, TRIP, version)
    assert (before.left_out, before.missing) == (1, (Text.of(en="The mill"),))
    assert releases.take_over(session, TRIP, version).left_out == before.left_out


def test_taking_over_is_one_step(sample_workspace: Workspace) -> None:
    from tripplanner.planning.releases.taking_over import differing

    ws = sample_workspace
    version = ws.do(STEP, releases.release, TRIP, by="anna", anyway="late", today=None)
    for code in ("D2-02", "D4-02"):
        ws.do(msg("delete"), lambda s, code=code: delete_item(s, item(s, code).id, None))
    now = ws.get(releases.freeze, TRIP)
    ws.do(msg("take over"), releases.take_over, TRIP, version)
    then = ws.get(releases.content_of, version)["rows"]
    assert list(differing(then, ws.get(releases.freeze, TRIP))) == []
    ws.undo()
    assert list(differing(now, ws.get(releases.freeze, TRIP))) == []
