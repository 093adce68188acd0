"""What the grid is painted on: hours and days, slots, heads, and layers below and above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tripplanner.ui.programme.geometry import GUTTER, Geometry
from tripplanner.ui.programme.heads import Head, HeadPainter
from tripplanner.ui.programme.layout import Piece, Plan
from tripplanner.ui.programme.paint import Look, SlotPainter
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

EMPTY = Plan((), (), (), (8 * 60, 19 * 60))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the grid shows: a plan, its slots by key, a head per day and the moment *now* where it matters."""

    plan: Plan = EMPTY
    slots: Mapping[str, Slot] | None = None
    heads: Sequence[Head] = ()
    now: datetime | None = None


class Layer(Protocol):
    """Something else that is painted on the grid: closed hours and ways below the slots, what is dragged above."""

    def paint_below(self, painter: QPainter, canvas: QRectF) -> None: ...

    def paint_above(self, painter: QPainter, canvas: QRectF) -> None: ...

    def looks(self) -> object:
        """Equal to what it was where everything below the slots looks as it did."""
        ...


@unfailing
class GridCanvas(QAbstractScrollArea):
    """Paints a :class:`Sheet`; ``layers`` may add to it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slots = SlotPainter(theme)
        self._heads = HeadPainter(self._slots)
        self._sheet = Sheet()
        self._geometry = Geometry.fitted(EMPTY, 1, 1)
        self._current = ""
        self._held: QPixmap | None = None
        self._holding, self._pale = False, ""
        self.layers: list[Layer] = []

    def sheet(self) -> Sheet:
        return self._sheet

    def geometry_shown(self) -> Geometry:
        """Where everything stands, in pixels of the canvas."""
        return self._geometry

    def box_of(self, piece: Piece, origin: QPointF | None = None) -> QRectF:
        """A rectangle's place in the viewport, on whole device pixels."""
        x, y, wide, high = self._geometry.box(piece)
        origin = origin or self.origin()
        left, top = self.snap(x + origin.x()), self.snap(y + origin.y())
        right, bottom = self.snap(x + wide + origin.x()), self.snap(y + high + origin.y())
        return QRectF(left, top, right - left, bottom - top)

    def piece_at(self, at: QPointF) -> Piece | None:
        """The rectangle under a point of the viewport."""
        if not self.canvas().contains(at):
            return None
        inside = at - self.origin()
        return self._geometry.piece_at(inside.x(), inside.y())

    def canvas(self) -> QRectF:
        """The part of the viewport in which slots scroll."""
        top = self._heads.height(self._sheet.heads)
        size = self.viewport().size()
        gutter = self._gutter()
        return QRectF(gutter, top, max(1, size.width() - gutter), max(1, size.height() - top))

    def _gutter(self) -> int:
        """The room of the hours at the left."""
        return self._theme.px(GUTTER)

    def origin(self) -> QPointF:
        """Where midnight of the first day stands in the viewport."""
        canvas = self.canvas()
        return QPointF(
            canvas.left() - self.horizontalScrollBar().value(), canvas.top() - self.verticalScrollBar().value()
        )

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
            self._paint_all(painter, event.region())
        canvas = self.canvas()
        for layer in self.layers:
            layer.paint_above(painter, canvas)

    def _picture(self) -> QPixmap:
        """All but the layers above, as a picture."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.viewport().size() * ratio)
        made.setDevicePixelRatio(ratio)
        painter = QPainter(made)
        self._paint_all(painter, QRegion(self.viewport().rect()))
        painter.end()
        return made

    def _paint_all(self, painter: QPainter, region: QRegion) -> None:
        """Everything, but for slots that do not stand in ``region``."""
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
                if region.intersects(self.box_of(piece, origin).toAlignedRect()):
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
        gutter, line = self._gutter(), self._theme.px(16)
        painter.setClipRect(QRectF(0, canvas.top(), gutter, canvas.height()))
        painter.fillRect(QRectF(0, canvas.top(), gutter, canvas.height()), self._theme.colour("surface"))
        font, _key = self._slots.font("en", (11, 16))
        painter.setFont(font)
        painter.setPen(self._theme.colour("text3"))
        for hour in range(25):
            y = self.origin().y() + self._geometry.y(hour * 60)
            box = QRectF(0, y - line / 2, gutter - 7, line)
            if canvas.top() <= box.top() and box.bottom() <= canvas.bottom() + 2:
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{hour:02}:00")
        painter.restore()

    def _paint_heads(self, painter: QPainter, canvas: QRectF) -> None:
        high = canvas.top()
        painter.fillRect(QRectF(0, 0, self.viewport().width(), high), self._theme.colour("surface"))
        painter.save()
        painter.setClipRect(QRectF(canvas.left(), 0, canvas.width(), high))
        origin = self.origin()
        for day, head in enumerate(self._sheet.heads):
            left, right = origin.x() + self._geometry.lefts[day], origin.x() + self._geometry.lefts[day + 1]
            box = QRectF(left, 0, right - left, high)
            if box.intersects(QRectF(canvas.left(), 0, canvas.width(), high)):
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
