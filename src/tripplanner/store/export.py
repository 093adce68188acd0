"""The whole content of a database as one plain value, the same for equal contents whichever database holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model import Base
from tripplanner.store.changes import LIVE, recorded_tables, stored

_LEFT_OUT = LIVE | {"id", "uuid"}
Export = dict[str, dict[str, dict[str, Any]]]


def canonical_export(session: Session) -> Export:
    """Every record as stored: ``{table: {uuid: {column: value}}}``, as JSON values.

    Row numbers, versions and the time of the last edit are left out, and links name the UUID of their target:
    two databases with the same content, or one before an edit and after its undo, give equal exports.
    """
    rows = {table: session.execute(sa.select(stored(table))).mappings().all() for table in sorted(recorded_tables())}
    uuids = {table: {row["id"]: row["uuid"] for row in found} for table, found in rows.items()}
    return {table: {row["uuid"]: _plain(table, row, uuids) for row in found} for table, found in rows.items()}


def _plain(table: str, row: Mapping[Any, Any], uuids: dict[str, dict[int, str]]) -> dict[str, Any]:
    values = {name: row[name] for name in sorted(row) if name not in _LEFT_OUT}
    for column, target in _links(table):
        if values[column] is not None:
            values[column] = uuids[target][values[column]]
    return values


@cache
def _links(table: str) -> tuple[tuple[str, str], ...]:
    return tuple((key.parent.name, key.column.table.name) for key in Base.metadata.tables[table].foreign_keys)
