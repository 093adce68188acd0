"""How often the rigs do what they do: a share in the suite, all of it by ``make rigs``."""

from __future__ import annotations

import os

FULL = os.environ.get("TRIPPLANNER_RIGS") == "full"


def times(suite: int, full: int) -> int:
    """``suite`` in the suite, ``full`` by ``make rigs``."""
    return full if FULL else suite
