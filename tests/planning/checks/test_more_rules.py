"""The rules on clocks, light, holidays, hosts, interpreters, coaches, people, names, terms, privacy.

Each where it speaks, and in the neighbouring case where it is silent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from holidays import country_holidays

from planning.checks.trips import ANNECY, COACH, FIRST, GENEVA, A, B, at, item, site, trip
from tripplanner.i18n import say
from tripplanner.names import PersonName
from tripplanner.planning.checks import Finding, checking, findings, public_holidays, rules
from tripplanner.planning.checks.daylight import light
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Host, SiteRules, TextOf, ThemeOf, Vehicle
from tripplanner.planning.checks.naming import agrees
from tripplanner.planning.checks.public_holidays import canton, holiday, is_make_up_day
from tripplanner.planning.checks.roster import Dismissed, Lodging, Member, Traveller
from tripplanner.planning.checks.terms import Glossary, Term
from tripplanner.planning.travel.legs import Closed
from tripplanner.planning.travel.spots import Spot
from tripplanner.text import Text

LI = PersonName("Li", "Na", native_family="李", native_given="娜")
AIRPORT = replace(GENEVA, kind="airport")
TROMSO = Spot(9, Text.of(en="Tromsø"), "NO", 69.65, 18.96)
BEIJING = Spot(10, Text.of(en="Beijing"), "CN", 39.9, 116.4)


def found(rule: str, checked: CheckedTrip) -> list[Finding]:
    return list(rules()[rule].find(checked))


def codes(rule: str, *items: CheckedItem, **fields: Any) -> list[str]:
    return [row.code for one in found(rule, trip(*items, **fields)) for row in one.rows if row.table == "item"]


def person(number: int = 1, **fields: Any) -> Traveller:
    return Traveller(number, number, f"person-{number}", fields.pop("name", LI), groups=frozenset({1}), **fields)


def on(day: date, code: str, start: str, end: str, type: str = "visit", **fields: Any) -> CheckedItem:
    return item(code, start, end, type, day=(day - FIRST).days + 1, **fields)


def test_a_time_that_clocks_skip_does_not_exist_and_one_they_repeat_is_ambiguous() -> None:
    spring, autumn = date(2027, 3, 28), date(2027, 10, 31)
    (skipped,) = found("time.clock_change", trip(on(spring, "1", "2:30", "4:00")))
    (repeated,) = found("time.clock_change", trip(on(autumn, "1", "1:00", "2:30")))
    assert (skipped.level, repeated.level) == ("blocks", "warns")
    assert codes("time.clock_change", on(spring, "1", "3:00", "4:00"), on(autumn, "2", "3:00", "4:00")) == []


def test_an_item_that_ends_before_it_starts_is_said() -> None:
    assert codes("time.ends_before_start", item("1", "10:00", "9:00")) == ["1"]
    assert codes("time.ends_before_start", item("1", "10:00", "10:00")) == []


def test_an_item_outside_the_trip_is_said() -> None:
    assert codes("time.outside_trip", item("1", "9:00", "10:00", day=9)) == ["1"]
    assert codes("time.outside_trip", item("1", "9:00", "10:00", day=8), item("2", "20:00", "26:00", day=8)) == []


@pytest.mark.parametrize(("end", "told"), [("21:25", []), ("21:45", ["1"])])
def test_an_outdoor_visit_ends_before_sunset(end: str, told: list[str]) -> None:
    """The sun sets at Annecy at 21:29 on 13 June 2027, as almanacs have it."""
    outdoor = site(outdoor=True, spot=ANNECY)
    assert codes("time.daylight", item("1", "19:00", end, site=outdoor)) == told
    assert codes("time.daylight", item("1", "19:00", end, site=site(outdoor=False, spot=ANNECY))) == []


def test_sunrise_and_sunset_are_those_of_the_almanac() -> None:
    sun = light(ANNECY, FIRST, "Europe/Paris")
    assert sun is not None
    rises, sets = sun
    assert (rises.hour, sets.hour) == (5, 21)


def test_the_midnight_sun_and_the_polar_night_are_known() -> None:
    outdoor = SiteRules(1, "s", "S", Text.of(en="Fjord"), outdoor=True, spot=TROMSO)
    assert codes("time.daylight", item("1", "1:00", "3:00", site=outdoor)) == []
    night = on(date(2027, 12, 21), "1", "11:00", "12:00", site=outdoor)
    (dark,) = found("time.daylight", trip(night))
    assert "does not rise" in say(dark.what, "en")


def test_daylight_without_coordinates_is_unverified() -> None:
    (unknown,) = found("time.daylight", trip(item("1", "10:00", "11:00", site=site(outdoor=True))))
    assert (unknown.level, "unverified" in say(unknown.what, "en")) == ("informs", True)


@pytest.mark.parametrize(("code", "region"), [("FR", None), ("CH", "GE"), ("IT", None), ("CN", None)])
def test_a_calendar_read_from_its_own_file_is_that_of_the_library(code: str, region: str | None) -> None:
    own = public_holidays._country(code)(subdiv=region, years=2027)
    assert dict(own) == dict(country_holidays(code, subdiv=region, years=2027))


def test_public_holidays_of_four_countries() -> None:
    assert holiday("FR", date(2027, 7, 14)) is not None
    assert holiday("IT", date(2027, 6, 2)) is not None
    assert holiday("CN", date(2027, 10, 1)) is not None
    assert holiday("CH", date(2027, 8, 1)) is not None
    assert holiday("CH", date(2027, 9, 9)) is None
    assert holiday("CH", date(2027, 9, 9), canton(GENEVA)) is not None
    assert holiday("FR", date(2027, 6, 14)) is None
    assert holiday("ZZ", date(2027, 1, 1)) is None
    assert is_make_up_day("CN", date(2026, 10, 10))
    assert not is_make_up_day("CN", date(2026, 10, 17))
    assert not is_make_up_day("FR", date(2026, 10, 10))


def test_a_visit_on_a_public_holiday_is_said_where_it_takes_place() -> None:
    bastille = date(2027, 7, 14)
    assert codes("site.public_holiday", on(bastille, "1", "9:00", "10:00", place=ANNECY)) == ["1"]
    assert codes("site.public_holiday", on(bastille, "1", "9:00", "10:00", place=GENEVA)) == []
    assert codes("site.public_holiday", on(bastille, "1", "9:00", "10:00", "meal", place=ANNECY)) == []
    (worked,) = found("site.public_holiday", trip(on(date(2026, 10, 10), "1", "9:00", "10:00", place=BEIJING)))
    assert worked.level == "informs"


def test_a_weekend_that_china_works_is_as_good_as_a_friday() -> None:
    office = site(open_weekdays=(1, 2, 3, 4, 5), spot=BEIJING)
    assert codes("site.closed", on(date(2026, 10, 10), "1", "9:00", "10:00", site=office)) == []
    assert codes("site.closed", on(date(2026, 10, 17), "1", "9:00", "10:00", site=office)) == ["1"]


def test_holidays_at_home_are_told_once() -> None:
    assert found("mission.home_holiday", trip(homes=("CN",))) == []
    golden = replace(trip(homes=("CN",)), first_day=date(2026, 9, 28), last_day=date(2026, 10, 12))
    told = [say(one.what, "en") for one in found("mission.home_holiday", golden)]
    assert [one.split(" (")[0] for one in told] == [
        "Public holidays at the guests’ home", "Weekend days that are worked at the guests’ home",
    ]  # fmt: skip


def test_a_week_before_the_hosts_have_confirmed() -> None:
    asters = Host(Text.of(en="Asters"))
    visit = item("1", "9:00", "10:00", hosts=(asters,))
    week = FIRST - timedelta(days=7)
    assert codes("people.host_unconfirmed", visit, today=week) == ["1"]
    assert codes("people.host_unconfirmed", visit, today=week - timedelta(days=1)) == []
    assert codes("people.host_unconfirmed", visit, today=FIRST + timedelta(days=1)) == []
    assert codes("people.host_unconfirmed", visit, today=None) == []
    sure = item("1", "9:00", "10:00", hosts=(replace(asters, state="confirmed"),))
    assert codes("people.host_unconfirmed", sure, today=week) == []
    (asked,) = found(
        "people.host_unconfirmed", trip(replace(visit, hosts=(replace(asters, state="asked"),)), today=week)
    )
    assert asked.level == "informs"


def test_a_site_is_booked_in_time() -> None:
    visit = item("1", "9:00", "10:00", site=site(lead_days=30))
    assert codes("site.lead_time_passed", visit, today=FIRST - timedelta(days=29)) == ["1"]
    assert codes("site.lead_time_passed", visit, today=FIRST - timedelta(days=30)) == []
    assert codes("site.lead_time_passed", replace(visit, permit_status="granted"), today=FIRST) == []


def test_the_head_of_the_delegation_is_received_by_somebody_who_is_named() -> None:
    asters, head = Host(Text.of(en="Asters")), person(role="head")
    meeting = item("1", "9:00", "10:00", "meeting", hosts=(asters,))
    named = replace(meeting, hosts=(replace(asters, contact="c", contact_name="MARTIN"),))
    assert codes("people.head_without_counterpart", meeting, travellers=(head,)) == ["1"]
    assert codes("people.head_without_counterpart", named, travellers=(head,)) == []
    assert codes("people.head_without_counterpart", replace(meeting, groups=frozenset({2})), travellers=(head,)) == []
    assert codes("people.head_without_counterpart", meeting, travellers=(person(),)) == []


def test_an_interpreter_is_there_on_the_day() -> None:
    talk = item("1", "9:00", "10:00", "meeting", interpreting="consecutive")
    lin = Member(1, 1, "lin", LI, "interpreter", FIRST, FIRST)
    assert codes("people.interpreter_missing", talk) == ["1"]
    assert codes("people.interpreter_missing", talk, members=(lin,)) == []
    later = item("1", "9:00", "10:00", "meeting", day=2, interpreting="consecutive")
    assert codes("people.interpreter_missing", later, members=(lin,)) == ["1"]


def test_unknown_interpreting_is_unverified() -> None:
    assert codes("people.interpreting_unset", item("1", "9:00", "10:00", "meeting")) == ["1"]
    assert codes("people.interpreting_unset", item("1", "9:00", "10:00", "meeting", interpreting="none")) == []
    assert codes("people.interpreting_unset", item("1", "9:00", "10:00", "meal")) == []


@pytest.mark.parametrize(("note", "told"), [("Split in two with two guides.", ["1"]), ("One guide.", [])])
def test_a_group_that_parts_needs_two_interpreters(note: str, told: list[str]) -> None:
    visit = item("1", "9:00", "10:00", interpreting="consecutive", prose=(Text.of(en=note),))
    assert codes("time.interpreter_overlap", visit, interpreters=1) == told
    assert codes("time.interpreter_overlap", visit, interpreters=2) == []


def ride(code: str, start: str, end: str, **fields: Any) -> CheckedItem:
    return item(code, start, end, "transfer", vehicle=fields.pop("vehicle", COACH), **fields)


@pytest.mark.parametrize(("last", "told"), [("19:00", []), ("19:30", ["warns"]), ("21:30", ["blocks"])])
def test_a_driver_is_on_duty_for_twelve_hours(last: str, told: list[str]) -> None:
    checked = trip(ride("1", "7:00", "8:00"), ride("2", "17:00", last))
    assert [one.level for one in found("time.coach_duty", checked)] == told


def test_a_road_that_is_closed_is_said_with_the_way_round() -> None:
    tunnel = Closed(FIRST, FIRST, Text.of(en="tunnel"), 80.0, 95)
    assert [one.level for one in found("time.road_closed", trip(ride("1", "9:00", "10:00", closed=tunnel)))] == [
        "warns"
    ]
    unknown = replace(tunnel, detour_min=None)
    assert [one.level for one in found("time.road_closed", trip(ride("1", "9:00", "10:00", closed=unknown)))] == [
        "blocks"
    ]
    assert found("time.road_closed", trip(ride("1", "9:00", "10:00"))) == []


@pytest.mark.parametrize(("seats", "told"), [(16, ["1"]), (17, []), (None, [])])
def test_everybody_has_a_seat(seats: int | None, told: list[str]) -> None:
    """Fourteen guests with three of the team."""
    coach = Vehicle(1, "coach", seats)
    company = {FIRST: 3}
    assert codes("people.seats_too_few", ride("1", "9:00", "10:00", vehicle=coach), company=company) == told


def test_the_seats_of_a_coach_that_nobody_knows_are_unverified() -> None:
    visit = item("2", "10:00", "11:00", site=site(max_vehicle_seats=20))
    (unknown,) = found("site.vehicle_too_large", trip(ride("1", "9:00", "10:00", vehicle=Vehicle(1, "coach")), visit))
    assert unknown.level == "warns"


@pytest.mark.parametrize(("start", "told"), [("7:44", ["1", "2"]), ("7:45", [])])
def test_border_and_luggage_take_an_hour(start: str, told: list[str]) -> None:
    landing = item("1", "6:45", "7:00", "arrival", place=AIRPORT)
    assert codes("time.arrival_tight", landing, item("2", start, "9:00", "transfer")) == told
    by_train = item("1", "6:45", "7:00", "arrival", place=ANNECY)
    assert codes("time.arrival_tight", by_train, item("2", "7:00", "9:00", "transfer")) == []


@pytest.mark.parametrize(("end", "told"), [("16:59", ["1"]), ("17:00", [])])
def test_checking_in_takes_two_hours(end: str, told: list[str]) -> None:
    assert codes("time.departure_tight", item("1", "15:00", end, "departure", place=AIRPORT)) == told


def test_the_last_move_of_a_day_ends_at_the_lodging() -> None:
    dinner = item("1", "19:00", "20:00", "meal", place=ANNECY)
    assert codes("time.move_missing", dinner, nights={(FIRST, 0): GENEVA}) == ["1"]
    assert codes("time.move_missing", dinner, nights={(FIRST, 0): ANNECY}) == []


def test_walks_are_not_checked_against_what_is_protected_and_say_so() -> None:
    hike = item("1", "9:00", "12:00", site=site(walk_min=120, ascent_m=300))
    weak = person(protected={"mobility": None})
    (told,) = found("site.walk_unverified", trip(hike, travellers=(weak,)))
    assert "vault is locked" in say(told.what, "en")
    assert codes("site.walk_unverified", hike, travellers=(person(),)) == []
    stroll = item("1", "9:00", "12:00", site=site(walk_min=10))
    assert codes("site.walk_unverified", stroll, travellers=(weak,)) == []
    assert codes("site.walk_unverified", replace(hike, groups=frozenset({2})), travellers=(weak,)) == []


@pytest.mark.parametrize(("free", "told"), [(True, 0), (False, 1), (None, 1)])
def test_steps_matter_to_those_whose_mobility_is_noted(free: bool | None, told: int) -> None:
    visit = item("1", "9:00", "10:00", site=site(step_free=free))
    assert len(found("site.not_step_free", trip(visit, travellers=(person(protected={"mobility": None}),)))) == told
    assert found("site.not_step_free", trip(visit, travellers=(person(),))) == []


def test_passports_are_never_fine_while_the_vault_is_locked() -> None:
    (kept,) = found("people.passport_unverified", trip(travellers=(person(protected={"passport": None}),)))
    assert "not checked" in say(kept.what, "en")
    soon, early = FIRST - timedelta(days=45), FIRST - timedelta(days=46)
    assert len(found("people.passport_unverified", trip(travellers=(person(),), today=soon))) == 1
    assert found("people.passport_unverified", trip(travellers=(person(),), today=early)) == []


def test_a_diet_is_unverified_until_somebody_says_that_it_was_passed_on() -> None:
    lunch = item("1", "12:00", "13:00", "meal", place=ANNECY)
    eater = person(protected={"diet": None})
    (told,) = found("people.diet_unverified", trip(lunch, travellers=(eater,)))
    assert "Annecy" in say(told.what, "en")
    assert found("people.diet_unverified", trip(lunch, travellers=(person(),))) == []
    passed = {told.about: Dismissed("told on the telephone")}
    again = [one for one in findings(trip(lunch, travellers=(eater,), dismissed=passed)) if one.rule == told.rule]
    assert [one.dismissed for one in again] == [Dismissed("told on the telephone")]


def test_what_is_kept_too_long_is_counted_and_nobody_named() -> None:
    kept = person(protected={"diet": FIRST, "passport": None})
    (told,) = found("privacy.retention_passed", trip(travellers=(kept,), today=FIRST + timedelta(days=1)))
    assert "李娜" not in say(told.what, "en")
    assert found("privacy.retention_passed", trip(travellers=(kept,), today=FIRST)) == []


def test_everybody_has_a_bed() -> None:
    hotel = Lodging("hotel", Text.of(en="Hotel"), frozenset({(FIRST, 0)}), 3, frozenset({1}))
    assert len(found("people.rooming_incomplete", trip(lodgings=(hotel,), travellers=(person(1), person(2))))) == 1
    assert found("people.rooming_incomplete", trip(lodgings=(hotel,), travellers=(person(1),))) == []
    gone = person(2, last=FIRST)
    assert found("people.rooming_incomplete", trip(lodgings=(hotel,), travellers=(person(1), gone))) == []
    later = replace(hotel, rooms=0, guests=frozenset())
    assert found("people.rooming_incomplete", trip(lodgings=(later,), travellers=(person(1),))) == []
    soon = trip(lodgings=(later,), travellers=(person(1),), today=FIRST - timedelta(days=14))
    assert len(found("people.rooming_incomplete", soon)) == 1


def test_a_name_can_be_read_by_hosts() -> None:
    assert (
        len(found("language.name_without_pinyin", trip(travellers=(person(name=replace(LI, family="", given="")),))))
        == 1
    )
    assert found("language.name_without_pinyin", trip(travellers=(person(),))) == []


@pytest.mark.parametrize(
    ("family", "given", "native", "same"),
    [
        ("Li", "Na", ("李", "娜"), True), ("Wang", "Na", ("李", "娜"), False), ("Ouyang", "Ming", ("欧阳", "明"), True),
        ("Lü", "Bu", ("吕", "布"), True), ("Lyu", "Bu", ("吕", "布"), True), ("Zeng", "Zi", ("曾", "子"), True),
        ("Memet", "Eli", ("", "买买提·艾力"), True), ("Martin", "Anne", ("", ""), True),
    ],
)  # fmt: skip
def test_latin_letters_are_the_pinyin_of_the_characters(
    family: str, given: str, native: tuple[str, str], same: bool
) -> None:
    name = PersonName(family, given, native_family=native[0], native_given=native[1])
    assert agrees(name) == same
    assert bool(found("language.name_differs", trip(travellers=(person(name=name),)))) != same


AREA = Term("t1", "G069", Text.of(en="protected area", zh="自然保护地"), {"zh": ("自然保护区",)})
FOREST = Term("t2", "G063", Text.of(en="mature forest", zh="成熟林"), note=Text.of(en="成熟林 is an age class"))
GLOSSARY = Glossary((AREA, FOREST))


def written(**words: str) -> TextOf:
    return TextOf("item", "uuid-1", "1", Text.of(en="Item"), "title", Text.of(**words))


def test_a_word_that_the_glossary_forbids_is_found_where_the_source_has_the_term() -> None:
    def told(**words: str) -> int:
        return len(found("language.forbidden_term", trip(texts=(written(**words),), glossary=GLOSSARY)))

    assert told(en="Two protected areas", zh="两个自然保护区") == 1
    assert told(en="Two protected areas", zh="两个自然保护地") == 0
    assert told(en="Two nature reserves", zh="两个自然保护区") == 0


def test_a_term_that_was_agreed_is_used() -> None:
    def told(term: Term, zh: str) -> int:
        text = written(en="A Protected area", zh=zh)
        return len(found("language.term_not_used", trip(texts=(text,), glossary=Glossary((term,)))))

    assert told(replace(AREA, settled=True), "一个保护地带") == 1
    assert told(replace(AREA, settled=True), "一个自然保护地") == 0
    assert told(AREA, "一个保护地带") == 0


def test_a_false_friend_is_told_with_the_note_of_the_glossary() -> None:
    text = written(en="Mature forests of the Bauges", zh="博日成熟林")
    (told,) = found("language.false_friend", trip(texts=(text,), glossary=GLOSSARY, travellers=(person(),)))
    assert "age class" in say(told.what, "en")
    old = written(en="Mature forests of the Bauges", zh="博日老龄林")
    assert found("language.false_friend", trip(texts=(old,), glossary=GLOSSARY, travellers=(person(),))) == []


def test_a_passport_number_or_a_persons_health_stands_in_no_text_for_everybody() -> None:
    def told(words: str) -> int:
        return len(found("privacy.sensitive_in_text", trip(texts=(written(en=words),), travellers=(person(),))))

    assert told("Passport E12345678 of the head") == 1
    assert told("Bring your passports") == 0
    assert told("LI Na is allergic to peanuts") == 1
    assert told("Vegetarian food for those with allergies") == 0


def test_the_programme_does_not_plan_what_the_site_forbids() -> None:
    bridge = site(access_note=Text.of(en="Human presence is prohibited on the bridge: a talk, not a walk across."))

    def told(words: str) -> list[str]:
        return codes("site.forbidden_action", item("1", "9:00", "10:00", site=bridge, prose=(Text.of(en=words),)))

    assert told("Walk across the wildlife overpass") == ["1"]
    assert told("See the overpass from the viewpoint") == []
    assert told("Do not walk across") == []


def test_a_flight_in_the_programme_counts_as_it_is_and_the_latest_return_is_told() -> None:
    """From Beijing on 13 June: five days in one country end on the 17th; a flight that slips a day makes six."""
    officials = (replace(B, profile="officials"),)
    out = replace(item("1", "1:00", "6:00", "arrival", groups=(B,)), zone="Asia/Shanghai").at(at("1:00"), at("6:00"))
    visit = item("2", "9:00", "10:00", day=2, groups=(B,), place=ANNECY)

    def home(day: int) -> CheckedItem:
        flight = replace(item("3", "12:00", "12:00", "departure", day=day, groups=(B,)), end_zone="Asia/Shanghai")
        return flight.at(at("12:00", day - 1), at("6:00", day))

    assert [one.level for one in found("mission.days_at_limit", trip(out, visit, home(5), groups=officials))] == [
        "warns"
    ]
    (late,) = found("mission.days_at_limit", trip(out, visit, home(6), groups=officials))
    assert late.level == "blocks"
    assert "home by Thu 17\u00a0June" in say(late.what, "en")
    assert found("mission.days_at_limit", trip(out, visit, home(4), groups=officials)) == []
    academics = (replace(B, profile="academics"),)
    assert found("mission.days_at_limit", trip(out, visit, home(9), groups=academics)) == []


def test_an_official_activity_has_its_city() -> None:
    officials = (A, replace(B, profile="officials"))
    assert codes("mission.activity_without_city", item("1", "9:00", "10:00"), groups=officials) == ["1"]
    assert codes("mission.activity_without_city", item("1", "9:00", "10:00", place=ANNECY), groups=officials) == []
    assert codes("mission.activity_without_city", item("1", "9:00", "10:00")) == []


def test_a_trip_weighs_its_rules_itself() -> None:
    checked = trip(item("1", "9:00", "9:10", "transfer", drive_min=60), item("2", "20:00", "21:00", "meal"))
    usual = {one.rule: one.level for one in findings(checked)}
    assert (usual["time.transfer_too_short"], usual["time.dinner_late"]) == ("blocks", "warns")
    own = replace(checked, levels={"time.transfer_too_short": "informs", "time.dinner_late": "blocks"})
    weighed = {one.rule: one.level for one in findings(own)}
    assert (weighed["time.transfer_too_short"], weighed["time.dinner_late"]) == ("informs", "blocks")


def test_a_dismissal_holds_as_long_as_the_finding_is_about_the_same() -> None:
    short, late = item("1", "9:00", "9:10", "transfer", drive_min=60), item("2", "20:00", "21:00", "meal")
    about = found("time.transfer_too_short", trip(short))[0].about
    dismissed = {about: Dismissed("the road is new")}
    told = {one.rule: one.dismissed for one in findings(trip(short, late, dismissed=dismissed))}
    assert told["time.transfer_too_short"] == Dismissed("the road is new")
    assert told["time.dinner_late"] is None
    shorter = item("1", "9:00", "9:05", "transfer", drive_min=60)
    assert [
        one.dismissed for one in checking(trip(shorter, dismissed=dismissed)).findings if one.rule == about.split()[0]
    ]
    other = item("3", "9:00", "9:10", "transfer", drive_min=60)
    assert [one.dismissed for one in findings(trip(other, dismissed=dismissed)) if one.rule == about.split()[0]] == [
        None
    ]


def test_themes_that_visits_show_have_a_case_study_and_those_of_objectives_a_visit() -> None:
    """A case of a theme above or below serves; without any case in the library nothing is said of cases."""
    wetlands = ThemeOf("w", "wetlands", Text.of(en="Wetlands"), frozenset({1, 2}), has_case=True)
    water = ThemeOf("b", "blue", Text.of(en="Water"), frozenset({1, 2}))
    bears = ThemeOf("u", "bear", Text.of(en="Bears"), frozenset({3}))
    known = {"themes": {1: wetlands, 2: water, 3: bears}}
    lake = item("1", "9:00", "11:00", site=site(themes=frozenset({2})))
    hill = item("2", "14:00", "16:00", site=site(themes=frozenset({2, 3})))
    (told,) = found("learning.theme_without_case", trip(lake, hill, **known))
    assert say(told.what, "en") == "No case study of the library illuminates what 2 “2” shows: Bears."
    assert found("learning.theme_without_case", trip(lake, hill, themes={3: bears})) == []
    talk = item("3", "17:00", "18:00", themes=frozenset({3}))
    (told,) = found("learning.theme_without_case", trip(lake, talk, **known))
    assert [row.code for row in told.rows] == ["3", "bear"]
    assert found("learning.theme_without_visit", trip(talk, **known, aims=((bears, Text()),))) == []
    goal = Text.of(en="See bears and water")
    (told,) = found("learning.theme_without_visit", trip(lake, **known, aims=((water, goal), (bears, goal))))
    assert say(told.what, "en") == "No visit shows Bears, which an objective names: “See bears and water”."
    assert found("learning.theme_without_visit", trip(hill, **known, aims=((bears, goal),))) == []
