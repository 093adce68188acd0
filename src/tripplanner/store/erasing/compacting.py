"""Making what was erased unreadable in the file: free pages go, the log is emptied.

That it has to be done is written down in the transaction that erases: where the process dies before it is done, or
another program reads the file, whoever opens or closes the database next does it.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tripplanner.log import logger
from tripplanner.model.journal import StoreFact
from tripplanner.store.capture import recorder_of

_log = logger(__name__)
_DUE = "compacting"
ASKED = "remains of what was taken away"
_facts: Any = StoreFact.__table__
_PATIENCE = 300  # milliseconds: whoever closes the database last empties the log anyway


def ask(connection: sa.Connection) -> None:
    """Notes, in the caller’s transaction, that the file holds remains of what was erased."""
    if not is_asked(connection):
        connection.execute(sa.insert(_facts).values(key=_DUE, value="1"))


def is_asked(connection: sa.Connection) -> bool:
    """Whether the file may hold remains of what was erased."""
    return connection.execute(sa.select(_facts.c.id).where(_facts.c.key == _DUE)).first() is not None


def finish(engine: sa.Engine) -> bool:
    """Does what was asked for, if anything; whether nothing is left to do. A failure leaves it to the next time."""
    try:
        with engine.connect() as connection:
            if not is_asked(connection):
                return True
        if not compact(engine):
            return False
        with engine.begin() as connection:
            connection.execute(sa.delete(_facts).where(_facts.c.key == _DUE))
    except DBAPIError as error:  # as when the disk has no room for a second copy
        _log.info("the file was not rewritten: %s", type(error).__name__)
        return False
    return True


def ask_for(session: Session) -> None:
    """As :func:`ask`, for a verb: ``Workspace.do`` rewrites the file after it."""
    with recorder_of(session).own_writes() as connection:
        ask(connection)
    session.info[ASKED] = True


def compact(engine: sa.Engine) -> bool:
    """Rewrites the file without its free pages and empties the log; False while another program reads it.

    On a server the dead rows are cleared, and its samples of columns are taken anew; its own log and its backups are
    out of reach.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")
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
