"""A trip as it is now, with every record that its documents say something of: the content of a release.

The rows are kept as they lie in the database, with links by UUID: a release outlives the numbers of rows, and when
a person is erased, what leads to them goes with them (:mod:`tripplanner.store.erasing`). Protected values, consents,
journals and what was written to partners are never part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model import Base
from tripplanner.model.trips import Trip
from tripplanner.planning import finding
from tripplanner.planning.trips import WHAT
from tripplanner.store.changes import portions, read_images, stored

#: A row: its number, its UUID, its plain columns, and the UUIDs its links lead to.
Row = Mapping[str, Any]
#: The rows of each table, by number.
Content = Mapping[str, Sequence[Row]]

#: What belongs to a record and is kept with it: the table and the column that leads to the owner.
PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "trip": (
        ("trip_language", "trip_id"), ("objective", "trip_id"), ("trip_theme", "trip_id"),
        ("compliance_note", "trip_id"),
        ("delegation", "trip_id"), ("trip_member", "trip_id"), ("vehicle", "trip_id"), ("lodging", "trip_id"),
        ("day", "trip_id"), ("item", "trip_id"), ("cost", "trip_id"), ("journey", "trip_id"), ("trip_host", "trip_id"),
    ),
    "delegation": (("subgroup", "delegation_id"), ("delegate", "delegation_id")),
    "delegate": (("delegate_subgroup", "delegate_id"),),
    "objective": (("objective_theme", "objective_id"),),
    "lodging": (("room", "lodging_id"),),
    "room": (("room_guest", "room_id"),),
    "day": (("night", "day_id"),),
    "item": (
        ("item_subgroup", "item_id"), ("item_host", "item_id"), ("participation", "item_id"),
        ("item_case", "item_id"), ("question", "item_id"), ("item_break", "item_id"),
        ("item_theme", "item_id"), ("item_objective", "item_id"),
    ),
    "site": (("site_theme", "site_id"), ("site_organisation", "site_id"), ("site_closure", "site_id")),
    "leg": (("leg_closure", "leg_id"),),
    "organisation": (("organisation_alias", "organisation_id"), ("organisation_theme", "organisation_id")),
    "case_study": (
        ("case_result", "case_id"), ("building_block", "case_id"), ("case_axis", "case_id"), ("case_theme", "case_id"),
        ("case_site", "case_id"), ("case_organisation", "case_id"),
    ),
}  # fmt: skip
#: Kept whole: any document may say something of them.
WHOLE = ("office", "standard_text", "term", "theme")
#: What hangs on any record by its UUID.
OWNED = ("reference", "verify_mark", "attachment")


def freeze(session: Session, trip_id: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of a trip by table, ready for JSON; raises :class:`NotFound`."""
    finding.get(session, Trip, trip_id, WHAT)
    session.flush()
    gathering = _Gathering(session.connection())
    gathering.take("trip", [trip_id])
    for table in WHOLE:
        gathering.take_whole(table)
    gathering.take_what_hangs_on()
    return gathering.content()


@cache
def links(table: str) -> Mapping[str, str]:
    """The columns of a table that lead to rows of another, with that table."""
    columns = Base.metadata.tables[table].columns
    return {c.name: next(iter(c.foreign_keys)).column.table.name for c in columns if c.foreign_keys}


class _Gathering:
    """Takes rows, all that belongs to them, and all that they lead to."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)

    def take(self, table: str, ids: Iterable[int]) -> None:
        """These rows, unless they are there already."""
        new = sorted(set(ids) - self._rows[table].keys())
        if new:
            self._keep(table, read_images(self._connection, table, new).values())

    def take_whole(self, table: str) -> None:
        """Every row of a table."""
        self._keep(table, map(dict, self._connection.execute(sa.select(stored(table))).mappings().all()))

    def take_what_hangs_on(self) -> None:
        """The sources, marks and attached files of what was taken."""
        owners = sorted(row["uuid"] for rows in list(self._rows.values()) for row in rows.values())
        for table in OWNED:
            target = stored(table)
            for portion in portions(owners):
                found = self._connection.execute(sa.select(target).where(target.c.owner_uuid.in_(portion)))
                self._keep(table, map(dict, found.mappings().all()))

    def content(self) -> dict[str, list[dict[str, Any]]]:
        """What was taken, by number within each table."""
        return {
            table: [self._row(table, rows[id]) for id in sorted(rows)]
            for table, rows in sorted(self._rows.items())
            if rows
        }

    def _keep(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        new = {row["id"]: row for row in rows if row["id"] not in self._rows[table]}
        self._rows[table].update(new)
        if not new:
            return
        for column, target in links(table).items():
            self.take(target, (row[column] for row in new.values() if row[column] is not None))
        for part, column in PARTS.get(table, ()):
            self._keep(part, self._parts(part, column, new))

    def _parts(self, part: str, column: str, owners: Mapping[int, Any]) -> Iterator[dict[str, Any]]:
        target = stored(part)
        for portion in portions(sorted(owners)):
            found = self._connection.execute(sa.select(target).where(target.c[column].in_(portion)))
            yield from map(dict, found.mappings().all())

    def _row(self, table: str, image: Mapping[str, Any]) -> dict[str, Any]:
        led = {c: self._rows[to][image[c]]["uuid"] for c, to in links(table).items() if image[c] is not None}
        plain = {c: v for c, v in image.items() if c not in ("id", "uuid") and c not in links(table)}
        return {"id": image["id"], "uuid": image["uuid"], "values": plain, "links": led}
