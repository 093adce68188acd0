"""A sound day, broken in many ways: what the first fix settles, tried on frozen trips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planning.checks.trips import ANNECY, COACH, FIRST, GENEVA, A, B, item, site, trip
from tripplanner.i18n import say
from tripplanner.names import PersonName
from tripplanner.planning import fixing
from tripplanner.planning.checks import checking, rules
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Host, Receiver, TextOf, Vehicle
from tripplanner.planning.checks.roster import FreeBeds, Lodging, Member, Traveller
from tripplanner.planning.checks.terms import Glossary, Term
from tripplanner.planning.mending import fixes, mends
from tripplanner.planning.mending.rooming import shared_out
from tripplanner.text import Text

OPEN: dict[str, Any] = {"open_months": (6,), "open_weekdays": (1, 2, 3, 4, 5, 6, 7)}
LIN = Member(1, 1, "lin", PersonName("Lin", "Mo"), "interpreter")
Change = dict[str, Any]


def sound_day() -> dict[str, CheckedItem]:
    """Two visits with their transfers, lunch, debrief and dinner, everything as it should be."""
    talk: dict[str, Any] = {"interpreting": "consecutive", "questions": 1, "place": ANNECY}
    lake = site(outdoor=True, fallback=True, spot=ANNECY, open_hours=(("09:00", "18:00"),), **OPEN)
    items = (
        item("visit", "9:30", "11:30", id=1, site=lake, **talk),
        item("lunch", "12:00", "13:00", "meal", id=2, place=ANNECY),
        item("meeting", "14:00", "16:00", "meeting", id=3, **talk),
        item("debrief", "16:30", "17:00", "debrief", id=4, interpreting="consecutive", place=ANNECY),
        item("dinner", "18:30", "20:00", "meal", id=5, place=ANNECY),
    )
    return {one.code: one for one in items}


def programme(items: dict[str, CheckedItem], **fields: Any) -> CheckedTrip:
    known: dict[str, Any] = {
        "nights": {(FIRST - timedelta(days=1), 0): ANNECY, (FIRST, 0): ANNECY}, "members": (LIN,),
        "interpreters": 1, "vehicles": (COACH, Vehicle(2, "coach-2", 19)),
    }  # fmt: skip
    return trip(*items.values(), **{**known, **fields})


def to(items: dict[str, CheckedItem], code: str, start: str, end: str, **fields: Any) -> None:
    placed = item(code, start, end)
    assert placed.start
    assert placed.end
    items[code] = replace(items[code], **fields).at(placed.start, placed.end)


def overlap(items: dict[str, CheckedItem]) -> Change:
    to(items, "meeting", "10:30", "12:00")
    return {}


def too_long(items: dict[str, CheckedItem]) -> Change:
    to(items, "dinner", "19:15", "20:45")
    return {}


def no_lunch(items: dict[str, CheckedItem]) -> Change:
    del items["lunch"]
    to(items, "visit", "9:30", "11:45")
    to(items, "meeting", "12:15", "14:30")
    return {}


def closed(items: dict[str, CheckedItem]) -> Change:
    own = items["visit"].site
    assert own
    items["visit"] = replace(items["visit"], site=replace(own, open_hours=(("14:00", "18:00"),)))
    return {}


def no_debrief(items: dict[str, CheckedItem]) -> Change:
    del items["debrief"]
    return {}


def late_dinner(items: dict[str, CheckedItem]) -> Change:
    to(items, "dinner", "19:45", "20:15")
    return {}


def no_break(items: dict[str, CheckedItem]) -> Change:
    to(items, "meeting", "13:15", "16:15")
    return {}


def no_fallback(items: dict[str, CheckedItem]) -> Change:
    own = items["visit"].site
    assert own
    items["visit"] = replace(items["visit"], site=replace(own, fallback=False))
    return {}


def no_permit(items: dict[str, CheckedItem]) -> Change:
    own = items["visit"].site
    assert own
    items["visit"] = replace(items["visit"], site=replace(own, permit_needed=True))
    return {}


def no_question(items: dict[str, CheckedItem]) -> Change:
    items["visit"] = replace(items["visit"], questions=0)
    return {}


def unconfirmed(items: dict[str, CheckedItem]) -> Change:
    items["visit"] = replace(items["visit"], hosts=(Host(Text.of(en="Asters")),))
    others = [code for code in items if code != "visit"]
    for code in others:
        items[code] = replace(items[code], status="confirmed")
    return {"today": FIRST - timedelta(days=3)}


def nobody_interprets(items: dict[str, CheckedItem]) -> Change:
    return {"members": (replace(LIN, first=FIRST + timedelta(days=1)),)}


def interpreting_unknown(items: dict[str, CheckedItem]) -> Change:
    items["meeting"] = replace(items["meeting"], interpreting=None)
    return {}


def transfer_missing(items: dict[str, CheckedItem]) -> Change:
    items["meeting"] = replace(items["meeting"], place=GENEVA)
    to(items, "meeting", "14:30", "15:30")
    items["debrief"] = replace(items["debrief"], place=GENEVA)
    items["dinner"] = replace(items["dinner"], place=GENEVA)
    return {"nights": {(FIRST - timedelta(days=1), 0): ANNECY}}


def transfer_short(items: dict[str, CheckedItem]) -> Change:
    items["ride"] = item("ride", "13:10", "13:40", "transfer", id=9, drive_min=40, vehicle=COACH, place=ANNECY)
    return {}


def border(items: dict[str, CheckedItem]) -> Change:
    items["ride"] = item("ride", "8:00", "9:00", "transfer", id=9, origin=ANNECY, target=GENEVA, place=GENEVA)
    items["back"] = item("back", "9:00", "9:30", "transfer", id=10, origin=GENEVA, target=ANNECY, place=ANNECY,
                         passport_needed=True)  # fmt: skip
    return {}


def seats(items: dict[str, CheckedItem]) -> Change:
    small = Vehicle(3, "minibus", 8)
    items["ride"] = item("ride", "13:10", "13:50", "transfer", id=9, drive_min=30, vehicle=small, place=ANNECY)
    return {}


def coaches_clash(items: dict[str, CheckedItem]) -> Change:
    both = {"drive_min": 30, "vehicle": COACH, "place": ANNECY}
    items["one"] = item("one", "13:10", "13:50", "transfer", id=9, groups=(A,), **both)
    items["two"] = item("two", "13:20", "13:55", "transfer", id=10, groups=(B,), **both)
    return {}


def backwards(items: dict[str, CheckedItem]) -> Change:
    to(items, "dinner", "20:00", "18:30")
    return {}


def outside(items: dict[str, CheckedItem]) -> Change:
    items["meal"] = item("meal", "9:00", "10:00", "meal", day=9, id=9, place=ANNECY)
    return {}


def dark(items: dict[str, CheckedItem]) -> Change:
    own = items["visit"].site
    assert own
    items["visit"] = replace(items["visit"], site=replace(own, open_hours=(("00:00", "24:00"),)))
    to(items, "visit", "5:20", "7:00")
    return {}


def nameless(items: dict[str, CheckedItem]) -> Change:
    return {"travellers": (Traveller(1, 7, "li", PersonName(native_family="李", native_given="娜")),)}


def wrong_word(items: dict[str, CheckedItem]) -> Change:
    area = Term("t", "G", Text.of(en="protected area", zh="自然保护地"), {"zh": ("自然保护区",)})
    title = TextOf(
        "item", "uuid-visit", "visit", Text.of(en="Visit"), "title", Text.of(en="A protected area", zh="自然保护区")
    )
    return {"glossary": Glossary((area,)), "texts": (title,)}


def hours_unknown(items: dict[str, CheckedItem]) -> Change:
    own = items["visit"].site
    assert own
    items["visit"] = replace(items["visit"], site=replace(own, open_hours=None, hosts=(Text.of(en="Asters"),)))
    return {}


def season_unknown(items: dict[str, CheckedItem]) -> Change:
    own = items["visit"].site
    assert own
    host = Host(Text.of(en="Asters"))
    items["visit"] = replace(items["visit"], hosts=(host,), site=replace(own, open_months=None))
    return {}


def no_bed(items: dict[str, CheckedItem]) -> Change:
    li = Traveller(1, 7, "li", PersonName("Li", "Na"), groups=frozenset({1}))
    return {"travellers": (li,), "lodgings": (Lodging("h", Text.of(en="Hotel"), frozenset({(FIRST, 0)}), 3),)}


def away_for_long(items: dict[str, CheckedItem]) -> Change:
    """Six days and the flight that arrives on the seventh, for one country."""
    talk: dict[str, Any] = {"interpreting": "consecutive", "place": ANNECY}
    for day in range(2, 7):
        items[f"early {day}"] = item(f"early {day}", "9:30", "11:30", "meeting", day=day, id=20 + day, **talk)
        items[f"late {day}"] = item(f"late {day}", "14:00", "15:30", "meeting", day=day, id=30 + day, **talk)
    items["home"] = item("home", "16:00", "17:00", "departure", day=6, id=9, groups=(B,), everyone=False, place=ANNECY)
    return {"groups": (A, replace(B, profile="officials"))}


def translated_elsewhere(items: dict[str, CheckedItem]) -> Change:
    known = Text.of(fr="Bilan", en="Debrief", zh="小结")
    return {"texts": (a_title("1", known), a_title("2", Text.of(en="Debrief", fr="Bilan")))}


def changed_since(items: dict[str, CheckedItem]) -> Change:
    known = Text.of(fr="Bilan du jour", en="Debrief of the day", zh="当日小结")
    old = Text.of(en="Debrief", fr="Bilan", zh="小结").with_words("en", "Debrief of the day")
    return {"texts": (a_title("1", known), a_title("2", old))}


def nobody_receives(items: dict[str, CheckedItem]) -> Change:
    martin = Receiver(3, "martin", "Paul MARTIN")
    items["meeting"] = replace(items["meeting"], hosts=(Host(Text.of(en="Asters"), people=(martin,)),))
    return {"travellers": (Traveller(1, 7, "li", PersonName("Li", "Na"), "head", frozenset({1})),)}


def late_at_the_airport(items: dict[str, CheckedItem]) -> Change:
    """The ride there leaves while the dinner is still on: it ends earlier."""
    airport = replace(ANNECY, kind="airport")
    items["ride"] = item("ride", "20:00", "20:20", "transfer", id=9, drive_min=15, place=ANNECY)
    items["flight"] = item("flight", "20:20", "22:00", "departure", id=10, place=airport)
    to(items, "visit", "11:00", "11:45")
    return {"nights": {(FIRST - timedelta(days=1), 0): ANNECY}}


def a_title(code: str, text: Text) -> TextOf:
    return TextOf("item", f"uuid-{code}", code, text, "title", text)


BREAKS: dict[str, Callable[[dict[str, CheckedItem]], Change]] = {
    "time.overlap": overlap, "time.day_too_long": too_long, "time.no_lunch": no_lunch, "site.closed": closed,
    "time.no_debrief": no_debrief, "time.dinner_late": late_dinner, "time.no_break": no_break,
    "site.no_fallback": no_fallback, "site.permit_missing": no_permit, "learning.visit_without_question": no_question,
    "people.host_unconfirmed": unconfirmed, "people.interpreter_missing": nobody_interprets,
    "people.interpreting_unset": interpreting_unknown, "time.move_missing": transfer_missing,
    "time.transfer_too_short": transfer_short, "site.border_without_passport_note": border,
    "people.seats_too_few": seats, "time.vehicle_overlap": coaches_clash, "time.ends_before_start": backwards,
    "time.outside_trip": outside, "time.daylight": dark, "language.name_without_pinyin": nameless,
    "language.forbidden_term": wrong_word, "site.hours_unverified": hours_unknown,
    "site.season_unverified": season_unknown, "people.rooming_incomplete": no_bed,
    "mission.days_at_limit": away_for_long, "language.translation_missing": translated_elsewhere,
    "language.translation_stale": changed_since, "people.head_without_counterpart": nobody_receives,
    "time.departure_tight": late_at_the_airport,
}  # fmt: skip


def test_the_day_is_sound() -> None:
    assert checking(programme(sound_day())).findings == ()


@pytest.mark.parametrize("rule", BREAKS)
def test_what_is_broken_is_found_and_has_a_first_fix(rule: str) -> None:
    items = sound_day()
    fields = BREAKS[rule](items)
    checked = checking(programme(items, **fields))
    broken = next(one for one in checked.findings if one.rule == rule)
    offered = fixes(checked, broken)
    assert offered
    assert 1 <= len(offered) <= 3


def test_a_debrief_is_added_where_nobody_said_whether_anybody_interprets() -> None:
    """What is added raises no question of its own: it is interpreted where somebody interprets that day."""
    for members, mode in (((LIN,), "consecutive"), ((), "none")):
        items = sound_day()
        del items["debrief"]
        for code in ("visit", "meeting"):
            items[code] = replace(items[code], interpreting=None)
        checked = checking(programme(items, members=members, interpreters=len(members)))
        broken = next(one for one in checked.findings if one.rule == "time.no_debrief")
        assert [fix.kwargs["interpreting"] for fix in fixes(checked, broken)[:1]] == [mode]


def test_who_was_asked_about_the_opening_is_named_and_it_stays_unverified() -> None:
    items = sound_day()
    hours_unknown(items)
    checked = checking(programme(items))
    (told,) = checked.findings
    (fix,) = fixes(checked, told)
    assert (told.level, fix.verb) == ("warns", fixing.ask_hosts)
    for state, level in (("asked", "informs"), ("confirmed", "informs"), ("refused", "warns")):
        items["visit"] = replace(items["visit"], hosts=(Host(Text.of(en="Asters"), state=state),))
        (told,) = (one for one in checking(programme(items)).findings if one.rule == "site.hours_unverified")
        assert (told.level, "Asters was asked" in say(told.what, "en")) == (level, level == "informs")
    assert fixes(checking(programme(items)), told) == ()


def test_an_official_mission_is_shortened_to_the_longest_that_is_allowed() -> None:
    """The shortest step that makes it legal first; what goes on goes on without them, if anybody is left for it."""
    items = sound_day()
    fields = away_for_long(items)
    checked = checking(programme(items, **fields))
    told = next(one for one in checked.findings if one.rule == "mission.days_at_limit")
    offered = [say(fix.label, "en") for fix in fixes(checked, told)]
    assert (told.level, offered) == ("blocks", [
        "Let B leave on Wed 16\u00a0June, without taking part in 4 items",
        "Let B leave on Tue 15\u00a0June, without taking part in 6 items",
    ])  # fmt: skip
    items["late 6"] = replace(items["late 6"], groups=frozenset({B.id}), everyone=False)
    checked = checking(programme(items, **fields))
    assert fixes(checked, told) == ()


def test_beds_are_shared_with_the_same_gender_only_and_the_first_sleep_alone() -> None:
    people = [Traveller(n, n, f"p{n}", PersonName("Li", "Na"), gender=gender) for n, gender in enumerate("fmf", 1)]
    unknown = Traveller(4, 4, "p4", PersonName("Li", "Mo"))
    rooms = (FreeBeds(10, 1, frozenset("m")), FreeBeds(11, 1), FreeBeds(12, 2))
    assert shared_out(rooms, [*people, unknown]) == ((11, 1), (10, 2), (12, 3))
    assert shared_out(rooms[2:], [unknown, *people]) == ((12, 4),)


def test_every_mended_rule_exists_and_most_that_are_typical_are_mended() -> None:
    assert set(mends()) <= set(rules())
    assert len(mends()) >= 43
