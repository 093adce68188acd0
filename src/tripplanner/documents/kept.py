"""Files, and parts of files, that were made in this process, by what they say: nothing is made a second time.

In memory alone, and bounded: nothing of it outlives the process, so there is nothing to erase when a person is erased.
Documents with protected values are never kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from tripplanner.documents.fingerprints import Fingerprints

if TYPE_CHECKING:
    from tripplanner.documents.registry import DocumentKind
    from tripplanner.documents.voices import TranslationList
    from tripplanner.progress import Progress

MOST_BYTES = 12_000_000
"""What is kept at most; a release of a large group takes less."""

_Key = tuple[str, object, str, bytes]
T = TypeVar("T")


class Kept:
    """The files that were used last, up to a size."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._entries: OrderedDict[_Key, tuple[Any, int]] = OrderedDict()

    def find(self, key: _Key) -> Any:
        """What was kept under ``key``, else None."""
        with self._lock:
            found = self._entries.get(key)
            if found is None:
                return None
            self._entries.move_to_end(key)
            return found[0]

    def keep(self, key: _Key, what: Any, size: int) -> None:
        """Keep something of about ``size`` bytes, and let go what was not used for longest."""
        with self._lock:
            if key in self._entries or size > self._most:
                return
            self._entries[key] = what, size
            self._size += size
            while self._size > self._most:
                self._size -= self._entries.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Everything is made anew from now on."""
        with self._lock:
            self._entries.clear()
            self._size = 0


KEPT = Kept()
_RUN: ContextVar[Fingerprints | None] = ContextVar("_RUN", default=None)


@contextmanager
def many_copies() -> Generator[None]:
    """While many documents are made: those that say the same are made once."""
    token = _RUN.set(Fingerprints())
    try:
        yield
    finally:
        _RUN.reset(token)


def made(kind: DocumentKind, content: Any, target: Path, progress: Progress) -> TranslationList | None:
    """Writes a document at ``target`` as its kind does, or gives the file that was made of the same content."""
    key = _key(kind, content, target)
    found = KEPT.find(key) if key else None
    if found is None:
        lacking = kind.write(content, target, progress)
        if key:
            data = target.read_bytes()
            KEPT.keep(key, (data, lacking), len(data))
        return lacking
    progress.check()
    target.write_bytes(found[0])
    return found[1]


def part(name: str, content: Any, make: Callable[[], T], size: Callable[[T], int]) -> T:
    """Part ``name`` of a file, which ``make`` makes of ``content`` alone; ``size`` gives its bytes."""
    run = _RUN.get()
    said = run.of(content) if run is not None else None
    if said is None:
        return make()
    key = (name, None, "", said)
    found = KEPT.find(key)
    if found is None:
        found = make()
        KEPT.keep(key, found, size(found))
    return found


def _key(kind: DocumentKind, content: Any, target: Path) -> _Key | None:
    run = _RUN.get()
    if run is None or kind.protected is not None or kind.opens:  # of what is made of others, those are kept
        return None
    said = run.of(kind.said(content) if kind.said else content)
    return (kind.key, kind.write, target.suffix.lower(), said) if said else None
