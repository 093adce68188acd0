"""The ways that the office measured, and how long a way takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tripplanner.text import EMPTY, Text

Source = Literal["own", "office", "estimate"]


@dataclass(frozen=True, slots=True)
class Closed:
    """A leg is closed from one day to another, both included; an open end is ``None``.

    ``detour_km`` and ``detour_min`` are those of the whole way round, ``None`` while nobody knows it.
    """

    first_day: date | None = None
    last_day: date | None = None
    reason: Text = EMPTY
    detour_km: float | None = None
    detour_min: int | None = None

    def covers(self, day: date) -> bool:
        """Is the leg closed on ``day``?"""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class MeasuredLeg:
    """The way between two places (by number) as the office recorded it; minutes by coach, without margin."""

    id: int
    origin: int
    target: int
    drive_min: int | None
    distance_km: float | None = None
    margin_percent: int = 0
    both_ways: bool = True
    closures: Sequence[Closed] = ()

    def closed_on(self, day: date | None) -> Closed | None:
        """What closes it on ``day``, if anything does; of several closures the longest way round."""
        covering = [one for one in self.closures if day is not None and one.covers(day)]
        return max(covering, key=lambda one: one.detour_min or float("inf"), default=None)


@dataclass(frozen=True, slots=True)
class Travel:
    """How long a way takes by coach.

    ``minutes`` is the drive alone, ``margin_percent`` what mountain roads ask on top. ``source``: the item's
    *own* figures, a leg of the *office*, or an *estimate*. ``leg`` is the number of the office's leg, ``closed``
    what closes it that day: the minutes are then those of the way round.
    """

    minutes: int
    km: float | None
    source: Source
    margin_percent: int = 0
    leg: int | None = None
    closed: Closed | None = None

    @property
    def needed(self) -> int:
        """The drive with its margin, in minutes."""
        return needed_minutes(self.minutes, self.margin_percent)


def needed_minutes(drive_min: int, margin_percent: int) -> int:
    """The drive with its margin, rounded up to a whole minute."""
    return -(-drive_min * (100 + margin_percent) // 100)
