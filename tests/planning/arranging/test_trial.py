"""What a time would mean: open or not, the ways there and on, who would be in two places; and when sites are open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tripplanner.planning.arranging.trial import Trial, Tried
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group, Host, SiteRules
from tripplanner.planning.opening_hours import DAY as MINUTES
from tripplanner.planning.opening_hours import bar, closed_day, opening, shut
from tripplanner.planning.travel.legs import MeasuredLeg
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable
from tripplanner.text import EMPTY, Text

DAY = date(2027, 6, 14)
ANNECY, CHAMONIX = Spot(1, Text.of("fr", fr="Annecy"), "FR", 45.9, 6.12), Spot(2, EMPTY, "FR", 45.92, 6.87)
NOWHERE = Spot(3)
TABLE = TravelTable([MeasuredLeg(1, 1, 2, 80, 100.0, 10)], [ANNECY, CHAMONIX])


def at(clock: str, day: int = 14) -> datetime:
    return datetime.fromisoformat(f"2027-06-{day} {clock}")


def utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def item(
    id: int, start: str, end: str, groups: tuple[int, ...] = (1, 2), place: Spot | None = None, **more: object
) -> CheckedItem:
    first, last = at(start), at(end)
    return CheckedItem(
        id=id, uuid=str(id), code=f"I{id}", type="visit", status="idea", title=EMPTY, start=first, end=last,
        begins=utc(first), ends=utc(last), groups=frozenset(groups), place=place, **more,
    )  # type: ignore[arg-type] # fmt: skip


def trial(
    *items: CheckedItem, tried: CheckedItem | None = None, site: SiteRules | None = None, spot: Spot | None = None
) -> Trial:
    groups = (Group(1, "A", 8), Group(2, "B", 6))
    nights = {(DAY, 0): ANNECY, (date(2027, 6, 13), 0): ANNECY}
    everything = (*items, *([tried] if tried else []))
    trip = CheckedTrip(1, "t", "", DAY, DAY, ("fr",), groups, everything, nights=nights)
    return Trial(trip, TABLE, Tried(60, "UTC", "UTC", tried, site, spot))


def test_ways_lead_from_the_lodging_to_the_site_and_back() -> None:
    found = trial(spot=CHAMONIX).at(at("10:00"))
    assert (found.before and found.before.needed, found.after and found.after.needed) == (88, 88)
    assert (found.short, found.taken, found.opening) == (False, (), None)


def test_a_way_that_does_not_fit_before_the_next_item_is_short() -> None:
    lunch = item(1, "12:00", "13:00", place=ANNECY)
    assert not trial(lunch, spot=CHAMONIX).at(at("09:00")).short
    assert trial(lunch, spot=CHAMONIX).at(at("10:30")).short


def test_a_way_to_where_nobody_knows_is_unverified() -> None:
    assert trial(spot=NOWHERE).at(at("10:00")).unverified == 2


def test_who_would_be_in_two_places_is_named() -> None:
    both, only = item(1, "10:00", "11:00"), item(2, "10:00", "11:00", (2,))
    assert [(who, one.id) for who, one in trial(both, only).at(at("10:30")).taken] == [("", 1), (("B",), 2)]
    assert trial(both).at(at("11:00")).taken == ()
    assert trial(only).at(at("10:30"), None, frozenset({1})).taken == ()


def test_a_host_is_double_booked_across_the_groups() -> None:
    host = (Host(EMPTY, "person", "Mme Dupont"),)
    there, here = item(1, "10:00", "11:00", (2,), hosts=host), item(2, "15:00", "16:00", (1,), hosts=host)
    assert [who for who, _one in trial(there, tried=here).at(at("10:30")).taken] == ["Mme Dupont"]


def rules(**values: object) -> SiteRules:
    return SiteRules(1, "u", "S", EMPTY, **values)  # type: ignore[arg-type]


OPEN = rules(open_months=(6,), open_weekdays=(1, 2), open_hours=(("09:00", "12:00"), ("14:00", "18:00")))


@pytest.mark.parametrize(
    ("site", "start", "end", "state"),
    [
        (OPEN, "09:00", "12:00", "open"),
        (OPEN, "11:00", "14:30", "closed"),
        (OPEN, "08:59", "10:00", "closed"),
        (rules(), "10:00", "11:00", "unverified"),
        (rules(open_months=(7,)), "10:00", "11:00", "closed"),
        (rules(open_weekdays=(6,)), "10:00", "11:00", "closed"),
        (rules(closures=((DAY, None),)), "10:00", "11:00", "closed"),
        (rules(open_hours=(("09:00", "18:00"),)), "10:00", "11:00", "unverified"),
        (rules(open_months=(6,), open_weekdays=(1,), open_hours=(("nine", "ten"),)), "10:00", "11:00", "closed"),
    ],
)
def test_unknown_is_never_open(site: SiteRules, start: str, end: str, state: str) -> None:
    assert opening(site, at(start), at(end)) == state
    assert trial(site=site).at(at(start), int((at(end) - at(start)).total_seconds() // 60)).opening == state


@pytest.mark.parametrize(
    ("site", "start", "found"),
    [
        (OPEN, "09:00", None),
        (OPEN, "08:00", "hours"),
        (rules(open_weekdays=(6,), open_hours=()), "09:00", "weekday"),
        (rules(open_months=(7,), open_weekdays=(6,)), "09:00", "season"),
        (rules(open_months=(7,), closures=((None, DAY),)), "09:00", "closure"),
        (rules(), "09:00", None),
    ],
)
def test_what_excludes_a_stay_is_named_the_widest_first(site: SiteRules, start: str, found: str | None) -> None:
    assert bar(site, at(start), at("10:00")) == found


def test_a_weekend_that_china_works_is_open_wherever_it_is_asked() -> None:
    saturday = date(2026, 10, 10)
    known = {"open_months": (10,), "open_weekdays": (1, 2, 3, 4, 5), "open_hours": (("09:00", "12:00"),)}
    there, here = rules(**known, spot=Spot(3, country="CN")), rules(**known, spot=ANNECY)
    assert (closed_day(there, saturday), shut(there, saturday)) == ("open", ((0, 540), (720, MINUTES)))
    assert (closed_day(here, saturday), shut(here, saturday)) == ("closed", ((0, MINUTES),))


def test_the_closed_hours_of_a_day() -> None:
    assert shut(OPEN, DAY) == ((0, 540), (720, 840), (1080, MINUTES))
    assert shut(OPEN, date(2027, 6, 19)) == ((0, MINUTES),)
    assert shut(rules(), DAY) == ()
    assert closed_day(rules(open_months=(6,)), DAY) == "unverified"
