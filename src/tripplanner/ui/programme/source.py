"""What the programme page reads, in one go: the week, the kinds of its sites and who counts as everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tripplanner.planning.trip_rows import DayRow, ItemRow, Week

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.planning.glance import Glance

#: A theme's colour where it is not a kind of slot.
_KIN = {"governance": "urban", "method": "urban"}


@dataclass(frozen=True)
class Source:
    """A programme as read; ``tones`` gives the palette's kind per site."""

    week: Week
    tones: Mapping[int, str]

    @cached_property
    def items(self) -> tuple[ItemRow, ...]:
        """All items, placed ones first."""
        return (*self.week.items, *self.week.unplaced)

    @cached_property
    def by_key(self) -> Mapping[str, ItemRow]:
        return {item.uuid: item for item in self.items}

    @cached_property
    def by_date(self) -> Mapping[object, DayRow]:
        return {day.date: day for day in self.week.days}

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The codes of all sub-groups, in order."""
        return tuple(dict.fromkeys(group.code for group in self.week.subgroups))


def glanced(seen: Glance) -> Source:
    """What was read before the database was open."""
    return Source(seen.week, _tones(seen.colours))


def read_programme(session: Session, trip_id: int) -> Source:
    """Everything the page shows of one trip; raises :class:`~tripplanner.errors.NotFound`."""
    from tripplanner.planning.programme import site_colours, week

    return Source(week(session, trip_id), _tones(site_colours(session)))


def _tones(colours: Mapping[int, str]) -> dict[int, str]:
    """The kind of slot of each site: the colour of its first theme."""
    return {site: _KIN.get(colour, colour) for site, colour in colours.items()}
