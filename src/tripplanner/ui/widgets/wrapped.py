"""Lists whose rows go on over as many lines as their words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from tripplanner.ui.unfailing import unfailing


@unfailing
class _AsDrawn(QStyledItemDelegate):
    """Asks for the height at the width that a row is drawn with.

    Qt itself asks a second time at the width of the whole list, scroll bar and all: where the last word finds room in
    one and not in the other, it is drawn as an ellipsis, with an empty line below.
    """

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        drawn = QStyleOptionViewItem(option)
        drawn.rect.setWidth(self._view.viewport().width() - 2 * self._view.spacing())
        return super().sizeHint(drawn, index)


class WrappedList(QListWidget):
    """As wide as it is, never scrolled sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_AsDrawn(self))
