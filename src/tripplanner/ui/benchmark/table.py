"""The rows of the matrix: a case, its five axes, its themes, and what else tells cases apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal

from tripplanner.i18n import msg
from tripplanner.planning.learning.benchmark import Line, Matrix, in_words
from tripplanner.planning.learning.vocabulary import DIMENSIONS, NONE
from tripplanner.ui.language import Language
from tripplanner.ui.library.shelf import Tongue
from tripplanner.ui.tables import Column, RowTable
from tripplanner.ui.unfailing import unfailing

#: Pixels of the columns that need more or less than the others.
_WIDTHS = {
    "biogeography": 118, "ecological_stakes": 134, "economic_stakes": 140, "scale": 96, "region": 112,
    "countries": 104, "state": 112,
}  # fmt: skip
_WIDE = 112
_LINES = 3
#: Pixels of a row that holds them.
HEIGHT = 66


class Cells:
    """Reads cells from rows, in the languages of the moment. A cell has the first value above and the others below."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self.matrix = Matrix((), {})
        self._said: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def put(self, matrix: Matrix) -> None:
        """Read from this matrix, in the languages of the moment."""
        self.matrix, self._said = matrix, {}

    def label(self, dimension: str, code: str) -> str:
        """The words of a value; a state is told in the language of the window."""
        if code == NONE:
            return self._tongue.say(msg("none given"))
        own = self._tongue.language if dimension == "state" else self._tongue.first
        return in_words(self.matrix.label(dimension, code), own)

    def columns(self) -> Sequence[Column[Line]]:
        words = self._tongue.words
        values = [
            Column(
                name,
                title,
                partial(self._first, name),
                partial(self._others, name),
                width=_WIDTHS.get(name, _WIDE),
                lines=_LINES,
            )
            for name, title in DIMENSIONS.items()
        ]
        return (
            Column("title", msg("Case study"), lambda row: words(row.title), self._below, width=208, lines=_LINES),
            *values,
            Column("blocks", msg("Blocks"), lambda row: row.blocks or "–", width=78, right=True),
            Column("results", msg("Results"), lambda row: row.results or "–", width=84, right=True),
        )

    def _below(self, row: Line) -> str:
        second = self._tongue.second_words(row.title)
        return f"{row.code} · {second}" if second else row.code

    def _values(self, name: str, row: Line) -> list[str]:
        """The words of a cell; many rows have the same, and each is painted again and again."""
        key = (name, row.values[name])
        found = self._said.get(key)
        if found is None:
            found = self._said[key] = [self.label(name, code) for code in key[1] if code != NONE]
        return found

    def _first(self, name: str, row: Line) -> str:
        return next(iter(self._values(name, row)), "–")

    def _others(self, name: str, row: Line) -> str:
        return " · ".join(self._values(name, row)[1:])


@unfailing
class MatrixTable(RowTable[Line]):
    """Rows in the order that the matrix gives them; ``ordered(column, descending)`` when another one is asked for."""

    ordered = Signal(str, bool)

    def __init__(self, cells: Cells, language: Language) -> None:
        super().__init__(cells.columns(), language)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self.ordered.emit(key, order == Qt.SortOrder.DescendingOrder)

    def column(self, key: str) -> int:
        """Where a column stands, -1 for none."""
        return next((at for at, one in enumerate(self.columns) if one.key == key), -1)
