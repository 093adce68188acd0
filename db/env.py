"""Runs revisions on the connection that the program hands over, or on the developer's ``alembic.ini`` address."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlalchemy.types import TypeDecorator


def render(kind: str, item: Any, autogen: Any) -> Any:
    """Revisions name database types only: never a type of the model, which may change later."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: sa.Connection, metadata: sa.MetaData | None) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=render,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given, context.config.attributes.get("metadata"))
else:
    from tripplanner.model import Base

    engine = sa.create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.begin() as own:
        run(own, Base.metadata)
    engine.dispose()
