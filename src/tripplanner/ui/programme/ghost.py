"""What is painted while something is dragged: hours at which it is closed, and a ghost that says what a drop means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from tripplanner.ui.programme.grid import Grid
from tripplanner.ui.programme.layout import DAY
from tripplanner.ui.programme.paint import RADIUS, SlotPainter
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import has_han
from tripplanner.ui.theme.theme import Theme

Words = Sequence[tuple[str, str]]
_LINE, _PAD = 17, 6
WIDEST = 260.0


@dataclass(frozen=True, slots=True)
class Ghost:
    """A box in a column: ``top`` and ``bottom`` in minutes; ``lines`` are (words, tone), the first one is bold."""

    day: int
    top: float
    bottom: float
    left: float
    right: float
    tone: str
    lines: Words
    head: bool = False


class GhostLayer:
    """A layer of the grid."""

    def __init__(self, grid: Grid, theme: Theme) -> None:
        self._grid, self._theme = grid, theme
        self._slots = SlotPainter(theme)
        self._ghost: Ghost | None = None
        self.shut: Callable[[date], Sequence[tuple[int, int]]] | None = None
        theme.changed.connect(self._slots.forget)

    def show(self, ghost: Ghost | None) -> None:
        """Show this ghost; only what it covers, or covered, is painted again."""
        before, self._ghost = self._ghost, ghost
        for one in (before, ghost):
            if one is not None:
                for box in (self._box(one), self._label(one)):
                    self._grid.viewport().update(box.adjusted(-3, -3, 3, 3).toAlignedRect())

    def ghost(self) -> Ghost | None:
        """What is shown."""
        return self._ghost

    # -- below the slots

    def looks(self) -> bool:
        """Whether hours are hatched."""
        return self.shut is not None

    def paint_below(self, painter: QPainter, canvas: QRectF) -> None:
        """Hours at which the site is closed, hatched and grey."""
        if self.shut is None:
            return
        geometry, origin = self._grid.geometry_shown(), self._grid.origin()
        ink = QColor(self._theme.colour("text2"))
        ink.setAlphaF(0.28)
        ground = QColor(self._theme.colour("sunken"))
        for day, column in enumerate(self._grid.sheet().plan.columns):
            left, right = origin.x() + geometry.lefts[day], origin.x() + geometry.lefts[day + 1]
            for first, last in self.shut(column.date):
                top, bottom = origin.y() + geometry.y(first), origin.y() + geometry.y(min(last, DAY))
                box = QRectF(left + 1, top, right - left - 1, bottom - top).intersected(canvas)
                painter.fillRect(box, ground)
                painter.fillRect(box, QBrush(ink, Qt.BrushStyle.FDiagPattern))

    # -- above them

    def paint_above(self, painter: QPainter, canvas: QRectF) -> None:
        """The ghost and what it says."""
        ghost = self._ghost
        if ghost is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ghost.head:
            self._paint_head(painter, ghost, canvas)
        painter.setClipRect(canvas)
        self._paint_box(painter, self._box(ghost), ghost)
        painter.setClipping(False)
        self._paint_label(painter, self._label(ghost), ghost)
        painter.restore()

    def _paint_head(self, painter: QPainter, ghost: Ghost, canvas: QRectF) -> None:
        geometry, origin = self._grid.geometry_shown(), self._grid.origin()
        left, right = origin.x() + geometry.lefts[ghost.day], origin.x() + geometry.lefts[ghost.day + 1]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(left + 2, 2, right - left - 4, canvas.top() - 4), RADIUS, RADIUS)

    def _paint_box(self, painter: QPainter, box: QRectF, ghost: Ghost) -> None:
        fill = QColor(self._theme.colour(f"{ghost.tone}.soft"))
        fill.setAlphaF(0.82)
        painter.setBrush(fill)
        pen = QPen(self._theme.colour(f"{ghost.tone}.ink"), 1.6, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_label(self, painter: QPainter, box: QRectF, ghost: Ghost) -> None:
        """The words in a card of their own beside the box: what is below stays readable."""
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        y, line = box.top() + _PAD, self._theme.px(_LINE)
        for at, (words, tone) in enumerate(ghost.lines):
            font, _key = self._slots.font("zh" if has_han(words) else "fr", tokens.DENSE, at == 0)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(self._theme.colour(_ink(tone)))
            short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() - 2 * _PAD)
            painter.drawText(QPointF(box.left() + _PAD, round(y + line * 0.76)), short)
            y += line

    # -- where

    def _box(self, ghost: Ghost) -> QRectF:
        geometry, origin = self._grid.geometry_shown(), self._grid.origin()
        day = min(ghost.day, len(geometry.lefts) - 2)
        if day < 0:
            return QRectF()
        left, wide = geometry.lefts[day], geometry.lefts[day + 1] - geometry.lefts[day]
        top, bottom = geometry.y(ghost.top), geometry.y(ghost.bottom)
        return QRectF(
            origin.x() + left + wide * ghost.left, origin.y() + top, wide * (ghost.right - ghost.left), bottom - top
        )

    def _label(self, ghost: Ghost) -> QRectF:
        """At the right of the box, at its left where there is no room; never outside the viewport."""
        box, room = self._box(ghost), self._grid.viewport().rect()
        wide = 0.0
        for at, (words, _tone) in enumerate(ghost.lines):
            font, _key = self._slots.font("zh" if has_han(words) else "fr", tokens.DENSE, at == 0)
            wide = max(wide, QFontMetricsF(font).horizontalAdvance(words))
        wide = min(self._theme.px(round(WIDEST)), wide + 2 * _PAD + 2)
        high = self._theme.px(_LINE) * len(ghost.lines) + 2 * _PAD
        left = box.right() + 6 if box.right() + 6 + wide <= room.width() else box.left() - 6 - wide
        left = max(2.0, min(left, room.width() - wide - 2))
        top = max(self._grid.canvas().top() + 2, min(box.top(), room.height() - high - 2))
        return QRectF(left, top, wide, high)


def _ink(tone: str) -> str:
    return {"error": "error.ink", "warn": "warn.ink", "accent": "accent"}.get(tone, tone or "text")
