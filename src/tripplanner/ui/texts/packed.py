"""Many texts in little room: their words packed together, what the texts of a record share once. No Qt."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from tripplanner.planning.texts.fields import TextField
from tripplanner.planning.texts.packing import PackedWords
from tripplanner.planning.texts.reading import TextRow

#: Rows that are kept as they were given out, so that who asks again for the one shown gets the same.
_KEPT = 256
Head = tuple[str, int | None, bool]  # a record's UUID, trip and lock


class PackedRows(Sequence[TextRow]):
    """Rows of which those of one record follow one another; each is made when somebody asks for it."""

    def __init__(self) -> None:
        self._heads: list[Head] = []
        self._fields: list[TextField] = []
        self._stored, self._names = PackedWords(), PackedWords()
        self._head, self._field, self._number = array("I"), array("H"), array("H")
        self._first: dict[str, int] = {}
        self._field_places: dict[tuple[str, str], int] = {}
        self._made: dict[int, TextRow] = {}

    def add(self, row: TextRow) -> None:
        """One more at the end."""
        if row.uuid not in self._first:
            self._first[row.uuid] = len(self._stored)
            self._heads.append(_head(row))
            self._names.add(row.name)
        name = (row.field.table, row.field.attribute)
        if name not in self._field_places:
            self._field_places[name] = len(self._fields)
            self._fields.append(row.field)
        self._head.append(len(self._heads) - 1)
        self._field.append(self._field_places[name])
        self._number.append(row.number)
        self._stored.add(row.stored)

    def put(self, place: int, row: TextRow) -> None:
        """The same text as it is now."""
        head = self._head[place]
        self._heads[head] = _head(row)
        if self._names[head] != row.name:
            self._names.put(head, row.name)
        self._stored.put(place, row.stored)
        self._made[place] = row

    def places(self, uuid: str) -> range:
        """Where the texts of a record are."""
        first = end = self._first.get(uuid, len(self))
        while end < len(self) and self._head[end] == self._head[first]:
            end += 1
        return range(first, end)

    def of(self, uuid: str) -> list[TextRow]:
        """The texts of a record."""
        return [self[place] for place in self.places(uuid)]

    def has(self, uuid: str) -> bool:
        """Whether a record with this UUID has texts here."""
        return uuid in self._first

    def __len__(self) -> int:
        return len(self._stored)

    @overload
    def __getitem__(self, place: int) -> TextRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[TextRow]: ...
    def __getitem__(self, place: int | slice) -> TextRow | list[TextRow]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        found = self._made.get(place)
        if found is None:
            while len(self._made) >= _KEPT:
                del self._made[next(iter(self._made))]
            found = self._made[place] = self._make(place)
        return found

    def __iter__(self) -> Iterator[TextRow]:
        return map(self._make, range(len(self)))

    def _make(self, place: int) -> TextRow:
        head = self._head[place]
        uuid, trip, locked = self._heads[head]
        field, number = self._fields[self._field[place]], self._number[place]
        return TextRow(field, uuid, number, self._stored[place], self._names[head], trip, locked)


def _head(row: TextRow) -> Head:
    return row.uuid, row.trip, row.locked
