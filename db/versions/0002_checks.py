"""Levels of checks per trip, and findings dismissed with a reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def record(name: str, *parts: sa.schema.SchemaItem) -> None:
    """A table of records that hang on a trip."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uuid", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.Column("sample_key", sa.String(80), nullable=True),
        sa.Column("trip_id", sa.Integer, nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("uuid", name=f"uq_{name}_uuid"),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=f"fk_{name}_trip_id", ondelete="RESTRICT"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_sample_key", name, ["sample_key"])
    op.create_index(f"ix_{name}_trip_id", name, ["trip_id"])


def upgrade() -> None:
    record(
        "check_level",
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.UniqueConstraint("trip_id", "rule", name="uq_check_level_trip_id_rule"),
    )
    record(
        "dismissal",
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("dismissed_by", sa.String, nullable=False),
        sa.Column("dismissed_at", sa.String(27), nullable=False),
    )
    op.create_index("ix_dismissal_trip_id_rule", "dismissal", ["trip_id", "rule"])


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")
