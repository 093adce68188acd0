"""Memory no longer needed goes back to the system, where its C library is GNU’s; elsewhere nothing is done."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QTimer

from tripplanner.ui.jobs import Jobs

#: Bytes from which a block of memory is the system's and goes back to it as soon as it is freed. Left to itself the
#: library raises this limit to 32 MB, and what long lists are read into leaves holes in the heap.
LARGE = 512 * 1024
#: Milliseconds after the last job until what it left is given back.
_REST = 1500
_MMAP_THRESHOLD = -3  # of mallopt(3)


def keep_large_blocks_apart() -> bool:
    """To be called once, before much is read; whether the C library could be told."""
    library = _library()
    return library is not None and bool(library.mallopt(_MMAP_THRESHOLD, LARGE))


class GivingBack(QTimer):
    """Gives free pages back to the system when all jobs have rested for a moment: they read most of what is freed."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self.setSingleShot(True)
        self.setInterval(_REST)
        self.timeout.connect(give_back)
        jobs.changed.connect(self._follow)

    def _follow(self) -> None:
        if self._jobs.running():
            self.stop()
        elif not self.isActive():
            self.start()


def give_back() -> None:
    """Give back what is free; it takes some milliseconds."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


@cache
def _library() -> Any:
    """GNU's C library, which this process runs on, or ``None``."""
    import ctypes

    try:
        library: Any = ctypes.CDLL(None)
        return library if library.gnu_get_libc_version and library.malloc_trim and library.mallopt else None
    except (AttributeError, OSError, TypeError):
        return None
