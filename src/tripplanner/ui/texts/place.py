"""A text as other pages name it when they lead to it, and the way back to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tripplanner.planning.texts.reading import TextRow

_URGENT = ("missing", "stale", "draft", "reviewed", "source")


@dataclass(frozen=True, slots=True)
class TextPlace:
    """The text in a field (empty: any) of the record with this UUID, and the language it is to be read in (empty: the
    chosen one).
    """

    uuid: str
    field: str = ""
    language: str = ""

    def among(self, rows: Sequence[TextRow], language: str) -> TextRow | None:
        """The row that is meant; of several (facts, notes) the one whose translation waits most."""
        own = [row for row in rows if row.uuid == self.uuid]
        named = [row for row in own if row.field.attribute == self.field] or own
        return min(named, key=lambda row: _URGENT.index(row.state(language)), default=None)


@dataclass(frozen=True, slots=True)
class NextProblem:
    """Walk on through the findings of the programme: 1 to the next one, -1 to the one before."""

    way: int
