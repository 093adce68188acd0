"""The kinds of record fit the database: what a file may hold, a column can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from tripplanner.planning.records.kinds import KINDS
from tripplanner.planning.records.library_kinds import LIBRARY
from tripplanner.planning.records.programme import NAMES
from tripplanner.planning.records.rows import Kind
from tripplanner.planning.records.trip_kinds import PROGRAMME
from tripplanner.planning.records.values import Words


def all_kinds() -> Iterator[Kind]:
    """Every kind with the kinds of its parts."""

    def with_parts(kind: Kind) -> Iterator[Kind]:
        yield kind
        for part in kind.parts:
            yield from with_parts(part.kind)

    for kind in KINDS.values():
        yield from with_parts(kind)


def column_of(kind: Kind, attribute: str) -> sa.Column[Any]:
    return kind.cls.__table__.columns[attribute]


@pytest.mark.parametrize("kind", {kind.name: kind for kind in all_kinds()}.values(), ids=lambda kind: kind.name)
def test_no_word_is_longer_than_its_column(kind: Kind) -> None:
    for field in kind.fields:
        if isinstance(field.value, Words):
            room = getattr(column_of(kind, field.target).type, "length", None)
            longest = max(map(len, field.value.choices)) if field.value.choices else field.value.longest
            assert room is None or longest <= room, field.name


@pytest.mark.parametrize("kind", {kind.name: kind for kind in all_kinds()}.values(), ids=lambda kind: kind.name)
def test_every_column_is_a_field_a_link_or_the_program_s_own(kind: Kind) -> None:
    """A column added later must find its place in the files, or be named here."""
    own = {"id", "uuid", "version", "created_at", "updated_at", "sample_key", "position", "owner_uuid"}
    own |= {"logo_id", "photo_id", "settled_at", "settled_by"}  # files and marks that are settled stay in the database
    own |= {"since", "answer", "answer_at", "answer_sequence", "answer_note"}  # taken from hosts’ own mails alone
    own |= {"origin_id"}  # a visit's question is its own, whatever bank it was copied from
    known = {field.target for field in kind.fields} | {f"{link.target}_id" for link in kind.links} | {kind.code}
    owners = {f"{name}_id" for name in ("organisation", "site", "case", "trip", "delegation", "delegate", "lodging",
                                        "room", "day", "item", "leg")}  # fmt: skip
    owners |= {"theme_id"} if kind.name == "theme_question" else set()
    owners |= {"objective_id"} if kind.name == "objective_theme" else set()
    assert set(kind.cls.__table__.columns.keys()) - own - known - owners == set()


def test_records_come_after_those_they_need() -> None:
    order = [*LIBRARY, *PROGRAMME]
    for kind in order:
        for link in kind.links:
            if link.needed:
                assert order.index(KINDS[link.to]) <= order.index(kind), (kind.name, link.name)


def test_every_kind_has_a_name_people_read() -> None:
    assert {link.to for kind in all_kinds() for link in kind.links} <= NAMES.keys()
    assert {kind.name for kind in PROGRAMME} <= NAMES.keys()
