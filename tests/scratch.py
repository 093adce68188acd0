"""Where tests keep what is thrown away: in memory where the system offers that, so that no test waits for a disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ENOUGH = 2 << 30


def place() -> Path | None:
    """A folder in memory with room for a whole run (2 GiB); ``None``: the system's own for what is temporary."""
    roomy = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH
    return _MEMORY if roomy else None
