"""Many strings in little room: those beside one another are packed as one."""

from __future__ import annotations

import marshal
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Generic, TypeVar

#: Strings that are packed together: one alone hardly gets smaller, of many all are unpacked to read one.
_TOGETHER = 32
T = TypeVar("T")


class Packed(Generic[T]):
    """Strings, or tuples of them, in the order they were added; where one was changed, it lies beside them."""

    def __init__(self) -> None:
        self._whole, self._starts = bytearray(), array("Q", [0])  # one piece: thousands would lie scattered for good
        self._open: list[T] = []
        self._changed: dict[int, T] = {}
        self._read: tuple[int, list[T]] = (-1, [])

    def __len__(self) -> int:
        return (len(self._starts) - 1) * _TOGETHER + len(self._open)

    def add(self, words: T) -> None:
        """One more at the end."""
        self._open.append(words)
        if len(self._open) == _TOGETHER:
            self._whole += zlib.compress(marshal.dumps(self._open), 1)
            self._starts.append(len(self._whole))
            self._open = []

    def put(self, place: int, words: T) -> None:
        """Another one at a place."""
        self._changed[place] = words

    def __getitem__(self, place: int) -> T:
        if not 0 <= place < len(self):
            raise IndexError(place)
        changed = self._changed.get(place)
        if changed is not None:
            return changed
        block, within = divmod(place, _TOGETHER)
        if block == len(self._starts) - 1:
            return self._open[within]
        read = self._read
        if read[0] != block:
            read = self._read = block, self._unpacked(block)
        return read[1][within]

    def __iter__(self) -> Iterator[T]:
        return (self[place] for place in range(len(self)))

    def _unpacked(self, block: int) -> list[T]:
        return marshal.loads(zlib.decompress(self._whole[self._starts[block] : self._starts[block + 1]]))


PackedWords = Packed[str]


class WordsBeside:
    """Strings one beside the other in one piece, for who looks at many of them again and again."""

    def __init__(self) -> None:
        self._whole, self._starts = bytearray(), array("I", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, words: str) -> None:
        """One more at the end."""
        self._whole += words.encode("utf-8", "surrogatepass")
        self._starts.append(len(self._whole))

    def place(self, words: str) -> int:
        """Where these words, not none at all, lie first, or -1."""
        wanted = words.encode("utf-8", "surrogatepass")
        at = self._whole.find(wanted)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            if self._starts[place] == at and self._starts[place + 1] == at + len(wanted):
                return place
            at = self._whole.find(wanted, at + 1)
        return -1

    def __getitem__(self, place: int) -> str:
        return self._whole[self._starts[place] : self._starts[place + 1]].decode("utf-8", "surrogatepass")
