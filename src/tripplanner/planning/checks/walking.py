"""Walks, ascents and steps against the weakest of the guests. What is kept of their mobility is protected."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import msg, msgn
from tripplanner.planning.checks.access import site_row, visited
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named

EASY_MIN, EASY_ASCENT_M = 20, 30  # what nobody has to be asked about


def _walk(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        walk, ascent = site.walk_min or 0, site.ascent_m or 0
        if (walk > EASY_MIN or ascent > EASY_ASCENT_M) and (people := weak(trip, item)):
            what = msgn("{item}: {walk} on foot and {ascent} m of ascent; not checked against the mobility of {n} "
                        "guest: it is protected.",
                        "{item}: {walk} on foot and {ascent} m of ascent; not checked against the mobility of {n} "
                        "guests: it is protected.",
                        people, item=named(item), walk=lasting(walk), ascent=ascent)  # fmt: skip
            yield WALK.found(what, (item,), day=item.day, rows=site_row(site))


def _steps(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        if site.step_free or not (people := weak(trip, item)):
            continue
        if site.step_free is None:
            what = msgn("Whether {site} is free of steps is unverified; for {n} guest at {item} mobility is noted.",
                        "Whether {site} is free of steps is unverified; for {n} guests at {item} mobility is noted.",
                        people, site=site.name, item=named(item))  # fmt: skip
        else:
            what = msgn("{site} is not free of steps; for {n} guest at {item} mobility is noted.",
                        "{site} is not free of steps; for {n} guests at {item} mobility is noted.",
                        people, site=site.name, item=named(item))  # fmt: skip
        yield STEPS.found(what, (item,), day=item.day, rows=site_row(site))


def weak(trip: CheckedTrip, item: CheckedItem) -> int:
    """How many of the guests present have their mobility noted; what is noted stays locked."""
    away = {part.person for part in item.parts if part.mode != "present"}
    return sum(
        "mobility" in one.protected and bool(one.groups & item.groups) and one.uuid not in away
        for one in trip.travellers
    )


WALK = Rule("site.walk_unverified", "warns", msg("A walk, and guests whose mobility is noted"),
            msg("A walk is measured by the weakest of the group."), _walk, scope="item")  # fmt: skip
STEPS = Rule("site.not_step_free", "warns", msg("Steps, and guests whose mobility is noted"),
             msg("One flight of stairs can end a visit."), _steps, scope="item")  # fmt: skip
RULES = (WALK, STEPS)
