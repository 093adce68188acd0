"""Releases, approved versions and snapshots count each by themselves; why one was made in spite of findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("release", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("anyway", sa.String, nullable=False, server_default=""))
        table.drop_constraint("uq_release_trip_uuid_number", type_="unique")
        table.create_unique_constraint("uq_release_trip_uuid_kind_number", ["trip_uuid", "kind", "number"])
    with op.batch_alter_table("release", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("anyway", server_default=None)
    op.create_index("ix_delegation_trip_id_position", "delegation", ["trip_id", "position"], if_not_exists=True)


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")
