"""The coverage matrix as a table: objectives, themes and case studies down, visits across, dropped ones marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tripplanner.dates import dated
from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.coverage import Case, Coverage, Objective, Subject, Theme, Visit, gaps
from tripplanner.planning.learning.telling import counted, told
from tripplanner.ui.language import Language
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.unfailing import unfailing

Index = QModelIndex | QPersistentModelIndex
_OPEN = {"unasked": msg("no question"), "aimless": msg("no objective"), "unlit": msg("no case study")}
_NAMES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Band:
    """A line above the objectives, the themes or the case studies."""

    title: Message


Row = Band | Subject
_BANDS = ((Objective, msg("Objectives")), (Theme, msg("Themes")), (Case, msg("Case studies")))


@unfailing
class MatrixModel(QAbstractTableModel):
    """Rows and columns of a :class:`Coverage`; ``dropped`` are numbers of visits that are tried to be left out."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language
        self.coverage, self.left = Coverage(), Coverage()
        self.rows: tuple[Row, ...] = ()
        self.dropped: frozenset[int] = frozenset()
        self._open: dict[int, tuple[Message, ...]] = {}

    def show_coverage(self, coverage: Coverage) -> None:
        """Show this; visits that are gone are no longer tried to be dropped."""
        self.beginResetModel()
        self.coverage = coverage
        rows: list[Row] = []
        for kind, title in _BANDS:
            own = [one for one in coverage.subjects if isinstance(one, kind)]
            rows += [Band(title), *own] if own else []
        self.rows = tuple(rows)
        self._open = _open_ends(coverage)
        self._try(self.dropped & {visit.id for visit in coverage.visits})
        self.endResetModel()

    def drop(self, dropped: frozenset[int]) -> None:
        """Try to leave out these visits instead: reckoned, not written."""
        self._try(dropped)
        if self.rows and self.coverage.visits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.coverage.visits) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.coverage.visits) - 1)

    def _try(self, dropped: frozenset[int]) -> None:
        self.dropped = dropped
        self.left = self.coverage.without(dropped)

    # -- what stands where

    def subject(self, row: int) -> Subject | None:
        """What a row is of; ``None``: a band."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return None if isinstance(found, Band) else found

    def visit(self, column: int) -> Visit | None:
        return self.coverage.visits[column] if 0 <= column < len(self.coverage.visits) else None

    def way(self, row: int, column: int) -> str | None:
        """How the visit of a column comes to what a row is of."""
        subject, visit = self.subject(row), self.visit(column)
        return self.coverage.way(subject, visit) if subject is not None and visit is not None else None

    def state(self, row: int) -> tuple[str, str]:
        """How well a row is covered by what is not dropped: *missing*, *loose* or *good*, and in words."""
        subject = self.subject(row)
        if subject is None:
            return "good", ""
        weight, words = counted(self.left, subject)
        if self.dropped and not self.left.reaching(subject) and self.coverage.reaching(subject):
            weight, words = "missing", msg("no visit any more")
        return weight, self._say(words)

    def name(self, row: int) -> str:
        found = self.rows[row]
        if isinstance(found, Band):
            return self._say(found.title)
        name = found.name.best(self._language.code)
        return f"{found.code} {name}" if isinstance(found, Case) else name

    def title(self, column: int) -> str:
        visit = self.coverage.visits[column]
        return f"{visit.code} {visit.title.best(self._language.code)}".strip()

    def open_ends(self, column: int) -> tuple[Message, ...]:
        """What a visit lacks."""
        return self._open.get(self.coverage.visits[column].id, ())

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.coverage.visits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = self.words(index.row(), index.column())
            return for_tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def words(self, row: int, column: int) -> str:
        """A cell as it is read aloud."""
        subject = self.subject(row)
        if subject is None:
            return self.name(row)
        said = self._say(told(subject, self.way(row, column)))
        return f"{self.title(column)} – {self.name(row)}: {said}"

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role not in (*_NAMES, Qt.ItemDataRole.ToolTipRole):
            return None
        words = self._column_words(section) if across else self._row_words(section)
        return for_tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def _row_words(self, row: int) -> str:
        return " – ".join(part for part in (self.name(row), self.state(row)[1]) if part)

    def _column_words(self, column: int) -> str:
        visit = self.coverage.visits[column]
        day = dated(visit.day, self._language.code) if visit.day is not None else ""
        lacking = [self._say(one) for one in self.open_ends(column)]
        tried = [self._say(msg("tried to be dropped"))] if visit.id in self.dropped else []
        return " – ".join(part for part in (self.title(column), day, *tried, *lacking) if part)

    def _say(self, message: Message) -> str:
        return self._language.say(message)


def _open_ends(coverage: Coverage) -> dict[int, tuple[Message, ...]]:
    found = gaps(coverage)
    by_key = {"unasked": found.unasked, "aimless": found.aimless, "unlit": found.unlit}
    lacking: dict[int, list[Message]] = {}
    for key, visits in by_key.items():
        for visit in visits:
            lacking.setdefault(visit.id, []).append(_OPEN[key])
    return {id: tuple(ones) for id, ones in lacking.items()}
