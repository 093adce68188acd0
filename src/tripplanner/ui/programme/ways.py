"""The ways between items that no transfer fills yet: grey bands that say how long they take. A double click inserts
the transfer; an estimate says so, and what is too short is red.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip

from tripplanner.i18n import Message, msg
from tripplanner.planning.travel.bands import Band
from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.layout import DAY, Piece, Plan
from tripplanner.ui.programme.paint import RADIUS, SlotPainter
from tripplanner.ui.theme import tokens

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

#: Minutes a way is drawn for while nobody knows how long it takes.
UNKNOWN = 15


@dataclass(frozen=True, slots=True)
class Way:
    """A band in a column, in minutes and parts of the width. ``late`` has no room at all between its items."""

    band: Band
    day: int
    top: int
    bottom: int
    left: float
    right: float

    @property
    def short(self) -> bool:
        return self.band.short_by > 0

    @property
    def late(self) -> bool:
        return self.bottom - self.top < 5


def ways(gaps: Iterable[Band], plan: Plan) -> Iterator[Way]:
    """Where the ways stand in a plan; those of items that are not in it are left out."""
    firsts = {piece.key: piece for piece in plan.pieces if not piece.before}
    lasts = {piece.key: piece for piece in plan.pieces if not piece.after}
    days = {column.date: day for day, column in enumerate(plan.columns)}
    for band in gaps:
        before = lasts.get(band.before.uuid) if band.before else None
        after = firsts.get(band.after.uuid) if band.after else None
        beside = after or before
        day = days.get(band.day)
        if day is None or beside is None or beside.day != day:
            continue
        if (band.before and before is None) or (band.after and after is None):
            continue
        top, bottom = _hours(band, before, after)
        yield Way(band, day, top, bottom, beside.left, beside.right)


def _hours(band: Band, before: Piece | None, after: Piece | None) -> tuple[int, int]:
    needed = band.needed or UNKNOWN
    if after is None:
        assert before is not None
        return before.bottom, min(DAY, before.bottom + needed)
    earliest = max(0, after.top - needed)
    return (earliest if before is None or before.day != after.day else max(earliest, before.bottom)), after.top


class WayLayer(QObject):
    """A layer of the grid."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__(screen)
        self._screen, self._grid, self._theme = screen, screen.grid, screen.context.theme
        self._slots = SlotPainter(self._theme)
        self._theme.changed.connect(self._slots.forget)
        self._known: tuple[object, object, tuple[Way, ...]] = (None, None, ())
        screen.grid.layers.append(self)
        screen.grid.viewport().installEventFilter(self)

    def ways(self) -> tuple[Way, ...]:
        """What is shown, computed once per programme."""
        ground, plan = self._screen.board.ground, self._grid.sheet().plan
        if ground is None:
            return ()
        if self._known[0] is not ground or self._known[1] is not plan:
            self._known = (ground, plan, tuple(ways(ground.gaps, plan)))
        return self._known[2]

    def looks(self) -> frozenset[tuple[object, ...]]:
        """Where the bands stand and what is written on them."""
        return frozenset(
            (way.day, way.top, way.bottom, way.left, way.right, way.short, self._short(way)) for way in self.ways()
        )

    def paint_below(self, painter: QPainter, canvas: QRectF) -> None:
        """The bands, below the slots."""
        for way in self.ways():
            box = self._box(way)
            if box.intersects(canvas):
                self._paint(painter, box, way)

    def paint_above(self, painter: QPainter, canvas: QRectF) -> None:
        """Nothing."""

    def _paint(self, painter: QPainter, box: QRectF, way: Way) -> None:
        painter.save()
        ink = self._theme.colour("error.ink" if way.short else "transfer.ink")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if way.late:
            painter.setPen(QPen(ink, 2, Qt.PenStyle.DotLine))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.restore()
            return
        tint = QColor(self._theme.colour("transfer.ink"))
        tint.setAlphaF(0.10)
        painter.setBrush(tint)
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(box.adjusted(1, 0.5, -1, -0.5), min(RADIUS, box.height() / 2), RADIUS)
        if box.height() >= 12:
            font, _key = self._slots.font("fr", tokens.CAPTION)
            painter.setFont(font)
            metrics = QFontMetricsF(font)
            words = metrics.elidedText(self._short(way), Qt.TextElideMode.ElideRight, box.width() - 10)
            painter.setPen(ink)
            painter.drawText(box.adjusted(6, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _box(self, way: Way) -> QRectF:
        geometry, origin = self._grid.geometry_shown(), self._grid.origin()
        left, wide = geometry.lefts[way.day], geometry.lefts[way.day + 1] - geometry.lefts[way.day]
        top = origin.y() + geometry.y(way.top)
        return QRectF(
            origin.x() + left + wide * way.left + 2, top, wide * (way.right - way.left) - 4,
            max(2.0, geometry.y(way.bottom) - geometry.y(way.top)),
        )  # fmt: skip

    def _short(self, way: Way) -> str:
        """``≈ 25 min``: an estimate is marked."""
        view, travel = self._screen.board.view, way.band.travel
        if view is None or travel is None:
            return "?"
        words = view.reader.clock.duration(travel.needed)
        return f"≈ {words}" if travel.source == "estimate" else words

    def words(self, way: Way) -> str:
        """The whole sentence: from where to where, how long, how much is missing."""
        view, band = self._screen.board.view, way.band
        if view is None:
            return ""
        say, clock = view.reader.say, view.reader.clock
        names = {"origin": view.reader.words(band.origin.name), "target": view.reader.words(band.target.name)}
        if band.travel is None:
            return say(Message(_UNVERIFIED.id, names))
        form = _ESTIMATE if band.travel.source == "estimate" else _KNOWN
        lines = [say(Message(form.id, {**names, "time": clock.duration(band.travel.needed)}))]
        if band.short_by:
            lines.append(say(msg("{time} are missing between the two items.", time=clock.duration(band.short_by))))
        lines.append(say(msg("A double click inserts the transfer.")))
        return "\n".join(lines)

    def at(self, point: QPointF) -> Way | None:
        """The band under a point of the viewport, where no slot covers it."""
        if self._grid.piece_at(point) is not None or not self._grid.canvas().contains(point):
            return None
        return next((way for way in self.ways() if self._box(way).contains(point)), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            way = self.at(QPointF(event.pos()))
            if way is not None:
                QToolTip.showText(event.globalPos(), for_tooltip(self.words(way)), self._grid.viewport())
                return True
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick:
            way = self.at(event.position())
            if way is not None:
                self._insert(way)
                return True
        return False

    def _insert(self, way: Way) -> None:
        band, hands = way.band, self._screen.hands
        one = band.after or band.before
        if one is not None:
            self._screen.choose(one.uuid)
            hands.travel("before" if band.after else "after")


_KNOWN = msg("{origin} → {target}: {time} by coach, as the office measured")
_ESTIMATE = msg("{origin} → {target}: {time} by coach (estimate)")
_UNVERIFIED = msg("{origin} → {target}: nobody knows how long it takes")
