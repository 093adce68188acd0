"""Messages that leave the office, with what is attached; how hosts of items answered, and since when they stand so;
what an import left in a record.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _answers()
    _messages()
    _import_marks()
    _feeds()


def _answers() -> None:
    with op.batch_alter_table("item_host", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("since", sa.String(10), nullable=True))
        table.add_column(sa.Column("answer", sa.String(10), nullable=False, server_default=""))
        table.add_column(sa.Column("answer_at", sa.String(27), nullable=True))
        table.add_column(sa.Column("answer_sequence", sa.Integer, nullable=True))
        table.add_column(sa.Column("answer_note", sa.String, nullable=False, server_default=""))
    with op.batch_alter_table("item_host", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("answer", server_default=None)
        table.alter_column("answer_note", server_default=None)


def _messages() -> None:
    op.create_table(
        "outbox_message",
        sa.Column("trip_id", sa.Integer, nullable=False),
        sa.Column("release_number", sa.Integer, nullable=True),
        sa.Column("purpose", sa.String(12), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=True),
        sa.Column("organisation_id", sa.Integer, nullable=True),
        sa.Column("item_uuid", sa.String(36), nullable=False),
        sa.Column("facts", sa.Text, nullable=True),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=True),
        sa.Column("doubts", sa.Text, nullable=True),
        sa.Column("problem", sa.Text, nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("station", sa.String(120), nullable=False),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("reviewed_at", sa.String(27), nullable=True),
        sa.Column("reviewed_by", sa.String(120), nullable=False),
        sa.Column("left_at", sa.String(27), nullable=True),
        sa.Column("ended_at", sa.String(27), nullable=True),
        *_record(),
        _leads("outbox_message", "trip_id", "trip"),
        _leads("outbox_message", "person_id", "person"),
        _leads("outbox_message", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_message"),
        sa.UniqueConstraint("key", name="uq_outbox_message_key"),
        sa.UniqueConstraint("uuid", name="uq_outbox_message_uuid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox_attachment",
        sa.Column("message_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("asked", sa.Text, nullable=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        *_record(),
        _leads("outbox_attachment", "message_id", "outbox_message"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_attachment"),
        sa.UniqueConstraint("uuid", name="uq_outbox_attachment_uuid"),
        sqlite_autoincrement=True,
    )
    indexed = {
        "outbox_message": (
            ["trip_id"],
            ["person_id"],
            ["organisation_id"],
            ["item_uuid"],
            ["sample_key"],
            ["trip_id", "state"],
        ),
        "outbox_attachment": (["message_id"], ["sha256"], ["sample_key"]),
    }
    for table, indexes in indexed.items():
        for columns in indexes:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def _import_marks() -> None:
    op.create_table(
        "import_mark",
        sa.Column("owner_uuid", sa.String(36), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("digests", sa.Text, nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name="pk_import_mark"),
        sa.UniqueConstraint("uuid", name="uq_import_mark_uuid"),
        sqlite_autoincrement=True,
    )
    for column in ("owner_uuid", "sample_key"):
        op.create_index(f"ix_import_mark_{column}", "import_mark", [column])


def _feeds() -> None:
    op.create_table(
        "feed",
        sa.Column("trip_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=True),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(12), nullable=False),
        *_record(),
        _leads("feed", "trip_id", "trip"),
        _leads("feed", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("trip_id", "person_id", name="uq_feed_trip_id_person_id"),
        sa.UniqueConstraint("token", name="uq_feed_token"),
        sa.UniqueConstraint("uuid", name="uq_feed_uuid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "publication",
        sa.Column("trip_id", sa.Integer, nullable=False),
        sa.Column("feed_id", sa.Integer, nullable=True),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("files", sa.Text, nullable=True),
        sa.Column("release_number", sa.Integer, nullable=True),
        sa.Column("finished_at", sa.String(27), nullable=True),
        *_record(),
        _leads("publication", "trip_id", "trip"),
        _leads("publication", "feed_id", "feed"),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        sa.UniqueConstraint("uuid", name="uq_publication_uuid"),
        sqlite_autoincrement=True,
    )
    indexed = {"feed": ("trip_id", "person_id"), "publication": ("trip_id", "feed_id")}
    for table, columns in indexed.items():
        for column in (*columns, "sample_key"):
            op.create_index(f"ix_{table}_{column}", table, [column])


def _record() -> list[sa.Column]:
    """What every record has."""
    return [
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uuid", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=False),
        sa.Column("sample_key", sa.String(80), nullable=True),
    ]


def _leads(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")
