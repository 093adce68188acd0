"""Lists of what can be placed: cards in the colours of their slots, with how long they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.paint import Look, SlotPainter
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.programme.wrap import lines
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

#: The air between cards and inside them, the height of a line, and the most lines of a title.
_GAP, _PAD, _LINE, _TITLE_LINES = 6, 6, 17, 2
SLOT = int(Qt.ItemDataRole.UserRole)


@unfailing
class _Slots(QAbstractListModel):
    """Slots as a list, each read by its accessible name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.slots: list[Slot] = []

    def put(self, slots: Sequence[Slot]) -> None:
        self.beginResetModel()
        self.slots = list(slots)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.slots)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.slots):
            return None
        slot = self.slots[index.row()]
        known = {
            int(Qt.ItemDataRole.DisplayRole): slot.title,
            int(Qt.ItemDataRole.AccessibleTextRole): slot.name,
            int(Qt.ItemDataRole.ToolTipRole): for_tooltip(slot.tip),
            SLOT: slot,
        }
        return known.get(int(role))


@unfailing
class _Painted(QStyledItemDelegate):
    """Paints a slot as a card."""

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, parent
        self.slots = SlotPainter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        del option
        slot = index.data(SLOT)
        below = 1 if slot.second or slot.span else 0
        count = len(self._title(slot, self._view.viewport().width() - 21)) + below
        return QSize(80, self._theme.px(_LINE) * max(1, count) + 2 * _PAD + _GAP)

    def _title(self, slot: Slot, width: float) -> tuple[str, ...]:
        _font, key = self.slots.font(slot.languages[0], tokens.DENSE, True)
        return lines(slot.title, key, int(width), _TITLE_LINES)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        slot = index.data(SLOT)
        box = QRectF(option.rect).adjusted(2, 0, -2, -_GAP)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        view = option.widget  # type: ignore[attr-defined]
        plain = replace(slot, title="", second="", details=(), signs=(), caption="", span="", travel=False)
        self.slots.paint(painter, box, plain, Look(chosen, chosen and view.hasFocus(), badge=False))
        first, second = slot.languages
        inside, high = box.adjusted(10, _PAD - 1, -7, -_PAD), self._theme.px(_LINE)
        wide = self._line(painter, inside, slot.span, "en", tokens.DENSE, "text2", right=True)
        below = inside.adjusted(0, 0, -wide - 6 if wide else 0, 0)
        self._line(painter, below, slot.second, second, tokens.DENSE, f"{slot.tone}.ink")
        for number, words in enumerate(self._title(slot, inside.width())):
            above = QRectF(inside.left(), inside.top() + number * high, inside.width(), high)
            self._line(painter, above, words, first, tokens.DENSE, "text", bold=True)

    def _line(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        language: str,
        size: tuple[int, int],
        ink: str,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> float:
        """One line at the foot of ``box``, shortened to it; its width."""
        if not text or box.width() < 8:
            return 0.0
        font, _key = self.slots.font(language, size, bold)
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        wide = metrics.horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(QPointF(box.right() - wide if right else box.left(), box.bottom() - metrics.descent()), words)
        return wide


class Cards(QListView):
    """The list; ``selected(key)`` and ``activated_key(key)`` as in the grid."""

    selected = Signal(str)
    activated_key = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._slots = _Slots(self)
        self._cards = _Painted(theme, self)
        self.setModel(self._slots)
        self.setItemDelegate(self._cards)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self.activated_key.emit(index.data(SLOT).key))
        theme.changed.connect(self._theme_changed)

    def put(self, slots: Sequence[Slot]) -> None:
        """Show these; the chosen card stays chosen, and the list where it is, while it is there."""
        if list(slots) == self._slots.slots:
            return
        key, at = self.current(), self.verticalScrollBar().value()
        blocked = self.blockSignals(True)
        self._slots.put(slots)
        self.blockSignals(blocked)
        self.choose(key)
        self.verticalScrollBar().setValue(at)

    def slots(self) -> Sequence[Slot]:
        """What is shown."""
        return self._slots.slots

    def current(self) -> str:
        """The key of the chosen card, or nothing."""
        index = self.currentIndex()
        return index.data(SLOT).key if index.isValid() else ""

    def slot_at(self, at: QPoint) -> Slot | None:
        """The card under a point of the viewport."""
        index = self.indexAt(at)
        return index.data(SLOT) if index.isValid() else None

    def choose(self, key: str) -> None:
        """Choose a card without a signal; another key chooses none."""
        keys = [slot.key for slot in self._slots.slots]
        blocked = self.blockSignals(True)
        index = self._slots.index(keys.index(key)) if key in keys else QModelIndex()
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.activated_key.emit(index.data(SLOT).key)
            return
        super().keyPressEvent(event)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.selected.emit(index.data(SLOT).key)

    def _theme_changed(self) -> None:
        self._cards.slots.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
