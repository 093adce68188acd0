"""A table of which only the numbers of its records are known: rows are read for the part that is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tripplanner.errors import TripPlannerError
from tripplanner.ui.language import Language
from tripplanner.ui.tables import CellTable, Column

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

#: Rows read at a time, and how many such windows are kept.
WINDOW, KEPT = 40, 24


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
        self._places: dict[int, int] | None = None
        self._windows: OrderedDict[int, dict[int, Any]] = OrderedDict()

    # -- which records

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these records; rows that were read are read again when somebody looks at them."""
        self._windows.clear()
        if len(ids) == len(self._ids) and list(ids) == list(self._ids):
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            if last.isValid():
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._ids, self._places = ids, None
            self.endResetModel()

    def ids(self) -> Sequence[int]:
        """The numbers of the records shown, in order."""
        return self._ids

    def id_at(self, position: int) -> int | None:
        """The number of the record at a position."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def place(self, id: int) -> int:
        """Where the record with this number is shown, or -1."""
        if self._places is None:
            self._places = {id: place for place, id in enumerate(self._ids)}
        return self._places.get(id, -1)

    # -- rows

    def row(self, index: Index | int) -> R | None:
        """The row at a position; ``None`` beyond the end, and for a record that is gone meanwhile."""
        position = index if isinstance(index, int) else index.row()
        if not 0 <= position < len(self._ids):
            return None
        return self._window(position // WINDOW).get(self._ids[position])

    def rows(self) -> list[R]:
        """All rows shown, in order: every one is read, which is for short lists."""
        found = (self.row(position) for position in range(len(self._ids)))
        return [row for row in found if row is not None]

    def sample(self) -> Sequence[R]:
        return list(self._window(0).values()) if self._ids else ()

    def _window(self, number: int) -> dict[int, Any]:
        found = self._windows.get(number)
        if found is None:
            wanted = self._ids[number * WINDOW : (number + 1) * WINDOW]
            found = {row.id: row for row in self._safe_rows(wanted)}
            self._windows[number] = found
            if len(self._windows) > KEPT:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(number)
        return found

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
