"""A table view over a :class:`CellTable`: whole rows, two lines a cell, an accent bar on the selected row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
)
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
from tripplanner.ui.tables import ICON, SECOND, Cell, CellTable, Column
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.breaking import broken

Index = QModelIndex | QPersistentModelIndex


#: Texts whose shortened form is kept.
_KEPT = 2000


def ranges_of(selection: QItemSelection) -> Sequence[QItemSelectionRange]:
    """The ranges of a selection: a list of them, which its declared type does not say."""
    return cast("Sequence[QItemSelectionRange]", selection)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text as it is painted: shortened, in its font, with its measures in pixels."""

    shown: str
    font: QFont
    high: int
    ascent: int


@unfailing
class RowPainter(QStyledItemDelegate):
    """Paints a cell from tokens: text, paler second line, icon and tone."""

    def __init__(self, theme: Theme, view: QTableView, height: int) -> None:
        super().__init__(view)
        self._theme, self._row = theme, height
        self._fonts: dict[tuple[tuple[int, int], bool, bool], tuple[QFont, QFontMetrics]] = {}
        self._colours: dict[str, QColor] = {}
        self._lines: dict[tuple[str, int, tuple[int, int], bool, bool], _Line] = {}
        self._paragraphs: dict[tuple[str, int, tuple[int, int], bool, int], list[_Line]] = {}
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._paragraphs.clear()
        self._fonts.clear()
        self._colours.clear()
        self._lines.clear()

    def colour(self, name: str) -> QColor:
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
        """One cell alone: of a list whose cells a painter of its own adds something to."""
        view, model = self.parent(), index.model()
        if not isinstance(view, QTableView) or not isinstance(model, CellTable):
            return
        painter.save()
        box: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        at = index.column()
        self._ground(painter, box, selected, view.horizontalHeader().visualIndex(at) == 0)
        self._texts(painter, box, model.columns[at], model.cell(index.row(), at), at == 0)
        painter.restore()

    def paint_rows(self, painter: QPainter, view: RowList, region: QRect) -> None:
        """All that is seen of the rows in a region: one call for a step of a scroll instead of one for each cell."""
        model, across = view.table, self._across(view, region)
        wide = max((left + wide for _, _, left, wide in across), default=0)
        chosen = [(one.top(), one.bottom()) for one in ranges_of(view.selectionModel().selection())]
        row = max(0, view.rowAt(max(0, region.top())))
        while row < model.rowCount() and (top := view.rowViewportPosition(row)) <= region.bottom():
            high = view.rowHeight(row)
            self._ground(painter, QRect(0, top, wide, high), any(a <= row <= b for a, b in chosen), True)
            for at, column, left, room in across:
                self._texts(painter, QRect(left, top, room, high), column, model.cell(row, at), at == 0)
            row += 1

    def _across(self, view: RowList, region: QRect) -> list[tuple[int, Column[Any], int, int]]:
        """The columns in a region: their numbers, where they begin, how wide they are."""
        head, columns = view.horizontalHeader(), view.table.columns
        shown = (at for at in map(head.logicalIndex, range(head.count())) if not head.isSectionHidden(at))
        places = [(at, columns[at], head.sectionViewportPosition(at), head.sectionSize(at)) for at in shown]
        return [one for one in places if one[2] <= region.right() and one[2] + one[3] >= region.left()]

    def _ground(self, painter: QPainter, box: QRect, selected: bool, first: bool) -> None:
        painter.fillRect(box, self.colour("accent_soft" if selected else "surface"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self.colour("line"))
        if selected and first:
            painter.fillRect(box.left(), box.top(), 3, box.height(), self.colour("accent"))

    def helpEvent(  # noqa: N802
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole words of a cell that had to shorten them."""
        texts = [str(text) for text in (index.data(), index.data(SECOND)) if text]
        room = option.rect.width() - 17 - (22 if index.data(ICON) else 0)  # type: ignore[attr-defined]
        wide = max((QFontMetrics(self._theme.sized(tokens.BODY, True)).horizontalAdvance(t) for t in texts), default=0)
        QToolTip.showText(event.globalPos(), for_tooltip("\n".join(texts)) if wide > room else "", view)
        return True

    def _texts(self, painter: QPainter, box: QRect, column: Column[Any], cell: Cell, leading: bool) -> None:
        words, below, tone, icon = cell
        left, wide, top, high = box.left() + 9, box.width() - 17, box.top(), box.height()
        if icon:
            ink = f"{tone}.ink" if tone else "text2"
            drawing = self._theme.pixmap(icon, ink, 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(left, box.center().y() - 7, drawing)
            left, wide = left + 22, wide - 22
        ink = f"{tone}.ink" if tone else "text" if leading else "text2"
        strong = leading and self._height > tokens.ROW
        half = high // 2
        if column.lines:
            self._stack(painter, box.adjusted(left - box.left(), 0, -8, 0), column, cell, (ink, strong))
        elif below:
            self._line(painter, (left, top + 6, wide, half - 6), words, column, ink, tokens.BODY, strong)
            self._line(painter, (left, top + half, wide, half - 5), below, column, "text2", tokens.DENSE, False)
        else:
            self._line(painter, (left, top, wide, high), words, column, ink, tokens.BODY, strong)

    def _stack(self, painter: QPainter, box: QRect, column: Column[Any], cell: Cell, look: tuple[str, bool]) -> None:
        """The words on as many lines as they need, those below on what is left of the column’s."""
        words, below, _tone, _icon = cell
        ink, strong = look
        first = self._broken(words, box.width(), tokens.BODY, strong, column.lines - bool(below))
        under = self._broken(below, box.width(), tokens.DENSE, False, column.lines - len(first)) if below else []
        top = box.top() + max(1, (box.height() - sum(line.high for line in (*first, *under))) // 2)
        for line, own in (*((one, ink) for one in first), *((one, "text2") for one in under)):
            painter.setFont(line.font)
            painter.setPen(self.colour(own))
            painter.drawText(box.left(), top + line.ascent, line.shown)
            top += line.high

    def _broken(self, text: str, wide: int, size: tuple[int, int], strong: bool, most: int) -> list[_Line]:
        """A text on at most so many lines, the last one shortened."""
        key = (text, wide, size, strong, most)
        found = self._paragraphs.get(key)
        if found is None:
            if len(self._paragraphs) > _KEPT:
                self._paragraphs.clear()
            shown = one_line(text).replace(" · ", "\u00a0· ")  # no line begins with the sign between two values
            font, metrics = self._font(size, strong, has_han(shown))
            parts = broken(shown, font, metrics, wide, most)
            found = self._paragraphs[key] = [_Line(part, font, metrics.height(), metrics.ascent()) for part in parts]
        return found

    def _line(
        self,
        painter: QPainter,
        box: tuple[int, int, int, int],
        text: str,
        column: Column[Any],
        ink: str,
        size: tuple[int, int],
        strong: bool,
    ) -> None:
        if not text:
            return
        left, top, wide, high = box
        middle = column.middle and size == tokens.BODY
        line = self._lines.get((text, wide, size, strong, middle))
        if line is None:
            line = self._fitted(text, wide, size, strong, middle)
        painter.setFont(line.font)
        painter.setPen(self.colour(ink))
        if column.right:
            left += wide - QFontMetrics(line.font).horizontalAdvance(line.shown)
        painter.drawText(left, top + (high - line.high) // 2 + line.ascent, line.shown)

    def _fitted(self, text: str, wide: int, size: tuple[int, int], strong: bool, middle: bool) -> _Line:
        """A text shortened to its room; measured only where it might be too long, as measuring costs as painting."""
        shown = one_line(text)
        font, metrics = self._font(size, strong, has_han(shown))
        full = len(shown) * font.pixelSize() if font.pixelSize() > 0 else wide + 1
        if full > wide:
            how = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
            shown = metrics.elidedText(shown, how, wide)
        made = _Line(shown, font, metrics.height(), metrics.ascent())
        if len(self._lines) > _KEPT:
            self._lines.clear()
        self._lines[text, wide, size, strong, middle] = made
        return made

    def _font(self, size: tuple[int, int], strong: bool, han: bool) -> tuple[QFont, QFontMetrics]:
        """A font with its measures; made once, as a list paints hundreds of words at each step of a scroll."""
        found = self._fonts.get((size, strong, han))
        if found is None:
            font = self._theme.sized(size, strong)
            font.setFamilies(families_for(font, "zh" if han else "fr"))
            found = self._fonts[size, strong, han] = (font, QFontMetrics(font))
        return found


@unfailing
class RowList(QTableView):
    """The view: sorting by header, Enter activates, Tab leaves."""

    def __init__(self, theme: Theme, model: CellTable[Any], words: Words, name: Message, height: int = 50) -> None:
        super().__init__()
        self.table = model
        self._painter = RowPainter(theme, self, height)
        self.setModel(model)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # a step of a scroll moves what is painted
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
            self.setColumnWidth(i, theme.px(one.width))
        words.put(self, name, "setAccessibleName")

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._row))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._painter.colour("surface"))
        if self.itemDelegate() is self._painter:
            self._painter.paint_rows(painter, self, event.rect())
        painter.end()
        if self.itemDelegate() is not self._painter:
            super().paintEvent(event)

    def current_row(self) -> object:
        """The row selected, or None."""
        return self.table.row(self.currentIndex()) if self.currentIndex().isValid() else None

    def select_position(self, position: int, column: int = 0) -> None:
        """Select a row by its position and bring it into view, in one of its columns; -1 selects nothing."""
        shown = 0 if self.isColumnHidden(column) else column
        index = self.table.index(position, shown) if position >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
