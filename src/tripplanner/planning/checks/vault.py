"""Diets and how long protected values are kept. While the vault is locked only their number is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.hosting import days_left
from tripplanner.planning.checks.roster import Traveller
from tripplanner.planning.checks.rule import Finding, RowRef, Rule
from tripplanner.planning.privacy.contents import DIETS, Diet
from tripplanner.text import Text

_IN_WORDS = msg("in words")


def _diets(trip: CheckedTrip) -> Iterator[Finding]:
    """One finding per caterer that was told no diet yet, or before one of them changed."""
    meals: dict[str, list[CheckedItem]] = defaultdict(list)
    names: dict[str, Text] = {}
    for item in trip.placed:
        if item.type in ("meal", "ceremony") and _dieting(trip, item):
            caterer = item.hosts[0].organisation if item.hosts else (item.place.name if item.place else Text())
            key = caterer.to_json() or item.uuid
            meals[key].append(item)
            names[key] = caterer
    for key, items in meals.items():
        if (day := trip.told.get(key)) is not None:
            if trip.diets_changed is not None and day < trip.diets_changed:
                yield DIET.found(msg("{caterer} was told the diets on {told}; one of them changed on {changed}.",
                                     caterer=names[key], told=day, changed=trip.diets_changed), items)  # fmt: skip
            continue
        people = {one.uuid: one for item in items for one in _dieting(trip, item)}.values()
        yield DIET.found(_diet(names[key], len(people), _asked(people)), items)


def _diet(caterer: Text, people: int, asked: Message | None) -> Message:
    """``asked`` counts what is asked for, where the vault is open; it names nobody."""
    if not caterer:
        nobody = msgn("A diet of {n} guest is noted, and nobody is named to whom it can be passed.",
                      "Diets of {n} guests are noted, and nobody is named to whom they can be passed.",
                      people)  # fmt: skip
        return nobody if asked is None else msg("{what} ({diets})", what=nobody, diets=asked)
    if asked is not None:
        return msg("Whether {caterer} knows what is asked for is unverified: {diets}.", caterer=caterer, diets=asked)
    return msgn("Whether {caterer} knows the diet of {n} guest is unverified; which it is, is not checked: the vault "
                "is locked.",
                "Whether {caterer} knows the diets of {n} guests is unverified; which they are, is not checked: the "
                "vault is locked.", people, caterer=caterer)  # fmt: skip


def _asked(people: Iterable[Traveller]) -> Message | None:
    """``2 × no pork, 1 × allergy``; ``None`` while the vault is locked."""
    diets = [one.fact(Diet) for one in people]
    if any(diet is None for diet in diets):
        return None
    counted = Counter(code for diet in diets if diet for code in (diet.codes or ("",)))
    joined: Message | None = None
    for code in (*DIETS, ""):
        if counted[code]:
            part = msg("{number} × {diet}", number=counted[code], diet=DIETS.get(code, _IN_WORDS))
            joined = part if joined is None else msg("{first}, {next}", first=joined, next=part)
    return joined


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


DIET = Rule("people.diet_unverified", "warns", msg("A diet may not have been passed on"),
            msg("An allergy that the kitchen does not know of is dangerous."), _diets)  # fmt: skip
RETENTION = Rule("privacy.retention_passed", "blocks", msg("Protected values are kept for too long"),
                 msg("What is collected for a trip is erased when its time is over."), _retention,
                 scope="frame")  # fmt: skip
RULES = (DIET, RETENTION)
