"""A plan as programme items: visits, the ways between them, lunch, debrief and dinner, with what is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tripplanner.planning.checks.clock import moment
from tripplanner.planning.checks.frozen import CheckedItem
from tripplanner.planning.planner import titles
from tripplanner.planning.planner.asking import ANYWHERE, Asked
from tripplanner.planning.planner.choices import EVENING_HOUR, is_lunch
from tripplanner.planning.planner.company import planned, presence, there
from tripplanner.planning.planner.plan import DayPlan, Plan, Stop, ends_of
from tripplanner.planning.planner.wishes import Event, ProposedDay
from tripplanner.planning.programme import ItemRow
from tripplanner.planning.travel.spots import Spot
from tripplanner.text import EMPTY

DEBRIEF_MIN, DINNER_MIN = 30, 75
DEBRIEF_FROM, LATEST_DEBRIEF = 17 * 60, 18 * 60 + 30
DINNER_FROM, LATEST_DINNER = 18 * 60 + 15, 19 * 60 + 30


@dataclass(frozen=True, slots=True)
class _Leg:
    """A stop with where it begins and ends, and the moments it takes."""

    kind: str
    start: datetime
    end: datetime
    origin: Spot
    target: Spot
    stop: Stop | None = None


def proposed_days(asked: Asked, plan: Plan) -> tuple[ProposedDay, ...]:
    """Every day of the trip; those that may not change hold what they hold now."""
    pool = _Pool(asked)
    found: list[ProposedDay] = []
    here = asked.spots[asked.problem.start]
    for number, (day, plan_of_day) in enumerate(zip(asked.dates, plan.days, strict=True)):
        night = asked.spots[plan_of_day.night]
        if day in asked.days:
            events = tuple(_Writer(asked, pool, number, here, night).events(plan_of_day))
            lodged = asked.lodgings.get(plan_of_day.night)
            name = titles.text(lodged.name) if lodged else EMPTY
            found.append(ProposedDay(day, events, lodged.id if lodged else None, name))
        else:
            found.append(ProposedDay(day, tuple(_unchanged(asked, pool, number)), changes=False))
        here = night
    return tuple(replace(one, changes=_changes(asked, one, pool.all)) for one in found)


def off(asked: Asked, days: Iterable[ProposedDay]) -> dict[int, date]:
    """The items that the proposal has no place for, with the day they are on."""
    used = {event.item_id for day in days for event in day.events}
    return {id: day for id, day in _Pool(asked).all.items() if id not in used}


def _changes(asked: Asked, day: ProposedDay, movable: Mapping[int, date]) -> bool:
    """Would taking the day over change anything: an item, one that leaves the day, or the night after it?"""
    if day.day not in asked.days:
        return False
    there = {event.item_id for event in day.events}
    leaves = any(on == day.day and id not in there for id, on in movable.items())
    return leaves or _sleeps_elsewhere(asked, day) or any(_new(asked, event) for event in day.events)


def _sleeps_elsewhere(asked: Asked, day: ProposedDay) -> bool:
    spots = {lodged.spot.id for lodged in asked.lodgings.values() if lodged.id == day.lodging_id}
    now = {spot.id for (on, _), spot in asked.trip.nights.items() if on == day.day and spot}
    return bool(spots) and not spots & now


def _new(asked: Asked, event: Event) -> bool:
    item = asked.present.get(event.item_id or 0)
    return item is None or (item.start, item.end) != (event.start, event.end)


def _unchanged(asked: Asked, pool: _Pool, number: int) -> Iterator[Event]:
    """What a day holds that may not change, each item once."""
    day = asked.dates[number]
    blocks = {key for block in asked.problem.days[number].fixed for key in block.keys}
    for id, item in asked.present.items():
        if item.start is not None and id not in pool.told and (id in blocks or item.start.date() == day):
            pool.told.add(id)
            yield _stays(item)


def _stays(item: ItemRow) -> Event:
    assert item.start is not None
    return Event("stays", item.start, item.end or item.start, item.title or item.where, item.id, item.site_id)


class _Pool:
    """The present items that may be used for something else or be taken off, each once."""

    def __init__(self, asked: Asked) -> None:
        groups = planned(asked.trip, asked.wishes)
        self.asked, self.told = asked, set[int]()
        self.presence = presence(asked.trip, groups)
        self.items = {
            item.id: item
            for item in asked.trip.placed
            if item.id not in asked.fixed and item.groups & groups and item.type != "lodging" and item.day in asked.days
        }
        self.all = {id: item.day for id, item in self.items.items() if item.day}
        for id in asked.reuse.values():
            self.items.pop(id, None)  # kept for its site

    def take(self, day: date, wanted: Callable[[CheckedItem], bool]) -> CheckedItem | None:
        """The first item of a day that ``wanted(item)`` accepts; nobody else gets it."""
        for id, item in self.items.items():
            if item.day == day and wanted(item):
                return self.items.pop(id)
        return None


class _Writer:
    """Writes the events of one day."""

    def __init__(self, asked: Asked, pool: _Pool, number: int, here: Spot, night: Spot) -> None:
        self.asked, self.pool, self.number, self.here, self.night = asked, pool, number, here, night
        self.day = asked.dates[number]
        self.languages = asked.trip.languages
        self.midnight = datetime.combine(self.day, datetime.min.time())

    def events(self, planned: DayPlan) -> Iterator[Event]:
        legs = list(self._legs(planned))
        here, before, kind = self.here, None, ""
        events: list[Event] = []
        for leg in legs:
            events += self._way(here, leg.origin, before, leg.start, at_once=kind == "visit")
            events += self._event(leg)
            here, before, kind = leg.target, leg.end, leg.kind
        if before is not None:
            way = list(self._way(here, self.night, before, None))
            events += way
            events += self._evening(planned, way[-1].end if way else before)
        yield from sorted(map(self._for_whom, events), key=lambda event: (event.start, event.end))

    def _for_whom(self, event: Event) -> Event:
        """Who has left or is still to come takes no part in what is new or moved."""
        if event.kind == "stays":
            return event
        begins, ends = (moment(at, self.asked.trip.zone) or at for at in (event.start, event.end))
        present = there(self.pool.presence, begins, ends)
        some = present and present != frozenset(self.pool.presence) and all(id > 0 for id in present)
        return replace(event, groups=present) if some else event

    def _legs(self, planned: DayPlan) -> Iterator[_Leg]:
        here = self.here
        row = self.asked.problem.start
        for stop in planned.stops:
            origin = target = here
            if stop.kind == "fixed":
                block = self.asked.problem.days[self.number].fixed[stop.index]
                ends = ends_of(block, row)
                origin = here if block.origin is None else self.asked.spots[ends[0]]
                target = origin if block.target is None and block.origin is None else self.asked.spots[ends[1]]
            elif stop.spot is not None:
                origin = target = self.asked.spots[stop.spot]
            yield _Leg(stop.kind, self._at(stop.start), self._at(stop.end), origin, target, stop)
            here = target

    def _at(self, minutes: int) -> datetime:
        return self.midnight + timedelta(minutes=minutes)

    def _event(self, leg: _Leg) -> Iterator[Event]:
        stop = leg.stop
        assert stop is not None
        if stop.kind == "fixed":
            for key in self.asked.problem.days[self.number].fixed[stop.index].keys:
                if key not in self.pool.told:  # past midnight it goes on, on the next day
                    self.pool.told.add(key)
                    yield _stays(self.asked.present[key])
        elif stop.kind == "lunch":
            yield self._meal("lunch", leg.start, leg.end)
        else:
            yield self._visit(leg.start, leg.end, stop.index)

    def _visit(self, start: datetime, end: datetime, index: int) -> Event:
        site = self.asked.sites[index]
        item = self.asked.present.get(self.asked.reuse.get(site.id, 0))
        unverified = not self.asked.problem.candidates[index].openings[self.number].verified
        title = (item.title if item else EMPTY) or site.name
        return Event("visit", start, end, title, item.id if item else None, site.id, unverified=unverified)

    def _meal(self, kind: str, start: datetime, end: datetime) -> Event:
        def fits(item: CheckedItem) -> bool:
            return item.type == "meal" and item.start is not None and is_lunch(item.start) is (kind == "lunch")

        item = self.pool.take(self.day, fits)
        title = item.title if item else titles.LUNCH if kind == "lunch" else titles.DINNER
        text = titles.text(title, self.languages)
        return Event(kind, start, end, text, item.id if item else None)  # type: ignore[arg-type]

    def _way(
        self, here: Spot, there: Spot, after: datetime | None, before: datetime | None, at_once: bool = False
    ) -> Iterator[Event]:
        """The transfer between two stops: it arrives in time, or leaves at once after a visit and at the end."""
        if ANYWHERE in (here, there) or not self._apart(here, there):
            return
        travel = self.asked.trip.travel.between(here, there, self.day)
        minutes = timedelta(minutes=-(-travel.needed // 5) * 5 if travel else 30)
        start, end = _around(after, before, minutes)
        if after is not None and start < after:
            return  # between two fixed items there is no time: the programme says so today as well
        if at_once and after is not None:
            start, end = after, after + minutes
        item = self.pool.take(self.day, lambda one: _joins(one, here, there))
        if item and item.start and item.end and _fits(item, after, before, minutes):
            start, end = item.start, item.end
        title = item.title if item else titles.coach_to(there.name, self.languages)
        yield Event("transfer", start, end, title, item.id if item else None, None, here, there, travel, travel is None)

    def _apart(self, here: Spot, there: Spot) -> bool:
        if here.same_as(there):
            return False
        return here.far_from(there) or not (here.located and there.located)

    def _evening(self, planned: DayPlan, back: datetime) -> Iterator[Event]:
        """A debrief and a dinner, where the day has visits and nothing of the kind."""
        if not self.asked.wishes.evenings or self.day == self.asked.trip.last_day:
            return
        if not any(stop.kind == "visit" for stop in planned.stops):
            return
        ours = [item.id for item in self.asked.trip.items if item.groups & self.pool.presence.keys()]
        fixed = [self.asked.present[id] for id in ours if id in self.asked.fixed]
        there = [item for item in fixed if item.start is not None and item.start.date() == self.day]
        ready = max(back, self._at(DEBRIEF_FROM))
        debriefed = any(item.type == "debrief" for item in there) or ready > self._at(LATEST_DEBRIEF)
        if not debriefed and self._free(there, ready, DEBRIEF_MIN):
            yield self._debrief(ready)
            ready += timedelta(minutes=DEBRIEF_MIN)
        start = max(self._quarter(ready), self._at(DINNER_FROM))
        evening = any(item.type in ("meal", "ceremony") and _in_the_evening(item) for item in there)
        if not evening and start <= self._at(LATEST_DINNER) and self._free(there, start, DINNER_MIN):
            yield self._meal("dinner", start, start + timedelta(minutes=DINNER_MIN))

    def _debrief(self, start: datetime) -> Event:
        item = self.pool.take(self.day, lambda one: one.type == "debrief")
        title = titles.text(item.title if item else titles.DEBRIEF, self.languages)
        return Event("debrief", start, start + timedelta(minutes=DEBRIEF_MIN), title, item.id if item else None)

    @staticmethod
    def _quarter(moment: datetime) -> datetime:
        return moment + timedelta(minutes=-moment.minute % 15)

    @staticmethod
    def _free(there: Iterable[ItemRow], start: datetime, minutes: int) -> bool:
        end = start + timedelta(minutes=minutes)
        return not any(
            item.start and item.type != "lodging" and item.start < end and start < (item.end or item.start)
            for item in there
        )


def _around(after: datetime | None, before: datetime | None, minutes: timedelta) -> tuple[datetime, datetime]:
    """When a way is driven: to arrive in time, or at once where nothing waits."""
    if before is not None:
        return before - minutes, before
    assert after is not None
    return after, after + minutes


def _in_the_evening(item: ItemRow) -> bool:
    return item.start is not None and item.start.hour >= EVENING_HOUR


def _joins(item: CheckedItem, here: Spot, there: Spot) -> bool:
    """Does a transfer lead from the one to the other, near enough?"""
    if item.type != "transfer" or not item.origin or not item.target:
        return False
    return _near(item.origin, here) and _near(item.target, there)


def _near(one: Spot, other: Spot) -> bool:
    if one.same_as(other) or (one.town or one.id) == (other.town or other.id):
        return True
    return one.located and other.located and not one.far_from(other)


def _fits(item: CheckedItem, after: datetime | None, before: datetime | None, minutes: timedelta) -> bool:
    """Can a transfer stay as it is?"""
    if item.start is None or item.end is None or item.end - item.start < minutes:
        return False
    return (after is None or after <= item.start) and (before is None or item.end <= before)
