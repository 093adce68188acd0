"""Fixtures for tests that need a database: every one of them runs on SQLite and on PostgreSQL.

``database_url``: the address of a fresh database with our tables.
``sample_workspace``: a workspace on a database that holds the sample.
``open_workspace``: opens workspaces on it, as other actors too. ``workspace``: one of them.
``sample_database``: a file that holds the sample, to be copied.
``sample_session``: opens a session on a copy in memory of the sample, for what needs no workspace.
Tests that hold for one kind only ask for ``sqlite_url`` or ``postgres_url``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

import postgres
from tripplanner.i18n import msg
from tripplanner.planning.sample import load_sample
from tripplanner.store.workspace import Workspace

OpenWorkspace = Callable[..., Workspace]
SampleSession = Callable[[], AbstractContextManager[Session]]
MISSING = "PostgreSQL's programs (initdb, postgres) are not installed: tests on PostgreSQL are NOT RUN"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A skipped database is said aloud at the end, not in a letter among dots; and what the rigs counted."""
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties:
            if name == "rig":
                terminalreporter.write_line(str(line))
    if postgres.programs() is None:
        terminalreporter.write_sep("!", MISSING, red=True)


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Has a line printed at the end of the run."""
    return lambda line: request.node.user_properties.append(("rig", line))


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _file_once(tmp_path_factory, "empty.db", _make)


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    """The path of a fresh SQLite database."""
    path = tmp_path / "trips.db"
    shutil.copyfile(_sqlite_template, path)
    return str(path)


@pytest.fixture(scope="session")
def postgres_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Cluster]:
    """The PostgreSQL server of this test run."""
    if postgres.programs() is None:
        why = MISSING
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with postgres.shared(_meeting(tmp_path_factory)) as cluster:
        yield cluster


def _meeting(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run share, where they can wait for one another."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") and os.name == "posix" else base


def _file_once(factory: pytest.TempPathFactory, name: str, make: Callable[[str], None]) -> Path:
    """A database to be copied, made by the worker that first needs it."""
    meeting = _meeting(factory)
    path = meeting / name
    with postgres.alone(meeting, name) if os.name == "posix" else nullcontext():
        if not path.exists():
            aside = factory.mktemp("aside") / name
            make(str(aside))
            aside.replace(path)
    return path


def _database_once(
    factory: pytest.TempPathFactory, cluster: postgres.Cluster, name: str, make: Callable[[str], None]
) -> str:
    """The same on the server."""
    with postgres.alone(_meeting(factory), name):
        if not _scalar(cluster, f"SELECT count(*) FROM pg_database WHERE datname = '{name}'"):
            create_database(cluster, f"{name}_aside")
            make(cluster.url(f"{name}_aside"))
            _statement(cluster, f"ALTER DATABASE {name}_aside RENAME TO {name}")
    return name


def _make(url: str) -> None:
    Workspace.open(url, actor="template", create=True).close()


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with our tables, to be copied."""
    return _database_once(tmp_path_factory, postgres_cluster, "empty", _make)


@pytest.fixture
def postgres_url(postgres_cluster: postgres.Cluster, postgres_template: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database, dropped after the test."""
    name = f"test_{uuid4().hex}"
    create_database(postgres_cluster, name, template=postgres_template)
    yield postgres_cluster.url(name)
    _statement(postgres_cluster, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database of each kind in turn."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def open_workspace(database_url: str) -> Iterator[OpenWorkspace]:
    """Opens workspaces on the same database; all are closed at the end."""
    opened: list[Workspace] = []

    def open(actor: str = "anna", station: str = "desk", **options: bool) -> Workspace:
        workspace = Workspace.open(database_url, actor=actor, station=station, **options)
        opened.append(workspace)
        return workspace

    yield open
    for workspace in reversed(opened):
        workspace.close()


@pytest.fixture
def workspace(open_workspace: OpenWorkspace) -> Workspace:
    """One open workspace."""
    return open_workspace()


@pytest.fixture(scope="session")
def _sqlite_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _file_once(tmp_path_factory, "sample.db", _fill)


@pytest.fixture(scope="session")
def sample_database(_sqlite_sample: Path) -> Path:
    """A file that holds the sample: to be copied, or only read. Loading the sample takes seconds."""
    return _sqlite_sample


@pytest.fixture(scope="session")
def _postgres_sample(postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    return _database_once(tmp_path_factory, postgres_cluster, "sample", _fill)


def _fill(url: str) -> None:
    with Workspace.open(url, actor="anna", station="desk", create=True) as workspace:
        workspace.do(msg("Load the sample"), load_sample)


@pytest.fixture(params=["sqlite", "postgresql"])
def sample_workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on a database in which anna has loaded the sample, one step that can be undone."""
    if request.param == "sqlite":
        path = tmp_path / "sample.db"
        shutil.copyfile(request.getfixturevalue("_sqlite_sample"), path)
        with Workspace.open(path, actor="anna", station="desk") as workspace:
            yield workspace
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    name = f"test_{uuid4().hex}"
    create_database(cluster, name, template=request.getfixturevalue("_postgres_sample"))
    with Workspace.open(cluster.url(name), actor="anna", station="desk") as workspace:
        yield workspace
    _statement(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sample_reader(request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """The sample on either database, for tests that write nothing."""
    if request.param == "sqlite":
        with Workspace.open(request.getfixturevalue("_sqlite_sample"), read_only=True) as workspace:
            yield workspace
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
    name = f"test_{uuid4().hex}"
    create_database(cluster, name, template=request.getfixturevalue("_postgres_sample"))
    with Workspace.open(cluster.url(name), read_only=True) as workspace:
        yield workspace
    _statement(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sample_session(_sqlite_sample: Path) -> SampleSession:
    """Opens sessions on the sample, each on a copy of its own in memory."""

    @contextmanager
    def opened() -> Iterator[Session]:
        with closing(_memory()) as copy:
            with closing(sqlite3.connect(_sqlite_sample)) as original:
                original.backup(copy)
            with _session_on(copy) as session:
                yield session

    return opened


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)


@contextmanager
def _session_on(connection: sqlite3.Connection) -> Iterator[Session]:
    engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=sa.StaticPool)
    with Session(engine) as session:
        yield session


def create_database(cluster: postgres.Cluster, name: str, template: str = "template0") -> None:
    """Makes a database; ``template`` is copied."""
    _statement(cluster, f"CREATE DATABASE {name} TEMPLATE {template}")


def _statement(cluster: postgres.Cluster, statement: str) -> None:
    with _as_owner(cluster) as connection:
        connection.exec_driver_sql(statement)


def _scalar(cluster: postgres.Cluster, question: str) -> object:
    with _as_owner(cluster) as connection:
        return connection.exec_driver_sql(question).scalar()


@contextmanager
def _as_owner(cluster: postgres.Cluster) -> Iterator[sa.Connection]:
    engine = sa.create_engine(cluster.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
