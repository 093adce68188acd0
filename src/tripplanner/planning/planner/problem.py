"""What the planner is asked: sites, days, lodgings and the ways between them, as plain numbers.

Times are minutes since midnight in the civil time of the trip. Spots are numbered by their row in the travel
matrix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FAR = 1_000_000  # minutes of a way that nobody can vouch for: longer than any day
GRID_MIN = 5  # everything starts on a multiple of this

Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pace:
    """How full a day may be.

    ``leave`` and ``back`` are the earliest departure from the lodging and the latest return; ``most`` visits may
    be made in a day, of which more than ``comfortable`` cost; ``drive`` is the longest driving, with margins.
    """

    key: str
    leave: int
    back: int
    most: int
    comfortable: int
    drive: int


CALM = Pace("calm", 9 * 60, 17 * 60, 2, 2, 180)
NORMAL = Pace("normal", 8 * 60 + 30, 17 * 60 + 15, 3, 2, 240)
FULL = Pace("full", 8 * 60, 17 * 60 + 45, 4, 3, 330)
PACES: Mapping[str, Pace] = {pace.key: pace for pace in (CALM, NORMAL, FULL)}

LUNCH_FROM, LUNCH_UNTIL, LUNCH_MIN = 11 * 60 + 30, 13 * 60 + 30, 60


@dataclass(frozen=True, slots=True)
class Opening:
    """When a site can be visited on a day: windows in order, none when it is closed; ``verified`` or only hoped for."""

    windows: tuple[Window, ...] = ()
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that was chosen: ``key`` is its number, ``openings`` one per day, ``weight`` how much it is wished."""

    key: int
    spot: int
    minutes: int
    openings: tuple[Opening, ...]
    themes: frozenset[int] = frozenset()
    weight: int = 1

    def starts(self, day: int) -> tuple[Window, ...]:
        """The spans of moments at which a visit can start on a day."""
        windows = ((opens, closes - self.minutes) for opens, closes in self.openings[day].windows)
        return tuple((first, last) for first, last in windows if first <= last)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Something that stays where it is: from ``origin`` to ``target`` (spots; ``None``: wherever one is).

    ``keys`` are the items it stands for; several that overlap are one block.
    """

    keys: tuple[int, ...]
    start: int
    end: int
    origin: int | None = None
    target: int | None = None
    visits: int = 0


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day of the trip.

    ``lodgings`` are the spots where the night after it may be spent; a night that is fixed has one. ``lunch``:
    must an hour be found for it? ``matrix``: which of the problem's matrices holds that day.
    """

    leave: int
    back: int
    lodgings: tuple[int, ...]
    fixed: tuple[Fixed, ...] = ()
    lunch: bool = True
    matrix: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the engine may know; ``start`` is the spot where the first day begins.

    ``matrices[m][i][j]`` are the minutes needed from spot i to spot j, margin included; :data:`FAR` where that is
    unverified. ``themes`` are those to cover.
    """

    days: tuple[PlanDay, ...]
    candidates: tuple[Candidate, ...]
    matrices: Sequence[Sequence[Sequence[int]]]
    pace: Pace = NORMAL
    themes: frozenset[int] = frozenset()
    start: int = 0
