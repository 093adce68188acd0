"""The grid: days as columns, hours downwards, slots that can be chosen by mouse and keyboard."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.canvas import GridCanvas, Sheet
from tripplanner.ui.programme.geometry import LEAST_HOUR, MOST_HOUR, Geometry, walk
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.programme.telling import tell
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_STEPS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}


@unfailing
class Grid(GridCanvas):
    """Shows a :class:`Sheet`; emits ``selected(key)`` and ``activated(key)`` (double click).

    The hours keep their height and place while items change: only another set of days, another size of the window
    or the person changes them.
    """

    selected = Signal(str)
    activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._hour: float | None = None
        self._scale: float | None = None
        self._scroll: tuple[int, int] | None = None
        self._settled = False
        self._beside: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(240, 160)
        theme.changed.connect(self._theme_changed)

    # What is shown

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another programme; the chosen item stays chosen while it is there."""
        if [column.date for column in sheet.plan.columns] != [column.date for column in self._sheet.plan.columns]:
            self._scale, self._settled = None, False
        before, self._sheet = self._sheet, sheet
        if self._current and self._current not in (sheet.slots or {}):
            self._current = ""
        self._lay_out()
        self._paint_changed(before)
        self._tell(QAccessible.Event.ObjectReorder)

    def _paint_changed(self, before: Sheet) -> None:
        """Paint again what looks different: where only findings are others, that is a few slots of many."""
        sheet, beside = self._sheet, self._beside
        self._beside = (self._geometry, list(sheet.heads), self._minute(), [layer.looks() for layer in self.layers])
        if beside != self._beside:
            self.viewport().update()
            return
        slots, old = sheet.slots or {}, before.slots or {}
        for piece in sheet.plan.pieces:
            if slots.get(piece.key) != old.get(piece.key):
                self.viewport().update(self.box_of(piece).toAlignedRect())

    def _minute(self) -> datetime | None:
        """The minute at which *now* is drawn."""
        now = self._sheet.now
        if now is None or now.date() not in [column.date for column in self._sheet.plan.columns]:
            return None
        return now.replace(second=0, microsecond=0)

    def hour_height(self) -> float:
        """Pixels per hour."""
        return self._geometry.hour

    def zoom(self, hour: float | None) -> None:
        """Pixels per hour (40 to 96); None fits the programme to the height."""
        middle = self._geometry.minute_at(self.verticalScrollBar().value() + self.canvas().height() / 2)
        self._hour = None if hour is None else max(float(LEAST_HOUR), min(float(MOST_HOUR), hour))
        self._scale, self._settled = None, hour is not None
        self._fit()
        if hour is None:
            return
        self.verticalScrollBar().setValue(round(self._geometry.y(middle) - self.canvas().height() / 2))

    def hour_wanted(self) -> float | None:
        """The pixels per hour that somebody chose; ``None`` fits them."""
        return self._hour

    def scrolled(self) -> tuple[int, int]:
        """How far it is scrolled, across and down."""
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def start_at(self, hour: float | None, scroll: tuple[int, int] | None) -> None:
        """Show the next programme with these hours and scrolled as far; ``None`` begins where it begins."""
        self._hour, self._scroll = hour, scroll
        self._scale, self._settled = None, False

    # What is chosen

    def current(self) -> str:
        """The key of the chosen item, or nothing."""
        return self._current

    def choose(self, key: str) -> None:
        """Choose an item without a signal."""
        if key != self._current:
            self._current = key if key in (self._sheet.slots or {}) else ""
            self._held = None
            self.viewport().update()
            self._tell(QAccessible.Event.Focus)

    def slot_at(self, at: QPointF) -> Slot | None:
        """The slot under a point of the viewport."""
        piece = self.piece_at(at)
        return None if piece is None else (self._sheet.slots or {}).get(piece.key)

    def placed(self) -> list[Slot]:
        """The slots with a place, in the order of days and times: what a screen reader walks through."""
        slots = self._sheet.slots or {}
        order = sorted((p for p in self._sheet.plan.pieces if p.first), key=lambda p: (p.day, p.top, p.left))
        return [slots[p.key] for p in order if p.key in slots]

    # Geometry

    def _fit(self) -> None:
        self._lay_out()
        self.viewport().update()

    def _lay_out(self) -> None:
        canvas = self.canvas()
        hour = self._hour if self._hour is not None else self._scale
        width, height = canvas.width() - 1, canvas.height() - 2
        self._geometry = Geometry.fitted(self._sheet.plan, width, height, hour, self._theme.scale)
        self._scale = self._geometry.hour
        self._held = None
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, round(self._geometry.width - canvas.width() + 1)))
        across.setPageStep(round(canvas.width()))
        across.setSingleStep(40)
        down.setRange(0, max(0, round(self._geometry.height - canvas.height() + 2)))
        down.setPageStep(round(canvas.height()))
        down.setSingleStep(20)
        if not self._settled:
            self._settle()

    def _settle(self) -> None:
        """Begin where one was, else where the programme begins."""
        across, down = self._scroll if self._scroll is not None else (0, round(self._geometry.top))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)
        self._settled = self.isVisible()
        if self._settled:
            self._scroll = None

    def reveal(self) -> None:
        """Scroll as little as shows the chosen item."""
        piece = next((p for p in self._sheet.plan.pieces if p.key == self._current and p.first), None)
        if piece is None:
            return
        box, canvas = self.box_of(piece), self.canvas()
        for bar, low, high, least, most in (
            (self.verticalScrollBar(), box.top() - 6, box.bottom() + 6, canvas.top(), canvas.bottom()),
            (self.horizontalScrollBar(), box.left() - 6, box.right() + 6, canvas.left(), canvas.right()),
        ):
            if high > most:
                bar.setValue(bar.value() + round(min(high - most, low - least)))
            if low < least:
                bar.setValue(bar.value() - round(least - low))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._hour is None:
            self._scale, self._settled = None, False
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        del dx, dy
        self._held = None
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.FontChange:
            self._theme_changed()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keyboard and not self._current:
            self._go(walk(self._sheet.plan, "", "first"))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            piece = self.piece_at(event.position())
            self._go(piece.key if piece else "", reveal=False)
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        piece = self.piece_at(event.position())
        if piece is not None:
            self.activated.emit(piece.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if key in _STEPS and not modifiers:
            self._go(walk(self._sheet.plan, self._current, _STEPS[key]))
        elif control and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(walk(self._sheet.plan, self._current, "first" if key == Qt.Key.Key_Home else "last"))
        elif not modifiers and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.activated.emit(self._current)
        elif not modifiers and key == Qt.Key.Key_Escape and self._current:
            self._go("")
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not modifiers:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep() * (1 if key == Qt.Key.Key_PageDown else -1))
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(self._geometry.hour + (8 if event.angleDelta().y() > 0 else -8))
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            slot = self.slot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), for_tooltip(slot.tip) if slot else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(720, 560)

    def _go(self, key: str, reveal: bool = True) -> None:
        """The person chose: by key it comes into view; what one clicks on is in view and stays where it is."""
        if key != self._current:
            self.choose(key)
            self.selected.emit(self._current)
        if reveal:
            self.reveal()

    def _theme_changed(self) -> None:
        self._slots.forget()
        self._fit()

    def _tell(self, kind: QAccessible.Event) -> None:
        """Tell a screen reader; the chosen slot is a child of the grid."""
        tell(self, kind, self.placed, self._current)
