"""Dumps of a database server that still hold an erased person: found, and rewritten on request.

A dump cannot be edited. It is put back into a database of its own on the same server, the person is erased there as
anywhere else, and what is left is dumped in the place of the former file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.vault import Tombstone
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.settings import data_dir
from tripplanner.store import schema, server
from tripplanner.store.engine import postgres_reader, postgres_writer
from tripplanner.store.erasing.compacting import compact
from tripplanner.store.erasing.copies import Erased, Holder, erase_all
from tripplanner.store.faults import spoken, writing

_TABLES = ("person", "bin_entry", "undo_step", "history_entry", "tombstone")
_BEGIN = re.compile(r'COPY (?:"?\w+"?\.)?"?(\w+)"? ')


def dumps_of(url: sa.URL) -> list[Path]:
    """The dumps of this database that the program made on this computer, the latest first."""
    pattern = re.compile(rf"{re.escape(str(url.database))}-\d{{8}}T\d{{6}}Z-\w+\.dump")
    found = (path for path in (data_dir() / "backups").glob("*.dump") if pattern.fullmatch(path.name))
    return sorted(found, key=lambda path: path.name, reverse=True)


def erased_from(url: sa.URL) -> Erased:
    """Everybody erased from this database, as it says itself. :raises TripPlannerError: the server is away."""
    table: Any = Tombstone.__table__
    engine = postgres_reader(url)
    try:
        with spoken(url.render_as_string()), engine.connect() as connection:
            rows = connection.execute(sa.text(f"SELECT person, records FROM {table.name}")).all()
    finally:
        engine.dispose()
    return {person: frozenset(json.loads(records or "[]")) for person, records in rows}


def holders(url: sa.URL) -> list[Holder]:
    """The dumps in which somebody erased can still be found; one that cannot be read may hold all of them."""
    found = dumps_of(url)
    if not found:
        return []
    erased = erased_from(url)
    held = (Holder(path, tuple(sorted(_held(path, set(erased))))) for path in found if erased)
    return [holder for holder in held if holder.persons]


def rewrite(url: sa.URL, path: Path, erased: Erased, progress: Progress = NO_PROGRESS) -> int:
    """Erases these people from a dump; the file is replaced as a whole, and returns how many were found.

    :raises TripPlannerError: the account may make no database on the server, or PostgreSQL’s programs are missing; the
        file is then as it was.
    """
    aside = path.with_name(f".{path.name}.erasing")
    with writing(str(path)), _database_aside(url, path) as place:
        progress.check()
        server.put_back(place, path)
        engine = postgres_writer(place)
        try:
            if schema.revision_of(engine) != schema.HEAD:
                schema.upgrade(engine)
            progress.check()
            count = erase_all(engine, erased)
            compact(engine)
        finally:
            engine.dispose()
        try:
            server.dump(place, aside).replace(path)
        finally:
            aside.unlink(missing_ok=True)
    return count


@contextmanager
def _database_aside(url: sa.URL, path: Path) -> Generator[sa.URL]:
    """An empty database beside this one, gone afterwards."""
    name = f"tripplanner_erasing_{uuid4().hex[:12]}"
    engine = postgres_writer(url).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            try:
                connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
            except DBAPIError as error:
                raise _may_not(path) from error
            try:
                yield url.set(database=name)
            finally:
                connection.exec_driver_sql(f"DROP DATABASE {name}")
    finally:
        engine.dispose()


def _may_not(path: Path) -> TripPlannerError:
    return TripPlannerError(
        msg("{file} cannot be rewritten: the account may make no database on the server.", file=path.name),
        msg("It still holds who was erased."),
        msg("Delete it, or let whoever runs the server give the account the right CREATEDB."),
    )


def _held(path: Path, erased: set[str]) -> set[str]:
    """Those of the erased whose records a dump has, in its tables or in what it remembers of edits."""
    found, told, stones = set[str](), set[str](), set[str]()
    try:
        for table, line in _lines(path):
            kept = {"tombstone": stones, "history_entry": told}.get(table, found)
            kept.update(person for person in erased - kept if person in line)
    except TripPlannerError:
        return erased
    return found | (told - stones)  # who is left in the history alone, in a dump of before the erasing


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of a dump that may speak of people, with the table each is of."""
    table = ""
    for line in server.rows_in(path, _TABLES):
        begun = _BEGIN.match(line)
        if begun is not None and not table:
            table = begun[1]
        elif line.startswith("\\."):
            table = ""
        elif table:
            yield table, line
