"""Trips and items: found, listed, made, edited, moved, deleted; nobody's work is overwritten."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from tripplanner.errors import Conflict, NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.costs import Cost
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.programme import Item, ItemHost, Night, Question
from tripplanner.model.trips import Delegate, Delegation, Lodging, SubGroup
from tripplanner.planning import items, programme, trips
from tripplanner.store.workspace import Workspace
from tripplanner.text import EMPTY, Text

LABEL = msg("Test")
NINE, TEN = datetime(2027, 6, 14, 9), datetime(2027, 6, 14, 10)


def fr(words: str) -> Text:
    return Text.of("fr", fr=words)


def make_trip(session: Session, code: str = "ALP", title: str = "Alpes") -> int:
    return trips.create_trip(
        session, title=fr(title), code=code, first_day=date(2027, 6, 13), last_day=date(2027, 6, 15)
    )


@pytest.fixture
def trip_id(workspace: Workspace) -> int:
    return workspace.do(LABEL, make_trip)


def the_item(workspace: Workspace, item_id: int) -> programme.ItemRow:
    row = workspace.get(programme.item_row, item_id)
    assert row is not None
    return row


# Trips


def test_a_new_trip_has_a_day_record_per_day_and_its_languages_in_order(workspace: Workspace, trip_id: int) -> None:
    week = workspace.get(programme.week, trip_id)
    assert [(day.number, day.date) for day in week.days] == [(n, date(2027, 6, 12 + n)) for n in (1, 2, 3)]
    row = week.trip
    assert (row.title.get("fr"), row.stage, row.days, row.languages) == ("Alpes", "idea", 3, ("fr", "zh", "en"))


def test_a_trip_that_ends_before_it_begins_is_refused_and_nothing_kept(workspace: Workspace) -> None:
    with pytest.raises(TripPlannerError, match="before the first"):
        workspace.do(
            LABEL, trips.create_trip, title=EMPTY, first_day=date(2027, 6, 2), last_day=date(2027, 6, 1)
        )  # fmt: skip
    assert workspace.get(trips.list_trips) == []


@pytest.mark.parametrize("key", ["ALP", "alp", " ALP "])
def test_a_trip_is_found_by_its_code(workspace: Workspace, trip_id: int, key: str) -> None:
    assert workspace.get(trips.find_trip, key) == trip_id


def test_a_trip_is_found_by_number_and_uuid(workspace: Workspace, trip_id: int) -> None:
    row = workspace.get(trips.trip_row, trip_id)
    assert workspace.get(trips.find_trip, str(trip_id)) == trip_id
    assert workspace.get(trips.find_trip, row.uuid.upper()) == trip_id


@pytest.mark.parametrize("key", ["", "X", "0", "-1", "99999999999999999999", "١", "%", "ALP' OR 1=1 --", "\x00"])
def test_an_unknown_trip_is_said_with_what_there_is(workspace: Workspace, trip_id: int, key: str) -> None:
    with pytest.raises(NotFound) as caught:
        workspace.get(trips.find_trip, key)
    assert "ALP" in caught.value.sentence("fr")


def test_what_can_be_typed_instead_is_listed_as_each_language_does(workspace: Workspace, trip_id: int) -> None:
    workspace.do(LABEL, make_trip, "JURA", "Jura")
    with pytest.raises(NotFound) as caught:
        workspace.get(trips.find_trip, "X")
    assert "ALP, JURA" in caught.value.sentence("fr")
    assert "ALP、JURA" in caught.value.sentence("zh")


def test_a_code_borne_twice_asks_for_the_number(workspace: Workspace, trip_id: int) -> None:
    workspace.do(LABEL, make_trip, "ALP", "Autre")
    with pytest.raises(TripPlannerError, match="Use the number"):
        workspace.get(trips.find_trip, "ALP")
    assert workspace.get(trips.find_trip, str(trip_id)) == trip_id


def test_later_dates_add_days_and_earlier_ones_take_none_away(workspace: Workspace, trip_id: int) -> None:
    version = workspace.get(trips.trip_row, trip_id).version
    workspace.do(LABEL, trips.edit_trip_fields, trip_id, version, last_day=date(2027, 6, 17))
    assert len(workspace.get(programme.week, trip_id).days) == 5
    workspace.do(LABEL, trips.edit_trip_fields, trip_id, None, last_day=date(2027, 6, 14))
    assert len(workspace.get(programme.week, trip_id).days) == 5


def test_stage_and_languages(workspace: Workspace, trip_id: int) -> None:
    workspace.do(LABEL, trips.set_stage, trip_id, None, "confirmed")
    workspace.do(LABEL, trips.set_languages, trip_id, None, ("zh", "fr"))
    row = workspace.get(trips.trip_row, trip_id)
    assert (row.stage, row.languages) == ("confirmed", ("zh", "fr"))
    with pytest.raises(ValueError, match="stage"):
        workspace.do(LABEL, trips.set_stage, trip_id, None, "somewhere")


def test_counts_of_a_trip(workspace: Workspace, trip_id: int) -> None:
    def fill(session: Session) -> None:
        delegation = Delegation(trip_id=trip_id, name=fr("Délégation"))
        delegation.delegates = [Delegate(person=Person(family_name=name), rank=n) for n, name in enumerate("AB")]
        session.add(delegation)
        items.add_item(session, trip_id, start=NINE, end=TEN, status="confirmed")
        items.add_item(session, trip_id, start=NINE, end=TEN)
        items.add_item(session, trip_id)

    workspace.do(LABEL, fill)
    workspace.do(LABEL, make_trip, "B")
    row, other = workspace.get(trips.list_trips)
    assert (row.delegates, row.items, row.confirmed, row.unplaced) == (2, 3, 1, 1)
    assert [name.get("fr") for name in row.delegations] == ["Délégation"]
    assert (other.delegates, other.items) == (0, 0)


def test_an_edit_of_an_older_state_is_a_conflict(workspace: Workspace, trip_id: int) -> None:
    seen = workspace.get(trips.trip_row, trip_id).version
    workspace.do(LABEL, trips.edit_trip_fields, trip_id, seen, title=fr("Leur titre"))
    with pytest.raises(Conflict):
        workspace.do(LABEL, trips.edit_trip_fields, trip_id, seen, title=fr("Mon titre"))
    assert workspace.get(trips.trip_row, trip_id).title == fr("Leur titre")


@pytest.mark.parametrize("name", ["uuid", "id", "created_at", "sample_key", "nonsense"])
def test_identity_is_not_a_field_to_edit(workspace: Workspace, trip_id: int, name: str) -> None:
    with pytest.raises(AttributeError):
        workspace.do(LABEL, trips.edit_trip_fields, trip_id, None, **{name: 1})


# Items


def test_an_item_shows_all_that_a_grid_needs(workspace: Workspace, trip_id: int) -> None:
    def fill(session: Session) -> int:
        delegation = Delegation(trip_id=trip_id)
        delegation.subgroups = [SubGroup(code=code, position=n) for n, code in enumerate("AB")]
        start, end = Place(name=fr("Annecy")), Place(name=fr("Chamonix"))
        host = Organisation(name=fr("Asters"), acronym="CEN")
        session.add_all([delegation, start, end, host])
        session.flush()
        id = items.add_item(
            session, trip_id, title=fr("Car"), type="transfer", start=NINE, end=TEN, drive_min=50, distance_km=45,
            from_place_id=start.id, to_place_id=end.id, place_id=end.id,
            subgroup_ids=(delegation.subgroups[1].id,),
        )  # fmt: skip
        item = session.get_one(Item, id)
        item.host_links = [ItemHost(organisation_id=host.id, state="asked")]
        item.questions = [Question(text=fr("Pourquoi ?"))]
        return id

    row = the_item(workspace, workspace.do(LABEL, fill))
    assert (row.title, row.from_name, row.to_name, row.where) == (
        fr("Car"),
        fr("Annecy"),
        fr("Chamonix"),
        fr("Chamonix"),
    )
    assert (row.drive_min, row.distance_km, row.subgroups, row.questions) == (50, 45, ("B",), 1)
    assert [(host.name, host.acronym, host.state) for host in row.hosts] == [(fr("Asters"), "CEN", "asked")]
    assert (row.start, row.end, row.start_zone) == (NINE, TEN, "Europe/Paris")


def test_items_come_in_the_order_they_happen_and_the_unplaced_apart(workspace: Workspace, trip_id: int) -> None:
    for title, start in (("b", TEN), ("x", None), ("a", NINE)):
        workspace.do(LABEL, items.add_item, trip_id, title=fr(title), start=start, end=start)
    week = workspace.get(programme.week, trip_id)
    assert [item.title.get("fr") for item in week.items] == ["a", "b"]
    assert [item.title.get("fr") for item in week.unplaced] == ["x"]
    assert week.on(date(2027, 6, 14)) == week.items
    assert week.on(date(2027, 6, 13)) == ()


def test_a_moved_item_keeps_its_length_and_can_be_taken_off(workspace: Workspace, trip_id: int) -> None:
    id = workspace.do(LABEL, items.add_item, trip_id, start=NINE, end=datetime(2027, 6, 14, 10, 30))
    workspace.do(LABEL, items.move_item, id, 1, datetime(2027, 6, 15, 14))
    row = the_item(workspace, id)
    assert (row.start, row.end) == (datetime(2027, 6, 15, 14), datetime(2027, 6, 15, 15, 30))
    workspace.do(LABEL, items.unplace_item, id, row.version)
    row = the_item(workspace, id)
    assert (row.start, row.end, row.duration_min) == (None, None, 90)
    workspace.do(LABEL, items.move_item, id, row.version, NINE)
    assert the_item(workspace, id).end == datetime(2027, 6, 14, 10, 30)


def test_an_end_before_the_start_is_refused_except_across_zones(workspace: Workspace, trip_id: int) -> None:
    id = workspace.do(LABEL, items.add_item, trip_id, start=NINE, end=TEN)
    with pytest.raises(TripPlannerError, match="before it starts"):
        workspace.do(LABEL, items.edit_item_fields, id, None, end=datetime(2027, 6, 14, 8))
    assert the_item(workspace, id).end == TEN
    workspace.do(
        LABEL, items.edit_item_fields, id, None, start_zone="Asia/Shanghai", end=datetime(2027, 6, 14, 8)
    )  # fmt: skip
    assert programme.duration(the_item(workspace, id)) == datetime(2027, 6, 14, 14) - NINE


def test_a_conflicting_move_is_refused(workspace: Workspace, trip_id: int) -> None:
    id = workspace.do(LABEL, items.add_item, trip_id, start=NINE, end=TEN)
    workspace.do(LABEL, items.set_item_status, id, 1, "confirmed")
    with pytest.raises(Conflict):
        workspace.do(LABEL, items.move_item, id, 1, TEN)


def test_a_copy_has_an_identity_of_its_own_and_starts_as_an_idea(workspace: Workspace, trip_id: int) -> None:
    def fill(session: Session) -> int:
        id = items.add_item(session, trip_id, title=fr("Visite"), start=NINE, end=TEN, status="confirmed", code="D1")
        session.get_one(Item, id).questions = [Question(text=fr("Pourquoi ?"))]
        return id

    id = workspace.do(LABEL, fill)
    twin = the_item(workspace, workspace.do(LABEL, items.duplicate_item, id))
    item = the_item(workspace, id)
    assert (twin.title, twin.start, twin.questions) == (item.title, item.start, 1)
    assert (twin.status, twin.code) == ("idea", "")
    assert twin.uuid != item.uuid


def test_a_deleted_item_leaves_its_costs_to_the_trip_and_comes_back_by_undo(workspace: Workspace, trip_id: int) -> None:
    id = workspace.do(LABEL, items.add_item, trip_id, title=fr("Repas"))
    workspace.do(LABEL, lambda session: session.add(Cost(trip_id=trip_id, item_id=id, amount_minor=1000)))
    uuid = the_item(workspace, id).uuid
    workspace.do(LABEL, items.delete_item, id, None)
    assert workspace.get(programme.item_row, id) is None
    assert workspace.get(lambda session: session.query(Cost.item_id, Cost.amount_minor).all()) == [(None, 1000)]
    workspace.undo()
    assert the_item(workspace, id).uuid == uuid


def test_sub_groups_of_an_item_are_replaced_and_those_that_stay_are_kept(workspace: Workspace, trip_id: int) -> None:
    def groups(session: Session) -> list[int]:
        delegation = Delegation(trip_id=trip_id)
        delegation.subgroups = [SubGroup(code=code, position=n) for n, code in enumerate("AB")]
        session.add(delegation)
        session.flush()
        return [group.id for group in delegation.subgroups]

    a, b = workspace.do(LABEL, groups)
    id = workspace.do(LABEL, items.add_item, trip_id, subgroup_ids=(a,))
    workspace.do(LABEL, items.set_item_subgroups, id, None, (b, a, b))
    assert the_item(workspace, id).subgroups == ("A", "B")
    workspace.do(LABEL, items.set_item_subgroups, id, None, ())
    assert the_item(workspace, id).subgroups == ()


def test_nights_of_a_day(workspace: Workspace, trip_id: int) -> None:
    def fill(session: Session) -> None:
        lodging = Lodging(trip_id=trip_id, name=fr("Hôtel"), place=Place(name=fr("Annecy")))
        session.add(lodging)
        session.flush()
        day = programme.list_days(session, trip_id)[0]
        session.add(Night(day_id=day.id, lodging_id=lodging.id))

    workspace.do(LABEL, fill)
    first, second, _ = workspace.get(programme.week, trip_id).days
    assert [(night.name, night.place, night.subgroup) for night in first.nights] == [(fr("Hôtel"), fr("Annecy"), "")]
    assert second.nights == ()


def test_unknown_types_are_a_programming_error(workspace: Workspace, trip_id: int) -> None:
    with pytest.raises(ValueError, match="type"):
        workspace.do(LABEL, items.add_item, trip_id, type="party")


def test_gone_records_are_not_found(workspace: Workspace) -> None:
    for verb in (trips.trip_row, programme.week):
        with pytest.raises(NotFound):
            workspace.get(verb, 7)
    with pytest.raises(NotFound):
        workspace.do(LABEL, items.delete_item, 7, None)
