"""Backups of a PostgreSQL database, by PostgreSQL's own program.

Scheduled backups, point-in-time recovery and restoring belong to whoever runs
the server; the program makes a dump on demand and before it upgrades the schema.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.store.looking import other_kind
from tripplanner.store.targets import partial, sweep

_KILLED = timedelta(hours=12)
"""Nobody writes on a dump that was begun so long ago."""
_MAGIC = b"PGDMP"  # how a dump begins


def dump(url: sa.URL, target: Path) -> Path:
    """Writes a dump in PostgreSQL's custom format (``pg_restore`` reads it) and checks that it can be read.

    :raises TripPlannerError: ``pg_dump`` is not installed, or it failed; nothing is left behind.
    """
    program, reader = _program("pg_dump"), _program("pg_restore")
    if target.is_file() and not _may_be_replaced(target):
        raise other_kind(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = partial(target)
    try:
        _run([program, "--format=custom", "--no-owner", f"--file={aside}"], url)
        _run([reader, "--list", str(aside)], url)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sweep(target.parent, f"{url.database}-*.dump.*", _KILLED, datetime.now(UTC))
    return target


def put_back(url: sa.URL, dump_file: Path) -> None:
    """Fills an empty database from a dump, all of it or nothing.

    :raises TripPlannerError: ``pg_restore`` is not installed, or the dump cannot be read.
    """
    words = ["--no-owner", "--no-privileges", "--single-transaction", f"--dbname={url.database}", str(dump_file)]
    _run([_program("pg_restore"), *words], url)


def rows_in(dump_file: Path, tables: Sequence[str]) -> Iterator[str]:
    """The lines of a dump that hold the rows of these tables, each block between ``COPY`` and ``\\.``.

    :raises TripPlannerError: ``pg_restore`` is not installed, or the dump cannot be read.
    """
    chosen = [f"--table={table}" for table in tables]
    command = [_program("pg_restore"), "--data-only", *chosen, "--file=-", str(dump_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        for line in running.stdout:
            yield line.decode("utf-8", "replace")
    if running.returncode:
        raise other_kind(dump_file)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise TripPlannerError(
            msg("A backup of a database server needs PostgreSQL’s programs pg_dump and pg_restore."),
            msg("Nothing was changed."),
            msg("Install them on this computer, or ask whoever runs the server for a backup."),
        )
    return found


def _may_be_replaced(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) in (b"", _MAGIC)


def dump_name(url: sa.URL, reason: str) -> str:
    """A file name that says which database, when and why."""
    return f"{url.database}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{reason}.dump"


def restoring_command(url: sa.URL, dump_file: Path) -> str:
    """What whoever runs the server types to put a dump back: all of it, or nothing."""
    address = url.set(drivername="postgresql", password=None).render_as_string()
    words = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={address}"]
    return shlex.join([*words, str(dump_file)])


def _run(command: list[str], url: sa.URL) -> None:
    """The password goes through the environment: the arguments of a process are visible to all."""
    told = {
        "PGHOST": str(url.query.get("host", url.host or "")),
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username or "",
        "PGDATABASE": url.database or "",
        "PGPASSWORD": str(url.password or ""),
        "PGCLIENTENCODING": "UTF8",
    }
    environment = {**os.environ, **{name: value for name, value in told.items() if value}}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["?"]
        reason = next((line for line in lines if "error:" in line), lines[-1])
        raise TripPlannerError(
            msg("The server could not be backed up: {reason}", reason=reason),
            msg("Nothing was changed."),
            msg("Ask whoever runs the server for a backup."),
        )
