"""The pane at the left of a library page: headings and groups with their numbers."""

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
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

ENTRY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: a heading, or a group with its number (-1: not known)."""

    label: str
    key: str = ""
    count: int = 0
    icon: str = ""
    tone: str = ""
    heading: bool = False


@unfailing
class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def put(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.label if entry.heading or entry.count < 0 else f"{entry.label}, {entry.count}"
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        entry = self.entries[index.row()] if index.isValid() and index.row() < len(self.entries) else None
        if entry is None or entry.heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@unfailing
class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        del option
        entry = index.data(ENTRY)
        return QSize(60, self._theme.px(34 if entry.heading and index.row() else 26 if entry.heading else 30))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.heading:
            low = box.height() - self._theme.px(26)
            self._text(painter, box.adjusted(8, low, -8, 0), entry.label, tokens.DENSE, "text3", True)
        else:
            self._group(painter, box, entry, option)
        painter.restore()

    def _group(self, painter: QPainter, box: QRectF, entry: Entry, option: QStyleOptionViewItem) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        view = option.widget  # type: ignore[attr-defined]
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
            if view is not None and view.hasFocus():
                painter.setPen(QPen(self._theme.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
        inside = box.adjusted(8, 0, -8, 0)
        ink = "accent" if chosen else "text"
        if entry.icon:
            drawing = self._theme.pixmap(entry.icon, f"{entry.tone}.ink", 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(inside.left(), inside.center().y() - 8), drawing)
            inside.setLeft(inside.left() + 22)
        number = self._theme.sized(tokens.DENSE, chosen)
        count = str(entry.count) if entry.count >= 0 else ""
        wide = QFontMetricsF(number).horizontalAdvance(count)
        painter.setFont(number)
        painter.setPen(self._theme.colour(ink if chosen else "text2"))
        painter.drawText(QPointF(inside.right() - wide, round(inside.center().y() + self._theme.px(4))), count)
        self._text(painter, inside.adjusted(0, 0, -wide - 6, 0), entry.label, tokens.BODY, ink, chosen)

    def _text(self, painter: QPainter, box: QRectF, text: str, size: tuple[int, int], ink: str, bold: bool) -> None:
        font: QFont = self._theme.sized(size, bold)
        font.setFamilies(families_for(font, "zh" if has_han(text) else "fr"))
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QPointF(box.left(), round(box.center().y() + self._theme.px(size[0]) * 0.36)), short)


class Groups(QListView):
    """The list; ``chosen(key)`` when another group is chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = _Entries(self)
        self._painter = _Painter(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def put(self, entries: Sequence[Entry], current: str) -> None:
        """Show these, with ``current`` chosen (without a signal)."""
        blocked = self.selectionModel().blockSignals(True)
        self._model.put(entries)
        at = next((i for i, entry in enumerate(entries) if entry.key == current and not entry.heading), -1)
        self.setCurrentIndex(self._model.index(at))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def entries(self) -> list[Entry]:
        """What is shown."""
        return list(self._model.entries)

    def choose(self, key: str) -> None:
        """Choose a group as a person would."""
        at = next(i for i, entry in enumerate(self._model.entries) if entry.key == key and not entry.heading)
        self.setCurrentIndex(self._model.index(at))

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if entry is not None and not entry.heading:
            self.chosen.emit(entry.key)
