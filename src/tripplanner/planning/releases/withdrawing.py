"""What was released once and is no longer in the programme: calendars have to take it back.

Importing a calendar never deletes what is missing from it, so an item that was deleted, or went back to the ideas,
stays in the calendars of all later releases as a cancelled one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tripplanner.model.types import Instant
from tripplanner.planning.releases.facts import Facts, facts_of
from tripplanner.planning.releases.freezing import Content, Row

_NO_DIALECT: Any = None
_HANGING = (("item_subgroup", "item_id"), ("item_host", "item_id"), ("participation", "item_id"))


def withdrawn(earlier: Mapping[str, Content], rows: Content, facts: Facts, moment: datetime) -> dict[str, list[Row]]:
    """The rows of the items that ``earlier`` showed and ``facts`` does not, with what they lead to.

    They are cancelled; those that were not before, at ``moment`` (UTC).
    """
    before = with_withdrawn(earlier)
    gone = [uuid for uuid in facts_of(before).items if uuid not in facts.items]
    if not gone:
        return {}
    return _Following(before, rows).taken(gone, moment)


def with_withdrawn(content: Mapping[str, Content]) -> dict[str, list[Row]]:
    """The rows of a release with the withdrawn items among them."""
    rows, gone = content["rows"], content["withdrawn"]
    found = {table: list(kept) for table, kept in rows.items()}
    for table, extra in gone.items():
        instead = {row["uuid"] for row in extra}
        found[table] = [row for row in found.get(table, ()) if row["uuid"] not in instead] + list(extra)
        found[table].sort(key=lambda row: row["id"])
    return found


class _Following:
    """Takes items out of what was released before, with the rows that the present content lacks."""

    def __init__(self, before: Content, present: Content) -> None:
        self._by_uuid = {row["uuid"]: (table, row) for table, rows in before.items() for row in rows}
        self._before = before
        self._present = {row["uuid"] for rows in present.values() for row in rows}
        self._taken: dict[str, dict[str, Row]] = {}

    def taken(self, items: Iterable[str], moment: datetime) -> dict[str, list[Row]]:
        for uuid in items:
            self._take("item", _cancelled(self._by_uuid[uuid][1], moment))
            for table, column in _HANGING:
                for row in self._before.get(table, ()):
                    if row["links"].get(column) == uuid and row["uuid"] not in self._present:
                        self._take(table, row)
        return {table: sorted(rows.values(), key=_number) for table, rows in sorted(self._taken.items())}

    def _take(self, table: str, row: Row) -> None:
        rows = self._taken.setdefault(table, {})
        if row["uuid"] in rows:
            return
        rows[row["uuid"]] = row
        for led in row["links"].values():
            if led in self._by_uuid and led not in self._present:
                self._take(*self._by_uuid[led])


def _number(row: Row) -> int:
    return row["id"]


def _cancelled(row: Row, moment: datetime) -> Row:
    if row["values"]["status"] == "cancelled":
        return row
    edited = Instant().process_bind_param(moment, _NO_DIALECT)
    values: dict[str, Any] = {**row["values"], "status": "cancelled", "updated_at": edited}
    return {**row, "values": values}
