"""Seconds that also pass while the computer sleeps: what is hidden or locked after a while is, when it wakes."""

from __future__ import annotations

import sys
import time

# Python’s own clock stands still during sleep on Linux and macOS; that of Windows goes on. None can be set.
_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def seconds() -> float:
    """Seconds since some moment, asleep or awake, whatever the time of day is set to."""
    if _CLOCK is None or sys.platform == "win32":
        return time.monotonic()
    return time.clock_gettime(_CLOCK)
