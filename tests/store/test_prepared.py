"""Prepared statements give and keep what SQLAlchemy does."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.base import now
from tripplanner.model.journal import UndoStep
from tripplanner.store.changes import read_images, recorded_tables, stored
from tripplanner.store.prepared import Prepared
from tripplanner.store.workspace import Workspace

STEPS: Any = UndoStep.__table__


def _rows(session: Session, table: str) -> dict[int, dict[str, Any]]:
    found = session.connection().execute(sa.select(stored(table)).order_by(stored(table).c.id).limit(5)).mappings()
    return {row["id"]: dict(row) for row in found}


def _one_by_one(session: Session, table: str, ids: list[int]) -> dict[int, dict[str, Any]]:
    return {id: image for id in ids for id, image in read_images(session.connection(), table, [id]).items()}


def test_a_row_of_every_table_is_read_as_sqlalchemy_reads_it(sample_reader: Workspace) -> None:
    for table in recorded_tables():
        rows = sample_reader.get(_rows, table)
        found = sample_reader.get(_one_by_one, table, [*rows, 2_000_000])
        assert found == rows
        assert [list(map(type, row.values())) for row in found.values()] == [
            list(map(type, row.values())) for row in rows.values()
        ]


def test_what_is_inserted_is_read_back_whole(workspace: Workspace) -> None:
    values = {
        "uuid": "u", "at": now(), "actor": "anna’s", "station": "", "scope": "", "label": {"id": "«œ»"},
        "images": "[]", "undone": True, "replays": 3,
    }  # fmt: skip
    add, count = Prepared(sa.insert(STEPS), tuple(values)), Prepared(sa.select(STEPS.c.id).limit(1).offset(1))
    engine = workspace._opened.checked_writer()
    with engine.begin() as connection:
        connection.execute(sa.select(1))
        numbers = [add.insert(connection, {**values, "uuid": uuid}) for uuid in ("u1", "u2")]
        row = dict(connection.execute(sa.select(STEPS).where(STEPS.c.id == numbers[1])).mappings().one())
        assert row == {"id": numbers[1], **values, "uuid": "u2"}
        assert count.rows(connection, {}) == [{"id": numbers[1]}]
        Prepared(sa.delete(STEPS)).run_each(connection, [])
        Prepared(sa.delete(STEPS).where(STEPS.c.uuid == sa.bindparam("of"))).run_each(
            connection, [{"of": "u1"}, {"of": "u2"}]
        )
        assert count.rows(connection, {}) == []
