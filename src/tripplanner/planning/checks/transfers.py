"""Transfers: long enough for the road, and present where people must move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named
from tripplanner.planning.travel.legs import needed_minutes
from tripplanner.planning.travel.spots import APART_KM, Spot


def _too_short(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        if item.type != "transfer" or item.drive_min is None:
            continue
        needed = needed_minutes(item.drive_min, item.margin_percent)
        if item.minutes < needed:
            what = msg(
                "{item} is planned to take {planned}; the drive of {drive} with a margin of {margin} % needs {needed}.",
                item=named(item), planned=lasting(item.minutes), drive=lasting(item.drive_min),
                margin=item.margin_percent, needed=lasting(needed),
            )  # fmt: skip
            yield TOO_SHORT.found(what, (item,), day=item.day)


Gap = tuple[CheckedItem | None, CheckedItem | None]


def _missing(trip: CheckedTrip) -> Iterator[Finding]:
    """Places too far apart to walk, in one sub-group's day, with no transfer between."""
    for day in trip.dates():
        gaps: dict[Gap, set[int]] = defaultdict(set)
        for group in trip.groups:
            for gap in gaps_of(trip, group, day):
                gaps[gap].add(group.id)
        for gap, ids in gaps.items():
            yield _move(trip, gap, ids, day)


def _move(trip: CheckedTrip, gap: Gap, ids: set[int], day: date) -> Finding:
    one, other = gap
    if one and other:
        what = msg("No transfer leads from {one} to {other}.", one=named(one), other=named(other))
    elif other:
        what = msg("No transfer leads from the lodging to {item}.", item=named(other))
    else:
        assert one is not None
        what = msg("No transfer leads from {item} to the lodging.", item=named(one))
    return MISSING.found(what, [item for item in gap if item], day=day, groups=trip.codes(ids))


def gaps_of(trip: CheckedTrip, group: Group, day: date) -> Iterator[Gap]:
    """The items between which the group would have to move; ``None`` stands for the lodging."""
    here: Spot | None = trip.bed_before(day, group)
    last: CheckedItem | None = None
    for item in trip.days_of(group).get(day, ()):
        there = item.before
        if here and there and here.far_from(there, APART_KM):
            yield last, item
        # Where a transfer without places leads is unknown, and nothing is missing after it.
        here, last = item.after if item.type == "transfer" else item.after or here, item
    bed = trip.night(day, group)
    if last and here and bed and here.far_from(bed, APART_KM):
        yield last, None


TOO_SHORT = Rule(
    "time.transfer_too_short", "blocks", msg("A transfer is shorter than its drive"),
    msg("Coaches need the time measured by the office, and a margin on mountain roads."), _too_short, scope="item"
)  # fmt: skip
MISSING = Rule(
    "time.move_missing", "warns", msg("A transfer is missing"),
    msg("Between places more than 2 km apart, and from and to the lodging, somebody has to drive."), _missing,
    scope="day",
)  # fmt: skip
RULES = (TOO_SHORT, MISSING)
