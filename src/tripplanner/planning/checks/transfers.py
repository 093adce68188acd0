"""Transfers: long enough for the road, and present where people must move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, Group
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, mentions, named
from tripplanner.planning.travel.legs import needed_minutes
from tripplanner.planning.travel.spots import APART_KM, Spot

# Ways that no coach drives: an estimate of the road says nothing of them.
NOT_BY_ROAD = (
    "train", "tgv", "rail", "avion", "vol ", "flight", "plane", "bateau", "boat", "ferry", "navigation",
    "téléph", "téléca", "funicul", "cable", "gondola", "à pied", "marche", "randonn", "walk", "hike", "on foot",
    "火车", "高铁", "列车", "飞机", "航班", "船", "缆车", "索道", "步行", "徒步",
)  # fmt: skip


def needed_of(item: CheckedItem) -> int | None:
    """The minutes that a transfer needs with its margin: measured, else estimated; ``None`` where nobody knows."""
    if item.drive_min is not None:
        return needed_minutes(item.drive_min, item.margin_percent)
    return None if mentions(item.prose, NOT_BY_ROAD) else item.estimated_min


def _too_short(trip: CheckedTrip) -> Iterator[Finding]:
    for item in trip.placed:
        needed = needed_of(item) if item.type == "transfer" else None
        if needed is None or item.minutes >= needed:
            continue
        if item.drive_min is None:
            what = msg("{item} is planned to take {planned}; by an estimate it needs {needed}, margin included.",
                       item=named(item), planned=lasting(item.minutes), needed=lasting(needed))  # fmt: skip
            yield TOO_SHORT.found(what, (item,), day=item.day, level="warns")
            continue
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
