"""What marks a file as one of our databases, and what SQLite lays beside it. Imports no database code."""

from __future__ import annotations

import os
from pathlib import Path

# In the header of our files, so that they are known without opening them: "TRIP", and the schema's revision.
APPLICATION_ID = 0x54524950
# The revision this program reads and writes; raised with each file in db/versions.
HEAD = "0006"
SIDE_FILES = ("-wal", "-shm", "-journal")


def has_log(path: Path) -> bool:
    """Whether the write-ahead log holds something: the file is in use, or a crash left it."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def needs_copy(path: Path) -> bool:
    """Whether SQLite cannot even read the file where it is: it writes a log beside it to read."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
