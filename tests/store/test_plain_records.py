"""Records read as plain values are those of the mapped classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model import Base
from tripplanner.model.types import CivilDate, CivilTime, Instant, JsonColumn, TextColumn, TextsColumn
from tripplanner.store import records
from tripplanner.store.workspace import Workspace

CLASSES: Mapping[str, Any] = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
# What decodes a column of each type; those of other types are taken as the driver gives them.
DECODED: Mapping[type, Any] = {
    TextColumn: records.decode_text,
    TextsColumn: records.DECODERS["lists"],
    JsonColumn: records.decode_json,
    Instant: records.decode_moment,
    CivilTime: records.decode_moment,
    CivilDate: records.decode_date,
    sa.Boolean: records.decode_flag,
}


@pytest.mark.parametrize("name", records.TABLES)
def test_every_column_is_decoded_as_its_type_stores_it(name: str) -> None:
    table = records.TABLES[name]
    columns = CLASSES[name].__table__.c
    expected = {c: DECODED[type(columns[c].type)] for c in table.columns if type(columns[c].type) in DECODED}
    assert dict(table.decoders) == expected


def _values(session: Session, name: str) -> list[dict[str, Any]]:
    table = records.TABLES[name]
    entities = session.scalars(sa.select(CLASSES[name]).order_by(CLASSES[name].id))
    return [{column: getattr(entity, column) for column in table.columns} for entity in entities]


def test_records_of_the_sample_are_what_the_mapped_classes_hold(sample_workspace: Workspace) -> None:
    for name in records.TABLES:
        rows = sample_workspace.get(records.every, name)
        assert [vars(row) for row in rows] == sample_workspace.get(_values, name)
        assert {row.__tablename__ for row in rows} <= {name}


def test_more_values_than_a_statement_takes_are_asked_for_in_parts(
    sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = [row.id for row in sample_workspace.get(records.every, "reference")]
    monkeypatch.setattr(records, "CHUNK", 7)
    found = sample_workspace.get(records.having, "reference", "id", [*everything, None, *everything])
    assert [row.id for row in found] == everything
    assert sample_workspace.get(records.having, "reference", "id", [None]) == []


def test_what_a_session_holds_back_is_seen(sample_workspace: Workspace) -> None:
    def changed(session: Session) -> str:
        session.scalars(sa.select(CLASSES["trip"])).one().code = "NEW"
        return records.every(session, "trip")[0].code

    from tripplanner.i18n import msg

    assert sample_workspace.do(msg("Edit"), changed) == "NEW"
