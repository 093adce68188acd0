"""What a programme stands on while it is arranged: the trip as the rules saw it, its ways, and what they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from tripplanner.planning.checks import Checking
from tripplanner.planning.checks.frozen import CheckedItem, CheckedTrip
from tripplanner.planning.checks.rule import LEVELS, Level
from tripplanner.planning.travel.bands import Band, bands
from tripplanner.planning.travel.table import TravelTable


@dataclass(frozen=True)
class Ground:
    """A programme that has been checked."""

    checking: Checking

    @property
    def trip(self) -> CheckedTrip:
        return self.checking.trip

    @property
    def table(self) -> TravelTable:
        return self.trip.travel

    @cached_property
    def gaps(self) -> tuple[Band, ...]:
        """The ways that no transfer fills."""
        return tuple(band for band in bands(self.trip, self.table) if band.item is None)

    def item(self, uuid: str) -> CheckedItem | None:
        """An item by its UUID."""
        return self.trip.by_uuid.get(uuid)

    def change(self, item: CheckedItem, start: datetime, minutes: int) -> dict[Level, int]:
        """How many findings of each level there would be more (less, when negative) with an item elsewhere.

        ``start`` is a civil time of its start zone.
        """
        moved = item.at(start, start + timedelta(minutes=minutes))
        after = self.checking.after(self.trip.with_items(moved))
        counts = _counts(after)
        return {level: counts[level] - self._before[level] for level in LEVELS}

    @cached_property
    def _before(self) -> dict[Level, int]:
        return _counts(self.checking)


def _counts(checking: Checking) -> dict[Level, int]:
    levels = [finding.level for finding in checking.findings if finding.dismissed is None]
    return {level: levels.count(level) for level in LEVELS}
