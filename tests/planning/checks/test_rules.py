"""Each rule where it speaks and where it is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planning.checks.trips import ANNECY, COACH, FIRST, GENEVA, PRINGY, A, B, at, item, site, trip
from tripplanner.i18n import languages, say
from tripplanner.names import PersonName
from tripplanner.planning.checks import Finding, findings, rules
from tripplanner.planning.checks.days import longest_stretch
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group, NameOf, Part, TextOf, Vehicle
from tripplanner.planning.checks.roster import Member
from tripplanner.planning.travel.legs import needed_minutes
from tripplanner.text import Text


def found(rule: str, checked: CheckedTrip) -> list[Finding]:
    return list(rules()[rule].find(checked))


def codes(rule: str, *items: CheckedItem, **fields: Any) -> list[tuple[str, ...]]:
    """The items that each finding of a rule concerns."""
    return [
        tuple(row.code for row in finding.rows if row.table == "item")
        for finding in found(rule, trip(*items, **fields))
    ]


def test_every_rule_has_a_subject_a_level_a_title_and_a_reason() -> None:
    assert len(rules()) >= 60
    for key, rule in rules().items():
        assert key == rule.key
        assert key.split(".")[0] in {"time", "site", "mission", "people", "language", "learning", "privacy"}
        assert rule.level in {"blocks", "warns", "informs"}
        assert say(rule.title, "en")
        assert say(rule.source, "en")


def test_an_empty_trip_has_nothing_to_find() -> None:
    assert findings(trip()) == ()


def test_what_blocks_comes_first_then_the_order_of_the_programme() -> None:
    checked = trip(
        item("2", "9:00", "10:00", "transfer", drive_min=120),
        item("1", "7:00", "8:00", site=site()),
        item("3", "11:00", "12:00", "transfer", drive_min=120),
    )
    told = [(finding.level, finding.rows[0].code) for finding in findings(checked) if finding.rows]
    assert told[:3] == [("blocks", "2"), ("blocks", "3"), ("warns", "1")]


@pytest.mark.parametrize(
    ("drive", "margin", "needed"), [(105, 15, 121), (60, 15, 69), (60, 0, 60), (1, 1, 2), (0, 50, 0)]
)
def test_the_drive_with_its_margin_is_rounded_up(drive: int, margin: int, needed: int) -> None:
    assert needed_minutes(drive, margin) == needed


@pytest.mark.parametrize(
    ("end", "told"),
    [("10:08", [("1",)]), ("10:09", []), ("11:00", [])],
)
def test_a_transfer_lasts_as_long_as_its_drive_and_margin(end: str, told: list[Any]) -> None:
    ride = item("1", "9:00", end, "transfer", drive_min=60, margin_percent=15)
    assert codes("time.transfer_too_short", ride) == told


def test_a_transfer_of_unknown_drive_is_not_judged() -> None:
    assert codes("time.transfer_too_short", item("1", "9:00", "9:01", "transfer")) == []


def test_places_far_apart_need_a_transfer() -> None:
    seminar, lunch = item("1", "9:00", "12:00", place=PRINGY), item("2", "12:00", "13:00", "meal", place=ANNECY)
    nights = {(FIRST - timedelta(days=1), 0): ANNECY}
    assert codes("time.move_missing", seminar, lunch, nights=nights) == [("1",), ("1", "2")]
    ride = item("x", "12:00", "12:20", "transfer", origin=PRINGY, target=ANNECY)
    later = item("2", "12:20", "13:00", "meal", place=ANNECY)
    assert codes("time.move_missing", seminar, ride, later) == []


def test_a_driver_rests_after_four_and_a_half_hours() -> None:
    def ride(code: str, start: str, end: str, minutes: int) -> CheckedItem:
        return item(code, start, end, "transfer", drive_min=minutes, vehicle=COACH)

    long, more = ride("1", "6:00", "9:00", 150), ride("2", "9:30", "12:00", 130)
    assert codes("time.coach_driving", long, more) == [("1", "2")]
    assert codes("time.coach_driving", long, ride("2", "9:45", "12:00", 130)) == []
    day = [ride(f"{n}", f"{6 + 3 * n}:00", f"{8 + 3 * n}:00", 115) for n in range(5)]
    assert codes("time.coach_driving", *day) == [("0", "1", "2", "3", "4")]


def test_a_day_of_more_than_eleven_hours_is_long_for_the_group_that_has_it() -> None:
    first, last = item("1", "8:00", "9:00"), item("2", "18:30", "20:00", "meal", groups=(A,))
    (finding,) = found("time.day_too_long", trip(first, last))
    assert (finding.groups, finding.day) == (("A",), FIRST)
    assert codes("time.day_too_long", first, item("2", "18:00", "19:00")) == []


def test_a_night_item_belongs_to_the_day_on_which_it_starts() -> None:
    assert codes("time.day_too_long", item("1", "10:00", "11:00"), item("2", "20:00", "25:00")) == [("1", "2")]


def test_lunch_lies_between_half_past_eleven_and_half_past_one() -> None:
    visit = item("1", "10:00", "14:00")
    assert codes("time.no_lunch", visit) == [("1",)]
    assert codes("time.no_lunch", visit, item("2", "12:30", "13:00", "meal")) == []
    assert codes("time.no_lunch", visit, item("2", "13:15", "14:15", "meal")) == [("1",)]
    assert codes("time.no_lunch", item("1", "9:00", "11:00"), item("2", "14:00", "15:00")) == [("1", "2")]
    assert codes("time.no_lunch", item("1", "9:00", "13:00"), item("2", "13:00", "15:00", "transfer")) == [("1",)]
    assert codes("time.no_lunch", item("1", "9:00", "11:00"), item("2", "12:00", "13:00", "meal")) == []
    assert (
        codes("time.no_lunch", item("1", "9:00", "11:00")) == codes("time.no_lunch", item("2", "14:00", "15:00")) == []
    )


def test_a_lunch_that_is_carried_along_is_only_mentioned() -> None:
    (finding,) = found("time.no_lunch", trip(item("1", "10:00", "14:00", title="Ridge walk, packed lunch")))
    assert finding.level == "informs"


def test_a_break_divides_a_long_sitting() -> None:
    seminar = item("1", "9:00", "12:00", "meeting", pauses=((at("10:30"), at("10:45")),))
    assert longest_stretch(seminar) == 90
    assert codes("time.no_break", seminar) == []
    assert codes("time.no_break", item("1", "9:00", "11:31", "meeting")) == [("1",)]
    assert codes("time.no_break", item("1", "9:00", "12:00", "transfer")) == []


def test_a_working_day_ends_with_a_debrief() -> None:
    assert [finding.day for finding in found("time.no_debrief", trip(item("1", "9:00", "10:00", day=2)))] == [
        FIRST + timedelta(days=1)
    ]
    assert codes("time.no_debrief", item("1", "9:00", "10:00"), item("2", "17:00", "18:00", "debrief")) == []


def test_an_outdoor_visit_and_a_late_evening_are_heavy_on_the_day_of_arrival() -> None:
    arrival, walk = item("1", "7:00", "8:00", "arrival"), item("2", "15:00", "16:00", site=site(outdoor=True))
    dinner = item("3", "18:30", "20:30", "ceremony")
    assert codes("time.heavy_arrival", arrival, walk, dinner) == [("1", "2", "3")]
    assert codes("time.heavy_arrival", arrival, dinner) == []
    assert codes("time.heavy_arrival", walk, dinner) == []


@pytest.mark.parametrize(("start", "told"), [("19:30", []), ("19:31", [("1",)])])
def test_dinner_starts_by_half_past_seven(start: str, told: list[Any]) -> None:
    assert codes("time.dinner_late", item("1", start, "21:30", "meal")) == told


@pytest.mark.parametrize(("cap", "told"), [(16, [("1",)]), (17, []), (None, [])])
def test_staff_and_interpreter_count_at_a_site(cap: int | None, told: list[Any]) -> None:
    company = {FIRST: 3}
    assert codes("site.group_above_cap", item("1", "9:00", "10:00", site=site(group_cap=cap)), company=company) == told


def test_subgroups_at_one_site_at_once_count_together() -> None:
    a, b = Group(1, "A", 8, people=frozenset({"li"})), Group(2, "B", 6, people=frozenset({"zhao"}))
    small, company = site(group_cap=16), {FIRST: 3}
    one = item("1", "9:00", "10:00", groups=(a,), site=small)
    other = item("2", "9:30", "11:00", groups=(b,), site=small)
    told = lambda *items: codes("site.group_above_cap", *items, groups=(a, b), company=company)  # noqa: E731
    assert told(one, other) == [("1", "2")]
    assert told(one, item("2", "10:00", "11:00", groups=(b,), site=small)) == []
    assert told(one, replace(other, status="cancelled")) == []
    away = replace(other, parts=(Part("zhao", "ZHAO", "absent"),))
    assert told(one, away) == []
    (finding,) = found("site.group_above_cap", trip(one, other, groups=(a, b), company=company))
    assert "17 people with interpreter and staff, at 1 “1” and at 2 “2”" in say(finding.what, "en")


def test_who_is_absent_does_not_count_and_who_joins_does() -> None:
    group = Group(1, "A", 8, people=frozenset({"li", "wang"}))
    other = Group(2, "B", 6, people=frozenset({"zhao"}))
    away = (Part("li", "LI", "absent"), Part("wang", "WANG", "online"), Part("zhao", "ZHAO", "present"))
    visit = item("1", "9:00", "10:00", groups=(A,), parts=away)
    assert trip(visit, groups=(group, other)).head_count(visit) == 7


@pytest.mark.parametrize(
    ("needed", "status", "told"), [(True, None, 1), (True, "requested", 0), (None, None, 0), (False, None, 0)]
)
def test_a_permit_is_recorded_where_one_is_needed(needed: bool | None, status: str | None, told: int) -> None:
    visit = item("1", "9:00", "10:00", site=site(permit_needed=needed), permit_status=status)
    assert len(codes("site.permit_missing", visit)) == told


def test_a_site_limits_the_coach_that_brings_the_group() -> None:
    def ride(seats: int) -> CheckedItem:
        return item("1", "8:00", "9:00", "transfer", vehicle=Vehicle(1, "coach", seats))

    visit = item("2", "9:00", "10:00", site=site(max_vehicle_seats=20))
    assert codes("site.vehicle_too_large", ride(50), visit) == [("1", "2")]
    assert codes("site.vehicle_too_large", ride(19), visit) == []


CLOSED_RULES: list[tuple[dict[str, Any], str]] = [
    ({"open_months": (7, 8)}, "out of season"),
    ({"open_weekdays": (1, 2, 3, 4, 5)}, "weekday"),
    ({"open_hours": (("14:00", "18:00"),)}, "opening hours"),
    ({"open_hours": (("09:00", "09:30"), ("09:30", "12:00"))}, "opening hours"),
    ({"closures": ((date(2027, 6, 1), date(2027, 6, 13)),)}, "closed on the day"),
    ({"closures": ((None, date(2027, 6, 13)),)}, "closed on the day"),
]


@pytest.mark.parametrize(("known", "why"), CLOSED_RULES)
def test_a_closed_site_is_found_closed(known: dict[str, Any], why: str) -> None:
    (finding,) = found("site.closed", trip(item("1", "9:00", "10:00", site=site(**known))))
    assert why in say(finding.what, "en")


def test_an_open_site_is_not() -> None:
    known = {"open_months": (6,), "open_weekdays": (7,), "open_hours": (("09:00", "10:00"),), "closures": ()}
    assert codes("site.closed", item("1", "9:00", "10:00", site=site(**known))) == []
    assert codes("site.hours_unverified", item("1", "9:00", "10:00", site=site(**known))) == []


def test_unknown_is_never_open() -> None:
    visit = item("1", "9:00", "10:00", site=site())
    assert codes("site.hours_unverified", visit) == [("1",)]
    assert codes("site.season_unverified", visit) == [("1",)]
    assert codes("site.closed", visit) == []


def test_an_outdoor_visit_has_a_plan_for_rain() -> None:
    assert codes("site.no_fallback", item("1", "9:00", "10:00", site=site(outdoor=True))) == [("1",)]
    assert codes("site.no_fallback", item("1", "9:00", "10:00", site=site(outdoor=True), fallback=True)) == []
    assert codes("site.no_fallback", item("1", "9:00", "10:00", site=site(outdoor=True, fallback=True))) == []


def test_a_border_needs_passports() -> None:
    across = {"origin": GENEVA, "target": ANNECY}
    assert codes("site.border_without_passport_note", item("1", "8:00", "9:00", "transfer", **across)) == [("1",)]
    noted = item("1", "8:00", "9:00", "transfer", passport_needed=True, **across)
    assert codes("site.border_without_passport_note", noted) == []
    inland = item("1", "8:00", "9:00", "transfer", origin=PRINGY, target=ANNECY)
    assert codes("site.border_without_passport_note", inland) == []


def test_interpreting_takes_time() -> None:
    visit = item("1", "9:00", "10:35", interpreting="consecutive", site=site(typical_visit_min=60))
    assert codes("time.interpreting_stretch", visit) == [("1",)]
    enough = item("1", "9:00", "10:36", interpreting="consecutive", site=site(typical_visit_min=60))
    assert codes("time.interpreting_stretch", enough) == []


def test_a_visit_has_a_question() -> None:
    assert codes("learning.visit_without_question", item("1", "9:00", "10:00")) == [("1",)]
    assert codes("learning.visit_without_question", item("1", "9:00", "10:00", questions=1)) == []
    assert codes("learning.visit_without_question", item("1", "9:00", "10:00", "meeting")) == []


@pytest.mark.parametrize(("size", "levels"), [(5, []), (6, ["informs"]), (7, ["blocks"])])
def test_a_mission_of_officials_is_small(size: int, levels: list[str]) -> None:
    officials = Group(2, "B", size, "officials")
    assert [finding.level for finding in found("mission.size_at_limit", trip(groups=(A, officials)))] == levels
    assert found("mission.size_at_limit", trip(groups=(Group(1, "A", 20, "academics"),))) == []


def test_officials_have_an_activity_each_half_day() -> None:
    officials = Group(2, "B", 5, "officials")
    ride, visit = item("1", "8:00", "11:00", "transfer"), item("2", "13:00", "15:00")
    assert codes("mission.half_day_without_activity", ride, visit, groups=(A, officials)) == [("1",)]
    assert codes("mission.half_day_without_activity", ride, visit) == []


@pytest.mark.parametrize(
    ("last_day", "places", "levels"),
    [(4, (ANNECY,), []), (5, (ANNECY,), ["warns"]), (6, (ANNECY,), ["blocks"]), (6, (ANNECY, GENEVA), [])],
)
def test_a_mission_of_officials_is_short(last_day: int, places: tuple[Any, ...], levels: list[str]) -> None:
    """From Europe in the morning one left China the same day; an evening departure lands the day after."""
    officials = Group(2, "B", 5, "officials")
    arrival = item("1", "7:00", "8:00", "arrival", place=places[0])
    leaving = item("2", "15:00", "17:00", "departure", place=places[-1], day=last_day - 1)
    told = found("mission.days_at_limit", trip(arrival, leaving, groups=(A, officials)))
    assert [finding.level for finding in told] == levels


def test_a_weekend_visit_is_doubtful_where_office_hours_are_kept() -> None:
    office = site(season_note=Text.of(en="all year, office hours"))
    assert codes("site.weekday_doubtful", item("1", "9:00", "10:00", site=office)) == [("1",)]
    assert codes("site.weekday_doubtful", item("1", "9:00", "10:00", site=office, day=2)) == []
    known = site(season_note=Text.of(en="office hours"), open_weekdays=(7,))
    assert codes("site.weekday_doubtful", item("1", "9:00", "10:00", site=known)) == []


def text_of(text: Text) -> TextOf:
    return TextOf("item", "uuid-1", "1", Text.of(en="Visit"), "purpose", text)


FRESH = Text.of("en", (), en="See it", fr="À voir", zh="参观")


TEXTS = [
    (Text.of(en="See it", fr="À voir"), "language.translation_missing", "purpose not translated into Chinese."),
    (FRESH.with_words("en", "Walk over it").reviewed("zh"), "language.translation_stale", "into French."),
    (Text.of("en", ["zh"], en="See it", fr="À voir", zh="参观"), "language.translation_unreviewed", "1 translation"),
    (Text.of(en="See 𐎀", fr="À voir", zh="参观"), "language.glyph_missing", "U+10380 UGARITIC LETTER ALPA"),
    (Text.of(en="See ག", fr="À voir", zh="参观"), "language.glyph_missing", "U+0F42"),
]


@pytest.mark.parametrize(("text", "rule", "said"), TEXTS)
def test_texts_are_translated_current_read_and_printable(text: Text, rule: str, said: str) -> None:
    told = {finding.rule: say(finding.what, "en") for finding in findings(trip(texts=(text_of(text),)))}
    assert set(told) == {rule}
    assert said in told[rule]


def test_a_text_in_every_language_and_an_empty_one_are_fine() -> None:
    assert findings(trip(texts=(text_of(FRESH), text_of(Text())))) == ()


def test_only_the_languages_of_the_trip_count() -> None:
    assert findings(trip(texts=(text_of(Text.of(en="See it", fr="À voir")),), languages=("fr", "en"))) == ()


def test_a_name_that_cannot_be_printed_is_found() -> None:
    (finding,) = findings(trip(names=(NameOf("uuid-li", "李𓀀 LI"), NameOf("uuid-wang", "王琳 WANG Lin"))))
    assert (finding.rule, finding.rows[0].uuid) == ("language.glyph_missing", "uuid-li")


def test_a_script_that_needs_shaping_warns_and_an_empty_box_blocks() -> None:
    checked = trip(names=(NameOf("uuid-tenzin", "བསྟན་འཛིན Tenzin"), NameOf("uuid-li", "李𐎀 LI")))
    levels = {finding.rows[0].uuid: finding.level for finding in findings(checked)}
    assert levels == {"uuid-tenzin": "warns", "uuid-li": "blocks"}


def test_findings_are_said_in_every_language() -> None:
    checked = trip(
        item("1", "6:00", "9:00", "transfer", drive_min=300, margin_percent=15, origin=GENEVA, target=ANNECY),
        item("2", "8:00", "22:00", site=site(outdoor=True, permit_needed=True, group_cap=1)),
        groups=(A, B),
    )
    for finding in findings(checked):
        for language in languages():
            assert "{" not in say(finding.what, language)


@pytest.mark.parametrize(
    ("minutes", "title", "level"), [(40, "Coach", "warns"), (45, "Coach", None), (40, "Train to Annecy", None)]
)
def test_a_transfer_that_nobody_measured_is_held_to_the_estimate_unless_no_coach_drives_it(
    minutes: int, title: str, level: str | None
) -> None:
    ride = item("1", "9:00", f"9:{minutes}", "transfer", estimated_min=45, prose=(Text.of(en=title),))
    found = [one.level for one in rules()["time.transfer_too_short"].find(trip(ride))]
    assert found == ([level] if level else [])


def test_staff_who_wait_outside_are_not_counted_and_whoever_comes_for_the_visit_alone_is() -> None:
    staff = Member(1, 1, "staff", PersonName(family="Roux"))
    known = {"members": (staff,), "company": {FIRST: 1}}
    alone, outside, guest = item("1"), item("1", parts=(Part("staff", "", "absent"),)), Part("mayor", "", "present")
    visits = [replace(one, start=at("9:00"), end=at("10:00")) for one in (alone, outside)]
    counts = [trip(one, **known).head_count(one) for one in (*visits, replace(visits[1], parts=(guest,)))]
    assert counts == [15, 14, 16]
