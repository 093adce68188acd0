"""What has no place yet: cards in the colours of their slots, with how long they take."""

from __future__ import annotations

from collections.abc import Sequence

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
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.paint import Look, SlotPainter
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column, frame, row, text_label

_HIGH, _GAP = 50, 6
SLOT = int(Qt.ItemDataRole.UserRole)


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


class _Cards(QStyledItemDelegate):
    """Paints a slot as a card."""

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme
        self.slots = SlotPainter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        del option, index
        return QSize(80, _HIGH + _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        slot = index.data(SLOT)
        box = QRectF(option.rect).adjusted(2, 0, -2, -_GAP)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        view = option.widget  # type: ignore[attr-defined]
        self.slots.paint(painter, box, slot, Look(chosen, chosen and view.hasFocus()))
        font, _key = self.slots.font("en", tokens.DENSE)
        wide = QFontMetricsF(font).horizontalAdvance(slot.span)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QPointF(box.right() - wide - 7, box.bottom() - 8), slot.span)


class Unplaced(QListView):
    """The list; ``selected(key)`` and ``activated_key(key)`` as in the grid."""

    selected = Signal(str)
    activated_key = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._slots = _Slots(self)
        self._cards = _Cards(theme, self)
        self.setModel(self._slots)
        self.setItemDelegate(self._cards)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self.activated_key.emit(index.data(SLOT).key))
        theme.changed.connect(self._theme_changed)

    def put(self, slots: Sequence[Slot]) -> None:
        """Show these."""
        self._slots.put(slots)

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
        self.viewport().update()


def unplaced_card(words: Words, view: Unplaced) -> tuple[QFrame, QLabel]:
    """The list in its card, and the label that counts."""
    card = frame("card")
    lines = column(card, (10, 10, 8, 8), 8)
    head = row(gap=6)
    title = words.put(text_label(strong=True), msg("To place"))
    count = text_label(ink="text2", strong=True)
    head.addWidget(title)
    head.addStretch(1)
    head.addWidget(count)
    lines.addLayout(head)
    lines.addWidget(view, 1)
    words.put(view, msg("Items to place"), "setAccessibleName")
    card.setMinimumWidth(140)
    return card, count


def beside(card: QWidget, sheet: QWidget) -> QSplitter:
    """The card at the left of the programme, in its usual width."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(12)
    for widget in (card, sheet):
        made.addWidget(widget)
    made.setStretchFactor(1, 1)
    made.setSizes([152, 900])
    return made
