"""A small trip to arrange: three days, two sub-groups, one item after the other."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.programme import Item
from tripplanner.model.trips import Delegation, SubGroup
from tripplanner.planning import items, trips
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text

LABEL = msg("Test")
DAY = date(2027, 6, 14)


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    return datetime(2027, 6, day, hour, minute)


class Days:
    """The trip: 13 to 15 June 2027, sub-groups A and B."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.trip, self.a, self.b = workspace.do(LABEL, _make)

    def add(
        self, title: str, start: datetime | None, end: datetime | None = None, *groups: int, **fields: object
    ) -> int:
        """An item; its number."""
        return self.workspace.do(
            LABEL, items.add_item, self.trip, title=Text.of("fr", fr=title), start=start, end=end,
            subgroup_ids=groups, **fields,
        )  # fmt: skip

    def times(self) -> dict[str, tuple[str, str]]:
        """Day and start, then end, of every placed item by its title."""

        def read(session: Session) -> dict[str, tuple[str, str]]:
            found = session.scalars(select(Item).where(Item.trip_id == self.trip, Item.start.is_not(None)))
            return {
                one.title.get("fr"): (f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}" if one.end else "")
                for one in found
            }

        return self.workspace.get(read)

    def starts(self) -> dict[str, str]:
        """When every placed item starts."""
        return {title: start for title, (start, _end) in self.times().items()}


def _make(session: Session) -> tuple[int, int, int]:
    trip = trips.create_trip(
        session, title=Text.of("fr", fr="Alpes"), first_day=date(2027, 6, 13), last_day=date(2027, 6, 15)
    )
    delegation = Delegation(trip_id=trip, subgroups=[SubGroup(code="A", position=0), SubGroup(code="B", position=1)])
    session.add(delegation)
    session.flush()
    return trip, delegation.subgroups[0].id, delegation.subgroups[1].id
