"""Rules of missions of Chinese officials, for the sub-groups whose profile says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tripplanner.i18n import msg, msgn
from tripplanner.planning.checks.days import days_of
from tripplanner.planning.checks.frozen import ATTENDED, CheckedItem, CheckedTrip, Group
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import named

LARGEST = 6  # interpreter included
LONGEST_DAYS = {1: 5, 2: 8, 3: 10}  # by the number of countries, from leaving China to being back
FLIGHT = timedelta(hours=11)  # from Europe to China or back, where the programme has no flight times
HOME = ZoneInfo("Asia/Shanghai")
HOME_ZONES = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC")
NOWHERE = datetime.min.replace(tzinfo=UTC)
NOON = time(12, 0)


def officials(trip: CheckedTrip) -> Iterator[Group]:
    """The sub-groups that travel under the rules for officials."""
    return (group for group in trip.groups if group.profile == "officials")


def _size(trip: CheckedTrip) -> Iterator[Finding]:
    for group in officials(trip):
        if group.size > LARGEST:
            what = msg("{people} officials; the limit is {limit} with their interpreter.",
                       people=group.size, limit=LARGEST)  # fmt: skip
            yield SIZE.found(what, level="blocks", groups=(group.code,))
        elif group.size == LARGEST:
            what = msg("{people} officials is the limit; an interpreter who travels with them makes one too many.",
                       people=group.size)  # fmt: skip
            yield SIZE.found(what, groups=(group.code,))


def _days(trip: CheckedTrip) -> Iterator[Finding]:
    for group in officials(trip):
        items = [item for item in trip.of(group) if item.type != "lodging"]
        if not items or not (away := away_between(items)):
            continue
        left, back = away
        days = (back - left).days + 1
        countries = {spot.country for item in items for spot in (item.before, item.after) if spot and spot.country}
        visited = len(countries - {"CN"})
        limit = LONGEST_DAYS[min(max(1, visited), max(LONGEST_DAYS))]
        if days >= limit:
            latest = left + timedelta(days=limit - 1)
            what = msgn("The officials are away for {days} days; the limit for {n} country is {limit}: "
                        "home by {latest} at the latest.",
                        "The officials are away for {days} days; the limit for {n} countries is {limit}: "
                        "home by {latest} at the latest.",
                        visited, days=days, limit=limit, latest=latest)  # fmt: skip
            level = "blocks" if days > limit else "warns"
            yield DAYS.found(what, (items[0], items[-1]), level=level, groups=(group.code,))


def away_between(items: list[CheckedItem]) -> tuple[date, date] | None:
    """The dates in China of leaving it and of being back; flights are as in the programme where it has them."""
    first, last = items[0], max(items, key=lambda item: item.ends or item.begins or NOWHERE)
    if first.begins is None or last.ends is None:
        return None
    before = timedelta() if first.zone in HOME_ZONES else FLIGHT
    after = timedelta() if last.end_zone in HOME_ZONES else FLIGHT
    try:
        return (first.begins - before).astimezone(HOME).date(), (last.ends + after).astimezone(HOME).date()
    except OverflowError:  # in the first and the last hours that the calendar knows
        return None


def _half_days(trip: CheckedTrip) -> Iterator[Finding]:
    for group in officials(trip):
        for day, items in days_of(trip, group):
            number = (day - trip.first_day).days + 1
            morning, afternoon = _half(items, day, before=True), _half(items, day, before=False)
            if not _official(morning):
                what = msg("No official activity for the officials on the morning of day {number}.", number=number)
                yield HALF_DAY.found(what, _moves(morning), day=day, groups=(group.code,))
            if not _official(afternoon):
                what = msg("No official activity for the officials on the afternoon of day {number}.", number=number)
                yield HALF_DAY.found(what, _moves(afternoon), day=day, groups=(group.code,))


def _city(trip: CheckedTrip) -> Iterator[Finding]:
    ids = {group.id for group in officials(trip)}
    for item in trip.placed:
        if item.type in ATTENDED and item.groups & ids and item.place is None:
            what = msg("{item} names no place: the approval file asks for the city of each activity.",
                       item=named(item))  # fmt: skip
            yield CITY.found(what, (item,), day=item.day)


def _half(items: list[CheckedItem], day: date, *, before: bool) -> list[CheckedItem]:
    """The items of a day that touch its first or its second half."""
    noon = datetime.combine(day, NOON)
    return [item for item in items if item.start and item.end and (item.start < noon if before else item.end > noon)]


def _official(items: list[CheckedItem]) -> bool:
    return any(item.type in ATTENDED for item in items)


def _moves(items: list[CheckedItem]) -> list[CheckedItem]:
    return [item for item in items if item.type != "meal"]


SIZE = Rule("mission.size_at_limit", "informs", msg("The mission of officials is at its limit of people"),
            msg("Published institutional rules: at most six people, interpreter included."), _size,
            scope="frame")  # fmt: skip
DAYS = Rule("mission.days_at_limit", "warns", msg("The mission of officials is at its limit of days"),
            msg("Published institutional rules: 5, 8 or 10 days for 1, 2 or 3 countries, days of exit and return "
                "included."), _days)  # fmt: skip
HALF_DAY = Rule("mission.half_day_without_activity", "warns", msg("A half-day without official activity"),
                msg("The approval file lists an official activity for each half-day."), _half_days,
                scope="day")  # fmt: skip
CITY = Rule("mission.activity_without_city", "warns", msg("An official activity without a city"),
            msg("The approval file lists each official activity with its city."), _city, scope="item")  # fmt: skip
RULES = (SIZE, DAYS, HALF_DAY, CITY)
