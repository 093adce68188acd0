"""How hosts of items answered, and since when they stand as they do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("item_host", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("since", sa.String(10), nullable=True))
        table.add_column(sa.Column("answer", sa.String(10), nullable=False, server_default=""))
        table.add_column(sa.Column("answer_at", sa.String(27), nullable=True))
        table.add_column(sa.Column("answer_sequence", sa.Integer, nullable=True))
        table.add_column(sa.Column("answer_note", sa.String, nullable=False, server_default=""))
    with op.batch_alter_table("item_host", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("answer", server_default=None)
        table.alter_column("answer_note", server_default=None)


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")
