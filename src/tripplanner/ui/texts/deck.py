"""The texts of a scope and how they stand in one language: filtered, counted, kept up to date. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from tripplanner.planning.texts.counting import TextCount
from tripplanner.planning.texts.reading import Scope, TextRow, each_text, folded, search_texts
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.text import State
from tripplanner.ui.texts.haystack import Haystack, as_bytes
from tripplanner.ui.texts.packed import PackedRows

Filter = Literal["missing", "stale", "draft", "all"]
#: States after which a translation still needs somebody, by filter.
WAITING: dict[Filter, tuple[State, ...]] = {
    "missing": ("missing",), "stale": ("stale",), "draft": ("draft",), "all": ("missing", "stale"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a deck holds: whose texts, from which language into which."""

    scope: Scope
    trip: int | None
    source: str
    target: str


class Deck:
    """Rows whose source is not the target language; ``shown`` are the places of those that the filter lets through."""

    def __init__(self, asked: Asked, rows: Iterable[TextRow]) -> None:
        self.asked = asked
        self.rows, self.states = PackedRows(), list[State]()
        for row in rows:
            if row.source != asked.target:
                self.rows.add(row)
                self.states.append(row.state(asked.target))
        self._words: Haystack | None = None
        self.shown: Sequence[int] = range(len(self.rows))
        self._filter: tuple[Filter, str] = ("all", "")

    def prepared(self) -> Deck:
        """The deck, ready to be searched; a short one is when somebody first does, a long one beforehand, in a job."""
        self._searched()
        return self

    def _searched(self) -> Haystack:
        if self._words is None:
            self._words = Haystack(search_texts(self.rows, self.asked.target))
        return self._words

    def count(self) -> TextCount:
        """The translations by state, whatever the filter."""
        found = Counter(self.states)
        return TextCount(found["missing"], found["stale"], found["draft"], found["reviewed"])

    def filter(self, which: Filter, needle: str = "") -> None:
        """Let through the texts of a state that hold ``needle``, whatever its accents and capitals."""
        self._filter = (which, needle)
        wanted = as_bytes(folded(needle.strip()))
        everything = range(len(self.rows))
        places = self._searched().holding(wanted) if wanted else everything
        states = self.states
        self.shown = places if which == "all" else [n for n in places if states[n] == which]

    def row(self, position: int) -> TextRow | None:
        """The row shown at a position."""
        return self.rows[self.shown[position]] if 0 <= position < len(self.shown) else None

    def position(self, key: str) -> int:
        """Where a text is shown, or -1."""
        place = self._place(key)
        if isinstance(self.shown, range):
            return place
        from bisect import bisect_left

        at = bisect_left(self.shown, place)
        return at if at < len(self.shown) and self.shown[at] == place else -1

    def find(self, key: str) -> TextRow | None:
        """The text with this key."""
        place = self._place(key)
        return self.rows[place] if place >= 0 else None

    def _place(self, key: str) -> int:
        places = self.rows.places(key.partition(".")[0])
        return next((place for place in places if self.rows[place].key == key), -1)

    def next_waiting(self, key: str, step: int = 1) -> str:
        """The key of the next text that waits for somebody, after the one given and round again; empty for none."""
        waiting = WAITING[self._filter[0]]
        start = self.position(key)
        for distance in range(1, len(self.shown) + 1):
            place = self.shown[(start + step * distance) % len(self.shown)]
            if self.states[place] in waiting and self.rows[place].key != key:
                return self.rows[place].key
        return ""

    def knows(self, uuids: Iterable[str]) -> bool:
        """Whether all these records have texts here: reading those again is then enough."""
        return all(map(self.rows.has, uuids))

    def put(self, rows: Iterable[TextRow]) -> bool:
        """Take the texts as they are now; False when texts came or went, and everything has to be read again."""
        fresh = list(rows)
        places = {
            self.rows[place].key: place for uuid in {row.uuid for row in fresh} for place in self.rows.places(uuid)
        }
        if {row.key for row in fresh if row.source != self.asked.target} != places.keys():
            return False
        for row in fresh:
            if (place := places.get(row.key)) is not None:
                self.rows.put(place, row)
                self.states[place] = row.state(self.asked.target)
                if self._words is not None:
                    self._words.put(place, *next(search_texts([row], self.asked.target)))
        return True


def read_deck(session: Session, asked: Asked, progress: Progress = NO_PROGRESS) -> Deck:
    """The deck of the texts as they are, each row packed as it is read."""
    return Deck(asked, each_text(session, asked.scope, asked.trip, progress))
