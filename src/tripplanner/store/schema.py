"""The schema of a database: created and brought up to date by Alembic, refused when it is newer.

A normal start reads one row and imports no Alembic.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.journal import UndoStep
from tripplanner.resources import data_root
from tripplanner.store import side
from tripplanner.store.marks import APPLICATION_ID, HEAD


class Newer(TripPlannerError):
    """A later version of the program made this database."""


def revision_of(engine: sa.Engine) -> str | None:
    """The revision of the database; ``None`` when it is not one of ours."""
    with engine.connect() as connection:
        return _revision(connection)


def is_empty(engine: sa.Engine) -> bool:
    """Whether the database holds no table at all."""
    return not sa.inspect(engine).get_table_names()


def refuse_newer(name: str, revision: str) -> None:
    """:raises Newer: the schema is one that this program does not know."""
    if revision > HEAD or (revision < HEAD and revision not in known_revisions()):
        raise Newer(
            msg(
                "The database {name} was made by a newer tripplanner (schema {theirs}; this one knows {ours}).",
                name=name,
                theirs=revision,
                ours=HEAD,
            ),
            msg("The file was left as it is."),
            msg("Install the newer version to open it."),
        )


def upgrade(engine: sa.Engine) -> None:
    """Creates the schema or brings it to :data:`HEAD`, in one transaction.

    The undo journal ends here: its images have the old shape. SQLite rebuilds a table by copying it, which
    with foreign keys on would empty its children: they are off from before the transaction, and checked
    before it is committed.

    :raises TripPlannerError: the data would not fit together; nothing is changed.
    """
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            _pragma(connection, "foreign_keys = OFF")
        try:
            with connection.begin():
                if not sqlite:  # two clients may start at once; the second then finds everything done
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(APPLICATION_ID)))
                side.drop(connection)  # its triggers name columns that may go
                _run(connection)
                side.rebuild(connection)
                if sqlite:
                    _finish_sqlite(connection)
        finally:
            if sqlite:
                _pragma(connection, "foreign_keys = ON")
                _pragma(connection, "wal_checkpoint(TRUNCATE)")


def settle_side(engine: sa.Engine) -> None:
    """Makes the side tables anew where another program version made them; otherwise reads one row."""
    with engine.begin() as connection:
        if side.is_current(connection):
            return
        if engine.dialect.name != "sqlite":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(APPLICATION_ID)))
            if side.is_current(connection):
                return
        side.rebuild(connection)


def has_side(engine: sa.Engine) -> bool:
    """Whether the side tables are those of this program."""
    with engine.connect() as connection:
        return side.is_current(connection)


def known_revisions() -> set[str]:
    """The revisions from which this program can upgrade."""
    return {path.name.split("_")[0] for path in (revisions_folder() / "versions").glob("[0-9]*.py")}


def revisions_folder() -> Path:
    """Where the revisions lie."""
    return data_root() / "db"


def _run(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(revisions_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.execute(sa.delete(UndoStep))


def _finish_sqlite(connection: sa.Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise TripPlannerError(
            msg("The database could not be upgraded: {count} links lead to nothing.", count=len(broken)),
            msg("It was left as it was."),
            msg("Restore the latest backup, or send the report to whoever looks after the program."),
        )
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(HEAD)}")


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _pragma(connection: sa.Connection, pragma: str) -> None:
    """Outside a transaction, where alone these pragmas act."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA {pragma}").fetchall()
