"""The list at the left: what a text belongs to, its field and its state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.reading import TextRow
from tripplanner.planning.words import TEXT_STATE
from tripplanner.text import State
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip, one_line
from tripplanner.ui.records.dots import INKS, paint_state
from tripplanner.ui.texts.deck import Deck
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

Index = QModelIndex | QPersistentModelIndex
STATE, SECOND = (Qt.ItemDataRole.UserRole + n for n in (20, 21))
_HEIGHT = 50


@unfailing
class TextModel(QAbstractListModel):
    """The texts that a deck shows."""

    def __init__(self, say: Callable[[Message], str], language: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._say, self._language = say, language
        self.deck: Deck | None = None

    def show_deck(self, deck: Deck | None) -> None:
        """Show another deck, or the same one filtered anew."""
        self.beginResetModel()
        self.deck = deck
        self.endResetModel()

    def touch(self) -> None:
        """The texts shown changed, not which ones."""
        if self.deck is not None and self.deck.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.deck.shown) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() or self.deck is None else len(self.deck.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.deck.row(index.row()) if self.deck is not None and index.isValid() else None
        if row is None or self.deck is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row)
        if role == SECOND:
            return self.second(row)
        if role == STATE:
            return row.state(self.deck.asked.target)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(row)}, {self.second(row)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return for_tooltip(f"{self.title(row)}\n{self.second(row)}\n{row.text.get(row.source)[:300]}")
        return None

    def title(self, row: TextRow) -> str:
        """The kind of record and its name."""
        name = row.title(self._language())
        record = self._say(row.field.record)
        return f"{record} · {name}" if name else record

    def second(self, row: TextRow) -> str:
        """The field, its place in a list, and the state in words."""
        assert self.deck is not None
        field = self._say(row.field.words)
        if row.field.many:
            field = self._say(msg("{field} {number}", field=field, number=row.number + 1))
        return f"{field} · {self._say(TEXT_STATE[row.state(self.deck.asked.target)])}"


@unfailing
class TextPainter(QStyledItemDelegate):
    """Two lines and the sign of the state, whose shape says it as much as its colour."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        del option, index
        return QSize(100, self._theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.fillRect(box, self._theme.colour("accent_soft" if selected else "surface"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if selected:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), self._theme.colour("accent"))
        state: State = index.data(STATE) or "missing"
        paint_state(painter, QRectF(box.left() + 11, box.top() + box.height() / 4 - 3, 11, 11), state, self._theme)
        inner = box.adjusted(31, 5, -8, -5)
        half = inner.height() // 2
        self._line(painter, inner.adjusted(0, 0, 0, -half), index.data(), "text", tokens.BODY, True)
        ink = "text2" if state in ("reviewed", "source") else INKS[state]
        self._line(painter, inner.adjusted(0, half, 0, 0), index.data(SECOND), ink, tokens.DENSE, False)
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, text: object, ink: str, size: tuple[int, int], strong: bool) -> None:
        words = one_line(str(text or ""))
        font = self._theme.sized(size, strong)
        font.setFamilies(families_for(font, "zh" if has_han(words) else "fr"))
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class TextList(QTableView):
    """The view: one column of rows of one height, one chosen. A table, because it asks nobody how high each row is."""

    def __init__(self, theme: Theme, model: TextModel, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._painter = TextPainter(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        words.put(self, msg("Texts"), "setAccessibleName")
        theme.changed.connect(self._fit_rows)

    def choose(self, position: int) -> None:
        """Select a text by its position and bring it into view."""
        index = self.model().index(position, 0) if position >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_HEIGHT))
