"""Opens a database: looks at it first, takes the lock, brings the schema up to date, builds the connections."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.store import backup, engine, hazards, schema
from tripplanner.store.erasing import compacting
from tripplanner.store.faults import not_a_database, read_only_place, writing
from tripplanner.store.location import Location, parse
from tripplanner.store.locking import FileLock
from tripplanner.store.looking import legible, look, missing
from tripplanner.store.marks import SIDE_FILES
from tripplanner.store.notices import FileNotices, Notices, ServerNotices

Holder = tuple[str, str]


@dataclass
class Opened:
    """The connections of an open database. ``writer`` is ``None`` when it was opened for reading only."""

    location: Location
    reader: sa.Engine
    writer: sa.Engine | None
    notices: Notices
    ending: ExitStack

    def checked_writer(self) -> sa.Engine:
        """The writing connections.

        :raises TripPlannerError: the database was opened for reading only.
        """
        if self.writer is None:
            raise TripPlannerError(
                msg("The database {name} is open for reading only.", name=self.location.name),
                msg("Nothing was changed."),
                msg("Open it for writing, or work on a copy."),
            )
        return self.writer

    def close(self) -> None:
        """Closes everything; the last SQLite connection folds the write-ahead log back into the file."""
        self.ending.close()


def open_database(
    location: str | Path | sa.URL, *, holder: Holder, create: bool, read_only: bool, anywhere: bool
) -> Opened:
    """Opens the database at ``location``; the arguments are those of :meth:`Workspace.open`."""
    place = parse(location)
    with writing(place.name), ExitStack() as started:
        if place.url is not None:
            opened = _open_server(place, place.url, started, create=create, read_only=read_only)
        elif read_only:
            opened = _open_for_reading(place, started)
        else:
            if not anywhere:
                hazards.refuse_unsafe(place.file)
            opened = _open_file(place, started, holder=holder, create=create)
        opened.ending = started.pop_all()
        return opened


def _open_file(place: Location, ending: ExitStack, *, holder: Holder, create: bool) -> Opened:
    path = place.file
    new = not path.exists()
    if new and not create:
        raise missing(path)
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif path.is_file() and not os.access(path, os.W_OK):
        look(path, schema.HEAD)
        raise read_only_place(place.name)
    ending.callback(FileLock.take(path, *holder).release)
    if new:
        _create_file(path)
    _examine(place)
    writer = engine.sqlite_writer(path)
    ending.callback(writer.dispose)
    _bring_up_to_date(place, writer)
    _finish_erasing(path, writer)
    backup.sweep_copies(path)
    reader = engine.sqlite_reader(path)
    ending.callback(reader.dispose)
    return Opened(place, reader, writer, FileNotices(reader, sole_writer=True), ending)


def _finish_erasing(path: Path, writer: sa.Engine) -> None:
    """Somebody was erased, and the process died before the file was rewritten: that is done now."""
    with writer.connect() as connection:
        asked = compacting.is_asked(connection)
    if not asked:
        return
    from tripplanner.store.erasing import copies

    compacting.finish(writer)
    copies.note(path)


def _create_file(path: Path) -> None:
    """Builds the schema aside: a creation that is interrupted leaves no half-made database."""
    aside = path.with_name(path.name + ".new")
    _remove(aside)
    maker = engine.sqlite_writer(aside)
    try:
        schema.upgrade(maker)
        maker.dispose()
        aside.replace(path)
    finally:
        maker.dispose()
        _remove(aside)


def _remove(path: Path) -> None:
    for suffix in ("", *SIDE_FILES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _examine(place: Location) -> None:
    found = look(place.file, schema.HEAD)
    if not found.ours:
        raise not_a_database(place.name)
    schema.refuse_newer(place.name, found.revision)


def _bring_up_to_date(place: Location, writer: sa.Engine) -> None:
    revision = schema.revision_of(writer)
    if revision is None:
        raise not_a_database(place.name)
    schema.refuse_newer(place.name, revision)
    if revision < schema.HEAD:
        backup.before_upgrade(place)
        schema.upgrade(writer)
    else:
        schema.settle_side(writer)


def _open_for_reading(place: Location, ending: ExitStack) -> Opened:
    """Works beside a writer; in a folder that cannot be written, on a copy: SQLite writes its log to read."""
    _examine(place)
    path = ending.enter_context(legible(place.file))
    reader = engine.sqlite_reader(path)
    ending.callback(reader.dispose)
    _must_be_current(place, reader)
    return Opened(place, reader, None, FileNotices(reader, sole_writer=False), ending)


def _must_be_current(place: Location, reader: sa.Engine) -> None:
    revision = schema.revision_of(reader)
    if revision is None:
        raise not_a_database(place.name)
    schema.refuse_newer(place.name, revision)
    if revision < schema.HEAD or not schema.has_side(reader):
        raise TripPlannerError(
            msg("The database {name} is of an older version and must be upgraded first.", name=place.name),
            msg("The file was left as it is."),
            msg("Open it once for writing: a backup is made before the upgrade."),
        )


def _open_server(place: Location, url: sa.URL, ending: ExitStack, *, create: bool, read_only: bool) -> Opened:
    writer = engine.postgres_writer(url)
    ending.callback(writer.dispose)
    _prepare_server(place, writer, create=create and not read_only, read_only=read_only)
    reader = engine.postgres_reader(url)
    ending.callback(reader.dispose)
    notices = ServerNotices(url)
    ending.callback(notices.close)
    return Opened(place, reader, None if read_only else writer, notices, ending)


def _must_hold_all_scripts(place: Location, writer: sa.Engine) -> None:
    with writer.connect() as connection:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise TripPlannerError(
            msg("The database {name} is in {code}: names and texts need UTF-8.", name=place.name, code=encoding),
            msg("Nothing was changed."),
            msg("Ask whoever runs the server for a database in UTF-8."),
        )


def _prepare_server(place: Location, writer: sa.Engine, *, create: bool, read_only: bool) -> None:
    _must_hold_all_scripts(place, writer)
    revision = schema.revision_of(writer)
    if revision is None:
        if not schema.is_empty(writer):
            raise not_a_database(place.name)
        if not create:
            raise NotFound(
                msg("The database {name} holds no trips yet.", name=place.name),
                None,
                msg("Create the tables with “tripplanner init”, or check the address."),
            )
        schema.upgrade(writer)
    elif read_only:
        _must_be_current(place, writer)
    else:
        _bring_up_to_date(place, writer)
