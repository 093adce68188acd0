"""The shape of a day: not too long, with lunch, breaks and a debrief, gentle on the day of arrival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named

LONGEST_MIN = 11 * 60
LUNCH = (time(11, 30), time(13, 30))
MEAL_MIN = 30  # a meal counts as lunch when this much of it lies within the hours of lunch
STRETCH_MIN = 150  # 2 h 30 without a break
LATEST_DINNER = time(19, 30)
EVENING = time(20, 0)
SITTING = ("visit", "meeting", "debrief")
# Words by which a title says that lunch is carried along.
PACKED = ("packed lunch", "picnic", "pique-nique", "panier-repas", "自带午餐", "野餐", "盒饭")

_EVER, _NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
Days = dict[tuple[date, tuple[CheckedItem, ...]], set[int]]


def days_of(trip: CheckedTrip, group: Group) -> Iterator[tuple[date, list[CheckedItem]]]:
    """What a group does on each date; nights and items between two zones (flights) are left out."""
    for day, items in trip.days_of(group).items():
        if here := [item for item in items if item.zone == item.end_zone or not _across_zones(item)]:
            yield day, here


def _across_zones(item: CheckedItem) -> bool:
    if not (item.start and item.end and item.begins and item.ends):
        return False
    return item.end - item.start != item.ends - item.begins


def together(trip: CheckedTrip, find: Callable[[list[CheckedItem]], Sequence[CheckedItem]]) -> Days:
    """What ``find`` gives for each group's day, with the ids of the groups for which it is the same."""
    found: Days = defaultdict(set)
    for group in trip.groups:
        for day, items in days_of(trip, group):
            concerned = tuple(find(items))
            if concerned:
                found[day, concerned].add(group.id)
    return found


def _long(trip: CheckedTrip) -> Iterator[Finding]:
    for (day, (first, last)), ids in together(trip, _ends).items():
        minutes = _between(first, last)
        what = msg("Day of {span}, from {first} to {last}; the limit is {limit}.", span=lasting(minutes),
                   first=_clock(first.start), last=_clock(last.end), limit=lasting(LONGEST_MIN))  # fmt: skip
        yield LONG.found(what, (first, last), day=day, groups=trip.codes(ids))


def _ends(items: list[CheckedItem]) -> Sequence[CheckedItem]:
    first = min(items, key=lambda item: item.begins or _NEVER)
    last = max(items, key=lambda item: item.ends or _EVER)
    return (first, last) if _between(first, last) > LONGEST_MIN else ()


def _between(first: CheckedItem, last: CheckedItem) -> int:
    if first.begins is None or last.ends is None:
        return 0
    return int((last.ends - first.begins) / timedelta(minutes=1))


def _clock(moment: datetime | None) -> str:
    return moment.strftime("%H:%M") if moment else ""


def _no_lunch(trip: CheckedTrip) -> Iterator[Finding]:
    for (day, items), ids in together(trip, _hungry).items():
        codes = trip.codes(ids) if len(ids) < len(trip.groups) else ()
        packed = any(_packed(item) for item in items)
        what = _lunchless(items[0], codes, packed)
        yield LUNCHLESS.found(what, items, level="informs" if packed else "warns", day=day, groups=trip.codes(ids))


def _lunchless(item: CheckedItem, codes: Sequence[str], packed: bool) -> Message:
    """Who goes without a meal: sub-groups where they are named, else everyone."""
    if packed and codes:
        return msg("Lunch is carried along in {item}; the programme has no meal for sub-group {codes}.",
                   item=named(item), codes=tuple(codes))  # fmt: skip
    if packed:
        return msg("Lunch is carried along in {item}; the programme has no meal.", item=named(item))
    if codes:
        return msg("No meal between 11:30 and 13:30 for sub-group {codes}.", codes=tuple(codes))
    return msg("No meal between 11:30 and 13:30.")


def _hungry(items: list[CheckedItem]) -> Sequence[CheckedItem]:
    """What fills the hours of lunch, when no meal does; else what lies before and after hours left empty."""
    busy = [item for item in items if _within_lunch(item) > 0]
    if any(item.type == "meal" and _within_lunch(item) >= MEAL_MIN for item in busy):
        return ()
    return [item for item in busy if _within_lunch(item) > MEAL_MIN] or _around_lunch(items)


def _around_lunch(items: list[CheckedItem]) -> Sequence[CheckedItem]:
    """The last item that begins before the hours of lunch and the first that ends after them, where there are both."""
    before = [item for item in items if item.start and item.start.time() < LUNCH[0]]
    after = [item for item in items if item.start and item.end and item not in before and _past_lunch(item)]
    if not before or not after:
        return ()
    return (max(before, key=lambda item: item.begins or _EVER), min(after, key=lambda item: item.begins or _NEVER))


def _past_lunch(item: CheckedItem) -> bool:
    return bool(item.start and item.end and item.end > datetime.combine(item.start.date(), LUNCH[1]))


def _within_lunch(item: CheckedItem) -> float:
    """Minutes of the item within the hours of lunch of its day."""
    if item.start is None or item.end is None:
        return 0
    begins, ends = (datetime.combine(item.start.date(), hour) for hour in LUNCH)
    return max(0.0, (min(item.end, ends) - max(item.start, begins)) / timedelta(minutes=1))


def _packed(item: CheckedItem) -> bool:
    return any(word in words.lower() for words in item.title.words.values() for word in PACKED)


def _no_break(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type in SITTING and (stretch := longest_stretch(item)) > STRETCH_MIN:
            what = msg("{item} goes on for {stretch} without a recorded break.", item=named(item),
                       stretch=lasting(stretch))  # fmt: skip
            yield BREAKLESS.found(what, (item,), day=item.day)


def longest_stretch(item: CheckedItem) -> int:
    """The longest time between the start, the breaks and the end of an item, in minutes."""
    if item.start is None:
        return 0
    here, longest = item.start, 0.0
    over = item.start + timedelta(minutes=item.minutes)
    inside = sorted(pause for pause in item.pauses if item.start <= pause[0] <= over)
    for begins, ends in (*inside, (over, over)):
        longest = max(longest, (begins - here) / timedelta(minutes=1))
        here = max(here, ends)
    return int(longest)


def _no_debrief(trip: CheckedTrip) -> Iterator[Finding]:
    for day in trip.dates():
        types = {item.type for item in trip.by_day[day]}
        if types & {"visit", "meeting"} and "debrief" not in types:
            number = (day - trip.first_day).days + 1
            yield DEBRIEFLESS.found(msg("No debrief on day {number}.", number=number), day=day)


def _heavy_arrival(trip: CheckedTrip) -> Iterator[Finding]:
    for (day, items), ids in together(trip, _heavy).items():
        what = msg("An outdoor visit and an evening until {last} on the day of arrival.", last=_clock(items[-1].end))
        yield HEAVY.found(what, items, day=day, groups=trip.codes(ids))


def _heavy(items: list[CheckedItem]) -> Sequence[CheckedItem]:
    arrivals = [item for item in items if item.type == "arrival"]
    outdoor = [item for item in items if item.type == "visit" and item.site and item.site.outdoor]
    last = items[-1]
    late = last.end is not None and (last.end.time() > EVENING or last.end.date() > (last.day or last.end.date()))
    return (*arrivals, *outdoor, last) if arrivals and outdoor and late else ()


def _late_dinner(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type in ("meal", "ceremony") and item.start and item.start.time() > LATEST_DINNER:
            what = msg("{item} starts at {start}, later than 19:30.", item=named(item), start=_clock(item.start))
            yield LATE.found(what, (item,), day=item.day)


LONG = Rule("time.day_too_long", "warns", msg("A day is too long"),
            msg("After 11 h guests who listen through an interpreter learn nothing more."), _long,
            scope="day")  # fmt: skip
LUNCHLESS = Rule("time.no_lunch", "warns", msg("No lunch"),
                 msg("Guests from China expect lunch between 11:30 and 13:30."), _no_lunch, scope="day")  # fmt: skip
BREAKLESS = Rule("time.no_break", "warns", msg("No break"),
                 msg("Nobody listens for more than 2 h 30 without a break."), _no_break, scope="item")  # fmt: skip
DEBRIEFLESS = Rule("time.no_debrief", "informs", msg("No debrief in the day"),
                   msg("What is not put into words the same day is lost."), _no_debrief, scope="day")  # fmt: skip
HEAVY = Rule("time.heavy_arrival", "warns", msg("Too much on the day of arrival"),
             msg("A night flight and the time difference weigh on the first day."), _heavy_arrival,
             scope="day")  # fmt: skip
LATE = Rule("time.dinner_late", "warns", msg("Dinner is late"),
            msg("Guests from China expect dinner before 19:30."), _late_dinner, scope="item")  # fmt: skip
RULES = (LONG, LUNCHLESS, BREAKLESS, DEBRIEFLESS, HEAVY, LATE)
