"""The words a filter looks through, of a hundred thousand texts in one piece: sooner found, in half the room. No Qt."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from io import BytesIO

_END = b"\x00"  # nobody types it, so that nothing is found across two texts


class Haystack:
    """Asked which texts hold some words, or have a record whose name does.

    What lies in it is a row of pieces: the name that texts in turn share, then each of these texts. ``_first`` is the
    place of the first text found with a piece; ``_beyond``, of a name, the place behind its last one, else 0.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """``texts``: the words of each, and the name of its record."""
        self._starts, self._first, self._beyond = array("I"), array("I"), array("I")
        self._changed: dict[int, bytes] = {}
        self._total = 0
        whole, shared, head = BytesIO(), "", -1  # what was written is given out as it lies there, without a copy
        for place, (words, name) in enumerate(texts):
            if head < 0 or name != shared:
                shared, head = name, len(self._starts)
                self._piece(whole, name, place)
            self._total = self._beyond[head] = place + 1
            self._piece(whole, words, place)
        self._starts.append(whole.tell())
        self._whole = whole.getvalue()

    def _piece(self, whole: BytesIO, words: str, place: int) -> None:
        self._starts.append(whole.tell())
        self._first.append(place)
        self._beyond.append(0)
        whole.write(as_bytes(words) + _END)

    def __len__(self) -> int:
        return self._total

    def put(self, place: int, words: str, name: str) -> None:
        """The text at a place as it is now."""
        self._changed[place] = _END.join((as_bytes(words), as_bytes(name)))

    def holding(self, words: bytes) -> Sequence[int]:
        """The places of the texts that hold ``words``, in order."""
        found = self._untouched(words)
        if not self._changed:
            return found
        now = [place for place in found if place not in self._changed]
        return sorted([*now, *(place for place, held in self._changed.items() if words in held)])

    def _untouched(self, words: bytes) -> list[int]:
        """From hit to hit: what lies between is passed over at the speed of the memory."""
        find, starts, first, beyond = self._whole.find, self._starts, self._first, self._beyond
        found: list[int] = []
        at, piece = find(words), 0
        while at >= 0:
            if at >= starts[piece + 1]:
                piece = bisect_right(starts, at, piece + 1) - 1
            one, end = first[piece], beyond[piece]
            if end:
                found.extend(range(one, end))
                piece += end - one
            else:
                found.append(one)
            piece += 1
            at = find(words, starts[piece])
        return found


def as_bytes(words: str) -> bytes:
    """As looked for: a text that holds both scripts takes half the room so."""
    return words.encode("utf-8", "surrogatepass").replace(_END, b" ")
