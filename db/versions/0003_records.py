"""Consents, hosts of a trip, exchanges, journeys, observations, import templates; the keys of the vault."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def record(name: str, *parts: sa.schema.SchemaItem, links: dict[str, tuple[str, bool]]) -> None:
    """A table of records; ``links`` maps a column to the table it points to and whether it may be empty."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uuid", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.Column("sample_key", sa.String(80), nullable=True),
        *(sa.Column(column, sa.Integer, nullable=optional) for column, (_, optional) in links.items()),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("uuid", name=f"uq_{name}_uuid"),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{name}_{column}", ondelete="RESTRICT")
            for column, (target, _) in links.items()
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_sample_key", name, ["sample_key"])
    for column in links:
        op.create_index(f"ix_{name}_{column}", name, [column])


def bookkeeping(name: str, *parts: sa.schema.SchemaItem) -> None:
    """A table that the program only adds to."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )


def words(*names: str) -> list[sa.Column[str]]:
    """Columns of plain words, empty when there are none."""
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def days(*names: str) -> list[sa.Column[str]]:
    """Columns of civil dates that may be unknown."""
    return [sa.Column(name, sa.String(10), nullable=True) for name in names]


def upgrade() -> None:
    with op.batch_alter_table("sensitive_value", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("blind", sa.String(64), nullable=False, server_default=""))
    with op.batch_alter_table("sensitive_value", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("blind", server_default=None)
        table.create_index("ix_sensitive_value_kind_blind", ["kind", "blind"])
    with op.batch_alter_table("contact", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("availability", sa.String, nullable=False, server_default=""))
    with op.batch_alter_table("contact", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("availability", server_default=None)
    op.create_index("ix_delegate_delegation_id_rank", "delegate", ["delegation_id", "rank"])
    _people()
    _partners()
    _vault()


def _people() -> None:
    record(
        "consent",
        sa.Column("purpose", sa.String(20), nullable=False),
        *words("wording"),
        sa.Column("language", sa.String(12), nullable=False),
        *days("asked_on", "given_on", "withdrawn_on"),
        links={"person_id": ("person", False)},
    )
    record(
        "journey",
        sa.Column("direction", sa.String(10), nullable=False),
        sa.Column("at", sa.String(16), nullable=True),
        sa.Column("zone", sa.String(40), nullable=False),
        *words("where_words", "carrier", "note"),
        links={"trip_id": ("trip", False), "person_id": ("person", False), "place_id": ("place", True)},
    )
    record(
        "observation",
        *days("day"),
        sa.Column("kind", sa.String(14), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer, nullable=True),
        links={
            "trip_id": ("trip", False),
            "item_id": ("item", True),
            "site_id": ("site", True),
            "person_id": ("person", True),
            "subgroup_id": ("subgroup", True),
        },
    )


def _partners() -> None:
    record(
        "trip_host",
        sa.Column("state", sa.String(12), nullable=False),
        *days("since", "thanked_on"),
        *words("note"),
        sa.UniqueConstraint("trip_id", "organisation_id", name="uq_trip_host_trip_id_organisation_id"),
        links={
            "trip_id": ("trip", False),
            "organisation_id": ("organisation", False),
            "contact_id": ("contact", True),
        },
    )
    record(
        "exchange",
        *days("day"),
        sa.Column("way", sa.String(12), nullable=False),
        *words("summary"),
        links={
            "organisation_id": ("organisation", False),
            "contact_id": ("contact", True),
            "trip_id": ("trip", True),
        },
    )
    record(
        "import_template",
        *words("name"),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("headings", sa.Text, nullable=True),
        sa.Column("column_fields", sa.Text, nullable=True),
        links={},
    )


def _vault() -> None:
    bookkeeping(
        "wrapped_key",
        sa.Column("key_id", sa.String(36), nullable=False),
        sa.Column("way", sa.String(12), nullable=False),
        sa.Column("holder", sa.String(120), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        *words("wrapped"),
        sa.Column("check_value", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("made_by", sa.String(120), nullable=False),
    )
    op.create_index("ix_wrapped_key_key_id", "wrapped_key", ["key_id"])
    bookkeeping(
        "reveal",
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("station", sa.String(120), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("purpose", sa.String(60), nullable=False),
    )
    op.create_index("ix_reveal_person", "reveal", ["person"])
    bookkeeping(
        "tombstone",
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("records", sa.Text, nullable=True),
        sa.UniqueConstraint("person", name="uq_tombstone_person"),
    )


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")
