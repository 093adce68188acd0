"""Writes ``db/versions/0001_first.py`` from the model: ``python tools/revision.py``.

Only as long as revision 1 is unreleased. Later changes of the model are new
revisions: ``alembic revision --autogenerate --rev-id 0002 -m "…"``, then read
and corrected by hand, and ``HEAD`` in ``store/schema.py`` raised. The written
file never imports the model: tests/store/test_schema.py compares the two.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from tripplanner.model import Base  # noqa: E402
from tripplanner.model.base import Record  # noqa: E402

TARGET = ROOT / "db" / "versions" / "0001_first.py"
IDENTITY = ("id", "uuid", "version", "created_at", "updated_at", "sample_key")

HEAD = '''"""The whole schema of the first release.

Written by tools/revision.py, never importing the model: what a database of
this revision looks like does not change when the model does.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def columns(kind: Any, names: str, *, null: bool = False) -> list[sa.Column[Any]]:
    """Columns of one type; ``names`` are separated by spaces."""
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def table(name: str, *parts: Any, key: str = "id", **indexes: str) -> None:
    """A table; ``indexes`` maps the end of an index's name to its columns, separated by spaces."""
    numbered = [sa.Column("id", sa.Integer, nullable=False)] if key == "id" else []
    options = {"sqlite_autoincrement": True} if key == "id" else {}
    rows = [part for group in parts for part in (group if isinstance(group, list) else [group])]
    op.create_table(name, *numbered, *rows, sa.PrimaryKeyConstraint(key, name=f"pk_{name}"), **options)
    for end, names in indexes.items():
        op.create_index(f"ix_{name}_{end}", name, names.split())


def record(name: str, *parts: Any, **indexes: str) -> None:
    """A table of records: identity, version, times, and the mark of the sample."""
    table(
        name,
        columns(sa.String(36), "uuid"),
        columns(sa.Integer, "version"),
        columns(sa.String(27), "created_at updated_at"),
        columns(sa.String(80), "sample_key", null=True),
        *parts,
        unique(name, "uuid"),
        sample_key="sample_key",
        **indexes,
    )


def unique(name: str, *names: str) -> sa.UniqueConstraint:
    """A uniqueness that holds for these columns together."""
    return sa.UniqueConstraint(*names, name=f"uq_{name}_{'_'.join(names)}")


def refers(name: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A link; deletions cascade in the program alone, where each row is seen."""
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{name}_{column}", ondelete="RESTRICT")


def upgrade() -> None:
    for create in TABLES:
        create()


def downgrade() -> None:
    raise NotImplementedError("a backup is restored instead")
'''


def main() -> None:
    tables = Base.metadata.sorted_tables
    names = ",\n    ".join(table.name for table in tables)
    body = "\n\n".join(_function(table) for table in tables)
    TARGET.write_text(f"{HEAD}\n\n{body}\n\nTABLES = (\n    {names},\n)\n", encoding="utf-8")
    for arguments in (["format"], ["check"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, "-q", str(TARGET)], check=True)


def _function(table: sa.Table) -> str:
    recorded = _is_record(table)
    lines = [*_columns(table, recorded), *_links(table), *_uniques(table, recorded)]
    options = [*_indexes(table, recorded)]
    if [column.name for column in table.primary_key] != ["id"]:
        options.append(f'key="{next(iter(table.primary_key)).name}"')
    inside = ", ".join([f'"{table.name}"', *lines, *options])
    kind = "record" if recorded else "table"
    return f"def {table.name}() -> None:\n    {kind}(\n        {inside},\n    )\n"


def _is_record(table: sa.Table) -> bool:
    return any(issubclass(m.class_, Record) for m in Base.registry.mappers if m.local_table is table)


def _columns(table: sa.Table, recorded: bool) -> list[str]:
    groups: dict[tuple[str, bool], list[str]] = {}
    for column in table.columns:
        if column.name not in (IDENTITY if recorded else ("id",)):
            groups.setdefault((_type(column.type), bool(column.nullable)), []).append(column.name)
    return [
        f"columns({kind}, {packed}{', null=True' if null else ''})"
        for (kind, null), names in groups.items()
        for packed in map(_quoted, textwrap.wrap(" ".join(names), 80))
    ]


def _type(kind: TypeEngine) -> str:
    while isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    name, length = type(kind).__name__, getattr(kind, "length", None)
    return f"sa.{name}({length})" if length else f"sa.{name}"


def _links(table: sa.Table) -> list[str]:
    keys = sorted((key.parent.name, key.column.table.name) for key in table.foreign_keys)
    return [f'refers("{table.name}", "{column}", "{target}")' for column, target in keys]


def _uniques(table: sa.Table, recorded: bool) -> list[str]:
    found = [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    names = sorted([column.name for column in constraint.columns] for constraint in found)
    return [f'unique("{table.name}", {", ".join(map(_quoted, n))})' for n in names if not (recorded and n == ["uuid"])]


def _indexes(table: sa.Table, recorded: bool) -> list[str]:
    rows: list[str] = []
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        end = str(index.name).removeprefix(f"ix_{table.name}_")
        if not (recorded and end == "sample_key"):
            rows.append(f'{end}="{" ".join(column.name for column in index.columns)}"')
    return rows


def _quoted(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    main()
