"""Records made, doubled, deleted and changed together: each one step, undone whole."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from databases import SampleSession
from tripplanner.i18n import msg
from tripplanner.model.journeys import Journey
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.sites import Site
from tripplanner.model.trips import Delegate, Room, RoomGuest, Trip
from tripplanner.planning.archived import Archived
from tripplanner.planning.kinds import kind
from tripplanner.planning.shelving.making import create_contact, create_record, duplicate_record, next_code
from tripplanner.planning.shelving.removing import InUse, delete_records
from tripplanner.planning.shelving.together import (
    TIES,
    common,
    set_for_all,
    set_values,
    targets,
    tie_more,
    tie_to,
    tied,
)
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

KINDS = ("delegates", "sites", "organisations", "contacts", "cases", "terms", "themes")


def numbers(session: Session, key: str) -> list[int]:
    return [row.id for row in kind(key).rows(session)]


def first(session: Session, key: str) -> Any:
    return session.get(kind(key).model, numbers(session, key)[0])


@pytest.mark.parametrize("key", KINDS)
def test_a_record_is_made_doubled_and_deleted_without_a_trace(sample_session: SampleSession, key: str) -> None:
    with sample_session() as session:
        before, people = numbers(session, key), session.scalar(sa.select(sa.func.count(Person.id)))
        beside = before[0]
        new = create_record(session, key, Text.of("fr", fr="Nouveau"), trip_id=1, beside=beside)
        double = duplicate_record(session, key, beside)
        assert set(numbers(session, key)) == {*before, new, double}
        assert delete_records(session, key, [new, double]) == 2
        assert numbers(session, key) == before
        assert session.scalar(sa.select(sa.func.count(Person.id))) == people


def test_a_new_delegate_comes_last_by_rank_and_speaks_as_the_others(sample_session: SampleSession) -> None:
    with sample_session() as session:
        ranks = list(session.scalars(sa.select(Delegate.rank)))
        made = session.get_one(Delegate, create_record(session, "delegates", trip_id=1))
        assert (made.rank, made.role, made.language) == (max(ranks) + 1, "member", "zh")
        assert made.person.family_name == ""
        assert made.delegation.trip_id == 1


def test_codes_go_on_where_the_last_one_stopped(sample_session: SampleSession) -> None:
    with sample_session() as session:
        assert next_code(session, Site) == "S43"
        session.add(Site(code="S100", name=Text()))
        session.flush()
        assert next_code(session, Site) == "S101"


def test_a_double_has_the_parts_and_sources_of_the_original(sample_session: SampleSession) -> None:
    with sample_session() as session:
        site = first(session, "sites")
        twin = session.get_one(Site, duplicate_record(session, "sites", site.id))
        assert (twin.code, twin.uuid == site.uuid, twin.sample_key) == ("S43", False, None)
        assert [link.theme_id for link in twin.theme_links] == [link.theme_id for link in site.theme_links]
        assert [one.url for one in twin.references] == [one.url for one in site.references]
        assert twin.name == site.name
        assert [mark.what for mark in twin.verify_marks] == [mark.what for mark in site.verify_marks]


def test_a_double_of_a_delegate_is_another_person_of_the_same_groups(sample_session: SampleSession) -> None:
    with sample_session() as session:
        one = first(session, "delegates")
        twin = session.get_one(Delegate, duplicate_record(session, "delegates", one.id))
        assert twin.person_id != one.person_id
        assert twin.person.native_family == one.person.native_family
        assert {link.subgroup_id for link in twin.subgroup_links} == {link.subgroup_id for link in one.subgroup_links}


def test_what_is_used_is_not_deleted_and_says_where(sample_session: SampleSession) -> None:
    with sample_session() as session:
        site = first(session, "sites")
        unused = create_record(session, "sites")
        with pytest.raises(InUse) as refused:
            delete_records(session, "sites", [unused, site.id])
        assert {use.kind for use in refused.value.uses[site.id]} == {"items", "cases"}
        assert list(refused.value.uses) == [site.id]
        assert session.get(Site, unused) is not None


def test_records_that_use_each_other_are_deleted_together_in_an_order_that_works(sample_workspace: Workspace) -> None:
    """A place that lies in another that lies in another; one that stays keeps what it lies in."""

    def nested(session: Session) -> list[int]:
        places = [Place(name=Text.of("fr", fr=name)) for name in ("Pays", "Vallée", "Village", "Hameau")]
        for inner, outer in zip(places[1:], places, strict=False):
            inner.parent = outer
        session.add_all(places)
        session.flush()
        return [place.id for place in places]

    country, valley, village, hamlet = made = sample_workspace.do(msg("make"), nested)
    with pytest.raises(InUse) as refused:
        sample_workspace.do(msg("delete"), delete_records, "places", [country, valley])
    assert {id: [use.id for use in uses] for id, uses in refused.value.uses.items()} == {
        valley: [village],
        country: [valley],
    }
    assert sample_workspace.do(msg("delete"), delete_records, "places", [valley, country, hamlet, village]) == 4
    there = sa.select(sa.func.count()).select_from(Place).where(Place.id.in_(made))
    assert sample_workspace.get(lambda session: session.scalar(there)) == 0
    assert sample_workspace.undo() is not None
    parents = sa.select(sa.func.count()).select_from(Place).where(Place.parent_id.in_([country, valley, village]))
    assert sample_workspace.get(lambda session: session.scalar(parents)) == 3
    assert sample_workspace.get(lambda session: session.scalar(there)) == 4


def test_a_delegate_leaves_no_bed_and_no_journey_behind(sample_session: SampleSession) -> None:
    with sample_session() as session:
        gone = session.get_one(Delegate, create_record(session, "delegates", trip_id=1))
        person, trip = gone.person_id, session.get_one(Trip, 1)
        session.add(Journey(trip_id=1, person_id=person, direction="arrival"))
        session.add(Room(lodging_id=trip.lodgings[0].id, number="7", guests=[RoomGuest(person_id=person)]))
        session.flush()
        delete_records(session, "delegates", [gone.id])
        assert session.get(Person, person) is None
        left = [session.scalar(sa.select(c.id).where(c.person_id == person)) for c in (Journey, RoomGuest)]
        assert left == [None, None]


@pytest.mark.parametrize("key", ["delegates", "contacts", "sites"])
def test_deleting_many_asks_no_more_than_deleting_a_few(sample_session: SampleSession, key: str) -> None:
    """A question for each of two thousand imported records kept the window waiting for most of a minute."""
    with sample_session() as session:
        asked: list[str] = []
        counts = []
        listener = lambda *told: asked.append(told[2])  # noqa: E731
        sa.event.listen(session.connection(), "before_cursor_execute", listener)
        beside = numbers(session, key)[0]
        for number in (3, 30):
            made = [
                create_record(session, key, Text.of("fr", fr="Nouveau"), trip_id=1, beside=beside)
                for _ in range(number)
            ]
            session.flush()
            session.expire_all()
            asked.clear()
            assert delete_records(session, key, made) == number
            counts.append(len([one for one in asked if one.startswith("SELECT")]))
        assert counts[0] == counts[1]


def test_an_archived_trip_keeps_its_delegates(sample_session: SampleSession) -> None:
    with sample_session() as session:
        ids = numbers(session, "delegates")
        session.get_one(Trip, 1).stage = "archived"
        session.flush()
        for refused in (
            lambda: create_record(session, "delegates", trip_id=1),
            lambda: duplicate_record(session, "delegates", ids[0]),
            lambda: delete_records(session, "delegates", ids[:1]),
            lambda: set_for_all(session, "delegates", ids, "role", "member"),
        ):
            with pytest.raises(Archived):
                refused()


def test_a_field_is_the_same_for_all_after_it_was_set_for_all(sample_session: SampleSession) -> None:
    with sample_session() as session:
        ids = numbers(session, "delegates")
        assert common(session, "delegates", ids, "role").same is False
        changed = set_for_all(session, "delegates", ids, "role", "deputy")
        assert 0 < changed <= len(ids)
        assert (common(session, "delegates", ids, "role").same, common(session, "delegates", ids, "role").value) == (
            True,
            "deputy",
        )
        assert set_for_all(session, "delegates", ids, "role", "deputy") == 0
        set_for_all(session, "delegates", ids, "person.nationality", "FR")
        assert common(session, "delegates", ids, "person.nationality").value == "FR"


def test_a_column_of_words_fills_one_language_and_makes_the_others_stale(sample_session: SampleSession) -> None:
    with sample_session() as session:
        ids = numbers(session, "sites")[:2]
        assert set_values(session, "sites", {ids[0]: "Un", ids[1]: "Deux"}, "name", "en") == 2
        names = [session.get_one(Site, id).name for id in ids]
        assert [name.get("en") for name in names] == ["Un", "Deux"]
        assert {name.state("zh") for name in names} == {"stale"}


def test_delegates_change_their_organisation_and_their_groups_together(sample_session: SampleSession) -> None:
    with sample_session() as session:
        ids = numbers(session, "delegates")
        organisation, groups = TIES["delegates"]
        assert tie_to(session, "delegates", ids, organisation, 1) > 0
        assert tied(session, "delegates", ids, organisation) == {1: len(ids)}
        (one, _), (other, _) = targets(session, groups, trip_id=1)
        had = tied(session, "delegates", ids, groups)
        moved = tie_more(session, "delegates", ids, groups, add=[one], remove=[other])
        assert moved >= had[other]
        assert tied(session, "delegates", ids, groups) == {one: len(ids)}
        assert targets(session, groups, trip_id=2) == []


def test_themes_are_added_to_those_that_lack_them(sample_session: SampleSession) -> None:
    with sample_session() as session:
        ids, (themes,) = numbers(session, "sites"), TIES["sites"]
        theme = targets(session, themes)[0][0]
        had = tied(session, "sites", ids, themes)[theme]
        assert tie_more(session, "sites", ids, themes, add=[theme]) == len(ids) - had
        assert tied(session, "sites", ids, themes)[theme] == len(ids)


def test_a_contact_joins_the_organisation_it_was_made_for(sample_session: SampleSession) -> None:
    with sample_session() as session:
        new = session.get_one(kind("contacts").model, create_contact(session, 5))
        assert (new.organisation_id, new.person.name_order) == (5, "given_first")
