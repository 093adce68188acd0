"""Lays garbage collection aside while a document is made or rows are read.

Both are tens of thousands of small frozen values without cycles. Each full
collection walks all of them and finds nothing: it took almost half of the time
of a booklet, and a third of that of a long list. Reference counting frees what
is no longer needed meanwhile.
"""

from __future__ import annotations

import gc
import threading
from types import TracebackType


class _NoCollection:
    """Counts those who are making something, in any thread; the last one to finish allows collection again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._makers = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._makers:
                self._was_on = gc.isenabled()
                gc.disable()
            self._makers += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._makers -= 1
            if not self._makers and self._was_on:
                gc.enable()


NO_COLLECTION = _NoCollection()
"""``with NO_COLLECTION:`` around laying out and writing a document, or reading rows."""
