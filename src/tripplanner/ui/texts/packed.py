"""Many texts in little room: their words packed together, what the texts of a record share once. No Qt."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

from tripplanner.planning.texts.fields import TextField
from tripplanner.planning.texts.packing import PackedWords, WordsBeside
from tripplanner.planning.texts.reading import TextRow

#: Rows that are kept as they were given out, so that who asks again for the one shown gets the same.
_KEPT = 256


class PackedRows(Sequence[TextRow]):
    """Rows of which those of one record follow one another; each is made when somebody asks for it."""

    def __init__(self) -> None:
        self._uuids, self._trips, self._locked = WordsBeside(), array("q"), bytearray()  # by record
        self._last = ""
        self._fields: list[TextField] = []
        self._stored, self._names = PackedWords(), PackedWords()
        self._head, self._field, self._number = array("I"), array("H"), array("H")
        self._field_places: dict[tuple[str, str], int] = {}
        self._made: dict[int, TextRow] = {}

    def add(self, row: TextRow) -> None:
        """One more at the end."""
        if row.uuid != self._last:
            self._last = row.uuid
            self._uuids.add(row.uuid)
            self._trips.append(row.trip or 0)
            self._locked.append(row.locked)
            self._names.add(row.name)
        name = (row.field.table, row.field.attribute)
        if name not in self._field_places:
            self._field_places[name] = len(self._fields)
            self._fields.append(row.field)
        self._head.append(len(self._uuids) - 1)
        self._field.append(self._field_places[name])
        self._number.append(row.number)
        self._stored.add(row.stored)

    def put(self, place: int, row: TextRow) -> None:
        """The same text as it is now."""
        head = self._head[place]
        self._trips[head], self._locked[head] = row.trip or 0, row.locked
        if self._names[head] != row.name:
            self._names.put(head, row.name)
        self._stored.put(place, row.stored)
        self._made[place] = row

    def places(self, uuid: str) -> range:
        """Where the texts of a record are."""
        head = self._uuids.place(uuid)
        return range(bisect_left(self._head, head), bisect_right(self._head, head)) if head >= 0 else range(0)

    def of(self, uuid: str) -> list[TextRow]:
        """The texts of a record."""
        return [self[place] for place in self.places(uuid)]

    def has(self, uuid: str) -> bool:
        """Whether a record with this UUID has texts here."""
        return self._uuids.place(uuid) >= 0

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
        field, number = self._fields[self._field[place]], self._number[place]
        trip, locked = self._trips[head] or None, bool(self._locked[head])
        return TextRow(field, self._uuids[head], number, self._stored[place], self._names[head], trip, locked)
