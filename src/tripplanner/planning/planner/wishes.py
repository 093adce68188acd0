"""What a person asks of the planner, and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tripplanner.i18n import Message
from tripplanner.planning.travel.legs import Travel
from tripplanner.planning.travel.spots import Spot
from tripplanner.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Wishes:
    """What to plan. Numbers are those of records.

    ``important`` sites weigh double; ``fixed`` items stay where they are, with all that are locked (``None``: the
    usual ones, see :func:`~tripplanner.planning.planner.choices.stays`); ``days`` are those that may change
    (``None``: all); ``people`` is the size of the group with those who accompany it (``None``: as recorded);
    ``minutes`` are other lengths of visits by site; ``groups`` the sub-groups that are planned for (none: everyone);
    ``nights`` the lodgings to choose from for the night after a day, where others than usual.
    With ``interpreted`` visits take longer for consecutive interpreting; with ``evenings`` a debrief and a dinner
    are added where a day has none; without ``keep_nights`` every lodging of the trip may be used each night.
    """

    sites: tuple[int, ...] = ()
    important: frozenset[int] = frozenset()
    fixed: frozenset[int] | None = None
    days: frozenset[date] | None = None
    themes: frozenset[int] = frozenset()
    pace: str = "normal"
    people: int | None = None
    keep_nights: bool = True
    interpreted: bool = False
    evenings: bool = True
    minutes: Mapping[int, int] = field(default_factory=dict[int, int])
    groups: frozenset[int] = frozenset()
    nights: Mapping[date, frozenset[int]] = field(default_factory=dict[date, "frozenset[int]"])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chosen site that is not in the proposal, and why."""

    site_id: int
    name: Text
    why: Message


EventKind = Literal["visit", "transfer", "lunch", "debrief", "dinner", "stays"]


@dataclass(frozen=True, slots=True)
class Event:
    """What a proposal does on a day, in civil times of the trip.

    ``item_id`` is the present item that is used for it, ``None`` where a new one is made. ``travel`` and the two
    spots belong to transfers. ``groups`` are the sub-groups that are there where not all are; none: as planned for.
    """

    kind: EventKind
    start: datetime
    end: datetime
    title: Text = EMPTY
    item_id: int | None = None
    site_id: int | None = None
    origin: Spot | None = None
    target: Spot | None = None
    travel: Travel | None = None
    unverified: bool = False
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A day of a proposal. ``lodging_id``: where the night after it is spent, ``None`` where that is left as it is."""

    day: date
    events: tuple[Event, ...]
    lodging_id: int | None = None
    lodging: Text = EMPTY
    changes: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A programme to compare and take over.

    ``seen`` are the versions of the items it was made from, by number: a programme that changed meanwhile is not
    overwritten. ``off`` are the items that would wait to be placed, by number, with their day. ``present`` is what
    the programme is worth as it is, ``breaches`` in how much it breaks what a proposal keeps, ``notes`` say what is
    treated as one.
    """

    trip_id: int
    score: int
    rounds: int
    days: tuple[ProposedDay, ...]
    left: tuple[LeftOut, ...]
    seen: Mapping[int, int]
    off: Mapping[int, date]
    groups: frozenset[int] = frozenset()
    present: int = 0
    breaches: int = 0
    notes: tuple[Message, ...] = ()

    @property
    def visits(self) -> int:
        """How many visits it places."""
        return sum(event.kind == "visit" for day in self.days for event in day.events)
