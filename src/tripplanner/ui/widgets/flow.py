"""A layout that puts its widgets in lines, as words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from tripplanner.ui.unfailing import unfailing


@unfailing
class Flow(QLayout):
    """Widgets side by side, on further lines where they do not fit; ``gap`` pixels apart.

    It asks for little, and for the width of one line where it is ``wide``.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 6, wide: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._wide = gap, wide
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        around = self.contentsMargins()
        inner = width - around.left() - around.right()
        return self._place(QRect(0, 0, inner, 0), move=False) + around.top() + around.bottom()

    def setGeometry(self, box: QRect) -> None:  # noqa: N802
        super().setGeometry(box)
        self._place(box.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        sizes = [item.sizeHint() for item in self._shown()]
        if not self._wide or not sizes:
            return self.minimumSize()
        width = sum(size.width() for size in sizes) + self._gap * (len(sizes) - 1)
        return QSize(width, max(size.height() for size in sizes)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(_least(item))
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, box: QRect, *, move: bool) -> int:
        """Lay the widgets out in ``box``, those of a line about its middle; returns the height they take."""
        y = box.y()
        for line in self._lines(box.width()):
            x, high = box.x(), max(size.height() for _item, size in line)
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap - box.y())

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line of this width, and how large."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(room, _least(item).width())))
            if not lines or taken + self._gap + size.width() > room:
                lines.append([])
                taken = -self._gap
            lines[-1].append((item, size))
            taken += self._gap + size.width()
        return lines


def _least(item: QLayoutItem) -> QSize:
    """As small as a thing can be: some can be narrower than they would like."""
    widget = item.widget()
    return item.minimumSize() if widget is None else widget.minimumSizeHint().expandedTo(widget.minimumSize())
