"""Revision 1, both databases and the model agree; an upgrade keeps data or changes nothing."""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from databases import create_database
from postgres import Cluster
from store.verbs import LABEL, add_theme, recolour, themes
from tripplanner.errors import TripPlannerError
from tripplanner.model import Base
from tripplanner.model.cases import CaseResult
from tripplanner.model.journal import UndoStep
from tripplanner.store import bin, schema, side
from tripplanner.store.changes import plain_type, recorded_tables
from tripplanner.store.engine import sqlite_writer
from tripplanner.store.location import parse
from tripplanner.store.workspace import Workspace
from tripplanner.text import Text, texts_to_json

VERSIONS = sorted((schema.revisions_folder() / "versions").glob("*.py"))


def described(metadata: sa.MetaData) -> dict[str, object]:
    """Everything of a schema that both databases can say, independent of order."""
    return {table.name: _table(table) for table in metadata.tables.values() if not _aside(table.name)}


def _aside(name: str) -> bool:
    """Not of the model: Alembic’s own table and the side tables, which are made by code and never migrated."""
    return name == "alembic_version" or name.startswith(side.PREFIX)


def _table(table: sa.Table) -> dict[str, object]:
    return {
        "columns": {c.name: (_kind(c.type), bool(c.nullable)) for c in table.columns},
        "key": [c.name for c in table.primary_key],
        "links": {
            (f.parent.name, f.column.table.name, f.column.name, f.ondelete, str(f.constraint.name))
            for f in table.foreign_keys
        },
        "unique": {
            (str(c.name), *(column.name for column in c.columns))
            for c in table.constraints
            if isinstance(c, sa.UniqueConstraint)
        },
        "indexes": {(str(i.name), bool(i.unique), *(c.name for c in i.columns)) for i in table.indexes},
    }


def _kind(kind: sa.types.TypeEngine) -> tuple[str, object]:
    plain = plain_type(kind)
    for wide, name in (
        (sa.Boolean, "boolean"),
        (sa.Integer, "integer"),
        (sa.Float, "float"),
        (sa.LargeBinary, "bytes"),
        (sa.String, "text"),
    ):
        if isinstance(plain, wide):
            return name, getattr(plain, "length", None) if name == "text" else None
    raise AssertionError(f"a type that both databases store alike, please: {kind!r}")


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    place = parse(database_url)
    made = sqlite_writer(place.path) if place.path else sa.create_engine(place.url or "")
    yield made
    made.dispose()


def reflected(engine: sa.Engine) -> sa.MetaData:
    metadata = sa.MetaData()

    @event.listens_for(metadata, "column_reflect")
    def settle(inspector: object, table: object, column: dict[str, object]) -> None:
        column["default"] = None

    metadata.reflect(engine)
    # A unique constraint comes back as an index too on PostgreSQL; it is compared as a constraint.
    for table in metadata.tables.values():
        table.indexes = {i for i in table.indexes if not str(i.name).startswith("uq_")}
    return metadata


def test_what_the_revisions_make_is_what_the_model_says(engine: sa.Engine) -> None:
    assert described(reflected(engine)) == described(Base.metadata)


def test_row_numbers_are_never_given_twice(sqlite_url: str) -> None:
    engine = sqlite_writer(Path(sqlite_url))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    engine.dispose()
    without = {
        name for name, sql in rows if "AUTOINCREMENT" not in sql and not name.startswith(("sqlite_", side.PREFIX))
    }
    assert without == {"alembic_version", "blob"}


def test_the_newest_revision_is_the_one_the_program_expects() -> None:
    assert [path.name.split("_")[0] for path in VERSIONS][-1] == schema.HEAD


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_revisions_never_import_the_program(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules <= {"__future__", "typing", "collections.abc", "sqlalchemy", "alembic", "json", "uuid"}


def test_the_bin_names_only_what_exists() -> None:
    for table, columns in bin.NAMED.items():
        assert set(columns) <= set(Base.metadata.tables[table].columns.keys())


def test_row_images_hold_no_bytes() -> None:
    kinds = {_kind(column.type)[0] for table in recorded_tables().values() for column in table.columns}
    assert kinds == {"boolean", "integer", "float", "text"}


def with_next_revision(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Makes the program believe in one more revision with this ``upgrade`` body."""
    versions = folder / "db" / "versions"
    versions.mkdir(parents=True)
    real = VERSIONS[0].parents[1]
    for path in (real / "env.py", real / "script.py.mako"):
        (versions.parent / path.name).write_bytes(path.read_bytes())
    for path in VERSIONS:
        (versions / path.name).write_bytes(path.read_bytes())
    new = f"{int(schema.HEAD) + 1:04}"
    head = f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '{new}'\ndown_revision = '{schema.HEAD}'\n"
    (versions / f"{new}_next.py").write_text(f"{head}def upgrade():\n    {body}\n")
    monkeypatch.setattr(schema, "revisions_folder", lambda: versions.parent)
    monkeypatch.setattr(schema, "HEAD", new)


REBUILD = """again = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("theme", recreate=again, table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("colour", type_=sa.String(40), existing_type=sa.String(20), existing_nullable=False)"""


def test_an_upgrade_keeps_the_data_and_ends_the_journal(
    open_workspace: Callable[..., Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_workspace()
    parent = old.do(LABEL, add_theme, "soil", references=1)
    old.do(LABEL, add_theme, "peat", parent=parent)
    old.close()
    with_next_revision(tmp_path, monkeypatch, REBUILD)
    new = open_workspace()
    assert new.get(themes) == {"soil": "nature", "peat": "nature"}
    assert new.get(lambda session: session.scalar(sa.select(sa.func.count(UndoStep.id)))) == 0
    new.do(LABEL, recolour, "soil", "a colour of more than twenty letters")
    assert new.undo() == LABEL
    if new.location.path:
        made = new.get(lambda s: s.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'theme'")))
        assert "AUTOINCREMENT" in str(made)


def test_two_clients_that_create_a_database_at_once(postgres_cluster: Cluster) -> None:
    name = f"both_{uuid4().hex}"
    create_database(postgres_cluster, name)
    problems: list[BaseException] = []

    def start(actor: str) -> None:
        try:
            Workspace.open(postgres_cluster.url(name), actor=actor, create=True).close()
        except TripPlannerError as problem:
            problems.append(problem)

    threads = [threading.Thread(target=start, args=(actor,)) for actor in ("anna", "ben", "chen")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with Workspace.open(postgres_cluster.url(name), actor="anna") as workspace:
        assert workspace.get(themes) == {}


def test_a_failing_upgrade_changes_nothing(
    open_workspace: Callable[..., Workspace], database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_workspace()
    old.do(LABEL, add_theme, "soil")
    old.close()
    with monkeypatch.context() as patch:
        with_next_revision(tmp_path, patch, REBUILD + "\n    raise ZeroDivisionError")
        with pytest.raises(ZeroDivisionError):
            Workspace.open(database_url, actor="anna")
    again = open_workspace()
    assert again.get(themes) == {"soil": "nature"}
    assert again.undo() == LABEL


def test_an_upgrade_that_would_break_links_is_refused(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(sqlite_url, actor="anna") as old:
        parent = old.do(LABEL, add_theme, "soil")
        old.do(LABEL, add_theme, "peat", parent=parent)
    with monkeypatch.context() as patch:
        with_next_revision(tmp_path, patch, "op.execute(\"DELETE FROM theme WHERE code = 'soil'\")")
        with pytest.raises(TripPlannerError, match="1 links lead to nothing"):
            Workspace.open(sqlite_url, actor="anna")
    with Workspace.open(sqlite_url, actor="anna") as again:
        assert again.get(themes) == {"soil": "nature", "peat": "nature"}
        assert again.undo() == LABEL


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """A database of each kind without any table."""
    if request.param == "sqlite":
        made = sqlite_writer(tmp_path / "empty.db")
    else:
        cluster: Cluster = request.getfixturevalue("postgres_cluster")
        name = f"empty_{uuid4().hex}"
        create_database(cluster, name)
        made = sa.create_engine(parse(cluster.url(name)).url or "")
    yield made
    made.dispose()


def test_results_of_cases_become_records_of_their_own(empty: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Revision 6 moves each of the former list, whatever languages it is in."""
    from alembic import command

    real = command.upgrade
    with monkeypatch.context() as patch, empty.begin() as connection:
        patch.setattr(command, "upgrade", lambda config, _: real(config, "0005"))
        schema._run(connection)
        first = Text.of("en", en="Opened in 2019", fr="Ouvert en 2019")
        case = {"code": "C1", "results": texts_to_json((first, Text.of("zh", zh="记录到百种"))), "version": 1,
                "uuid": str(uuid4()), "created_at": "2027-06-13T04:45:00.000000Z",
                "updated_at": "2027-06-13T04:45:00.000000Z"}  # fmt: skip
        table = sa.Table("case_study", sa.MetaData(), autoload_with=connection)
        rest = {c.name: "" for c in table.c if not c.nullable and c.name not in case and c.name != "id"}
        connection.execute(table.insert().values(rest | case))
    schema.upgrade(empty)
    with Session(empty) as session:
        found = session.scalars(sa.select(CaseResult).order_by(CaseResult.position)).all()
        assert [(row.case.code, row.text) for row in found] == [("C1", first), ("C1", Text.of("zh", zh="记录到百种"))]
        assert found[0].case.validation == "draft"
