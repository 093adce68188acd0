"""Walks, ascents and steps against the weakest of the guests, as far as the vault is open: counted, never named."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks.access import site_row, visited
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.roster import Traveller
from tripplanner.planning.checks.rule import Finding, Rule
from tripplanner.planning.checks.words import lasting, named
from tripplanner.planning.privacy.contents import Mobility

EASY_MIN, EASY_ASCENT_M = 20, 30  # what nobody has to be asked about


def _walk(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        walk, ascent = site.walk_min or 0, site.ascent_m or 0
        if walk <= EASY_MIN and ascent <= EASY_ASCENT_M:
            continue
        people = concerned(trip, item)
        unknown = sum(not _measured(one) for one in people)
        if unknown:
            yield WALK.found(_unknown(item, walk, ascent, unknown, any(one.facts is None for one in people)), (item,),
                             day=item.day, rows=site_row(site))  # fmt: skip


def _too_far(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        walk, ascent = site.walk_min or 0, site.ascent_m or 0
        far = sum(_beyond(one.fact(Mobility), walk, ascent) for one in concerned(trip, item))
        if far:
            what = msgn("{item}: {walk} on foot and {ascent} m of ascent are more than {n} guest can do.",
                        "{item}: {walk} on foot and {ascent} m of ascent are more than {n} guests can do.",
                        far, item=named(item), walk=lasting(walk), ascent=ascent)  # fmt: skip
            yield TOO_FAR.found(what, (item,), day=item.day, rows=site_row(site))


def _unknown(item: CheckedItem, walk: int, ascent: int, people: int, locked: bool) -> Message:
    said = {"item": named(item), "walk": lasting(walk), "ascent": ascent}
    if locked:
        return msgn("{item}: {walk} on foot and {ascent} m of ascent; not checked against the mobility of {n} guest: "
                    "the vault is locked.",
                    "{item}: {walk} on foot and {ascent} m of ascent; not checked against the mobility of {n} guests: "
                    "the vault is locked.", people, **said)  # fmt: skip
    return msgn("{item}: {walk} on foot and {ascent} m of ascent; of {n} guest only words say how far they can walk.",
                "{item}: {walk} on foot and {ascent} m of ascent; of {n} guests only words say how far they can walk.",
                people, **said)  # fmt: skip


def _measured(one: Traveller) -> bool:
    known = one.fact(Mobility)
    return known is not None and (known.walk_min is not None or known.ascent_m is not None)


def _beyond(known: Mobility | None, walk: int, ascent: int) -> bool:
    if known is None:
        return False
    return walk > (walk if known.walk_min is None else known.walk_min) or ascent > (
        ascent if known.ascent_m is None else known.ascent_m
    )


def _steps(trip: CheckedTrip) -> Iterator[Finding]:
    for item, site in visited(trip):
        people = sum(_hindered(one) for one in concerned(trip, item))
        if site.step_free or not people:
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


def _hindered(one: Traveller) -> bool:
    """May steps be a hindrance? So it is taken while the vault is locked; then by what is noted."""
    known = one.fact(Mobility)
    return known is None or known.step_free


def concerned(trip: CheckedTrip, item: CheckedItem) -> list[Traveller]:
    """The guests present whose mobility is noted."""
    away = {part.person for part in item.parts if part.mode != "present"}
    return [
        one
        for one in trip.travellers
        if "mobility" in one.protected and one.groups & item.groups and one.uuid not in away
    ]


WALK = Rule("site.walk_unverified", "warns", msg("A walk, and guests whose mobility is noted"),
            msg("A walk is measured by the weakest of the group."), _walk, scope="item")  # fmt: skip
TOO_FAR = Rule("site.walk_too_far", "warns", msg("A walk that is too far for a guest"),
               msg("A walk is measured by the weakest of the group."), _too_far, scope="item")  # fmt: skip
STEPS = Rule("site.not_step_free", "warns", msg("Steps, and guests whose mobility is noted"),
             msg("One flight of stairs can end a visit."), _steps, scope="item")  # fmt: skip
RULES = (WALK, TOO_FAR, STEPS)
