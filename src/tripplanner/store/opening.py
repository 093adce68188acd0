"""Opens a database: looks at it first, takes the lock, builds the connections."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model import Base
from tripplanner.store import engine
from tripplanner.store.location import Location, parse
from tripplanner.store.notices import FileNotices, Notices

Holder = tuple[str, str]


@dataclass
class Opened:
    """The connections of an open database. ``writer`` is ``None`` when it was opened for reading only."""

    location: Location
    reader: sa.Engine
    writer: sa.Engine | None
    notices: Notices

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
        self.notices.close()
        self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()


def open_database(location: str | Path | sa.URL, *, holder: Holder, create: bool, read_only: bool) -> Opened:
    """Opens the database at ``location``; the arguments are those of :meth:`Workspace.open`."""
    place = parse(location)
    assert place.path is not None
    writer = engine.sqlite_writer(place.file)
    if create and not place.file.exists():
        place.file.parent.mkdir(parents=True, exist_ok=True)
        with writer.begin() as connection:
            Base.metadata.create_all(connection)
    reader = engine.sqlite_reader(place.file)
    return Opened(place, reader, writer, FileNotices(reader, sole_writer=not read_only))
