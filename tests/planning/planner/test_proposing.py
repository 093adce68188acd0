"""From the sample trip to proposals and back: asked, compared, taken over, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import Conflict, NotFound
from tripplanner.i18n import languages, msg, say
from tripplanner.model.programme import Day, Item, ItemSubGroup, Night
from tripplanner.model.sites import Site
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Lodging, SubGroup, Trip
from tripplanner.planning import trips
from tripplanner.planning.archived import Archived
from tripplanner.planning.checks import check_trip
from tripplanner.planning.items import add_item
from tripplanner.planning.planner.asking import ask
from tripplanner.planning.planner.choices import read_choices
from tripplanner.planning.planner.comparing import compare
from tripplanner.planning.planner.plan import faults, score
from tripplanner.planning.planner.proposing import improve
from tripplanner.planning.planner.search import Found
from tripplanner.planning.planner.taking import take_over
from tripplanner.planning.planner.wishes import Proposal, Wishes
from tripplanner.planning.programme import week
from tripplanner.store.export import canonical_export
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Test")
FIRST = date(2027, 6, 13)


def trip_of(session: Session) -> int:
    return session.scalars(sa.select(Trip.id)).one()


def sites(session: Session, *codes: str) -> tuple[int, ...]:
    chosen = sa.select(Site.id).where(Site.code.in_(codes)) if codes else sa.select(Site.id)
    return tuple(session.scalars(chosen.order_by(Site.code)))


def item(session: Session, code: str) -> Item:
    return session.scalars(sa.select(Item).where(Item.code == code)).one()


def rounds(count: int) -> Callable[[Found], bool]:
    return lambda found: found.rounds < count


def proposal(workspace: Workspace, how_long: int = 100, **wishes: Any) -> Proposal:
    def made(session: Session) -> Proposal:
        wanted = Wishes(**{"sites": sites(session), "people": 15, **wishes})
        return improve(ask(session, trip_of(session), wanted), rounds(how_long))

    return workspace.get(made)


def test_every_site_chosen_is_in_the_proposal_or_has_a_reason_in_every_language(sample: Workspace) -> None:
    found = proposal(sample, people=None)
    chosen = set(sample.get(sites))
    placed = {event.site_id for day in found.days for event in day.events if event.site_id}
    left = {one.site_id for one in found.left}
    assert placed | left == chosen
    assert placed & left == set()
    for one in found.left:
        said = {language: say(one.why, language) for language in languages()}
        assert len(set(said.values())) == len(said)


def test_reasons_are_the_true_ones(sample: Workspace) -> None:
    def reasons(**wishes: Any) -> dict[str, str]:
        names = dict(sample.get(lambda session: session.execute(sa.select(Site.id, Site.code)).all()))
        return {names[one.site_id]: say(one.why, "en") for one in proposal(sample, **wishes).left}

    assert reasons(people=17)["S05"] == "It takes groups of 15 at most; this one is 17."
    why = reasons(fixed=frozenset(), people=15)
    assert why["S08"] == "It receives no visits: its usual length is 0 minutes."
    assert why["S27"] == "It is closed on every day that is planned."
    assert why["S30"].startswith("On no day is there time for it: the way there and back takes")
    assert "S05" not in why

    def nowhere(session: Session) -> None:
        session.get_one(Site, sites(session, "S03")[0]).latitude = None

    sample.do(LABEL, nowhere)
    assert reasons()["S03"] == "Nobody knows where it lies: give it coordinates."


def test_the_whole_group_counts_with_those_who_accompany_it(sample: Workspace) -> None:
    found = proposal(sample, people=None)
    assert "It takes groups of 15 at most; this one is 17." in {say(one.why, "en") for one in found.left}


def test_the_problem_of_the_sample_has_a_plan_without_faults(sample: Workspace) -> None:
    found: list[Found] = []

    def go_on(step: Found) -> bool:
        found.append(step)
        return step.rounds < 300

    asked = sample.get(lambda session: ask(session, trip_of(session), Wishes(sites(session), people=15)))
    improve(asked, go_on)
    assert [step.rounds for step in found] == [0, 100, 200, 300]
    for step in found:
        assert faults(step.plan, asked.problem) == []
        assert score(step.plan, asked.problem) == step.score


def test_the_same_wishes_give_the_same_proposal(sample: Workspace) -> None:
    assert proposal(sample) == proposal(sample)


def test_what_is_locked_or_fixed_stays_and_visits_keep_their_items(sample: Workspace) -> None:
    sample.do(LABEL, lambda session: setattr(item(session, "D5-02"), "locked", True))
    stays = sample.get(lambda session: item(session, "D3-04").id)
    locked = sample.get(lambda session: item(session, "D5-02").id)
    found = proposal(sample, fixed=frozenset({stays}))
    kept = {event.item_id: event for day in found.days for event in day.events if event.kind == "stays"}
    assert {stays, locked} <= kept.keys()
    assert kept[stays].start == datetime(2027, 6, 15, 13)
    assert kept[locked].start == datetime(2027, 6, 17, 8, 50)
    there = sample.get(lambda session: {one.id: one.site_id for one in session.scalars(sa.select(Item)) if one.site_id})
    for day in found.days:
        for event in day.events:
            if event.kind == "visit" and event.site_id in there.values():
                assert event.item_id is not None
                assert there[event.item_id] == event.site_id


def test_days_that_were_not_chosen_do_not_change(sample: Workspace) -> None:
    third = date(2027, 6, 15)
    found = proposal(sample, days=frozenset({third}), fixed=frozenset())
    assert [day.day for day in found.days if day.changes] in ([third], [])
    before = sample.get(canonical_export)
    sample.do(LABEL, take_over, found.trip_id, found)
    after = sample.get(canonical_export)
    changed = {uuid for uuid, row in after["item"].items() if row != before["item"].get(uuid)}
    assert {(after["item"][uuid]["start"] or "2027-06-15")[:10] for uuid in changed} <= {"2027-06-15"}


def test_a_theme_to_cover_that_something_fixed_shows_is_covered(sample: Workspace) -> None:
    def problem(session: Session) -> frozenset[int]:
        visit = item(session, "D3-04")
        theme = session.scalars(sa.select(Theme.id).where(Theme.code == "glaciers")).one()
        other = session.scalars(sa.select(Theme.id).where(Theme.code == "lynx")).one()
        wishes = Wishes(sites(session), fixed=frozenset({visit.id}), themes=frozenset({theme, other}))
        return ask(session, trip_of(session), wishes).problem.themes - {other}

    assert sample.get(problem) == frozenset()


def test_taking_over_writes_what_was_compared_as_one_step_and_undo_restores_everything(
    sample_workspace: Workspace,
) -> None:
    before = sample_workspace.get(canonical_export)
    found = proposal(sample_workspace, fixed=frozenset(), keep_nights=False)
    sides = compare(sample_workspace.get(week, found.trip_id), found)
    scope = sample_workspace.get(lambda session: session.scalars(sa.select(Trip.uuid)).one())
    sample_workspace.do(LABEL, take_over, found.trip_id, found, scope=scope)
    now = sample_workspace.get(week, found.trip_id)
    for side in sides:
        if side.changes:
            written = sorted((one.start, one.end, one.type) for one in now.on(side.day) if one.type != "lodging")
            assert written == sorted((one.start, one.end, one.type) for one in side.proposed)
    assert {one.id for one in now.unplaced} >= set(found.off)
    after = sample_workspace.get(canonical_export)
    assert after["item"].keys() >= before["item"].keys()
    assert after["question"] == before["question"]
    sample_workspace.undo(scope)
    assert sample_workspace.get(canonical_export) == before
    sample_workspace.redo(scope)
    assert sample_workspace.get(canonical_export) == after


def test_one_day_is_taken_over_alone(sample: Workspace) -> None:
    found = proposal(sample, fixed=frozenset())
    day = next(day for day in found.days if day.changes)
    before = sample.get(week, found.trip_id)
    sample.do(LABEL, take_over, found.trip_id, found, {day.day})
    after = sample.get(week, found.trip_id)
    assert [(one.start, one.end) for one in after.on(day.day) if one.type != "lodging"] == [
        (event.start, event.end) for event in day.events
    ]
    for other in found.days:
        if other.day != day.day:
            assert {one.id for one in after.on(other.day)} <= {one.id for one in before.on(other.day)}
    everything = {one.id for one in (*before.items, *before.unplaced)}
    assert {one.id for one in (*after.items, *after.unplaced)} >= everything


def test_new_coaches_are_driven_by_the_vehicle_that_drives_most(sample: Workspace) -> None:
    found = proposal(sample, fixed=frozenset())
    there = {one.id for one in sample.get(week, found.trip_id).items}
    sample.do(LABEL, take_over, found.trip_id, found)
    new = [one for one in sample.get(week, found.trip_id).items if one.id not in there and one.type == "transfer"]
    assert new
    assert {one.vehicle_code for one in new} == {"coach-1"}


def test_taking_over_nothing_changes_nothing(sample: Workspace) -> None:
    found = proposal(sample)
    before = sample.get(canonical_export)
    assert sample.do(LABEL, take_over, found.trip_id, found, set()) == ()
    assert sample.get(canonical_export) == before


def test_a_programme_that_changed_meanwhile_is_not_overwritten(sample: Workspace) -> None:
    found = proposal(sample, fixed=frozenset())
    sample.do(LABEL, lambda session: setattr(item(session, "D3-04"), "internal_notes", "called"))
    before = sample.get(canonical_export)
    with pytest.raises(Conflict):
        sample.do(LABEL, take_over, found.trip_id, found)
    assert sample.get(canonical_export) == before


def test_an_archived_trip_and_an_unknown_one_are_refused(sample: Workspace) -> None:
    found = proposal(sample)
    with pytest.raises(NotFound):
        sample.get(ask, 4711, Wishes())
    sample.do(LABEL, lambda session: setattr(session.get_one(Trip, found.trip_id), "stage", "archived"))
    with pytest.raises(Archived):
        sample.get(ask, found.trip_id, Wishes())
    with pytest.raises(Archived):
        sample.do(LABEL, take_over, found.trip_id, found)


def test_the_choices_name_what_there_is(sample: Workspace) -> None:
    found = sample.get(lambda session: read_choices(session, trip_of(session)))
    assert (len(found.sites), len(found.days), found.days[0], len(found.themes)) == (42, 8, FIRST, 33)
    codes = sample.get(lambda session: {one.id: one.code for one in session.scalars(sa.select(Item))})
    stay = {codes[one.id] for one in found.items if one.stays}
    assert {"D1-01", "D1-08", "D2-01", "D2-09", "D4-06", "D7-04", "D8-04"} <= stay
    assert not {"D1-05", "D3-04", "D6-02"} & stay
    assert [one.code for one in found.sites if one.here] == [
        "S01", "S02", "S05", "S06", "S07", "S09", "S11", "S12", "S14", "S15", "S16", "S28",
    ]  # fmt: skip


@pytest.fixture
def bare(sample: Workspace) -> tuple[Workspace, int]:
    """A new trip of three days without lodging, delegation or item, beside the sample."""

    def make(session: Session) -> int:
        title = Text.of("fr", fr="Essai")
        return trips.create_trip(session, title=title, first_day=FIRST, last_day=date(2027, 6, 15))

    return sample, sample.do(LABEL, make)


def propose_for(workspace: Workspace, trip: int, *codes: str, **wishes: Any) -> Proposal:
    return workspace.get(
        lambda session: improve(ask(session, trip, Wishes(sites(session, *codes), **wishes)), rounds(100))
    )


def test_an_empty_trip_gets_visits_coaches_lunches_and_evenings(bare: tuple[Workspace, int]) -> None:
    workspace, trip = bare
    found = propose_for(workspace, trip, "S05", "S06", "S07", "S02")
    assert found.visits == 4
    workspace.do(LABEL, take_over, trip, found)
    items = workspace.get(week, trip).items
    assert {one.type for one in items} == {"visit", "transfer", "meal", "debrief"}
    meals = {one.title.get("fr") for one in items if one.type == "meal"}
    assert meals == {"Déjeuner", "Dîner"}
    coach = next(one for one in items if one.type == "transfer")
    assert coach.title.get("fr").startswith("Autocar vers ")
    assert coach.title.get("zh").startswith("乘大巴前往")
    assert coach.to_name
    found_rules = {one.rule for one in workspace.get(check_trip, trip, None)}
    assert not {"time.overlap", "time.no_lunch", "time.transfer_too_short", "time.move_missing"} & found_rules


def test_long_visits_get_a_break_and_days_within_the_limit_of_a_day(bare: tuple[Workspace, int]) -> None:
    workspace, trip = bare
    found = propose_for(workspace, trip, "S07", "S11")
    workspace.do(LABEL, take_over, trip, found)
    rules = {one.rule for one in workspace.get(check_trip, trip, None)}
    assert not {"time.no_break", "time.day_too_long", "time.dinner_late", "time.no_debrief"} & rules


@pytest.mark.parametrize("change", [{"pace": "calm"}, {"pace": "full"}, {"evenings": False}, {"interpreted": True}])
def test_every_wish_is_heard(bare: tuple[Workspace, int], change: dict[str, Any]) -> None:
    workspace, trip = bare
    codes = ("S01", "S02", "S05", "S06", "S07", "S09", "S12", "S15", "S16", "S28")
    usual, other = (propose_for(workspace, trip, *codes, **wishes) for wishes in ({}, change))
    assert usual.days != other.days


def test_a_proposal_for_nothing_is_empty(bare: tuple[Workspace, int]) -> None:
    workspace, trip = bare
    found = workspace.get(lambda session: improve(ask(session, trip, Wishes()), rounds(100)))
    assert (found.visits, found.left, [day.events for day in found.days]) == (0, (), [(), (), ()])


def test_without_a_day_to_plan_that_is_the_reason(bare: tuple[Workspace, int]) -> None:
    workspace, trip = bare
    found = propose_for(workspace, trip, "S01", "S02", days=frozenset())
    assert [say(one.why, "en") for one in found.left] == ["No day of the trip was chosen to be planned."] * 2


def test_nights_are_set_where_the_proposal_chose_them(sample: Workspace) -> None:
    def clear(session: Session) -> None:
        for night in session.scalars(sa.select(Night).join(Day).where(Day.date == FIRST)):
            session.delete(night)

    sample.do(LABEL, clear)
    found = proposal(sample, fixed=frozenset())
    assert found.days[0].lodging_id is not None
    sample.do(LABEL, take_over, found.trip_id, found)
    row = sample.get(week, found.trip_id).days[0]
    assert [night.lodging_id for night in row.nights] == [found.days[0].lodging_id]


def test_items_past_midnight_and_overlaps_are_planned_around(bare: tuple[Workspace, int]) -> None:
    workspace, trip = bare

    def add(session: Session) -> None:
        for start, end in ((datetime(2027, 6, 13, 20), datetime(2027, 6, 14, 10)),
                           (datetime(2027, 6, 14, 9), datetime(2027, 6, 14, 11))):  # fmt: skip
            add_item(session, trip, title=Text.of("fr", fr="Nuit"), type="ceremony", start=start, end=end)

    workspace.do(LABEL, add)
    found = propose_for(workspace, trip, "S05", "S06", "S07", "S02", "S28")
    busy = (datetime(2027, 6, 13, 20), datetime(2027, 6, 14, 11))
    new = [event for day in found.days for event in day.events if event.kind == "visit"]
    assert new
    assert all(event.end <= busy[0] or busy[1] <= event.start for event in new)


def test_a_day_that_only_loses_a_visit_changes_too(sample: Workspace) -> None:
    visit = sample.get(lambda session: item(session, "D3-04").id)

    def stay(session: Session) -> frozenset[int]:
        return frozenset(session.scalars(sa.select(Item.id).where(Item.id != visit)))

    found = proposal(sample, sites=(), fixed=sample.get(stay))
    seminar = date(2027, 6, 14)  # no coach leads to it: one is proposed
    assert [day.day for day in found.days if day.changes] == [seminar, date(2027, 6, 15)]
    assert found.off == {visit: date(2027, 6, 15)}
    sample.do(LABEL, take_over, found.trip_id, found)
    assert [one.id for one in sample.get(week, found.trip_id).unplaced] == [visit]


def test_a_cancelled_visit_holds_neither_its_time_nor_its_site(sample: Workspace) -> None:
    def cancel(session: Session) -> int:
        item(session, "D3-04").status = "cancelled"
        return item(session, "D3-04").id

    cancelled = sample.do(LABEL, cancel)
    glacier = sample.get(sites, "S07")
    found = proposal(sample, sites=glacier, fixed=frozenset({cancelled}))
    assert [event.item_id for day in found.days for event in day.events if event.kind == "visit"] == [None]


def test_another_lodging_is_a_change(sample: Workspace) -> None:
    everything = sample.get(lambda session: frozenset(session.scalars(sa.select(Item.id))))
    found = proposal(sample, sites=(), fixed=everything, keep_nights=False)
    before = {day.date: [night.lodging_id for night in day.nights] for day in sample.get(week, found.trip_id).days}
    for day in (day for day in found.days if all(event.kind == "stays" for event in day.events)):
        assert day.changes is (day.lodging_id is not None and before[day.day] != [day.lodging_id])


def test_the_night_after_a_day_is_spent_where_it_may_be(sample: Workspace) -> None:
    """A lodging named for one night is the only one there, even where the lodgings are kept."""
    other = sample.get(lambda session: session.scalars(sa.select(Lodging.id).order_by(Lodging.id.desc())).first())
    day = date(2027, 6, 14)
    found = proposal(sample, nights={day: frozenset({other})}, fixed=frozenset())
    assert [one.lodging_id for one in found.days if one.day == day] == [other]
    kept = [one.lodging_id for one in found.days if one.day != day]
    assert kept == [one.lodging_id for one in proposal(sample, fixed=frozenset()).days if one.day != day]


def test_another_length_of_a_visit_is_planned_and_counts(sample: Workspace) -> None:
    (site,) = sample.get(lambda session: sites(session, "S04"))
    for minutes in (45, 150):
        found = proposal(sample, minutes={site: minutes}, fixed=frozenset(), important=frozenset({site}))
        (event,) = [event for day in found.days for event in day.events if event.site_id == site]
        assert (event.end - event.start).seconds == 60 * minutes


def test_what_only_some_take_part_in_stays_and_who_has_left_is_planned_for_no_more(sample: Workspace) -> None:
    """The officials leave on the 19th at 10:30 for the airport, the researchers on the 20th."""

    def parted(session: Session) -> None:
        group = session.scalars(sa.select(SubGroup).where(SubGroup.code == "A")).one()
        item(session, "D3-02").subgroup_links = [ItemSubGroup(subgroup=group)]

    sample.do(LABEL, parted)
    found = proposal(sample, fixed=frozenset(), people=14)
    own = sample.get(
        lambda session: {one.id: (one.start, one.end) for one in session.scalars(sa.select(Item)) if one.subgroup_links
                         and len(one.subgroup_links) == 1}
    )  # fmt: skip
    stays = {event.item_id: (event.start, event.end) for day in found.days for event in day.events
             if event.kind == "stays"}  # fmt: skip
    assert own
    assert {id: stays.get(id) for id in own} == own
    said = [say(note, "en") for note in found.notes]
    assert any(note.startswith("B leaves on ") and "at 10:30" in note for note in said)
    assert [note.partition(". Nothing")[0] for note in said if "own" in note] == [
        "Tue 15\u00a0June, 09:30–11:30: something of their own for A",
        "Sat 19\u00a0June, 10:30–13:20: something of their own for B",
    ]
    late = [event for day in found.days for event in day.events
            if event.kind != "stays" and event.end > datetime(2027, 6, 19, 10, 30)]  # fmt: skip
    (researchers,) = sample.get(
        lambda session: set(session.scalars(sa.select(SubGroup.id).where(SubGroup.code == "A")))
    )
    assert {event.groups for event in late} <= {frozenset({researchers})}
    sample.do(LABEL, take_over, found.trip_id, found)
    items = sample.get(week, found.trip_id)
    for group in items.subgroups:
        there = sorted((one.start, one.end) for one in items.items if one.start and one.type != "lodging"
                       and (not one.subgroup_ids or group.id in one.subgroup_ids))  # fmt: skip
        assert all(one[1] <= other[0] for one, other in pairwise(there) if one[1] and other[0])


def test_planning_for_some_moves_nothing_that_others_take_part_in(sample: Workspace) -> None:
    group = sample.get(lambda session: session.scalars(sa.select(SubGroup.id).where(SubGroup.code == "A")).one())
    found = proposal(sample, fixed=frozenset(), groups=frozenset({group}), people=10)
    moved = {event.item_id for day in found.days for event in day.events if event.kind != "stays" and event.item_id}
    of = sample.get(lambda session: {one.id: [link.subgroup_id for link in one.subgroup_links]
                                     for one in session.scalars(sa.select(Item))})  # fmt: skip
    assert all(of[id] == [group] for id in moved | set(found.off))


def test_the_present_programme_has_a_score_that_its_own_proposal_has_too(sample: Workspace) -> None:
    """Where everything is fixed both are worth the same; a chosen site that is visited brings its points."""
    (site,) = sample.get(lambda session: sites(session, "S06"))
    visit = sample.get(lambda session: item(session, "D3-02").id)
    every = sample.get(lambda session: set(session.scalars(sa.select(Item.id)))) - {visit}
    nothing = proposal(sample, fixed=frozenset(every), sites=())
    one = proposal(sample, fixed=frozenset(every), sites=(site,), evenings=False)
    assert (nothing.present, nothing.breaches) == (nothing.score, 0)
    assert one.present > nothing.present
