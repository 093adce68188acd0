"""What every mapped class has in common: identity, version, times."""

from __future__ import annotations

import uuid as uuids
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from tripplanner.model.types import Instant

# Named constraints: Alembic can then alter them on both databases.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The one declarative base."""

    metadata = MetaData(naming_convention=NAMING)


def new_uuid() -> str:
    """A random UUID as 36 characters; the identity of a record, never reused."""
    return str(uuids.uuid4())


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


# SQLite would give the number of a deleted row to the next one: an undone deletion would collide.
TABLE: dict[str, Any] = {"sqlite_autoincrement": True}


class Record:
    """A row that a person edits: undoable, versioned, with an identity that outlives its row number.

    ``version`` refuses an edit made on an older state of the row. ``sample_key`` marks a record of the
    sample data (its identifier there); ``None`` for the office's own records. An edit of ``lasting`` records alone is
    no step that can be undone: what it says did happen.
    """

    __table_args__: Any = (TABLE,)
    lasting: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uuid)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)
    sample_key: Mapped[str | None] = mapped_column(String(80), index=True)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        table: Any = getattr(cls, "__table__", None)
        return {} if table is None else {"version_id_col": table.c.version}


class Bookkeeping:
    """A row the program keeps for itself and only adds to: neither undoable nor versioned."""

    __table_args__: Any = (TABLE,)

    id: Mapped[int] = mapped_column(primary_key=True)


GOES_ALONG = "goes along"


def link(target: str, *, optional: bool = False, goes_along: bool = False) -> Any:
    """A foreign key column to ``target.id``; with ``goes_along`` the row is erased with what it may lead to.

    RESTRICT, because deletions cascade in the ORM alone, where each row is seen and can be undone.
    """
    key = ForeignKey(f"{target}.id", ondelete="RESTRICT")
    return mapped_column(key, nullable=optional, index=True, info={GOES_ALONG: goes_along})
