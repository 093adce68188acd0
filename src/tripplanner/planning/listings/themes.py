"""Themes: the list and its frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from tripplanner.i18n import msg
from tripplanner.model.themes import Theme
from tripplanner.planning.kinds import SOURCED, Column, Field, ListKind, listed, plain
from tripplanner.planning.rows import LazyText, among, columns_of, filled, stored

WHAT = msg("theme")
PARENT = aliased(Theme)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme in a list; ``parent`` is the code of the theme it belongs to, ``None`` at the top."""

    id: int
    uuid: str
    version: int
    code: str
    name_json: str
    colour: str
    parent: str | None
    sample_key: str | None

    name = LazyText("name_json")


_COLUMNS = columns_of(
    ThemeRow,
    id=Theme.id,
    uuid=Theme.uuid,
    version=Theme.version,
    code=Theme.code,
    name_json=stored(Theme.name),
    colour=Theme.colour,
    parent=PARENT.code,
    sample_key=Theme.sample_key,
)


#: Each theme before its sub-themes; the statement joins :data:`PARENT`.
FAMILIES = (
    sa.func.coalesce(PARENT.position, Theme.position),
    sa.func.coalesce(PARENT.id, Theme.id),
    sa.case((Theme.parent_id.is_(None), 0), else_=1),
    Theme.position,
    Theme.id,
)


def list_themes(session: Session, ids: Sequence[int] | None = None) -> list[ThemeRow]:
    """Every theme (those with these numbers, when given), each followed by its sub-themes."""
    statement = sa.select(*_COLUMNS).outerjoin(PARENT, Theme.parent_id == PARENT.id)
    return filled(session, ThemeRow, among(statement, Theme.id, ids).order_by(*FAMILIES))


KIND = ListKind(
    key="themes",
    title=msg("Themes"),
    what=WHAT,
    model=Theme,
    rows=list_themes,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("name", msg("Name")),
        Column("parent", msg("Part of"), may_lack=True),
        Column("colour", msg("Colour")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("name", msg("Name")),
        Field("parent", msg("Part of"), lambda theme: theme.parent.name if theme.parent else ""),
        listed("children", msg("Sub-themes"), "children", "name"),
        plain("colour", msg("Colour")),
        *SOURCED,
    ),
    position=80,
)
