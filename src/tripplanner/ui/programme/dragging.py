"""The mouse in the programme: moving, resizing, copying, pushing, placing, taking off.

A drag begins in the grid or in a list beside it and follows the pointer wherever it goes; nothing is scrolled and
nothing is written before the drop. Shift and Alt refine the step, Ctrl copies, Ctrl and Alt push what follows,
Escape gives up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from tripplanner.i18n import msg
from tripplanner.planning.arranging.times import converted
from tripplanner.planning.arranging.trial import Trial
from tripplanner.planning.opening_hours import shut
from tripplanner.ui.programme import drop, verdicts
from tripplanner.ui.programme.cards import Cards
from tripplanner.ui.programme.drop import Edge, Landing
from tripplanner.ui.programme.ghost import Ghost, GhostLayer
from tripplanner.ui.programme.layout import DAY
from tripplanner.ui.programme.placing import Piece
from tripplanner.ui.programme.pushed import Pushed

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

#: Pixels from an edge at which it can be taken, and the least height of a slot that has edges.
GRIP, GRIPPED = 5, 18
#: Milliseconds the pointer rests before all rules are asked.
CHECKED_AFTER = 60
Mod = Qt.KeyboardModifier


@dataclass
class Drag:
    """Something that is held. ``start`` and ``end`` are its times before (``None`` while it waits)."""

    piece: Piece
    tone: str
    edge: Edge
    grabbed: timedelta
    times: tuple[datetime, datetime] | None
    codes: tuple[str, ...]
    trial: Trial | None
    pushed: Pushed | None = None  # what a push of it would move; nothing can be pushed by an edge or a site
    landing: Landing | None = None
    off: bool = False
    gap: tuple[int, datetime] | None = None


class Dragging(QObject):
    """Watches the grid and the lists of a programme screen."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__(screen)
        self._screen, self._grid = screen, screen.grid
        self.layer = GhostLayer(screen.grid, screen.context.theme)
        screen.grid.layers.append(self.layer)
        self._pressed: tuple[QWidget, QPoint] | None = None
        self.drag: Drag | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(CHECKED_AFTER)
        self._later.timeout.connect(self.check)
        for watched in (self._grid.viewport(), screen.shelf.unplaced.viewport(), screen.shelf.sites.viewport()):
            watched.installEventFilter(self)

    # -- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            return self._mouse(watched, event)
        if self.drag is not None and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _mouse(self, watched: QWidget, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.globalPosition().toPoint()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (watched, at)
            return False
        if kind == QEvent.Type.MouseMove:
            return self._moved(watched, at, event)
        if kind == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            if self.drag is not None:
                self._follow(at, event.modifiers())
                self._drop(event.modifiers())
                return True
        return False

    def _moved(self, watched: QWidget, at: QPoint, event: QMouseEvent) -> bool:
        if self.drag is None and self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            origin, first = self._pressed
            if (at - first).manhattanLength() < QApplication.startDragDistance():
                return True
            self._pressed = None
            self._begin(origin, first)
        if self.drag is not None:
            self._follow(at, event.modifiers())
            return True
        if watched is self._grid.viewport() and not event.buttons():
            self._hover(event.position())
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """Escape gives up; another modifier counts at once."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.cancel()
            return True
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Control):
            pressed = event.type() == QEvent.Type.KeyPress
            own = {Qt.Key.Key_Shift: Mod.ShiftModifier, Qt.Key.Key_Alt: Mod.AltModifier}
            modifier = own.get(Qt.Key(event.key()), Mod.ControlModifier)
            held = event.modifiers() | modifier if pressed else event.modifiers() & ~modifier
            self._follow(QCursor.pos(), held)
            return True
        return event.type() == QEvent.Type.KeyPress

    def _hover(self, at: QPointF) -> None:
        """An edge that can be taken shows it."""
        self._grid.viewport().setCursor(
            Qt.CursorShape.SizeVerCursor if self._edge_at(at) else Qt.CursorShape.ArrowCursor
        )

    def _edge_at(self, at: QPointF) -> Edge:
        piece = self._grid.piece_at(at)
        if piece is None:
            return ""
        box = self._grid.box_of(piece)
        if box.height() < GRIPPED:
            return ""
        if at.y() >= box.bottom() - GRIP and not piece.after:
            return "end"
        return "start" if at.y() <= box.top() + GRIP and not piece.before else ""

    # -- a drag

    def _begin(self, origin: QWidget, at: QPoint) -> None:
        """Take what was under the pointer when the button went down."""
        place = QPointF(origin.mapFromGlobal(at))
        if origin is self._grid.viewport():
            drag = self._from_grid(place)
        else:
            cards = origin.parent()
            slot = cards.slot_at(place.toPoint()) if isinstance(cards, Cards) else None
            drag = self._take(slot.key, "", timedelta(0)) if slot is not None else None
        if drag is None:
            return
        self.drag = drag
        rules = drag.piece.rules
        self.layer.shut = (lambda day: shut(rules, day)) if rules is not None else None
        self._grid.hold(True, drag.piece.key)
        held = Qt.CursorShape.SizeVerCursor if drag.edge else Qt.CursorShape.ClosedHandCursor
        QGuiApplication.setOverrideCursor(Qt.CursorShape.ForbiddenCursor if _locked(drag) else held)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] - keys, whoever has the focus

    def _from_grid(self, at: QPointF) -> Drag | None:
        found = self._grid.piece_at(at)
        if found is None:
            return None
        item = self._screen.board.item(found.key)
        times = self._screen.board.times(item) if item is not None else None
        if times is None:
            return None
        day = self._grid.sheet().plan.columns[found.day].date
        minute = self._grid.geometry_shown().minute_at(at.y() - self._grid.origin().y())
        return self._take(found.key, self._edge_at(at), drop.at_minute(day, minute) - times[0])

    def _take(self, key: str, edge: Edge, grabbed: timedelta) -> Drag | None:
        board, placer = self._screen.board, self._screen.placer
        piece = placer.piece(key)
        if piece is None or board.view is None:
            return None
        times = board.times(piece.item) if piece.item is not None else None
        slot = board.view.slots.get(key) if piece.item is not None else None
        tones = board.view.reader.tones or {}
        tone = slot.tone if slot is not None else tones.get(piece.site or 0, "nature")
        codes = piece.item.subgroups if piece.item is not None else ()
        if set(codes) >= set(board.view.reader.groups):
            codes = ()
        pushed = Pushed(board, board.view.reader, piece.item) if piece.item is not None and not edge else None
        return Drag(piece, tone, edge, grabbed, times, codes, placer.trial(piece), pushed)

    def _follow(self, at: QPoint, modifiers: Mod) -> None:
        drag = self.drag
        if drag is None:
            return
        place = QPointF(self._grid.viewport().mapFromGlobal(at))
        shelf = self._screen.shelf
        drag.off = shelf.isVisible() and shelf.rect().contains(shelf.mapFromGlobal(at))
        drag.landing = None if drag.off else self._landing(drag, place, modifiers)
        self.layer.show(self._ghost(drag, modifiers) if drag.landing is not None else None)
        if drag.landing is not None:
            self._later.start()

    def _landing(self, drag: Drag, at: QPointF, modifiers: Mod) -> Landing | None:
        columns, canvas = self._grid.sheet().plan.columns, self._grid.canvas()
        inside = canvas.left() <= at.x() <= canvas.right() and 0 <= at.y() <= canvas.bottom()
        if not columns or not inside:
            return None
        geometry, origin = self._grid.geometry_shown(), self._grid.origin()
        day = geometry.day_at(at.x() - origin.x())
        if at.y() < canvas.top():
            return self._in_head(drag, day) if not drag.edge else None
        left, right = geometry.lefts[day], geometry.lefts[day + 1]
        pointer = drop.at_minute(columns[day].date, geometry.minute_at(at.y() - origin.y()))
        if drag.edge:
            return self._edge(drag, pointer, _step(modifiers))
        track = drop.track_at(columns[day], (at.x() - origin.x() - left) / max(1.0, right - left))
        groups = drop.groups_there(columns[day], track, drag.codes, drag.times is None)
        low, high = drop.place_in(columns[day], track, groups or drag.codes)
        start = drop.begun(pointer, drag.grabbed, _step(modifiers))
        return Landing(start, start + timedelta(minutes=drag.piece.minutes), day, low, high, groups)

    def _edge(self, drag: Drag, pointer: datetime, step: int) -> Landing | None:
        if drag.times is None:
            return None
        start, end = drop.stretched(*drag.times, drag.edge, pointer, step)
        columns = self._grid.sheet().plan.columns
        day = next((i for i, column in enumerate(columns) if column.date == start.date()), None)
        if day is None:
            return None
        low, high = drop.place_in(columns[day], 0, drag.codes)
        return Landing(start, end, day, low, high)

    def _in_head(self, drag: Drag, day: int) -> Landing | None:
        """Dropped on the head of a day it takes the first gap; it is looked for once per day."""
        column = self._grid.sheet().plan.columns[day]
        if drag.gap is None or drag.gap[0] != day:
            start = self._screen.placer.gap(drag.piece, column.date, drag.piece.groups)
            if start is None:
                return None
            drag.gap = (day, start)
        start = drag.gap[1]
        low, high = drop.place_in(column, 0, drag.codes)
        return Landing(start, start + timedelta(minutes=drag.piece.minutes), day, low, high, None, True)

    # -- what it says

    def _ghost(self, drag: Drag, modifiers: Mod) -> Ghost | None:
        landing, view = drag.landing, self._screen.board.view
        if landing is None or view is None:
            return None
        day = self._grid.sheet().plan.columns[landing.day].date
        top, bottom = (_minute(day, moment) for moment in (landing.start, landing.end))
        clock, say = view.reader.clock, view.reader.say
        head = f"{clock.times(landing.start, landing.end)} · {drag.piece.title}"
        lines = [(head, "text")]
        if landing.groups is not None:
            lines.append((say(msg("for group {codes}", codes=tuple(landing.groups))), "text2"))
        if _locked(drag) and not _copies(modifiers):
            lines.append((say(msg("locked, stays")), "error"))
        elif drag.pushed is not None and _pushes(modifiers):
            lines += drag.pushed.lines(landing.start)
        elif drag.pushed is not None and _copies(modifiers):
            lines.append((say(msg("makes a copy")), "text2"))
        if drag.trial is not None:
            minutes = int((landing.end - landing.start).total_seconds() // 60)
            groups = self._screen.board.group_ids(landing.groups) if landing.groups is not None else drag.piece.groups
            found = drag.trial.at(landing.start, minutes, frozenset(groups) or None)
            lines += verdicts.lines(found, say, clock, view.reader.words)
        return Ghost(landing.day, top, bottom, landing.left, landing.right, drag.tone, lines, landing.head)

    def check(self) -> None:
        """The pointer rests: ask all rules what they would say, and add it to the ghost."""
        drag, ghost, view = self.drag, self.layer.ghost(), self._screen.board.view
        ground = self._screen.board.ground
        if drag is None or drag.landing is None or ghost is None or view is None or ground is None:
            return
        item = ground.item(drag.piece.item.uuid) if drag.piece.item is not None else None
        if item is None or drag.piece.item is None:
            return
        start = converted(drag.landing.start, self._screen.board.zone(), drag.piece.item.start_zone)
        minutes = int((drag.landing.end - drag.landing.start).total_seconds() // 60)
        change = ground.change(item, start, minutes)
        added = [line for line in verdicts.counted(change, view.reader.say) if line not in ghost.lines]
        self.layer.show(replace(ghost, lines=[*ghost.lines, *added]))

    # -- its end

    def cancel(self) -> None:
        """Give up: nothing has changed."""
        self._end()

    def _end(self) -> Drag | None:
        drag, self.drag = self.drag, None
        if drag is None:
            return None
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        QGuiApplication.restoreOverrideCursor()
        self._later.stop()
        self.layer.shut = None
        self.layer.show(None)
        self._grid.hold(False)
        return drag

    def _drop(self, modifiers: Mod) -> None:
        drag = self._end()
        if drag is None:
            return
        with self._screen.still():
            if drag.off:
                self._take_off(drag)
            elif drag.landing is not None:
                self._land(drag, drag.landing, modifiers)

    def _take_off(self, drag: Drag) -> None:
        """Dropped beside the grid: a placed item waits again, a site becomes an item that waits."""
        hands, item = self._screen.hands, drag.piece.item
        if item is not None and item.start is not None and not drag.edge:
            hands.take_off(item)

    def _land(self, drag: Drag, landing: Landing, modifiers: Mod) -> None:
        hands, item = self._screen.hands, drag.piece.item
        groups = self._screen.board.group_ids(landing.groups) if landing.groups is not None else None
        if drag.edge and item is not None and drag.times is not None:
            if (landing.start, landing.end) != drag.times:
                start = landing.start if drag.edge == "start" else None
                hands.resize(item, start, landing.end if drag.edge == "end" else None)
            return
        if item is None:
            self._screen.placer.put(drag.piece, landing.start, groups or ())
        elif _pushes(modifiers):
            hands.move_pushing(item, landing.start)
        elif modifiers & Mod.ControlModifier:
            hands.copy_to(item, landing.start, groups)
        elif drag.times is None or landing.start != drag.times[0] or groups is not None:
            hands.move(item, landing.start, groups)


def _minute(day: date, moment: datetime) -> float:
    """Minutes after the midnight of a day; times of other days are cut at its ends."""
    if moment.date() == day:
        return moment.hour * 60 + moment.minute
    return float(DAY) if moment.date() > day else 0.0


def _step(modifiers: Mod) -> int:
    if _pushes(modifiers):
        return drop.STEP
    if modifiers & Mod.AltModifier:
        return drop.FREE
    return drop.FINE if modifiers & Mod.ShiftModifier else drop.STEP


def _pushes(modifiers: Mod) -> bool:
    return bool(modifiers & Mod.ControlModifier and modifiers & Mod.AltModifier)


def _copies(modifiers: Mod) -> bool:
    return bool(modifiers & Mod.ControlModifier) and not _pushes(modifiers)


def _locked(drag: Drag) -> bool:
    """Whether the time of what is dragged is locked: a copy of it can still be made."""
    item = drag.piece.item
    return item is not None and item.locked and item.start is not None
