"""The values that cases are told apart by, each with its number: ticked by a click, Space or Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

Index = QModelIndex | QPersistentModelIndex
FACET = int(Qt.ItemDataRole.UserRole)
_BOX = 14  # pixels of a tick box


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading (no ``code``), or a value of its dimension; ``depth``: 1 for what is part of another value.

    ``mark``: how many values of a heading are chosen.
    """

    dimension: str
    label: str
    code: str = ""
    count: int = 0
    chosen: bool = False
    depth: int = 0
    folded: bool = False
    mark: int = 0

    @property
    def heading(self) -> bool:
        return not self.code


@unfailing
class _Facets(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.facets: list[Facet] = []

    def put(self, facets: Sequence[Facet]) -> None:
        """The same lines with other numbers keep the place of whoever scrolls."""
        same = [(f.dimension, f.code) for f in facets] == [(f.dimension, f.code) for f in self.facets]
        if not same:
            self.beginResetModel()
        self.facets = list(facets)
        if not same:
            self.endResetModel()
        elif facets:
            self.dataChanged.emit(self.index(0), self.index(len(facets) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.facets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.facets):
            return None
        facet = self.facets[index.row()]
        if role == FACET:
            return facet
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return facet.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return facet.label if facet.heading else f"{facet.label}, {facet.count}"
        if role == Qt.ItemDataRole.CheckStateRole and not facet.heading:
            return Qt.CheckState.Checked if facet.chosen else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        del index
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@unfailing
class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        del option
        facet: Facet | None = index.data(FACET)
        return QSize(60, self._theme.px(32 if facet is not None and facet.heading else 26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        facet: Facet = index.data(FACET)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget  # type: ignore[attr-defined]
        if option.state & QStyle.StateFlag.State_Selected and view is not None and view.hasFocus():  # type: ignore[attr-defined]
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
        (self._heading if facet.heading else self._value)(painter, box.adjusted(8, 0, -8, 0), facet)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRectF, facet: Facet) -> None:
        sign = "chevron-right" if facet.folded else "chevron-down"
        drawing = self._theme.pixmap(sign, "text2", 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() - 2, box.center().y() - 7), drawing)
        left = self._count(painter, box, str(facet.mark) if facet.mark else "", True)
        self._text(painter, box.adjusted(16, 0, -left, 0), facet.label, "text2", True)

    def _value(self, painter: QPainter, box: QRectF, facet: Facet) -> None:
        inside = box.adjusted(16 + 14 * facet.depth, 0, 0, 0)
        self._tick(painter, inside, facet.chosen)
        left = self._count(painter, inside, str(facet.count), facet.chosen)
        ink = "accent" if facet.chosen else "text" if facet.count else "text3"
        self._text(painter, inside.adjusted(_BOX + 8, 0, -left, 0), facet.label, ink, facet.chosen)

    def _tick(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        square = QRectF(box.left(), box.center().y() - _BOX / 2, _BOX, _BOX)
        painter.setPen(QPen(self._theme.colour("accent" if chosen else "text3"), 1.2))
        painter.setBrush(self._theme.colour("accent") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if chosen:
            drawing = self._theme.pixmap("check", "on_accent", 12, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(square.left() + 1, square.top() + 1), drawing)

    def _count(self, painter: QPainter, box: QRectF, words: str, bold: bool) -> float:
        """Writes a number at the right; the room it takes."""
        font = self._theme.sized(tokens.DENSE, bold)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent" if bold else "text2"))
        painter.drawText(QPointF(box.right() - wide, round(box.center().y() + self._theme.px(4))), words)
        return wide + 8

    def _text(self, painter: QPainter, box: QRectF, text: str, ink: str, bold: bool) -> None:
        size = tokens.DENSE if bold and ink == "text2" else tokens.BODY
        font = self._theme.sized(size, bold)
        font.setFamilies(families_for(font, "zh" if has_han(text) else "fr"))
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QPointF(box.left(), round(box.center().y() + self._theme.px(size[0]) * 0.36)), short)


@unfailing
class FacetList(QListView):
    """``ticked(dimension, code)`` when a person ticks a value, ``folded(dimension)`` for a heading."""

    ticked = Signal(str, str)
    folded = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = _Facets(self)
        self._painter = _Painter(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def put(self, facets: Sequence[Facet]) -> None:
        """Show these; whoever is in the middle of them stays there."""
        at = self.currentIndex().row()
        self._model.put(facets)
        if not self.currentIndex().isValid() and 0 <= at < len(facets):
            self.setCurrentIndex(self._model.index(at))
        self.viewport().update()

    def facets(self) -> list[Facet]:
        """What is shown."""
        return list(self._model.facets)

    def tick(self, dimension: str, code: str) -> None:
        """Tick or untick a value as a person would."""
        found = next(one for one in self._model.facets if (one.dimension, one.code) == (dimension, code))
        self._take(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        facet = self.currentIndex().data(FACET)
        if facet is not None and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(facet)
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        facet = self.indexAt(event.position().toPoint()).data(FACET)
        if facet is not None and event.button() == Qt.MouseButton.LeftButton:
            self._take(facet)

    def _take(self, facet: Facet) -> None:
        if facet.heading:
            self.folded.emit(facet.dimension)
        else:
            self.ticked.emit(facet.dimension, facet.code)
