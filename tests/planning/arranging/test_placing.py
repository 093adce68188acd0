"""One item: moved, resized, placed, taken off, copied, split, locked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from days import DAY, LABEL, Days, at
from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.errors import Conflict, TripPlannerError
from tripplanner.model.partners import Organisation
from tripplanner.model.people import Person
from tripplanner.model.places import Place
from tripplanner.model.programme import Break, Item, Participation
from tripplanner.model.sites import Site, SiteOrganisation
from tripplanner.planning import arranging, programme, trips
from tripplanner.planning.arranging.rights import Archived, Locked
from tripplanner.store.export import canonical_export
from tripplanner.text import Text


def row(days: Days, item: int) -> programme.ItemRow:
    found = days.workspace.get(programme.item_row, item)
    assert found is not None
    return found


def test_an_item_moves_with_its_length_and_its_pauses(days: Days) -> None:
    item = days.add("Visite", at(9), at(11, 30))

    def pause(session: Session) -> None:
        session.add(Break(item_id=item, start=at(10), end=at(10, 15)))

    days.workspace.do(LABEL, pause)
    days.workspace.do(LABEL, arranging.move, item, 1, at(14, 5, 15))
    assert days.times() == {"Visite": ("15 14:05", "15 16:35")}
    starts = days.workspace.get(lambda session: [one.start for one in session.get_one(Item, item).breaks])
    assert starts == [at(15, 5, 15)]


def test_a_flight_is_moved_on_the_clocks_of_the_trip(days: Days) -> None:
    """23:00 in Shanghai is 17:00 in Annecy; put at 18:00 there, it leaves at midnight."""
    flight = days.add("Vol", at(23), at(6, 30, 15), start_zone="Asia/Shanghai", end_zone="Europe/Paris", type="arrival")
    days.workspace.do(LABEL, arranging.move, flight, None, at(18))
    found = row(days, flight)
    assert (found.start, found.end) == (at(0, 0, 15), at(7, 30, 15))


def test_an_item_without_an_end_stays_without_one(days: Days) -> None:
    item = days.add("Point", at(9), None)
    days.workspace.do(LABEL, arranging.move, item, None, at(10))
    assert days.times() == {"Point": ("14 10:00", "")}


def test_both_edges_can_be_moved_but_not_past_each_other(days: Days) -> None:
    item = days.add("Visite", at(9), at(11))
    days.workspace.do(LABEL, arranging.resize, item, None, end=at(12))
    days.workspace.do(LABEL, arranging.resize, item, None, start=at(8, 30))
    assert days.times() == {"Visite": ("14 08:30", "14 12:00")}
    with pytest.raises(TripPlannerError, match="before it starts"):
        days.workspace.do(LABEL, arranging.resize, item, None, end=at(8, 30))
    assert days.times() == {"Visite": ("14 08:30", "14 12:00")}


def test_an_item_whose_end_comes_first_is_put_right_by_moving_its_end(days: Days) -> None:
    item = days.add("Visite", at(9), at(11))

    def spoil(session: Session) -> None:
        session.get_one(Item, item).end = at(8)

    days.workspace.do(LABEL, spoil)
    days.workspace.do(LABEL, arranging.move, item, None, at(10))
    assert days.times() == {"Visite": ("14 10:00", "14 09:00")}
    days.workspace.do(LABEL, arranging.resize, item, None, end=at(11))
    assert days.times() == {"Visite": ("14 10:00", "14 11:00")}


def test_what_is_taken_off_keeps_its_length_and_gets_it_back(days: Days) -> None:
    item = days.add("Visite", at(9), at(11, 20))
    days.workspace.do(LABEL, arranging.unplace, item, None)
    assert (row(days, item).start, row(days, item).duration_min) == (None, 140)
    days.workspace.do(LABEL, arranging.place, item, None, at(14))
    assert days.times() == {"Visite": ("14 14:00", "14 16:20")}


def test_a_flight_keeps_its_true_length_when_it_waits(days: Days) -> None:
    flight = days.add("Vol", at(1, 0), at(6, 30), start_zone="Asia/Shanghai", end_zone="Europe/Paris")
    days.workspace.do(LABEL, arranging.unplace, flight, None)
    assert row(days, flight).duration_min == 690
    days.workspace.do(LABEL, arranging.place, flight, None, at(6))
    found = row(days, flight)
    assert (found.start, found.end) == (at(12), at(17, 30))


def site(session: Session, zone: str = "", minutes: int | None = 90) -> int:
    host, other = Organisation(name=Text.of("fr", fr="Parc")), Organisation(name=Text.of("fr", fr="Musée"))
    place = Place(name=Text.of("fr", fr="Lac"), zone=zone)
    made = Site(name=Text.of("fr", ["zh"], fr="Marais", zh="沼泽"), typical_visit_min=minutes, place=place)
    made.organisation_links = [
        SiteOrganisation(organisation=other, role="owner", position=0),
        SiteOrganisation(organisation=host, role="host", position=1),
    ]
    session.add(made)
    session.flush()
    return made.id


def test_a_site_becomes_a_visit_with_its_duration_zone_and_host(days: Days) -> None:
    here = days.workspace.do(LABEL, site, "Europe/London")
    made = days.workspace.do(LABEL, arranging.place_site, days.trip, here, at(10), groups=(days.a,))
    found = row(days, made)
    assert (found.start, found.end, found.start_zone) == (at(9), at(10, 30), "Europe/London")
    assert (found.status, found.type, found.title.get("zh"), found.subgroups) == ("idea", "visit", "沼泽", ("A",))
    assert [(host.name.get("fr"), host.state) for host in found.hosts] == [("Parc", "to_contact")]


def test_a_site_without_a_usual_duration_takes_an_hour_and_may_wait(days: Days) -> None:
    here = days.workspace.do(LABEL, site, "", None)
    made = days.workspace.do(LABEL, arranging.place_site, days.trip, here)
    assert (row(days, made).start, row(days, made).duration_min, row(days, made).start_zone) == (
        None, 60, "Europe/Paris",
    )  # fmt: skip


def test_a_copy_is_an_idea_of_its_own(days: Days) -> None:
    item = days.add("Visite", at(9), at(11), days.b, status="confirmed", locked=True)
    copied = days.workspace.do(LABEL, arranging.copy_item, item, at(15, 0, 15))
    found = row(days, copied)
    assert (found.start, found.end, found.status, found.locked) == (at(15, 0, 15), at(17, 0, 15), "idea", False)
    assert (found.subgroups, found.uuid != row(days, item).uuid) == (("B",), True)
    waiting = days.workspace.do(LABEL, arranging.copy_item, item)
    assert (row(days, waiting).start, row(days, waiting).duration_min) == (None, 120)


def test_a_copy_of_a_placed_item_without_end_has_its_usual_length(days: Days) -> None:
    item = days.add("Point", at(9), None, duration_min=20)
    copied = days.workspace.do(LABEL, arranging.copy_item, item, at(10))
    assert row(days, copied).end == at(10, 20)


def test_moving_to_another_column_changes_who_takes_part(days: Days) -> None:
    item = days.add("Visite", at(9), at(11), days.a)
    days.workspace.do(LABEL, arranging.move, item, None, at(9, 30), (days.b,))
    assert row(days, item).subgroups == ("B",)


def test_a_locked_item_does_not_move_until_it_is_unlocked(days: Days) -> None:
    item = days.add("Train", at(9), at(11))
    days.workspace.do(LABEL, arranging.set_locked, item, None, True)
    for verb, arguments in ((arranging.move, (at(10),)), (arranging.unplace, ())):
        with pytest.raises(Locked, match="locked"):
            days.workspace.do(LABEL, verb, item, None, *arguments)
    with pytest.raises(Locked):
        days.workspace.do(LABEL, arranging.resize, item, None, end=at(12))
    days.workspace.do(LABEL, arranging.set_locked, item, None, False)
    days.workspace.do(LABEL, arranging.move, item, None, at(10))
    assert days.starts() == {"Train": "14 10:00"}


def test_nobody_overwrites_what_somebody_else_moved(days: Days) -> None:
    item = days.add("Visite", at(9), at(11))
    days.workspace.do(LABEL, arranging.move, item, 1, at(10))
    with pytest.raises(Conflict):
        days.workspace.do(LABEL, arranging.move, item, 1, at(12))


def test_a_title_is_renamed_in_one_language_and_its_translation_becomes_old(days: Days) -> None:
    here = days.workspace.do(LABEL, site)
    made = days.workspace.do(LABEL, arranging.place_site, days.trip, here)
    days.workspace.do(LABEL, arranging.rename, made, None, "fr", "Le marais")
    title = row(days, made).title
    assert (title.get("fr"), title.get("zh"), title.state("zh")) == ("Le marais", "沼泽", "stale")
    nameless = days.add("", at(9), at(10))
    days.workspace.do(LABEL, arranging.rename, nameless, None, "zh", "休息")
    assert row(days, nameless).title.source == "zh"


def test_an_archived_trip_refuses_every_change_of_its_programme(days: Days) -> None:
    item = days.add("Visite", at(9), at(11))
    days.workspace.do(LABEL, trips.set_stage, days.trip, None, "archived")
    calls = [
        (arranging.move, item, None, at(10)),
        (arranging.resize, item, None),
        (arranging.unplace, item, None),
        (arranging.place, item, None, at(10)),
        (arranging.copy_item, item),
        (arranging.set_locked, item, None, True),
        (arranging.rename, item, None, "fr", "x"),
        (arranging.set_groups, item, None, (days.a,)),
        (arranging.split, item),
        (arranging.shift_rest, item, 15),
        (arranging.move_pushing, item, None, at(10)),
        (arranging.copy_day, days.trip, DAY, DAY + timedelta(days=1)),
        (arranging.shift_dates, days.trip, 1),
        (arranging.change_dates, days.trip, None, DAY, DAY),
        (arranging.place_site, days.trip, 1),
    ]
    for verb, *arguments in calls:
        with pytest.raises(Archived, match="archived"):
            days.workspace.do(LABEL, verb, *arguments)  # type: ignore[arg-type]
    days.workspace.do(LABEL, trips.set_stage, days.trip, None, "preparation")
    days.workspace.do(LABEL, arranging.move, item, None, at(10))


# Splitting


def test_two_groups_part_for_a_whole_item(days: Days) -> None:
    item = days.add("Visite", at(9), at(10), status="confirmed")
    other = days.workspace.do(LABEL, arranging.split, item)
    assert (row(days, item).subgroups, row(days, item).status) == (("A",), "confirmed")
    assert (row(days, other).subgroups, row(days, other).status) == (("B",), "idea")
    assert (row(days, other).start, row(days, other).end) == (at(9), at(10))


def test_two_groups_part_for_an_hour_in_the_middle(days: Days) -> None:
    item = days.add("Visite", at(9), at(12))
    found = days.workspace.get(arranging.split_preview, item, (days.a,), at(10), at(11))
    assert [(c.kind, c.start, c.end) for c in found.changes] == [
        ("added", at(9), at(10)), ("changed", at(10), at(11)), ("added", at(10), at(11)), ("added", at(11), at(12)),
    ]  # fmt: skip
    days.workspace.do(LABEL, arranging.split, item, (days.a,), at(10), at(11))
    week = days.workspace.get(programme.week, days.trip)
    assert [(one.start, one.end, one.subgroups) for one in week.items] == [
        (at(9), at(10), ()), (at(10), at(11), ("B",)), (at(10), at(11), ("A",)), (at(11), at(12), ()),
    ]  # fmt: skip


def test_pauses_guests_and_absences_stay_with_their_hours_when_an_item_is_parted(days: Days) -> None:
    item = days.add("Visite", at(9), at(12))
    own = {"guest": ("present", None, None), "late": ("present", at(10, 30), None), "away": ("absent", at(9), at(10))}

    def fill(session: Session) -> None:
        parted = session.get_one(Item, item)
        parted.breaks = [Break(start=at(9, 15), end=at(9, 30)), Break(start=at(10, 45), end=at(11, 15))]
        parted.participants = [
            Participation(person=Person(family_name=name), mode=mode, from_time=begins, to_time=ends)
            for name, (mode, begins, ends) in own.items()
        ]

    def read(session: Session) -> list[tuple[object, ...]]:
        pieces = session.scalars(select(Item).where(Item.start.is_not(None)).order_by(Item.start, Item.id))
        return [
            ([(one.start, one.end) for one in piece.breaks],
             {one.person.family_name: (one.mode, one.from_time, one.to_time) for one in piece.participants})
            for piece in pieces
        ]  # fmt: skip

    days.workspace.do(LABEL, fill)
    before = days.workspace.get(canonical_export)
    days.workspace.do(LABEL, arranging.split, item, (days.a,), at(10), at(11))
    guest, gone = ("present", None, None), ("absent", None, None)
    assert days.workspace.get(read) == [
        ([(at(9, 15), at(9, 30))], {"guest": guest, "late": gone, "away": ("absent", at(9), at(10))}),
        ([(at(10, 45), at(11))], {"guest": guest, "late": ("present", at(10, 30), None)}),
        ([], {}),
        ([(at(11), at(11, 15))], {"guest": guest, "late": ("present", at(11), None)}),
    ]
    days.workspace.undo()
    assert days.workspace.get(canonical_export) == before


@pytest.mark.parametrize("groups", ["one", "all", "none placed"])
def test_what_cannot_be_split_is_said(days: Days, groups: str) -> None:
    start = None if groups == "none placed" else at(9)
    item = days.add("Visite", start, at(10) if start else None, *((days.a,) if groups == "one" else ()))
    with pytest.raises(TripPlannerError, match="split"):
        days.workspace.do(LABEL, arranging.split, item, (days.a, days.b) if groups == "all" else ())


# Gaps


def gap(days: Days, minutes: int, *groups: int, without: int | None = None) -> datetime:
    return days.workspace.get(arranging.first_gap, days.trip, DAY, minutes, groups, without)


def test_the_first_gap_is_between_what_is_there(days: Days) -> None:
    first = days.add("Un", at(9), at(10, 20))
    days.add("Deux", at(11), at(12), days.b)
    assert gap(days, 30) == at(10, 30)
    assert gap(days, 45) == at(12)
    assert gap(days, 45, days.a) == at(10, 30)
    assert gap(days, 120, days.a, without=first) == at(9)


def test_a_full_day_still_has_an_answer_after_its_end(days: Days) -> None:
    days.add("Tout", at(8), at(19, 40))
    assert gap(days, 60) == at(19, 45)


def test_a_gap_in_which_a_site_is_open_comes_first() -> None:
    busy = [(at(9), at(10))]
    assert arranging.gap_in_day(busy, DAY, 60, lambda start, _end: start >= at(14)) == at(14)
    assert arranging.gap_in_day(busy, DAY, 60, lambda _start, _end: False) == at(10)
