"""Travel times: the office's legs first, else an estimate that grows with the distance and says what it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.checks.trips import ANNECY, GENEVA, PRINGY
from tripplanner.planning.travel.estimate import FARTHEST_KM, estimated
from tripplanner.planning.travel.legs import Closed, MeasuredLeg, Travel, needed_minutes
from tripplanner.planning.travel.spots import Spot, distance_km
from tripplanner.planning.travel.table import TravelTable

JUNE, JANUARY, AUGUST = date(2027, 6, 15), date(2027, 1, 15), date(2027, 8, 15)
LEG = MeasuredLeg(7, GENEVA.id, ANNECY.id, 50, 45.0, 15, both_ways=False)
HOTEL = Spot(9, latitude=45.905, longitude=6.13, town=ANNECY.id)
NOWHERE = Spot(10)


def table(*legs: MeasuredLeg) -> TravelTable:
    return TravelTable(legs, (ANNECY, PRINGY, GENEVA))


def test_the_offices_leg_comes_first_in_its_own_direction_only() -> None:
    assert table(LEG).between(GENEVA, ANNECY) == Travel(50, 45.0, "office", 15, 7)
    back = table(LEG).between(ANNECY, GENEVA)
    assert back is not None
    assert (back.source, back.leg) == ("estimate", None)


def test_a_leg_of_both_ways_serves_both_and_of_two_the_first_counts() -> None:
    both = MeasuredLeg(8, ANNECY.id, GENEVA.id, 70)
    assert table(LEG, both).between(ANNECY, GENEVA) == Travel(70, None, "office", 0, 8)
    assert table(LEG, both).between(GENEVA, ANNECY) == Travel(50, 45.0, "office", 15, 7)


def test_a_leg_serves_what_lies_in_its_town_or_near_its_end() -> None:
    near = Spot(-3, latitude=46.24, longitude=6.11)
    assert table(LEG).between(near, HOTEL) == Travel(50, 45.0, "office", 15, 7)
    unknown = Spot(11, town=ANNECY.id)
    assert table(LEG).between(GENEVA, unknown) == Travel(50, 45.0, "office", 15, 7)
    astray = Spot(12, latitude=45.1, longitude=5.7, town=ANNECY.id)
    assert table(LEG).leg(GENEVA, astray) is None


def test_a_leg_without_minutes_leaves_an_estimate() -> None:
    found = table(MeasuredLeg(8, GENEVA.id, ANNECY.id, None, 45.0)).between(GENEVA, ANNECY)
    assert found == estimated(GENEVA, ANNECY)


@pytest.mark.parametrize(
    ("closed", "day", "found"),
    [
        (Closed(JUNE, JUNE, detour_min=80, detour_km=70.0), JUNE, (80, 70.0, "office")),
        (Closed(None, None, detour_min=80), JANUARY, (80, None, "office")),
        (Closed(JUNE, JUNE, detour_min=80), AUGUST, (50, 45.0, "office")),
        (Closed(JUNE, JUNE, detour_min=80), None, (50, 45.0, "office")),
        (Closed(JUNE, JUNE), JUNE, None),
    ],
)
def test_a_closed_leg_takes_the_way_round_or_is_unverified(
    closed: Closed, day: date | None, found: tuple[int, float | None, str] | None
) -> None:
    legs = table(MeasuredLeg(7, GENEVA.id, ANNECY.id, 50, 45.0, 15, closures=(closed,)))
    travel = legs.between(GENEVA, ANNECY, day)
    assert (travel and (travel.minutes, travel.km, travel.source)) == found


def test_of_two_closures_the_longer_way_round_counts() -> None:
    leg = MeasuredLeg(7, 1, 2, 50, closures=(Closed(detour_min=60), Closed(), Closed(detour_min=80)))
    assert leg.closed_on(JUNE) == Closed()


def test_a_transfers_own_figures_win() -> None:
    legs = table(LEG)
    assert legs.transfer(GENEVA, ANNECY, drive_min=65) == Travel(65, 45.0, "own", 15, 7)
    assert legs.transfer(GENEVA, ANNECY, drive_min=65, distance_km=60.0) == Travel(65, 60.0, "own", 15, 7)
    assert legs.transfer(None, None, drive_min=65) == Travel(65, None, "own")
    assert legs.transfer(GENEVA, ANNECY, distance_km=47.0) == Travel(50, 47.0, "office", 15, 7)
    assert legs.transfer(ANNECY, PRINGY, leg_id=7) == Travel(50, 45.0, "office", 15, 7)
    assert legs.transfer(ANNECY, NOWHERE) is None


def test_figures_copied_from_a_leg_follow_its_closures() -> None:
    legs = table(MeasuredLeg(7, GENEVA.id, ANNECY.id, 50, 45.0, closures=(Closed(detour_min=80, detour_km=70.0),)))
    copied = legs.transfer(GENEVA, ANNECY, JUNE, drive_min=50, distance_km=45.0)
    assert copied is not None
    assert (copied.minutes, copied.km, copied.source) == (80, 70.0, "office")
    entered = legs.transfer(GENEVA, ANNECY, JUNE, drive_min=75)
    assert entered is not None
    assert (entered.minutes, entered.source) == (75, "own")


def test_unknown_coordinates_are_unverified_and_the_same_place_is_no_way() -> None:
    assert table().between(ANNECY, NOWHERE) is None
    assert table().between(NOWHERE, NOWHERE) == Travel(0, 0.0, "estimate")
    twin = Spot(44, latitude=ANNECY.latitude, longitude=ANNECY.longitude)
    assert table().between(ANNECY, twin) == Travel(0, 0.0, "estimate")
    beijing = Spot(45, latitude=39.9, longitude=116.4)
    assert distance_km(ANNECY, beijing) > FARTHEST_KM
    assert table().between(ANNECY, beijing) is None


def test_mountain_roads_and_winter_take_longer() -> None:
    high = Spot(20, latitude=46.238, longitude=6.109, altitude_m=1200)

    def minutes(end: Spot, day: date) -> int:
        travel = estimated(ANNECY, end, day)
        assert travel is not None
        return travel.minutes

    assert minutes(GENEVA, JUNE) < minutes(GENEVA, JANUARY) < minutes(high, JANUARY)
    assert minutes(GENEVA, JUNE) < minutes(GENEVA, AUGUST)
    assert minutes(GENEVA, JUNE) < minutes(high, JUNE)


def test_july_is_winter_south_of_the_equator() -> None:
    one, other = Spot(1, latitude=-33.0, longitude=18.0), Spot(2, latitude=-33.4, longitude=18.0)
    north = Spot(3, latitude=33.0, longitude=18.0), Spot(4, latitude=33.4, longitude=18.0)
    july = date(2027, 7, 1)
    assert estimated(one, other, july) == estimated(*north, JANUARY)


@given(
    st.floats(0, 8), st.floats(0, 8), st.sampled_from([None, 400, 2000]),
    st.sampled_from([None, JUNE, JANUARY, AUGUST]), st.floats(-60, 60),
)  # fmt: skip
def test_a_longer_way_never_takes_less(
    near: float, far: float, altitude: int | None, day: date | None, latitude: float
) -> None:
    near, far = sorted((near, far))
    start = Spot(1, latitude=latitude, longitude=6.0)
    ends = (Spot(2, latitude=latitude + step, longitude=6.0, altitude_m=altitude) for step in (near, far))
    first, second = (estimated(start, end, day) for end in ends)
    assert first is not None
    assert second is not None
    assert 0 <= first.minutes <= second.minutes
    assert 0 <= (first.km or 0) <= (second.km or 0)
    assert first == estimated(start, Spot(2, latitude=latitude + near, longitude=6.0, altitude_m=altitude), day)


@pytest.mark.parametrize(
    ("drive", "margin", "needed"), [(105, 15, 121), (60, 15, 69), (60, 0, 60), (1, 1, 2), (0, 50, 0)]
)
def test_the_drive_with_its_margin_is_rounded_up(drive: int, margin: int, needed: int) -> None:
    assert needed_minutes(drive, margin) == needed
    assert Travel(drive, None, "own", margin).needed == needed
