"""A table view over a :class:`CellTable`: whole rows, two lines a cell, an accent bar on the selected row."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from tripplanner.i18n import Message
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip, one_line
from tripplanner.ui.tables import ICON, SECOND, CellTable, Column
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    return one_line(text)


@lru_cache(maxsize=4096)
def _is_chinese(text: str) -> bool:
    return has_han(text)


class RowPainter(QStyledItemDelegate):
    """Paints a cell from tokens: text, paler second line, icon and tone."""

    def __init__(self, theme: Theme, view: QTableView, height: int) -> None:
        super().__init__(view)
        self._theme, self._row = theme, height
        self._fonts: dict[tuple[tuple[int, int], bool, bool], tuple[QFont, QFontMetrics]] = {}
        self._colours: dict[str, QColor] = {}
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._fonts.clear()
        self._colours.clear()

    def _colour(self, name: str) -> QColor:
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = self._theme.colour(name)
        return found

    @property
    def _height(self) -> int:
        return self._theme.px(self._row)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.fillRect(box, self._colour("accent_soft" if selected else "surface"))
        painter.setPen(self._colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if selected and self._is_first(index):
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), self._colour("accent"))
        self._texts(painter, box.adjusted(9, 0, -8, 0), index)
        painter.restore()

    def _is_first(self, index: Index) -> bool:
        view = self.parent()
        return isinstance(view, QTableView) and view.horizontalHeader().visualIndex(index.column()) == 0

    def helpEvent(  # noqa: N802
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole words of a cell that had to shorten them."""
        texts = [str(text) for text in (index.data(), index.data(SECOND)) if text]
        room = option.rect.width() - 17 - (22 if index.data(ICON) else 0)  # type: ignore[attr-defined]
        wide = max((QFontMetrics(self._theme.sized(tokens.BODY, True)).horizontalAdvance(t) for t in texts), default=0)
        QToolTip.showText(event.globalPos(), for_tooltip("\n".join(texts)) if wide > room else "", view)
        return True

    def _texts(self, painter: QPainter, box: QRect, index: Index) -> None:
        model = index.model()
        if not isinstance(model, CellTable):
            return
        words, below, tone, icon = model.cell(index)
        column = model.columns[index.column()]
        if icon:
            ink = f"{tone}.ink" if tone else "text2"
            drawing = self._theme.pixmap(icon, ink, 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left(), box.center().y() - 7, drawing)
            box = box.adjusted(22, 0, 0, 0)
        first, second = _shown(words), _shown(below)
        strong = index.column() == 0 and self._height > tokens.ROW
        ink = f"{tone}.ink" if tone else "text" if index.column() == 0 else "text2"
        upper = box.adjusted(0, 6, 0, -box.height() // 2) if second else box
        self._line(painter, upper, first, column, ink, tokens.BODY, strong)
        if second:
            self._line(painter, box.adjusted(0, box.height() // 2, 0, -5), second, column, "text2", tokens.DENSE, False)

    def _font(self, size: tuple[int, int], strong: bool, han: bool) -> tuple[QFont, QFontMetrics]:
        """A font with its measures; made once, as a list paints hundreds of words at each step of a scroll."""
        found = self._fonts.get((size, strong, han))
        if found is None:
            font = self._theme.sized(size, strong)
            font.setFamilies(families_for(font, "zh" if han else "fr"))
            found = self._fonts[size, strong, han] = (font, QFontMetrics(font))
        return found

    def _line(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        column: Column[Any],
        ink: str,
        size: tuple[int, int],
        strong: bool,
    ) -> None:
        font, metrics = self._font(size, strong, _is_chinese(text))
        painter.setFont(font)
        painter.setPen(self._colour(ink))
        middle = column.middle and size == tokens.BODY
        how = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(text, how, box.width())
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


class RowList(QTableView):
    """The view: sorting by header, Enter activates, Tab leaves."""

    def __init__(self, theme: Theme, model: CellTable[Any], words: Words, name: Message, height: int = 50) -> None:
        super().__init__()
        self._model = model
        self._painter = RowPainter(theme, self, height)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(height))
        self._theme, self._row = theme, height
        theme.changed.connect(self._fit_rows)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(False)
        head.setSortIndicatorClearable(True)
        head.setStretchLastSection(True)
        head.sortIndicatorChanged.connect(lambda column, order: model.sort(column, order))
        for i, one in enumerate(model.columns):
            self.setColumnWidth(i, one.width)
        words.put(self, name, "setAccessibleName")

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._row))

    def current_row(self) -> object:
        """The row selected, or None."""
        return self._model.row(self.currentIndex()) if self.currentIndex().isValid() else None

    def select_position(self, position: int, column: int = 0) -> None:
        """Select a row by its position and bring it into view, in one of its columns; -1 selects nothing."""
        shown = 0 if self.isColumnHidden(column) else column
        index = self._model.index(position, shown) if position >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
