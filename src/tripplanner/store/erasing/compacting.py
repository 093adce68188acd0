"""Making what was erased unreadable in the file: the search is built anew, free pages go, the log is emptied."""

from __future__ import annotations

from contextlib import closing

import sqlalchemy as sa

from tripplanner.log import logger

_log = logger(__name__)
_PATIENCE = 300  # milliseconds: whoever closes the database last empties the log anyway


def compact(engine: sa.Engine) -> bool:
    """Rewrites the file without its free pages and empties the log; False while another program reads it.

    On a server the dead rows are cleared; its own log and its backups are out of reach.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
        return True
    with closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
        cursor.close()
    if busy:
        _log.info("the log could not be emptied: another program reads the database")
    return not busy
