"""Rules that need protected values. The vault is locked for checks: they say what could not be checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.hosting import days_left
from tripplanner.planning.checks.roster import Traveller
from tripplanner.planning.checks.rule import Finding, RowRef, Rule
from tripplanner.text import Text

SOON_DAYS = 45  # before the trip, by when passports are asked for


def _passports(trip: CheckedTrip) -> Iterator[Finding]:
    kept = [one for one in trip.travellers if "passport" in one.protected]
    if kept:
        what = msgn("Whether {n} passport is valid for six months after the return is not checked: it is protected.",
                    "Whether {n} passports are valid for six months after the return is not checked: they are "
                    "protected.", len(kept))  # fmt: skip
        yield PASSPORT.found(what)
    left = (trip.first_day - trip.today).days if trip.today else -1
    lacking = len(trip.travellers) - len(kept)
    if lacking and 0 <= left <= SOON_DAYS:
        what = msgn("The passport of {n} guest is not recorded; that it is valid for six months is unverified.",
                    "The passports of {n} guests are not recorded; that they are valid for six months is unverified.",
                    lacking)  # fmt: skip
        yield PASSPORT.found(what)


def _diets(trip: CheckedTrip) -> Iterator[Finding]:
    """One finding per caterer: what it knows of the diets of those who eat there is recorded nowhere."""
    meals: dict[str, list[CheckedItem]] = defaultdict(list)
    names: dict[str, Text] = {}
    for item in trip.placed:
        if item.type in ("meal", "ceremony") and _dieting(trip, item):
            caterer = item.hosts[0].organisation if item.hosts else (item.place.name if item.place else Text())
            key = caterer.to_json() or item.uuid
            meals[key].append(item)
            names[key] = caterer
    for key, items in meals.items():
        people = {one.uuid for item in items for one in _dieting(trip, item)}
        yield DIET.found(_diet(names[key], len(people)), items)


def _diet(caterer: Text, people: int) -> Message:
    if not caterer:
        return msgn("A diet of {n} guest is noted, and nobody is named to whom it can be passed.",
                    "Diets of {n} guests are noted, and nobody is named to whom they can be passed.",
                    people)  # fmt: skip
    return msgn("Whether {caterer} knows the diet of {n} guest is unverified.",
                "Whether {caterer} knows the diets of {n} guests is unverified.", people, caterer=caterer)  # fmt: skip


def _dieting(trip: CheckedTrip, item: CheckedItem) -> list[Traveller]:
    if trip.today is not None and days_left(trip, item) is None:
        return []
    return [one for one in trip.travellers if "diet" in one.protected and one.groups & item.groups]


def _retention(trip: CheckedTrip) -> Iterator[Finding]:
    """Protected values whose last day has passed; counted, never named."""
    if trip.today is None:
        return
    ends = [until for one in trip.travellers for until in one.protected.values() if until]
    over = [until for until in ends if until < trip.today]
    if over:
        what = msgn("{n} protected value should have been erased, since {date}.",
                    "{n} protected values should have been erased, the first since {date}.",
                    len(over), date=min(over))  # fmt: skip
        yield RETENTION.found(what, rows=(RowRef("trip", trip.uuid, trip.code),))


PASSPORT = Rule("people.passport_unverified", "warns", msg("Passports are unverified"),
                msg("Borders ask for a passport valid six months beyond the return."), _passports,
                scope="frame")  # fmt: skip
DIET = Rule("people.diet_unverified", "warns", msg("A diet may not have been passed on"),
            msg("An allergy that the kitchen does not know of is dangerous."), _diets)  # fmt: skip
RETENTION = Rule("privacy.retention_passed", "blocks", msg("Protected values are kept for too long"),
                 msg("What is collected for a trip is erased when its time is over."), _retention,
                 scope="frame")  # fmt: skip
RULES = (PASSPORT, DIET, RETENTION)
