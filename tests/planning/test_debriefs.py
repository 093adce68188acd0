"""Debriefs: noted in the language they were said in, by whom, with themes that the words name; the site remembers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.errors import TripPlannerError
from tripplanner.model.files import File
from tripplanner.model.observations import Observation
from tripplanner.model.programme import Item
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Delegate, Trip
from tripplanner.planning.arranging.placing import move
from tripplanner.planning.arranging.preview import apply_moves, moved
from tripplanner.planning.items import delete_item, find_item, move_item
from tripplanner.planning.learning.debriefs import edit_said, note, read_debrief, set_actual, set_themes, subgroups
from tripplanner.planning.photos import add_photo
from tripplanner.planning.pictures import Picture
from tripplanner.planning.visits import remove_observation, visits_of
from tripplanner.text import Text

TRIP = 1


@pytest.fixture
def session(sample_session: SampleSession) -> Iterator[Session]:
    with sample_session() as opened:
        yield opened


def theme(session: Session, code: str) -> int:
    return session.scalars(sa.select(Theme.id).where(Theme.code == code)).one()


def test_an_evening_knows_its_days_items_and_voices(session: Session) -> None:
    found = read_debrief(session, TRIP)
    assert (found.days[0], len(found.days)) == (date(2027, 6, 13), 8)
    assert [one.code for one in found.of_day(date(2027, 6, 14))] == ["D2-01", "D2-04", "D2-06", "D2-08"]
    assert [one.planned_min for one in found.of_day(date(2027, 6, 14))][:2] == [195, 75]
    assert [one.subgroup_id is not None for one in found.voices[:3]] == [True, True, False]
    assert len(found.voices) == 2 + len(session.scalars(sa.select(Delegate.id)).all())


def test_what_is_said_keeps_its_language_voice_and_finds_its_themes(session: Session) -> None:
    visit = find_item(session, "D5-02", TRIP)
    speaker = session.scalars(sa.select(Delegate).order_by(Delegate.rank)).first()
    assert speaker is not None
    one = note(session, TRIP, "zh", "湿地可以从玉米地恢复", item_id=visit, kind="learnt", person_id=speaker.person_id)
    two = note(session, TRIP, "fr", "Le lynx m’a surpris", day=date(2027, 6, 18), kind="surprising",
               subgroup_id=subgroups(session, TRIP)["A"], named=True)  # fmt: skip
    three = note(session, TRIP, "en", "Wetlands?", item_id=visit, kind="question", themes=[theme(session, "finance")])
    found = {row.id: row for row in read_debrief(session, TRIP).said}
    assert (found[one].text.source, found[one].day, found[one].themes) == (
        "zh", date(2027, 6, 17), (theme(session, "wetlands"),),
    )  # fmt: skip
    assert (found[two].themes, found[two].named, found[two].item_id) == ((theme(session, "lynx"),), True, None)
    assert found[three].themes == (theme(session, "finance"),)
    debrief = read_debrief(session, TRIP)
    assert isinstance(debrief.voice(found[two]), Text)
    assert debrief.voice(found[one]) != ""
    assert debrief.voice(found[three]) == ""
    set_themes(session, three, [theme(session, "wetlands"), theme(session, "finance")])
    edit_said(session, two, item_id=visit, day=date(2027, 6, 17), person_id=None, subgroup_id=None, named=False)
    found = {row.id: row for row in read_debrief(session, TRIP).said}
    assert found[three].themes == (theme(session, "wetlands"), theme(session, "finance"))
    assert (found[two].item_id, found[two].named, debrief.voice(found[two])) == (visit, False, "")
    assert session.get_one(Observation, two).site_id == session.get_one(Item, visit).site_id
    edit_said(session, two, item_id=None, day=date(2027, 6, 17), person_id=None, subgroup_id=None, named=False)
    assert session.get_one(Observation, two).site_id is None
    remove_observation(session, three)
    assert [row.id for row in read_debrief(session, TRIP).said] == [one, two]


@pytest.mark.parametrize("way", ["drag", "days", "edge"])
def test_a_note_follows_its_visit_unless_it_was_noted_on_another_day(session: Session, way: str) -> None:
    visit = find_item(session, "D5-02", TRIP)
    own = note(session, TRIP, "fr", "Vu", item_id=visit)
    late = note(session, TRIP, "fr", "Relu", item_id=visit)
    edit_said(session, late, item_id=visit, day=date(2027, 6, 18), person_id=None, subgroup_id=None, named=False)
    item = session.get_one(Item, visit)
    assert item.start is not None
    assert item.end is not None
    before = item.start - timedelta(days=1)
    if way == "drag":
        move(session, visit, None, before)
    elif way == "days":
        apply_moves(session, [moved(item, before)])
    else:
        move_item(session, visit, None, before, item.end)
    debrief = read_debrief(session, TRIP)
    assert [(row.id, row.day, debrief.on_another_day(row)) for row in debrief.said] == [
        (own, date(2027, 6, 16), None), (late, date(2027, 6, 18), date(2027, 6, 16)),
    ]  # fmt: skip


def test_photos_hang_on_what_was_said(session: Session) -> None:
    one = note(session, TRIP, "fr", "Vu", item_id=find_item(session, "D2-04", TRIP))
    add_photo(session, "observation", one, "pont.png", Picture(b"\x89PNG", "image/png", 4, 3))
    assert [row.photos for row in read_debrief(session, TRIP).said] == [1]
    visit = find_item(session, "D2-04", TRIP)
    add_photo(session, "item", visit, "visite.png", Picture(b"\x89PNG2", "image/png", 4, 3))
    remove_observation(session, one)
    delete_item(session, visit, None)
    assert session.scalars(sa.select(File.name).where(File.name.in_(["pont.png", "visite.png"]))).all() == []


def test_the_site_remembers_how_long_visits_really_took(session: Session) -> None:
    visit = find_item(session, "D5-02", TRIP)
    site = session.get_one(Item, visit).site_id
    assert site is not None
    assert visits_of(session, site).took is None
    set_actual(session, visit, 130)
    note(session, TRIP, "fr", "", item_id=visit, rating=4)
    found = visits_of(session, site)
    assert found.visits[0].planned_min is not None
    assert (found.took, found.rating) == ((1, found.visits[0].planned_min, 130), 4.0)
    with pytest.raises(TripPlannerError, match="minute"):
        set_actual(session, visit, 0)
    set_actual(session, visit, None)
    assert visits_of(session, site).took is None


def test_a_visit_of_another_trip_and_an_archived_one_are_refused(session: Session) -> None:
    one = note(session, TRIP, "fr", "Vu", day=date(2027, 6, 13))
    trip = session.get_one(Trip, TRIP)
    trip.stage = "archived"
    session.flush()
    with pytest.raises(TripPlannerError, match="archived"):
        set_themes(session, one, [])
    with pytest.raises(TripPlannerError, match="archived"):
        note(session, TRIP, "fr", "Encore", day=date(2027, 6, 13))
