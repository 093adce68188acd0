"""Rows of a list carried to another place in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.theme.tokens import BODY

_KIND = "application/x-tripplanner-rows"
#: Pixels: of the picture of a row that is carried at most, and from the edge of the list where it scrolls.
_WIDE, _EDGE = 260, 28
_SEVERAL = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class RowDrag(QObject):
    """Pressing on a row and moving carries all that are ``chosen()``; ``dropped(numbers, point)`` ends it.

    It belongs to the view and goes with it. ``carry`` may be replaced in tests.
    """

    def __init__(
        self,
        view: QTableView,
        theme: Theme,
        chosen: Callable[[], Sequence[int]],
        dropped: Callable[[Sequence[int], QPoint], object],
    ) -> None:
        super().__init__(view)
        self.setObjectName("row_drag")
        self._view, self._theme, self._chosen, self._dropped = view, theme, chosen, dropped
        self._pressed: QPoint | None = None
        self._line = QWidget(view.viewport())
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.hide()
        self.carry: Callable[[QDrag], object] = _carry
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QDropEvent) and event.mimeData().hasFormat(_KIND):
            return self._over(event)
        if event.type() == QEvent.Type.DragLeave:
            self._line.hide()
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            index = self._view.indexAt(at)
            plain = index.isValid() and not event.modifiers() & _SEVERAL
            self._pressed = at if plain else None
            kept = plain and self._view.selectionModel().isSelected(index) and len(self._chosen()) > 1
            return bool(kept)  # what is chosen stays chosen: it may be carried
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        if event.type() != QEvent.Type.MouseMove or self._pressed is None:
            return False
        if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._start()
        return True

    def _start(self) -> None:
        data = QMimeData()
        data.setData(_KIND, QByteArray(",".join(map(str, self._chosen())).encode()))
        drag = QDrag(self._view)
        drag.setMimeData(data)
        drag.setPixmap(self._picture())
        drag.setHotSpot(QPoint(-12, -6))
        self.carry(drag)
        self._line.hide()

    def _picture(self) -> QPixmap:
        """What is carried: the row that was gripped, and how many others come with it."""
        box = self._view.visualRect(self._view.currentIndex().siblingAtColumn(0))
        box.setWidth(min(box.width(), self._theme.px(_WIDE)))
        made, others = self._view.viewport().grab(box), len(self._chosen()) - 1
        painter = QPainter(made)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRect(1, 1, box.width() - 2, box.height() - 2)
        if others > 0:
            painter.setFont(self._theme.sized(BODY, bold=True))
            edge = box.translated(-box.topLeft()).adjusted(0, 0, -self._theme.px(8), 0)
            painter.drawText(edge, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"+{others}")
        painter.end()
        return made

    def _scroll(self, at: QPoint) -> None:
        """The list goes on where the rows are held at its edge."""
        edge = self._theme.px(_EDGE)
        step = -1 if at.y() < edge else 1 if at.y() > self._view.viewport().height() - edge else 0
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.singleStep())

    def _over(self, event: QDropEvent) -> bool:
        at = event.position().toPoint()
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        if isinstance(event, QDragMoveEvent):
            self._scroll(at)
            self._mark(at)
            return True
        self._line.hide()
        numbers = bytes(event.mimeData().data(_KIND).data()).decode().split(",")
        self._dropped([int(number) for number in numbers if number], at)
        return True

    def _mark(self, at: QPoint) -> None:
        """A line where the rows would go."""
        index = self._view.indexAt(at)
        self._line.setVisible(index.isValid())
        if index.isValid():
            box = self._view.visualRect(index)
            self._line.setStyleSheet(f"background: {self._theme.hex('accent')}")
            top = box.bottom() if at.y() > box.center().y() else box.top()
            self._line.setGeometry(0, top - 1, self._view.width(), 3)
            self._line.raise_()


def _carry(drag: QDrag) -> object:
    return drag.exec(Qt.DropAction.MoveAction)
