"""Makes a problem of a trip and what somebody wishes for it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from tripplanner.i18n import Message, msg
from tripplanner.model.sites import Site, SiteOrganisation
from tripplanner.model.trips import Lodging
from tripplanner.planning.archived import open_trip
from tripplanner.planning.checks.clock import zone
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip, SiteRules
from tripplanner.planning.checks.reading import read_trip
from tripplanner.planning.checks.reading_items import site_rules
from tripplanner.planning.planner.choices import chosen_days, stays
from tripplanner.planning.planner.company import lead, planned
from tripplanner.planning.planner.openings import MIDNIGHT, opening
from tripplanner.planning.planner.problem import (
    FAR,
    GRID_MIN,
    LUNCH_FROM,
    LUNCH_MIN,
    LUNCH_UNTIL,
    PACES,
    Candidate,
    Fixed,
    Opening,
    PlanDay,
    Problem,
)
from tripplanner.planning.planner.wishes import LeftOut, Wishes
from tripplanner.planning.programme import ItemRow, list_items
from tripplanner.planning.travel.reading import place_spot
from tripplanner.planning.travel.spots import Spot
from tripplanner.planning.travel.table import TravelTable

USUAL_MIN = 90  # a visit of which nobody said how long it takes
INTERPRETED = 1.6  # times longer when every sentence is said twice
ANYWHERE = Spot(0)  # where a day begins that has no lodging: everything is near
EATEN_MIN = 30  # of a meal within the hours of lunch


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem with what its numbers stand for.

    ``spots`` by their row in the matrices; ``sites`` by the number of a candidate; ``present`` the items by number
    as they are now; ``reuse`` the item that stands for a site; ``lodgings`` the number of the lodging at a spot.
    """

    wishes: Wishes
    trip: CheckedTrip
    problem: Problem
    spots: tuple[Spot, ...]
    sites: tuple[SiteRules, ...]
    present: Mapping[int, ItemRow]
    reuse: Mapping[int, int]
    fixed: frozenset[int]
    days: frozenset[date]
    lodgings: Mapping[int, Lodged]
    refused: tuple[LeftOut, ...]

    @property
    def dates(self) -> tuple[date, ...]:
        """The days of the trip."""
        span = (self.trip.last_day - self.trip.first_day).days + 1
        return tuple(self.trip.first_day + timedelta(days=n) for n in range(span))


@dataclass(frozen=True, slots=True)
class Lodged:
    """A lodging that the trip has: its number and its spot."""

    id: int
    spot: Spot
    name: object


def ask(session: Session, trip_id: int, wishes: Wishes) -> Asked:
    """The problem of a trip; raises :class:`~tripplanner.errors.NotFound` and ``Archived``."""
    open_trip(session, trip_id)
    trip = read_trip(session, trip_id, today=None)
    present = {item.id: item for item in list_items(session, trip_id)}
    sites = [site_rules(site) for site in _sites(session, wishes.sites)]
    lodged = [
        Lodged(one.id, spot, one.name or spot.name)
        for one in session.scalars(
            sa.select(Lodging)
            .where(Lodging.trip_id == trip_id)
            .options(joinedload(Lodging.place))
            .order_by(Lodging.position, Lodging.id)
        )
        if (spot := place_spot(one.place))
    ]
    themes = {site.id: frozenset(link.theme_id for link in site.theme_links) for site in _sites(session, wishes.sites)}
    return Asking(trip, wishes, present, lodged, themes).asked(sites)


def _sites(session: Session, ids: Iterable[int]) -> Sequence[Site]:
    statement = sa.select(Site).where(Site.id.in_(set(ids)))
    return session.scalars(
        statement.options(
            selectinload(Site.closures), selectinload(Site.theme_links),
            selectinload(Site.organisation_links).joinedload(SiteOrganisation.organisation),
        ).order_by(Site.id)
    ).all()  # fmt: skip


class Asking:
    """The pure part: a frozen trip and wishes in, a problem out."""

    def __init__(
        self, trip: CheckedTrip, wishes: Wishes, present: Mapping[int, ItemRow], lodged: Sequence[Lodged],
        themes: Mapping[int, frozenset[int]],
    ) -> None:  # fmt: skip
        self.trip, self.wishes, self.present, self.lodged, self.themes = trip, wishes, present, lodged, themes
        self.pace = PACES.get(wishes.pace) or PACES["normal"]
        self.days = chosen_days(wishes.days, trip.first_day, trip.last_day)
        span = (trip.last_day - trip.first_day).days + 1
        self.dates = [trip.first_day + timedelta(days=n) for n in range(max(0, span))]
        self.by_id = {item.id: item for item in trip.items}
        self.groups = planned(trip, wishes)
        self.fixed = frozenset(id for id in present if self._is_fixed(id))
        self.spots: dict[int, int] = {ANYWHERE.id: 0}
        self.known: list[Spot] = [ANYWHERE]
        self.items = [item for item in trip.placed if item.groups & self.groups and item.type != "lodging"]

    def _is_fixed(self, id: int) -> bool:
        item = self.present[id]
        if item.start is None or item.status == "cancelled":
            return False
        if item.locked or item.status == "done" or item.start.date() not in self.days or not self._is_theirs(id):
            return True
        return stays(item) if self.wishes.fixed is None else id in self.wishes.fixed

    def _is_theirs(self, id: int) -> bool:
        """Does an item concern all who are planned for and nobody else? Another one moving would move others, too."""
        return id in self.by_id and self.by_id[id].groups == self.groups

    def asked(self, sites: Sequence[SiteRules]) -> Asked:
        """The problem for these sites, which are all that were chosen."""
        blocks = self._blocks()
        there = {key for day in self.dates for block in blocks[day] for key in block.keys}
        taken = {item.site.id for item in self.items if item.site and item.id in there}
        reuse = self._reusable()
        wanted = [site for site in sites if site.id not in taken]
        refused = {site.id: why for site in wanted if (why := self._refusal(site))}
        wanted = [site for site in wanted if site.id not in refused]
        days = tuple(self._day(day, blocks[day]) for day in self.dates)
        candidates = tuple(self._candidate(site, reuse) for site in wanted)
        covered = frozenset[int]().union(*(self.themes.get(id, frozenset()) for id in taken))
        days, matrices = self._matrices(days)
        problem = Problem(days, candidates, matrices, self.pace, self.wishes.themes - covered)
        return Asked(
            self.wishes, self.trip, problem, tuple(self.known), tuple(wanted), self.present, reuse, self.fixed,
            self.days, {self.spots[one.spot.id]: one for one in reversed(self.lodged) if one.spot.id in self.spots},
            tuple(LeftOut(site.id, site.name, refused[site.id]) for site in sites if site.id in refused),
        )  # fmt: skip

    def _reusable(self) -> dict[int, int]:
        """The item that stands for each site: one that may move, or one that waits to be placed."""
        found: dict[int, int] = {}
        for id, item in sorted(self.present.items(), key=lambda pair: (pair[1].start is None, pair[0])):
            free = item.status not in ("cancelled", "done") and self._is_theirs(id)
            if item.site_id and id not in self.fixed and free:
                found.setdefault(item.site_id, id)
        return found

    def _refusal(self, site: SiteRules) -> Message | None:
        people = self.people()
        if site.group_cap is not None and people > site.group_cap:
            return msg("It takes groups of {cap} at most; this one is {people}.", cap=site.group_cap, people=people)
        if self.minutes(site) <= 0:
            return msg("It receives no visits: its usual length is 0 minutes.")
        if site.spot is None or not (site.spot.located or site.spot.town):
            return msg("Nobody knows where it lies: give it coordinates.")
        return None

    def people(self) -> int:
        """The guests who are planned for, with those who accompany them on the fullest day."""
        if self.wishes.people is not None:
            return self.wishes.people
        return sum(group.size for group in self.trip.groups if group.id in self.groups) + max(
            self.trip.company.values(), default=0
        )

    def minutes(self, site: SiteRules) -> int:
        """How long a visit takes, up to the grid."""
        usual = USUAL_MIN if site.typical_visit_min is None else site.typical_visit_min
        longer = usual * INTERPRETED if self.wishes.interpreted else usual
        return -(-math.ceil(self.wishes.minutes.get(site.id, longer)) // GRID_MIN) * GRID_MIN

    def _spot(self, spot: Spot | None) -> int | None:
        if spot is None:
            return None
        if spot.id not in self.spots:
            self.spots[spot.id] = len(self.known)
            self.known.append(spot)
        return self.spots[spot.id]

    def _candidate(self, site: SiteRules, reuse: Mapping[int, int]) -> Candidate:
        item = self.by_id.get(reuse.get(site.id, 0))
        spot = item.place if item and item.place else site.spot
        hours = (self.pace.leave, self.pace.back)
        openings = tuple(
            opening(site, day, hours, self.trip.zone) if day in self.days else Opening() for day in self.dates
        )
        weight = 2 if site.id in self.wishes.important else 1
        themes = self.themes.get(site.id, frozenset())
        return Candidate(site.id, self._spot(spot) or 0, self.minutes(site), openings, themes, weight)

    def _blocks(self) -> Mapping[date, tuple[Fixed, ...]]:
        """What is fixed on each day; items that overlap are one block, those past midnight go on the next day."""
        found: dict[date, list[tuple[Fixed, bool]]] = defaultdict(list)
        first = lead(self.trip, self.groups)
        here = zone(self.trip.zone)
        for item in self.items:
            if item.id not in self.fixed or item.begins is None or item.ends is None:
                continue
            begins, ends = (moment.astimezone(here).replace(tzinfo=None) for moment in (item.begins, item.ends))
            for day in self.dates:
                start, end = _within(day, begins, ends)
                if start < end or (start == end and begins.date() == day):
                    found[day].append((self._block(item, start, end), first is not None and first.id in item.groups))
        return defaultdict(tuple, {day: tuple(_merged(blocks)) for day, blocks in found.items()})

    def _block(self, item: CheckedItem, start: int, end: int) -> Fixed:
        visits = int(item.type in ("visit", "meeting"))
        return Fixed((item.id,), start, end, self._spot(item.before), self._spot(item.after), visits)

    def _day(self, day: date, blocks: tuple[Fixed, ...]) -> PlanDay:
        return PlanDay(self.pace.leave, self.pace.back, self._nights(day), blocks, self._lunch(day, blocks))

    def _nights(self, day: date) -> tuple[int, ...]:
        """The spots where the night after a day may be spent: those chosen, the fixed one, or all of the trip."""
        named = self.wishes.nights.get(day, frozenset())
        chosen = tuple(self._spot(one.spot) or 0 for one in self.lodged if one.id in named)
        if chosen and day in self.days and day != self.trip.last_day:
            return tuple(dict.fromkeys(chosen))
        group = next((one for one in self.trip.groups if one.id in self.groups), None)
        night = self.trip.night(day, group) if group else None
        if night and (self.wishes.keep_nights or day not in self.days):
            return (self._spot(night) or 0,)
        if day == self.trip.last_day or day not in self.days:
            return (0,)
        return tuple(dict.fromkeys(self._spot(one.spot) or 0 for one in self.lodged)) or (0,)

    def _lunch(self, day: date, blocks: Iterable[Fixed]) -> bool:
        """Must an hour be found? Not where a fixed meal gives it, nor where what is fixed leaves none."""
        for block in blocks:
            eaten = min(block.end, LUNCH_UNTIL) - max(block.start, LUNCH_FROM)
            if eaten >= EATEN_MIN and any(self.by_id[key].type == "meal" for key in block.keys):
                return False
        free = LUNCH_FROM
        for block in sorted(blocks, key=lambda one: one.start):
            if free + LUNCH_MIN <= block.start:
                break
            free = max(free, block.end)
        return free + LUNCH_MIN <= LUNCH_UNTIL

    def _matrices(self, days: Sequence[PlanDay]) -> tuple[tuple[PlanDay, ...], tuple[list[list[int]], ...]]:
        """One matrix for all days on which the ways take equally long."""
        kinds: dict[object, int] = {}
        matrices: list[list[list[int]]] = []
        numbered: list[PlanDay] = []
        for day, plan in zip(self.dates, days, strict=True):
            kind = (day.month, self.trip.travel.closed_legs(day))
            if kind not in kinds:
                kinds[kind] = len(matrices)
                matrices.append(_matrix(self.known, self.trip.travel, day))
            numbered.append(replace(plan, matrix=kinds[kind]))
        return tuple(numbered), tuple(matrices) or ([[0] * len(self.known)] * len(self.known),)


def _within(day: date, begins: datetime, ends: datetime) -> tuple[int, int]:
    """The part of a time that lies on a day, in minutes, outwards to the grid."""
    midnight = datetime.combine(day, datetime.min.time())
    start = int((begins - midnight).total_seconds() // 60) // GRID_MIN * GRID_MIN
    end = -(-int((ends - midnight).total_seconds() // 60) // GRID_MIN) * GRID_MIN
    return max(0, start), min(MIDNIGHT, end)


def _merged(blocks: Iterable[tuple[Fixed, bool]]) -> Iterable[Fixed]:
    """Blocks that overlap as one. Where one is, those say that are marked: the largest sub-group is there."""
    last: Fixed | None = None
    for block, leads in sorted(blocks, key=lambda one: (one[0].start, one[0].end, one[0].keys)):
        here = block if leads else replace(block, origin=None, target=None)
        if last is None or here.start >= last.end:
            if last:
                yield last
            last = here
            continue
        origin = here.origin if last.origin is None and last.target is None else last.origin
        later = leads and here.target is not None
        last = Fixed(last.keys + here.keys, last.start, max(last.end, here.end), origin,
                     here.target if later else last.target, last.visits + here.visits)  # fmt: skip
    if last:
        yield last


def _matrix(spots: Sequence[Spot], table: TravelTable, day: date) -> list[list[int]]:
    return [[_minutes(one, other, table, day) for other in spots] for one in spots]


def _minutes(one: Spot, other: Spot, table: TravelTable, day: date) -> int:
    """Minutes needed with the margin, up to the grid; from and to anywhere it takes none."""
    if ANYWHERE in (one, other):
        return 0
    travel = table.between(one, other, day)
    return FAR if travel is None else -(-travel.needed // GRID_MIN) * GRID_MIN
