"""The map one moves and zooms: chosen by mouse and keyboard like the grid, painted from a scene."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from tripplanner.ui.plain import for_tooltip
from tripplanner.ui.programme.route_map.backdrop import Backdrop
from tripplanner.ui.programme.route_map.camera import Camera, Point
from tripplanner.ui.programme.route_map.content import Chart
from tripplanner.ui.programme.route_map.marks import Lane, Mark, distance_to
from tripplanner.ui.programme.route_map.paint import MapPainter, Sign, lane_points
from tripplanner.ui.programme.route_map.scene import Scene, Voice, compose
from tripplanner.ui.programme.slots import Slot
from tripplanner.ui.programme.telling import tell
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

ZOOM, PAN = 1.4, 64.0
#: How near one must click: to a sign's middle, to a line (pixels); and how much of the ground is drawn around.
_GRIP, _LINE, _AROUND = tokens.TARGET / 2, 6.0, 0.35
_PANS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_NEARER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_CLEAR = "\n"


@unfailing
class MapCanvas(QWidget):
    """Shows a :class:`Chart`; emits ``selected(key)`` and ``activated(key)`` (double click) as the grid does."""

    selected = Signal(str)
    activated = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._painter = theme, MapPainter(theme)
        self._chart, self._whole = Chart(), True
        self._slots: Mapping[str, Slot] = {}
        self._codes: Sequence[str] = ()
        self._voice: Voice | None = None
        self._backdrop = Backdrop()
        self._camera, self._fitted = Camera(), True
        self._scene: Scene | None = None
        self._ground: tuple[QPixmap, Camera] | None = None
        self._current = self._hovered = ""
        self._held: tuple[QPointF, Camera, str] | None = None
        self._moved = False
        self.covered = 0  # pixels at the right
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        theme.changed.connect(self._theme_changed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(720, 560)

    def painter(self) -> MapPainter:
        """What measures and paints its words."""
        return self._painter

    # -- what is shown

    def show_chart(
        self, chart: Chart, slots: Mapping[str, Slot], codes: Sequence[str], voice: Voice, *, whole: bool
    ) -> None:
        """Show another chart; the map stays where the person moved it, else it shows everything."""
        self._chart, self._slots, self._codes, self._voice, self._whole = chart, slots, codes, voice, whole
        self._scene = self._ground = None
        if self._fitted:
            self.fit()
        self._tell(QAccessible.Event.ObjectReorder)
        self.update()

    def show_backdrop(self, backdrop: Backdrop) -> None:
        """Show another ground."""
        self._backdrop, self._ground, self._scene = backdrop, None, None
        self.update()

    def camera(self) -> Camera:
        """Where one looks from."""
        return self._camera

    def chart(self) -> Chart:
        return self._chart

    def fit(self) -> None:
        """Show everything, and go on doing so when the size changes."""
        self.look_at(self._chart.points())
        self._fitted = True

    def restart(self) -> None:
        """Show everything of what comes next, wherever the map was moved before."""
        self._fitted = True

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther, around a pixel or the middle."""
        x, y = (at.x(), at.y()) if at is not None else (None, None)
        self._look(self._camera.zoomed(factor, x, y))

    def pan(self, right: float, down: float) -> None:
        """Move the view over the map, in pixels."""
        self._look(self._camera.moved(right, down))

    def look_at(self, points: Sequence[Point]) -> None:
        """Show these places whole, beside what lies on the map at its right."""
        wide, high = max(1, self.width()), max(1, self.height())
        left = Camera.fit(points, max(1, wide - self.covered), high)
        self._look(left.resized(wide, high).moved(min(self.covered, wide) / 2, 0))

    def _look(self, camera: Camera) -> None:
        if (camera.scale, camera.across) != (self._camera.scale, self._camera.across):
            self._scene = None
        self._camera, self._fitted = camera, False
        self.update()

    def scene(self) -> Scene:
        """The map laid out at the present scale."""
        if self._scene is None and self._voice is not None:
            chosen = self._current if self._current in self._chart.by_key else ""
            self._scene = compose(self._chart, self._camera, chosen, self._whole, self._backdrop, self._voice)
        return self._scene or Scene()

    # -- choosing

    def current(self) -> str:
        """The key of the chosen item; empty when that is not on the map."""
        return self._current if self._current in self._chart.keys else ""

    def choose(self, key: str) -> None:
        """Choose an item without a signal."""
        if key != self._current:
            self._current, self._scene = key, None
            self.update()
            self._tell(QAccessible.Event.Focus)

    def reveal(self) -> None:
        """Bring the chosen item into view; where everything is shown whole it is, whatever the size will be."""
        at = self._chart.places().get(self._current)
        if at is not None and self._fitted and _among(at, self._chart.points()):
            return
        place = self._place_of(self._current)
        if place is not None:
            fitted, before = self._fitted, self._camera
            self._look(self._camera.showing(place))
            self._fitted = fitted and self._camera == before

    def placed(self) -> list[Slot]:
        """The items on the map, in the order they happen."""
        return [self._slots[key] for key in self._chart.keys if key in self._slots]

    def viewport(self) -> QWidget:
        """What is painted on: for the reader it shares with the grid."""
        return self

    def slot_at(self, at: QPointF) -> Slot | None:
        """The first item under a pixel."""
        key = next(iter(self.keys_at(at)), "")
        return self._slots.get(key)

    def keys_at(self, at: QPointF) -> tuple[str, ...]:
        """The items of the sign under a pixel, else those of the way."""
        here = (at.x(), at.y())
        for mark, text in reversed(self.scene().signs):
            box = self._painter.sign_box(self._camera.shown((mark.x, mark.y)), text)
            if box.contains(at) or math.dist((box.center().x(), box.center().y()), here) <= _GRIP:
                return mark.keys
        near = [(distance_to(here, points), lane) for lane, points in self._roads() if lane.keys]
        found = min(near, key=lambda pair: pair[0], default=(math.inf, None))
        return found[1].keys if found[1] is not None and found[0] <= _LINE else ()

    def box_of_key(self, key: str) -> QRect:
        """Where an item is drawn, in the view."""
        place = self._place_of(key)
        if place is None:
            return QRect()
        x, y = self._camera.shown(place)
        return QRectF(x - _GRIP, y - _GRIP, 2 * _GRIP, 2 * _GRIP).toAlignedRect()

    def _place_of(self, key: str) -> Point | None:
        """Pixels of the sheet: of the item's sign, or of the middle of its way."""
        mark = self.scene().by_key.get(key)
        if mark is not None:
            return mark.x, mark.y
        at = self._chart.places().get(key)
        return self._camera.sheet(at) if at is not None else None

    def _roads(self) -> list[tuple[Lane, list[Point]]]:
        return [(road.lane, lane_points(self._camera, road.lane, road.along)) for road in self.scene().roads]

    def _go(self, key: str, reveal: bool = True) -> None:
        if key != self._current:
            self.choose(key)
            self.selected.emit(key)
        if reveal:
            self.reveal()

    def _step(self, by: int) -> bool:
        """The next or previous item; whether there was one."""
        keys = self._chart.keys
        at = keys.index(self._current) + by if self._current in keys else (0 if by > 0 else len(keys) - 1)
        if not 0 <= at < len(keys):
            return False
        self._go(keys[at])
        return True

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        scene = self.scene()
        self._paint_roads(painter, self._camera, self._current)
        self._paint_names(painter, scene)
        for mark, text in sorted(scene.signs, key=lambda sign: self._current in sign[0].keys):
            if self._seen((mark.x, mark.y)):
                self._painter.sign(painter, self._sign(mark, text))
        if self._voice is not None:
            self._painter.scale_bar(painter, self._camera, self._kilometres)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, tokens.RADIUS_CARD, tokens.RADIUS_CARD)

    def _paint_ground(self, painter: QPainter) -> None:
        """From a picture larger than the view: moving the map shifts it, and it is drawn anew only at its edge."""
        if self._ground is None or not self._covers(self._ground[1]):
            self._ground = self._draw_ground()
        picture, drawn = self._ground
        x = drawn.x - drawn.width / 2 - (self._camera.x - self._camera.width / 2)
        y = drawn.y - drawn.height / 2 - (self._camera.y - self._camera.height / 2)
        painter.drawPixmap(QPointF(x, y), picture)

    def _covers(self, drawn: Camera) -> bool:
        here = self._camera
        alike = (drawn.scale, drawn.across) == (here.scale, here.across)
        wide = abs(drawn.x - here.x) <= (drawn.width - here.width) / 2
        return alike and wide and abs(drawn.y - here.y) <= (drawn.height - here.height) / 2

    def _draw_ground(self) -> tuple[QPixmap, Camera]:
        more = 1 + 2 * _AROUND
        wide, high = math.ceil(self._camera.width * more), math.ceil(self._camera.height * more)
        camera = self._camera.resized(wide, high)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(math.ceil(wide * ratio), math.ceil(high * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        self._painter.ground(painter, camera, self._backdrop)
        self._paint_roads(painter, camera)
        painter.end()
        return picture, camera

    def _paint_roads(self, painter: QPainter, camera: Camera, chosen: str | None = None) -> None:
        """All ways with the letters of their groups; with ``chosen``, that transfer's alone, standing out."""
        from tripplanner.documents.typesetting.geo import within

        roads = [road for road in self.scene().roads if chosen is None or chosen in road.lane.keys]
        for road in roads:
            colour = self._painter.group_colour(road.lane.groups, self._codes)
            for part in within(lane_points(camera, road.lane, road.along), camera.width, camera.height):
                self._painter.way(painter, part, road.lane, colour, chosen is not None)
        for road in roads:
            if road.badge is not None:
                colour = self._painter.group_colour(road.lane.groups, self._codes)
                self._painter.badge(painter, camera.shown(road.badge), "·".join(road.lane.groups), colour)

    def _paint_names(self, painter: QPainter, scene: Scene) -> None:
        for name in scene.names:
            left, top, wide, high = name.box
            x, y = self._camera.shown((left, top))
            if x > 2 and x + wide < self._camera.width - 2 and y > 2 and y + high < self._camera.height - 2:
                if name.ring is not None:
                    self._painter.town(painter, self._camera.shown(name.ring))
                self._painter.name(painter, QRectF(x, y, wide, high), name.text, name.ink, name.bold, name.plate)

    def _sign(self, mark: Mark, text: str) -> Sign:
        tones = {self._slots[key].tone for key in mark.keys if key in self._slots}
        return Sign(
            self._camera.shown((mark.x, mark.y)),
            text,
            next(iter(tones)) if len(tones) == 1 else "",
            self._camera.shown(mark.home) if mark.home is not None else None,
            self._current in mark.keys,
            bool(self._hovered) and self._hovered in mark.keys,
        )

    def _seen(self, at: Point) -> bool:
        x, y = self._camera.shown(at)
        return -60 < x < self._camera.width + 60 and -60 < y < self._camera.height + 60

    def _kilometres(self, length: float) -> str:
        return self._voice.distance(length) if self._voice is not None else ""

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            keys = self.keys_at(event.position())
            after = keys.index(self._current) + 1 if self._current in keys else 0
            self._held = (event.position(), self._camera, keys[after % len(keys)] if keys else _CLEAR)
            self._moved = False
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._held is None:
            self._hover(event.position())
            return
        start, camera, _key = self._held
        by = start - event.position()
        if self._moved or by.manhattanLength() >= QApplication.startDragDistance():
            self._moved = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._look(camera.moved(by.x(), by.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        held, self._held = self._held, None
        if held is not None and event.button() == Qt.MouseButton.LeftButton and not self._moved:
            self._go("" if held[2] == _CLEAR else held[2], reveal=False)
        self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        keys = self.keys_at(event.position())
        if keys:
            self.activated.emit(self._current if self._current in keys else keys[0])
        else:
            self.zoom(ZOOM * ZOOM, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.zoom(ZOOM ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hovered = ""
        self.update()
        super().leaveEvent(event)

    def _hover(self, at: QPointF) -> None:
        keys = self.keys_at(at)
        self.setCursor(Qt.CursorShape.PointingHandCursor if keys else Qt.CursorShape.OpenHandCursor)
        if (keys[0] if keys else "") != self._hovered:
            self._hovered = keys[0] if keys else ""
            self.update()

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier
        if key in _PANS and not modifiers:
            self.pan(*(PAN * part for part in _PANS[key]))
        elif key in _NEARER and plain:
            self.zoom(ZOOM)
        elif key == Qt.Key.Key_Minus and plain:
            self.zoom(1 / ZOOM)
        elif key in _STEPS and not modifiers:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not modifiers and self._chart.keys:
            self._go(self._chart.keys[0 if key == Qt.Key.Key_Home else -1])
        elif key == Qt.Key.Key_Escape and not modifiers and self._current:
            self._go("")
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes through the items in their order, and on from the last one."""
        if self.hasFocus() and self._step(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._tell(QAccessible.Event.Focus)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.update()

    # -- the rest

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tips = [self._slots[key].tip for key in self.keys_at(QPointF(event.pos())) if key in self._slots]
            more = [] if len(tips) <= 4 else ["…"]
            QToolTip.showText(event.globalPos(), for_tooltip("\n\n".join(tips[:4] + more)), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._ground = None
        if self._fitted:
            self.fit()
        else:
            self._look(self._camera.resized(max(1, self.width()), max(1, self.height())))

    def _theme_changed(self) -> None:
        self._painter.forget()
        self._ground = self._scene = None
        self.update()

    def _tell(self, kind: QAccessible.Event) -> None:
        """Tell a screen reader; the chosen item is a child of the map."""
        tell(self, kind, self.placed, self._current)


def _among(place: Point, points: Sequence[Point]) -> bool:
    """Whether a place lies in the rectangle around the points."""
    return all(min(one[axis] for one in points) <= place[axis] <= max(one[axis] for one in points) for axis in (0, 1))
