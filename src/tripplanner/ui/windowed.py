"""A table of which only the numbers of its records are known: rows are read for the part that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tripplanner.errors import TripPlannerError
from tripplanner.ui.language import Language
from tripplanner.ui.tables import Cell, CellTable, Column
from tripplanner.ui.unfailing import unfailing

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

#: Rows read at a time, and how many are kept.
WINDOW, KEPT = 40, 960


@unfailing
class WindowTable(CellTable[R]):
    """Shows the records with given numbers. Whoever read the list anew emits ``loaded``: a filter moves no column.

    :param read: gives the rows of some numbers, in that order; one that is gone is left out.

    ``ordered(column, descending)`` is emitted when a person asks for another order (-1: the list's own);
    ``troubled(error)`` when rows could not be read.
    """

    ordered = Signal(int, bool)
    troubled = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        language: Language,
        read: Callable[[Sequence[int]], Sequence[R]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, language, parent)
        self._read = read
        self._ids: Sequence[int] = ()
        self._rows: dict[int, Any] = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        self.loaded.connect(self._cells.clear)

    # -- which records

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these records; rows that were read are read again when somebody looks at them."""
        self.forget()
        if ids == self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            if last.isValid():
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()

    def forget(self) -> None:
        """What was read of rows and written in cells is no longer true."""
        self._rows.clear()
        self._cells.clear()

    def ids(self) -> Sequence[int]:
        """The numbers of the records shown, in order."""
        return self._ids

    def id_at(self, position: int) -> int | None:
        """The number of the record at a position."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def place(self, id: int) -> int:
        """Where the record with this number is shown, or -1."""
        try:
            return self._ids.index(id)
        except ValueError:
            return -1

    def places(self, ids: Iterable[int]) -> list[int]:
        """Where the records with these numbers are shown; those that are not are left out."""
        wanted = set(ids)
        return [place for place, id in enumerate(self._ids) if id in wanted] if wanted else []

    # -- rows

    def row(self, index: Index | int) -> R | None:
        """The row at a position; ``None`` beyond the end, and for a record that is gone meanwhile."""
        position = index if isinstance(index, int) else index.row()
        if not 0 <= position < len(self._ids):
            return None
        id = self._ids[position]
        if id not in self._rows:
            self._fetch(position)
        return self._rows[id]

    def rows(self) -> list[R]:
        """All rows shown, in order: every one is read, which is for short lists."""
        found = (self.row(position) for position in range(len(self._ids)))
        return [row for row in found if row is not None]

    def sample(self) -> Sequence[R]:
        found = (self.row(position) for position in range(min(WINDOW, len(self._ids))))
        return [row for row in found if row is not None]

    def cell(self, position: int, column: int) -> Cell:
        """As painted; kept, because each step of a scroll paints most rows again."""
        found = self._cells.get((position, column))
        if found is None:
            if len(self._cells) > 4 * KEPT:
                self._cells.clear()
            found = self._cells[position, column] = super().cell(position, column)
        return found

    def _fetch(self, position: int) -> None:
        """Read the row and those that are looked at next: the ones below it, above it where those are known."""
        upwards = position + 1 < len(self._ids) and self._ids[position + 1] in self._rows
        first = max(0, position + 1 - WINDOW) if upwards else position
        wanted = [id for id in self._ids[first : first + WINDOW] if id not in self._rows]
        while len(self._rows) + len(wanted) > KEPT:
            del self._rows[next(iter(self._rows))]
        self._rows.update(dict.fromkeys(wanted))
        self._rows.update((row.id, row) for row in self._safe_rows(wanted))

    def _safe_rows(self, wanted: Sequence[int]) -> Sequence[Any]:
        """Cells cannot fail: what went wrong is said beside the list."""
        try:
            return self._read(wanted)
        except TripPlannerError as error:
            self.troubled.emit(error)
            return ()

    # -- the table

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.ordered.emit(column, order == Qt.SortOrder.DescendingOrder)
