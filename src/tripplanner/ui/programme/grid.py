"""The grid: days as columns, hours downwards, slots that can be chosen by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.geometry import GUTTER, LEAST_HOUR, MOST_HOUR, Geometry, walk
from tripplanner.ui.programme.heads import Head, HeadPainter
from tripplanner.ui.programme.layout import Piece, Plan
from tripplanner.ui.programme.paint import Look, SlotPainter
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.theme.theme import Theme

_STEPS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}
_EMPTY = Plan((), (), (), (8 * 60, 19 * 60))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the grid shows: a plan, its slots by key, a head per day and the moment *now* where it matters."""

    plan: Plan = _EMPTY
    slots: Mapping[str, Slot] | None = None
    heads: Sequence[Head] = ()
    now: datetime | None = None


class Layer(Protocol):
    """Something else that is painted on the grid: closed hours and ways below the slots, what is dragged above."""

    def paint_below(self, painter: QPainter, canvas: QRectF) -> None: ...

    def paint_above(self, painter: QPainter, canvas: QRectF) -> None: ...


class Grid(QAbstractScrollArea):
    """Shows a :class:`Sheet`; emits ``selected(key)`` and ``activated(key)`` (double click).

    The hours keep their height and place while items change: only another set of days, another size of the window
    or the person changes them.
    """

    selected = Signal(str)
    activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slots = SlotPainter(theme)
        self._heads = HeadPainter(self._slots)
        self._sheet = Sheet()
        self._geometry = Geometry.fitted(_EMPTY, 1, 1)
        self._current = ""
        self._hour: float | None = None
        self._scale: float | None = None
        self._scroll: tuple[int, int] | None = None
        self._settled = False
        self._held: QPixmap | None = None
        self._holding, self._pale = False, ""
        self.layers: list[Layer] = []
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
        self._sheet = sheet
        if self._current and self._current not in (sheet.slots or {}):
            self._current = ""
        self._fit()
        self._tell(QAccessible.Event.ObjectReorder)

    def sheet(self) -> Sheet:
        return self._sheet

    def geometry_shown(self) -> Geometry:
        """Where everything stands, in pixels of the canvas."""
        return self._geometry

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

    def box_of(self, piece: Piece, origin: QPointF | None = None) -> QRectF:
        """A rectangle's place in the viewport, on whole device pixels."""
        x, y, wide, high = self._geometry.box(piece)
        origin = origin or self.origin()
        left, top = self.snap(x + origin.x()), self.snap(y + origin.y())
        right, bottom = self.snap(x + wide + origin.x()), self.snap(y + high + origin.y())
        return QRectF(left, top, right - left, bottom - top)

    def placed(self) -> list[Slot]:
        """The slots with a place, in the order of days and times: what a screen reader walks through."""
        slots = self._sheet.slots or {}
        order = sorted((p for p in self._sheet.plan.pieces if p.first), key=lambda p: (p.day, p.top, p.left))
        return [slots[p.key] for p in order if p.key in slots]

    # Painting

    def hold(self, on: bool, pale: str = "") -> None:
        """While something is dragged, what lies below it is painted once and kept; ``pale`` is where it was."""
        self._holding, self._held, self._pale = on, None, pale
        self.viewport().update()

    def repaint_below(self) -> None:
        """A layer below the slots changed."""
        self._held = None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        if self._holding:
            if self._held is None:
                self._held = self._picture()
            painter.drawPixmap(0, 0, self._held)
        else:
            self._paint_all(painter)
        canvas = self.canvas()
        for layer in self.layers:
            layer.paint_above(painter, canvas)
        del event

    def _picture(self) -> QPixmap:
        """All but the layers above, as a picture."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.viewport().size() * ratio)
        made.setDevicePixelRatio(ratio)
        painter = QPainter(made)
        self._paint_all(painter)
        painter.end()
        return made

    def _paint_all(self, painter: QPainter) -> None:
        painter.fillRect(self.viewport().rect(), self._theme.colour("surface"))
        canvas = self.canvas()
        painter.save()
        painter.setClipRect(canvas)
        self._paint_ground(painter, canvas)
        for layer in self.layers:
            layer.paint_below(painter, canvas)
        origin = self.origin()
        for day in self._geometry.days_between(canvas.left() - origin.x(), canvas.right() - origin.x()):
            for piece in self._sheet.plan.by_day.get(day, ()):
                self._paint_piece(painter, piece, canvas, origin)
        self._paint_now(painter, canvas)
        painter.restore()
        self._paint_hours(painter, canvas)
        self._paint_heads(painter, canvas)

    def _paint_ground(self, painter: QPainter, canvas: QRectF) -> None:
        """Days outside the trip are darker; a line per hour and per day, dashed between groups."""
        line, origin, lefts = self._theme.colour("line"), self.origin(), self._geometry.lefts
        for day, column in enumerate(self._sheet.plan.columns):
            left, right = origin.x() + lefts[day], origin.x() + lefts[day + 1]
            if column.outside:
                painter.fillRect(
                    QRectF(left, canvas.top(), right - left, canvas.height()), self._theme.colour("sunken")
                )
        for hour in range(25):
            y = self.snap(origin.y() + self._geometry.y(hour * 60))
            painter.fillRect(QRectF(canvas.left(), y, canvas.width(), self._hair()), line)
        for day, column in enumerate(self._sheet.plan.columns):
            self._paint_edges(painter, canvas, day, column.edges if column.split else ())
        end = self.snap(origin.x() + lefts[-1])
        painter.fillRect(QRectF(end, canvas.top(), self._hair(), canvas.height()), line)

    def _paint_edges(self, painter: QPainter, canvas: QRectF, day: int, edges: Sequence[float]) -> None:
        lefts, origin = self._geometry.lefts, self.origin()
        left, wide = origin.x() + lefts[day], lefts[day + 1] - lefts[day]
        painter.fillRect(
            QRectF(self.snap(left), canvas.top(), self._hair(), canvas.height()), self._theme.colour("line")
        )
        painter.setPen(Qt.PenStyle.NoPen)
        for edge in edges[1:-1]:
            x, y = self.snap(left + wide * edge), canvas.top()
            while y < canvas.bottom():
                painter.fillRect(QRectF(x, y, self._hair(), 4), self._theme.colour("border"))
                y += 7

    def _paint_piece(self, painter: QPainter, piece: Piece, canvas: QRectF, origin: QPointF) -> None:
        box = self.box_of(piece, origin)
        slot = (self._sheet.slots or {}).get(piece.key) if box.intersects(canvas) else None
        if slot is None:
            return
        column = self._sheet.plan.columns[piece.day]
        chosen = piece.key == self._current
        badge = column.split and piece.right - piece.left < 0.99
        look = Look(chosen, chosen and self.hasFocus(), piece.before, piece.after, badge)
        painter.setOpacity(0.4 if piece.key == self._pale else 1.0)
        self._slots.paint(painter, box, slot, look)
        painter.setOpacity(1.0)

    def _paint_now(self, painter: QPainter, canvas: QRectF) -> None:
        now = self._sheet.now
        days = [column.date for column in self._sheet.plan.columns]
        if now is None or now.date() not in days:
            return
        day, origin = days.index(now.date()), self.origin()
        y = self.snap(origin.y() + self._geometry.y(now.hour * 60 + now.minute))
        left, right = origin.x() + self._geometry.lefts[day], origin.x() + self._geometry.lefts[day + 1]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("error.ink"))
        painter.drawEllipse(QPointF(left + 4, y), 4, 4)
        painter.drawRect(QRectF(left, y - 0.75, right - left, 1.5))
        del canvas

    def _paint_hours(self, painter: QPainter, canvas: QRectF) -> None:
        painter.save()
        painter.setClipRect(QRectF(0, canvas.top(), GUTTER, canvas.height()))
        painter.fillRect(QRectF(0, canvas.top(), GUTTER, canvas.height()), self._theme.colour("surface"))
        font, _key = self._slots.font("en", (11, 16))
        painter.setFont(font)
        painter.setPen(self._theme.colour("text3"))
        for hour in range(25):
            y = self.origin().y() + self._geometry.y(hour * 60)
            box = QRectF(0, y - 8, GUTTER - 7, 16)
            if canvas.top() <= box.top() and box.bottom() <= canvas.bottom() + 2:
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{hour:02}:00")
        painter.restore()

    def _paint_heads(self, painter: QPainter, canvas: QRectF) -> None:
        high = canvas.top()
        painter.fillRect(QRectF(0, 0, self.viewport().width(), high), self._theme.colour("surface"))
        painter.save()
        painter.setClipRect(QRectF(GUTTER, 0, canvas.width(), high))
        origin = self.origin()
        for day, head in enumerate(self._sheet.heads):
            left, right = origin.x() + self._geometry.lefts[day], origin.x() + self._geometry.lefts[day + 1]
            box = QRectF(left, 0, right - left, high)
            if box.intersects(QRectF(GUTTER, 0, canvas.width(), high)):
                column = self._sheet.plan.columns[day]
                self._heads.paint(painter, box, head, column)
                line = QRectF(self.snap(left), 0, self._hair(), high)
                painter.fillRect(line, self._theme.colour("line"))
        painter.restore()
        below = QRectF(0, high - self._hair(), self.viewport().width(), self._hair())
        painter.fillRect(below, self._theme.colour("line"))

    def snap(self, value: float) -> float:
        """The nearest whole device pixel: lines stay crisp at 125 % and 150 %."""
        ratio = self.devicePixelRatioF()
        return round(value * ratio) / ratio

    def _hair(self) -> float:
        ratio = self.devicePixelRatioF()
        return max(1, int(ratio)) / ratio

    # Geometry

    def canvas(self) -> QRectF:
        """The part of the viewport in which slots scroll."""
        top = self._heads.height(self._sheet.heads)
        size = self.viewport().size()
        return QRectF(GUTTER, top, max(1, size.width() - GUTTER), max(1, size.height() - top))

    def origin(self) -> QPointF:
        """Where midnight of the first day stands in the viewport."""
        canvas = self.canvas()
        return QPointF(
            canvas.left() - self.horizontalScrollBar().value(), canvas.top() - self.verticalScrollBar().value()
        )

    def _fit(self) -> None:
        canvas = self.canvas()
        hour = self._hour if self._hour is not None else self._scale
        self._geometry = Geometry.fitted(self._sheet.plan, canvas.width() - 1, canvas.height() - 2, hour)
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
        self.viewport().update()

    def _settle(self) -> None:
        """Begin where one was, else where the programme begins."""
        across, down = self._scroll if self._scroll is not None else (0, round(self._geometry.top))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)
        self._settled = self.isVisible()
        if self._settled:
            self._scroll = None

    def piece_at(self, at: QPointF) -> Piece | None:
        """The rectangle under a point of the viewport."""
        if not self.canvas().contains(at):
            return None
        inside = at - self.origin()
        return self._geometry.piece_at(inside.x(), inside.y())

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
        if not QAccessible.isActive():
            return
        event = QAccessibleEvent(self, kind)
        if kind == QAccessible.Event.Focus:
            keys = [slot.key for slot in self.placed()]
            event.setChild(keys.index(self._current) if self._current in keys else -1)
        QAccessible.updateAccessibility(event)
