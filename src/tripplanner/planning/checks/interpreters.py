"""Interpreting: said for each item, an interpreter there that day, and enough of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import ATTENDED, CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.stays import Stay, taken
from tripplanner.planning.checks.words import mentions, named

INTERPRETED = ("consecutive", "simultaneous")
# Words by which the notes of an item say that the guests part in groups that each need an interpreter.
PARTED = (
    "split in two", "in two groups", "two guides", "en deux groupes", "divisé en deux", "diviser en deux",
    "scinder en deux", "deux guides", "分成两组", "分为两组", "分两组", "两名向导", "两位向导",
)  # fmt: skip


def interpreters_on(trip: CheckedTrip, day: date | None) -> int:
    """How many interpreters are with the group on a day."""
    if not trip.members or day is None:
        return trip.interpreters
    return sum(member.role == "interpreter" and member.there(day) for member in trip.members)


def _overlap(trip: CheckedTrip) -> Iterator[Finding]:
    yield from _at_once(trip)
    yield from _parted(trip)


def _at_once(trip: CheckedTrip) -> Iterator[Finding]:
    """More interpreted items at once than there are interpreters; none named yet counts as one."""
    running: list[Stay] = []
    wanted = [stay for item, stay in taken(trip) if item.interpreting in INTERPRETED]
    for stay in sorted(wanted, key=lambda one: (one.begins, one.ends)):
        running = [*(other for other in running if other.ends > stay.begins), stay]
        if len(running) > max(1, interpreters_on(trip, stay.item.day)):
            one, other = running[-2].item, running[-1].item
            what = msg("{one} and {other} need an interpreter at the same time, and there are not enough.",
                       one=named(one), other=named(other))  # fmt: skip
            yield OVERLAP.found(what, (one, other))


def _parted(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.interpreting in INTERPRETED and needs_two(item) and interpreters_on(trip, item.day) < 2:
            what = msg("The guests part in two at {item}, and there is one interpreter.", item=named(item))
            yield OVERLAP.found(what, (item,), day=item.day)


def _missing(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.interpreting in INTERPRETED and not interpreters_on(trip, item.day):
            what = msg("{item} is to be interpreted, and no interpreter is with the group that day.", item=named(item))
            yield MISSING.found(what, (item,), day=item.day)


def _unknown(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type in ATTENDED and item.interpreting is None:
            what = msg("Whether {item} is interpreted is unverified.", item=named(item))
            yield UNKNOWN.found(what, (item,), day=item.day)


def needs_two(item: CheckedItem) -> bool:
    """Do its notes say that the guests part in two?"""
    return mentions(item.prose, PARTED)


OVERLAP = Rule("time.interpreter_overlap", "warns", msg("More interpreted items at once than interpreters"),
               msg("An interpreter serves one sub-group at a time."), _overlap)  # fmt: skip
MISSING = Rule("people.interpreter_missing", "warns", msg("No interpreter"),
               msg("Without one the guests understand nothing that day."), _missing, scope="item")  # fmt: skip
UNKNOWN = Rule("people.interpreting_unset", "informs", msg("Interpreting is unverified"),
               msg("Interpreters are booked by the item; consecutive ones make it longer."), _unknown,
               scope="item")  # fmt: skip
RULES = (OVERLAP, MISSING, UNKNOWN)
