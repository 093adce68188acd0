"""Frozen trips for the tests of rules: short to write, with sensible values for what a test does not mind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group, SiteRules, Vehicle
from tripplanner.planning.travel.spots import Spot
from tripplanner.text import Text

FIRST = date(2027, 6, 13)
A, B = Group(1, "A", 8), Group(2, "B", 6)
PARIS = ZoneInfo("Europe/Paris")
ANNECY = Spot(1, Text.of(en="Annecy"), "FR", 45.899, 6.129)
PRINGY = Spot(2, Text.of(en="Pringy"), "FR", 45.946, 6.12)
GENEVA = Spot(3, Text.of(en="Geneva"), "CH", 46.238, 6.109)
COACH = Vehicle(1, "coach-1", 33, "driver")


def at(clock: str, day: int = 1) -> datetime:
    """``at("9:30", 2)``: half past nine on the second day; hours may exceed 24."""
    hours, minutes = map(int, clock.split(":"))
    return datetime.combine(FIRST, datetime.min.time()) + timedelta(days=day - 1, hours=hours, minutes=minutes)


def item(code: str, start: str = "", end: str = "", type: str = "visit", **fields: Any) -> CheckedItem:
    """An item of the first day (``day=2`` for another) in Paris; everyone is there unless ``groups`` says otherwise."""
    day = fields.pop("day", 1)
    begins, ends = (at(clock, day) if clock else None for clock in (start, end))
    groups = frozenset(group.id for group in fields.pop("groups", (A, B)))
    number = fields.pop("id", sum(ord(char) * 31**place for place, char in enumerate(code)))
    return CheckedItem(
        number, f"uuid-{code}", code, type, fields.pop("status", "requested"), Text.of(en=fields.pop("title", code)),
        begins, ends, begins and begins.replace(tzinfo=PARIS).astimezone(UTC),
        ends and ends.replace(tzinfo=PARIS).astimezone(UTC), groups, **fields,
    )  # fmt: skip


def trip(*items: CheckedItem, **fields: Any) -> CheckedTrip:
    """A trip of eight days with the sub-groups A and B, and these items in order."""
    ordered = tuple(sorted(items, key=lambda one: (one.begins is None, one.begins, one.code)))
    groups = fields.pop("groups", (A, B))
    return CheckedTrip(
        1, "uuid-trip", "T1", FIRST, FIRST + timedelta(days=7), fields.pop("languages", ("fr", "zh")), groups,
        ordered, **fields,
    )  # fmt: skip


def site(**rules: Any) -> SiteRules:
    """A site whose rules are unknown but for those given."""
    return SiteRules(1, "uuid-site", "S1", Text.of(en="Site"), **rules)
