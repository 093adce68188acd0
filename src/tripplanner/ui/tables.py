"""One table model for every list: frozen rows in, cells out.

``data()`` cannot fail: an exception there would reach the error dialog at each
repaint. A column that cannot read its row shows a dash and is logged once.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tripplanner.i18n import Message
from tripplanner.log import logger
from tripplanner.ui.language import Language
from tripplanner.ui.unfailing import unfailing

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
#: What a painter needs of a cell: its words, the paler ones below, the tone, the icon.
Cell = tuple[str, str, str, str]
_log = logger(__name__)

#: Extra roles for the row painter: second line, tone of the text, icon name, the row itself,
#: whether a long text is shortened in its middle.
SECOND, TONE, ICON, ROW, MIDDLE = (Qt.ItemDataRole.UserRole + i for i in range(5))


_READERS: Mapping[int, str] = {
    int(Qt.ItemDataRole.DisplayRole): "read",
    int(Qt.ItemDataRole.EditRole): "read",
    int(Qt.ItemDataRole.AccessibleTextRole): "read",
    int(SECOND): "second",
    int(TONE): "tone",
    int(ICON): "icon",
}


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: a heading and how to read it from a row.

    ``second`` gives a paler second line, ``tone`` the name of a tone, ``sort``
    the sort key (the text otherwise), ``edit`` writes a new value back.
    ``spare`` columns are left out where there is no room, the highest first.
    ``extra`` columns are shown to who asks for them.
    ``middle`` shortens long texts in their middle: names that begin alike stay different.
    ``lines`` is how many lines the words and those below may take together, broken between words; 0: one each.
    """

    key: str
    title: Message
    read: Callable[[R], object]
    second: Callable[[R], str] | None = None
    tone: Callable[[R], str] | None = None
    icon: Callable[[R], str] | None = None
    sort: Callable[[R], Any] | None = None
    edit: Callable[[R, str], object] | None = None
    width: int = 120
    right: bool = False
    spare: int = 0
    middle: bool = False
    extra: bool = False
    lines: int = 0


@unfailing
class CellTable(QAbstractTableModel, Generic[R]):  # type: ignore[misc]
    """Columns read from rows, wherever the rows come from.

    ``loaded`` is emitted after other rows were set or their words changed.
    """

    loaded = Signal()

    def __init__(self, columns: Sequence[Column[R]], language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._language = language
        self._complained: set[str] = set()
        language.changed.connect(self._language_changed)

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuses a table that leaves something abstract: the types of Qt's classes do not look for that."""
        super().__init_subclass__(**options)
        left = [name for name in vars(CellTable) if getattr(getattr(cls, name), "__isabstractmethod__", False)]
        if left:
            raise TypeError(f"{cls.__name__} leaves abstract: {', '.join(left)}")

    @abstractmethod
    def row(self, index: Index | int) -> R | None:
        """The row behind an index or at a position."""

    @abstractmethod
    def sample(self) -> Sequence[R]:
        """Some of the rows, at least those at the top: what columns are measured by."""

    @abstractmethod
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 gives back the order of the list itself."""

    def heading(self, column: Column[R]) -> str:
        """The words at the head of a column."""
        return self._language.say(column.title)

    def texts(self, column: Column[R]) -> Iterator[str]:
        """What a column holds, whatever the filter."""
        return (str(self._safely(column, column.read, row)) for row in self.sample())

    def texts_below(self, column: Column[R]) -> Iterator[str]:
        """What stands below in a column, smaller."""
        second = column.second
        if second is None:
            return iter(())
        return (str(self._safely(column, second, row)) for row in self.sample())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.column() >= len(self.columns):
            return None
        row, column = self.row(index), self.columns[index.column()]
        if row is None:
            return None
        if role == ROW:
            return row
        if role == MIDDLE:
            return column.middle
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        name = _READERS.get(role)
        reader = getattr(column, name) if name is not None else None
        return self._safely(column, reader, row) if reader else None

    def cell(self, position: int, column: int) -> Cell:
        """What a painter needs of a cell, asked for once."""
        row = self.row(position)
        return ("", "", "", "") if row is None else self._cell(self.columns[column], row)

    def _cell(self, column: Column[R], row: R) -> Cell:
        readers = (column.read, column.second, column.tone, column.icon)
        first, second, tone, icon = (str(self._safely(column, one, row)) if one else "" for one in readers)
        return first, second, tone, icon

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.columns[index.column()].edit is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        row = self.row(index)
        edit = self.columns[index.column()].edit if index.isValid() else None
        if row is None or edit is None or role != Qt.ItemDataRole.EditRole:
            return False
        edit(row, str(value))
        return True

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self._language.say(self.columns[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _safely(self, column: Column[R], reader: Callable[[R], object], row: R) -> object:
        try:
            value = reader(row)
        except Exception:  # noqa: BLE001 - whatever it is, a cell must not raise while painting
            if column.key not in self._complained:
                self._complained.add(column.key)
                _log.info("column %s cannot read its row", column.key, exc_info=True)
            return "–"
        if isinstance(value, Message):
            return self._language.say(value)
        return value if isinstance(value, str) else ("" if value is None else str(value))

    def _language_changed(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.columns) - 1))
        self.loaded.emit()


@unfailing
class RowTable(CellTable[R]):
    """Rows for a view; filtering and sorting happen here, on plain Python values."""

    def __init__(self, columns: Sequence[Column[R]], language: Language, parent: QObject | None = None) -> None:
        super().__init__(columns, language, parent)
        self._all: list[R] = []
        self._rows: list[R] = []
        self._needle = ""
        self._keep: Callable[[R], bool] | None = None
        self._order: tuple[int, bool] | None = None

    def sample(self) -> Sequence[R]:
        return self._all

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead."""
        self._all = list(rows)
        self._refresh()
        self.loaded.emit()

    def filter(self, needle: str = "", keep: Callable[[R], bool] | None = None) -> None:
        """Show rows in whose cells every word of ``needle`` is found, for which ``keep`` is true.

        Accents and case are ignored; Chinese is found by its characters, by pinyin and by initials.
        """
        self._needle, self._keep = needle.strip(), keep
        self._refresh()

    def row(self, index: Index | int) -> R | None:
        """The row behind an index or at a position."""
        position = index if isinstance(index, int) else index.row()
        return self._rows[position] if 0 <= position < len(self._rows) else None

    def rows(self) -> list[R]:
        """The rows shown, in order."""
        return list(self._rows)

    def total(self) -> int:
        """How many rows there are before filtering."""
        return len(self._all)

    def position(self, wanted: Callable[[R], bool]) -> int:
        """Where the first row that satisfies ``wanted`` is shown, or -1."""
        return next((i for i, row in enumerate(self._rows) if wanted(row)), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 gives back the order the rows came in."""
        self._order = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _refresh(self) -> None:
        self.beginResetModel()
        self._rows = self._arranged()
        self.endResetModel()

    def _arrange(self) -> None:
        """The same rows in another order or other words: what is chosen stays chosen."""
        self.layoutAboutToBeChanged.emit()
        former = self.persistentIndexList()
        chosen = [(self._rows[index.row()], index.column()) for index in former]
        self._rows = self._arranged()
        places = {id(row): place for place, row in enumerate(self._rows)}
        moved = [self.index(places.get(id(row), -1), column) for row, column in chosen]
        self.changePersistentIndexList(former, moved)
        self.layoutChanged.emit()

    def _arranged(self) -> list[R]:
        rows = [row for row in self._all if self._matches(row)]
        if self._order is not None:
            column = self.columns[self._order[0]]
            rows.sort(key=lambda row: self._sort_key(column, row), reverse=self._order[1])
        return rows

    def _matches(self, row: R) -> bool:
        if self._keep is not None and not self._keep(row):
            return False
        return not self._needle or holds(self._cells(row), self._needle)

    def _cells(self, row: R) -> str:
        parts: list[str] = []
        for column in self.columns:
            parts.append(str(self._safely(column, column.read, row)))
            if column.second is not None:
                parts.append(str(self._safely(column, column.second, row)))
        return "\n".join(parts)

    def _sort_key(self, column: Column[R], row: R) -> tuple[int, Any]:
        """Empty cells last; numbers by value, texts without accents."""
        value = column.sort(row) if column.sort is not None else self._safely(column, column.read, row)
        if value is None or value == "":
            return (2, "")
        return (0, value) if isinstance(value, int | float) else (1, folded(str(value)))

    def _language_changed(self) -> None:
        self._arrange()
        super()._language_changed()


def holds(text: str, question: str) -> bool:
    """Whether a text has every word of a question in it: Chinese also by pinyin and by initials, names also without
    their spaces."""
    plain = folded(text)
    lacking = [word for word in folded(question).split() if word not in plain]
    if not all(word.isascii() and word.isalpha() for word in lacking):
        return False
    spelled = _spelled(text) if lacking else ""
    return all(word in spelled for word in lacking)


@lru_cache(maxsize=4096)
def _spelled(text: str) -> str:
    from tripplanner.spelling.folding import found_by

    return "\n".join((*found_by(text), *("".join(line.split()) for line in folded(text).splitlines())))


def folded(text: str) -> str:
    """``text`` for comparing: lower case, without accents."""
    import unicodedata

    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
