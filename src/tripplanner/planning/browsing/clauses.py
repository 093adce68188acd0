"""SQL that several lists share: words in a language, marks to verify, sources, months, countries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tripplanner.i18n import msg
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.model.themes import Theme
from tripplanner.planning.browsing.shapes import Condition, Grouping
from tripplanner.planning.rows import stored

MONTHS = (
    msg("Open in January"), msg("Open in February"), msg("Open in March"), msg("Open in April"), msg("Open in May"),
    msg("Open in June"), msg("Open in July"), msg("Open in August"), msg("Open in September"),
    msg("Open in October"), msg("Open in November"), msg("Open in December"),
)  # fmt: skip


def lacks(column: Any, language: str) -> Any:
    """A text has no words in a language. The words of each language stand last in the stored string."""
    return sa.not_(sa.type_coerce(column, sa.Text()).like(f'%"w":{{%"{language}":"%'))


def holds(column: Any, value: str) -> Any:
    """A stored JSON list of strings has ``value``."""
    return sa.type_coerce(column, sa.Text()).like(f'%"{_plain(value)}"%', escape="\\")


def has_number(column: Any, number: int) -> Any:
    """A stored JSON list of numbers has ``number``; an unknown list has none."""
    bare = sa.func.replace(sa.func.replace(sa.type_coerce(column, sa.Text()), "[", ","), "]", ",")
    return bare.like(f"%,{number},%")


def unverified(model: Any) -> Any:
    """Somebody still has to verify something of the record."""
    return sa.exists().where(VerifyMark.owner_uuid == model.uuid, VerifyMark.settled_at.is_(None))


def sourced(model: Any) -> Any:
    """The record names an address as a source."""
    return sa.exists().where(Reference.owner_uuid == model.uuid, Reference.url != "")


def trusted(model: Any) -> Grouping:
    """Sourced, and to verify."""
    clauses = {"sourced": sourced(model), "to_verify": unverified(model)}

    def counts(ids: Any) -> Any:
        return sa.union_all(
            *(
                sa.select(sa.literal(key), sa.func.count(), sa.literal(""))
                .select_from(model)
                .where(model.id.in_(ids), clause)
                for key, clause in clauses.items()
            )
        )

    return Grouping("trust", msg("Reliability"), counts, lambda value: clauses[value], by_number=False)


def to_verify(model: Any) -> Condition:
    """A condition of every list of the library."""
    return Condition("unverified", msg("To verify"), lambda _trip: unverified(model), suggested=True)


def no_chinese(column: Any, *, suggested: bool = True) -> Condition:
    """The record has no Chinese name."""
    return Condition("no_chinese", msg("No Chinese"), lambda _trip: lacks(column, "zh"), suggested)


def themed(model: Any, link: Any, owner: Any) -> Grouping:
    """Main themes, their sub-themes counted with them; ``owner`` is the column of the link that leads to the model."""
    parent, top = aliased(Theme), aliased(Theme)

    def joined(*columns: Any) -> Any:
        return (
            sa.select(*columns)
            .select_from(link)
            .join(Theme, link.theme_id == Theme.id)
            .outerjoin(parent, Theme.parent_id == parent.id)
            .join(top, top.id == sa.func.coalesce(parent.id, Theme.id))
        )

    def counts(ids: Any) -> Any:
        columns = (top.code, sa.func.count(sa.distinct(owner)), stored(top.name))
        return joined(*columns).where(owner.in_(ids)).group_by(top.code, top.name)

    return Grouping("themes", msg("Themes"), counts, lambda value: model.id.in_(joined(owner).where(top.code == value)))


def by_value(key: str, title: Any, column: Any, model: Any, *, several: bool = False) -> Grouping:
    """Records with the same value of a column; with ``several`` the column is a JSON list of strings."""
    plain = sa.type_coerce(column, sa.Text()) if several else column

    def counts(ids: Any) -> Any:
        return sa.select(plain, sa.func.count(), sa.literal("")).where(model.id.in_(ids)).group_by(plain)

    keep: Callable[[str], Any] = (lambda value: holds(column, value)) if several else (lambda value: column == value)
    return Grouping(key, title, counts, keep, several)


def _plain(value: str) -> str:
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
