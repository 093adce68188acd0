"""What a trip is to teach and taught: themes and objectives of visits, forms and answers, commitments, summaries;
results and validation of case studies; a moment for a message to leave at.
"""

from __future__ import annotations

import json
import uuid

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: For altering a table: the tables it leads to need not be read again, which took half the time of making a database.
BATCH = {"table_kwargs": {"sqlite_autoincrement": True}, "reflect_kwargs": {"resolve_fks": False}}


def upgrade() -> None:
    _aims()
    _feedback()
    _observations()
    _commitments()
    _summaries()
    _cases()
    _columns("outbox_message", sa.Column("scheduled_at", sa.String(27), nullable=True))


def record(
    name: str,
    *parts: sa.schema.SchemaItem,
    links: dict[str, tuple[str, bool]],
    unique: tuple[str, ...] = (),
    index: tuple[str, ...] = (),
) -> None:
    """A table of records; ``links`` maps a column to the table it leads to and whether it may be empty."""
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
        *([sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}")] if unique else []),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{name}_{column}", ondelete="RESTRICT")
            for column, (target, _) in links.items()
        ),
        sqlite_autoincrement=True,
    )
    for columns in (("sample_key",), *((column,) for column in links), *([index] if index else [])):
        op.create_index(f"ix_{name}_{'_'.join(columns)}", name, list(columns))


def whole(name: str = "position", *, optional: bool = False) -> sa.Column[int]:
    """A whole number."""
    return sa.Column(name, sa.Integer, nullable=optional)


def short(name: str, length: int) -> sa.Column[str]:
    """Words of a bounded length."""
    return sa.Column(name, sa.String(length), nullable=False)


def long(name: str, *, optional: bool = False) -> sa.Column[str]:
    """A text in several languages, or JSON."""
    return sa.Column(name, sa.Text, nullable=optional)


def _aims() -> None:
    pairs = {"trip_theme": ("trip", "theme"), "objective_theme": ("objective", "theme"),
             "item_theme": ("item", "theme"), "item_objective": ("item", "objective")}  # fmt: skip
    for table, (left, right) in pairs.items():
        links = {f"{left}_id": (left, False), f"{right}_id": (right, False)}
        record(table, whole(), links=links, unique=tuple(links))
    record(
        "theme_question", whole(), long("text"), long("provenance", optional=True), links={"theme_id": ("theme", False)}
    )
    _columns("objective", long("anchors"))
    _columns("item", whole("actual_min", optional=True))
    _columns("question", origin_id="theme_question")


def _feedback() -> None:
    record(
        "feedback_form",
        *(short("kind", 12), short("edition", 20), long("languages", optional=True), long("questions", optional=True)),
        links={"trip_id": ("trip", False)},
        unique=("trip_id", "kind", "edition"),
    )
    record(
        "feedback_answer",
        short("key", 80), short("respondent", 40), sa.Column("day", sa.String(10), nullable=True),
        short("language", 12), long("values", optional=True),
        links={"form_id": ("feedback_form", False), "person_id": ("person", True), "subgroup_id": ("subgroup", True)},
        unique=("form_id", "key"),
        index=("person_id", "form_id"),
    )  # fmt: skip
    record(
        "self_assessment",
        *(short("respondent", 40), short("moment", 6), whole("value")),
        links={
            "objective_id": ("objective", False),
            "person_id": ("person", True),
            "answer_id": ("feedback_answer", True),
        },
        index=("objective_id", "moment"),
    )


def _observations() -> None:
    links = {"observation_id": ("observation", False), "theme_id": ("theme", False)}
    record("observation_theme", whole(), links=links, unique=tuple(links))
    record(
        "observation_case",
        links={
            "observation_id": ("observation", False),
            "case_id": ("case_study", False),
            "block_id": ("building_block", True),
        },
    )
    _columns("observation", sa.Column("named", sa.Boolean, nullable=False), answer_id="feedback_answer")


def _commitments() -> None:
    record(
        "commitment",
        *(whole(), long("text"), sa.Column("due", sa.String(10), nullable=True), short("status", 10)),
        links={
            "trip_id": ("trip", False),
            "item_id": ("item", True),
            "case_id": ("case_study", True),
            "person_id": ("person", True),
            "organisation_id": ("organisation", True),
        },
        index=("status", "due"),
    )
    record(
        "commitment_step",
        *(short("day", 10), short("status", 10), long("note")),
        links={"commitment_id": ("commitment", False)},
    )


def _summaries() -> None:
    record("summary", short("kind", 10), long("title"), links={"trip_id": ("trip", False)}, unique=("trip_id", "kind"))
    record(
        "summary_block",
        whole(), short("section", 20), short("key", 120), long("text"), long("draft", optional=True),
        sa.Column("edited", sa.Boolean, nullable=False), sa.Column("hidden", sa.Boolean, nullable=False),
        long("evidence", optional=True), long("quotes", optional=True), short("evidence_hash", 64),
        links={"summary_id": ("summary", False), "theme_id": ("theme", True)},
        unique=("summary_id", "key"),
    )  # fmt: skip


def _cases() -> None:
    record(
        "case_result",
        *(whole(), long("text"), long("evidence"), short("dated", 10), sa.Column("url", sa.String, nullable=False)),
        links={"case_id": ("case_study", False)},
    )
    record(
        "case_validation",
        short("state", 10), short("by", 120), short("at", 27), sa.Column("note", sa.String, nullable=False),
        *(long("content", optional=True), short("stamp", 32)),
        links={"case_id": ("case_study", False)},
    )  # fmt: skip
    _columns(
        "case_study",
        *(long("failures"), long("trade_offs"), short("original_language", 12), short("validation", 10)),
        *(short("author", 120), short("reviewer", 120)),
    )
    _move_results()


def _move_results() -> None:
    """Each result of the former list becomes a record of its own, so that evidence and a date can stand beside it."""
    connection = op.get_bind()
    case = sa.table(
        "case_study", *map(sa.column, ("id", "results", "created_at", "updated_at", "sample_key", "validation"))
    )
    connection.execute(case.update().values(validation="draft"))
    made = sa.table("case_result", *map(sa.column, (
        "uuid", "version", "created_at", "updated_at", "case_id", "position", "text", "evidence", "dated", "url",
    )))  # fmt: skip
    for row in connection.execute(sa.select(case).where(case.c.results != "").order_by(case.c.id)).mappings().all():
        for position, text in enumerate(json.loads(row["results"])):
            words = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            connection.execute(made.insert().values(
                uuid=str(uuid.uuid4()), version=1, created_at=row["created_at"], updated_at=row["updated_at"],
                case_id=row["id"], position=position, text=words, evidence="", dated="", url="",
            ))  # fmt: skip
    with op.batch_alter_table("case_study", **BATCH) as table:
        table.drop_column("results")


def _columns(table: str, *columns: sa.Column, **links: str) -> None:
    """New columns of a table, empty in the rows there are; ``links`` may lead to a row of another table."""
    filled = [column for column in columns if not column.nullable]
    with op.batch_alter_table(table, **BATCH) as batch:
        for column in columns:
            if not column.nullable:
                column.server_default = sa.DefaultClause(sa.false() if isinstance(column.type, sa.Boolean) else "")
            batch.add_column(column)
        for name, target in links.items():
            batch.add_column(sa.Column(name, sa.Integer, nullable=True))
            batch.create_foreign_key(f"fk_{table}_{name}", target, [name], ["id"], ondelete="RESTRICT")
    if filled:
        with op.batch_alter_table(table, **BATCH) as batch:
            for column in filled:
                batch.alter_column(column.name, server_default=None)
    for name in links:
        op.create_index(f"ix_{table}_{name}", table, [name])


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")
