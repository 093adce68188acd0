"""What a day plans for its ways, beside what they need."""

from __future__ import annotations

from datetime import timedelta

from planning.checks.trips import ANNECY, FIRST, GENEVA, PRINGY, A, B, item, trip
from tripplanner.planning.checks.frozen import CheckedItem
from tripplanner.planning.travel.bands import Band, bands
from tripplanner.planning.travel.legs import MeasuredLeg
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable

TABLE = TravelTable(
    [MeasuredLeg(1, GENEVA.id, ANNECY.id, 50, 45.0, 15), MeasuredLeg(2, ANNECY.id, PRINGY.id, 12, 6.0)],
    (GENEVA, ANNECY, PRINGY),
)
EVE = FIRST - timedelta(days=1)


def seen(*items: CheckedItem, **fields: object) -> list[tuple[str, ...]]:
    """Each band as from, to, the transfer and the two items it joins."""
    return [told(band) for band in bands(trip(*items, **fields), TABLE)]


def told(band: Band) -> tuple[str, ...]:
    codes = (one.code if one else "-" for one in (band.item, band.before, band.after))
    return (band.origin.name.get("en"), band.target.name.get("en"), *codes)


def test_an_empty_trip_has_no_bands() -> None:
    assert bands(trip(), TABLE) == ()


def test_a_transfer_has_what_it_plans_and_what_it_needs() -> None:
    coach = item("T", "9:00", "9:50", "transfer", origin=GENEVA, target=ANNECY)
    (band,) = bands(trip(coach), TABLE)
    assert (band.item, band.planned, band.free, band.needed, band.short_by) == (coach, 50, 50, 58, 8)
    assert (band.start, band.end) == (coach.start, coach.end)
    assert band.groups == {A.id, B.id}


def test_a_gap_is_a_way_without_a_transfer() -> None:
    one, other = item("1", "9:00", "10:00", place=ANNECY), item("2", "10:05", "11:00", place=PRINGY)
    (band,) = bands(trip(one, other), TABLE)
    assert (band.item, band.before, band.after) == (None, one, other)
    assert (band.planned, band.free, band.needed, band.short_by) == (0, 5, 12, 7)
    assert (band.start, band.end) == (one.end, other.start)


def test_the_day_starts_and_ends_at_the_lodging() -> None:
    nights = {(EVE, 0): GENEVA, (FIRST, 0): PRINGY}
    assert seen(item("1", "9:00", "10:00", place=ANNECY), nights=nights) == [
        ("Geneva", "Annecy", "-", "-", "1"),
        ("Annecy", "Pringy", "-", "1", "-"),
    ]


def test_a_sub_group_has_a_lodging_and_ways_of_its_own() -> None:
    nights = {(EVE, A.id): ANNECY, (EVE, B.id): PRINGY}
    found = bands(trip(item("1", "9:00", "10:00", place=ANNECY), nights=nights), TABLE)
    assert [(band.groups, told(band)) for band in found] == [({B.id}, ("Pringy", "Annecy", "-", "-", "1"))]


def test_transfers_that_follow_each_other_leave_no_gap() -> None:
    way = [
        item("1", "8:00", "9:00", place=GENEVA),
        item("T", "9:00", "10:00", "transfer", origin=GENEVA, target=ANNECY),
        item("U", "10:00", "10:20", "transfer", origin=ANNECY, target=PRINGY),
        item("2", "10:30", "11:00", place=PRINGY),
    ]
    assert [band.item and band.item.code for band in bands(trip(*way), TABLE)] == ["T", "U"]


def test_nobody_drives_home_after_leaving() -> None:
    leaving = item("1", "9:00", "10:00", "departure", place=GENEVA)
    assert seen(leaving, nights={(FIRST, 0): ANNECY}) == []


def test_an_unknown_place_gives_an_unverified_way_and_two_houses_of_a_town_none() -> None:
    unknown = Spot(50)
    (band,) = bands(trip(item("1", "9:00", "10:00", place=ANNECY), item("2", "11:00", "12:00", place=unknown)), TABLE)
    assert (band.travel, band.needed, band.short_by, band.free) == (None, None, 0, 60)
    inside = Spot(51, town=ANNECY.id)
    assert seen(item("1", "9:00", "10:00", place=ANNECY), item("2", "11:00", "12:00", place=inside)) == []


def test_what_is_cancelled_or_not_placed_moves_nobody() -> None:
    items = [item("1", "9:00", "10:00", place=ANNECY), item("2", place=PRINGY),
             item("3", "11:00", "12:00", place=GENEVA, status="cancelled")]  # fmt: skip
    assert seen(*items) == []


def test_items_of_no_place_leave_one_where_one_was() -> None:
    items = [item("1", "9:00", "10:00", place=ANNECY), item("2", "10:00", "10:30"),
             item("3", "11:00", "12:00", place=PRINGY)]  # fmt: skip
    assert seen(*items) == [("Annecy", "Pringy", "-", "2", "3")]


def test_an_overlap_leaves_no_time_at_all() -> None:
    items = item("1", "9:00", "11:00", place=ANNECY), item("2", "10:00", "12:00", place=PRINGY)
    (band,) = bands(trip(*items), TABLE)
    assert (band.free, band.short_by) == (0, 12)
