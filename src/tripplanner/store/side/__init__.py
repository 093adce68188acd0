"""Side tables: sort keys and searched words of the records. They are rebuilt from the records, never migrated.

``follow`` keeps them right in each edit's own transaction, ``mend`` takes in what was written past the workspace,
``forget`` removes records and leaves none of their words, ``rebuild`` makes everything anew.
"""

from __future__ import annotations

import sqlalchemy as sa

from tripplanner.store.side.filling import follow, forget, is_dirty, mend, rebuild, refresh, scrub
from tripplanner.store.side.subjects import SUBJECTS
from tripplanner.store.side.tables import PREFIX, drop, expected, version_of


def is_current(connection: sa.Connection) -> bool:
    """Whether this program made the side tables of the database."""
    return version_of(connection) == expected()


__all__ = [
    "PREFIX", "SUBJECTS", "drop", "follow", "forget", "is_current", "is_dirty", "mend", "rebuild", "refresh", "scrub",
]  # fmt: skip
