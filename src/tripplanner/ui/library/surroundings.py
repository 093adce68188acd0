"""A small map of a site: lakes, rivers, massifs, borders and roads from the bundled maps, neighbours and towns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.dates import number
from tripplanner.i18n import Message, msg
from tripplanner.progress import Progress
from tripplanner.ui.context import Context
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

if TYPE_CHECKING:
    from tripplanner.documents.cartography.ground import Feature

Point = tuple[float, float]
HEIGHT = 128
#: Kilometres the map is wide: as few as show some neighbours. A town nearer than the last number is the site's own.
_WIDTHS_KM, _NEIGHBOURS, _SAME_KM = (60.0, 120.0, 240.0, 480.0), 2, 0.8
#: Half the width of the widest map, in degrees of latitude.
FAR_DEGREES = _WIDTHS_KM[-1] / 111.32
#: What each kind of ground is drawn with: colour of the line, of the surface, width, dashed.
_LOOKS: Mapping[str, tuple[str, str, float, bool]] = {
    "massif": ("", "nature.soft", 0.0, False),
    "lake": ("water.ink", "water.soft", 1.0, False),
    "coast": ("water.ink", "", 1.0, False),
    "river": ("water.ink", "", 1.2, False),
    "border": ("text3", "", 1.0, True),
    "route": ("transfer.ink", "", 1.0, False),
}


@dataclass(frozen=True, slots=True)
class Town:
    """A place with a name, in degrees."""

    at: Point
    name: str


@unfailing
class Surroundings(QWidget):
    """North is up. Shows nothing where the site has no coordinates."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._theme = context, context.theme
        self._ground: Sequence[Feature] | None = None
        self._at: Point | None = None
        self._others: Sequence[Point] = ()
        self._towns: Sequence[Town] = ()
        self._drawn: QPixmap | None = None
        self._theme.changed.connect(self._draw_again)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(280, HEIGHT)

    def put(self, name: str, at: Point, others: Sequence[Point], towns: Sequence[Town]) -> None:
        """Show the site ``name`` at ``at`` (longitude, latitude), other sites and towns around it."""
        self._at, self._others, self._towns = at, others, towns
        self.setAccessibleName(self._context.language.say(self._words(name, at)))
        self.setToolTip(self.accessibleName())
        if self._ground is None:
            self._context.jobs.start(msg("Drawing the map"), _read_ground, done=self._drawable)
        self._draw_again()

    def _words(self, name: str, at: Point) -> Message:
        code = self._context.language.code
        longitude, latitude = (number(degrees, code, 4) for degrees in at)
        return msg("Map: {site}, {latitude}° N, {longitude}° E", site=name, latitude=latitude, longitude=longitude)

    def _drawable(self, ground: object) -> None:
        self._ground = ground  # type: ignore[assignment]
        self._draw_again()

    def _draw_again(self) -> None:
        self._drawn = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._drawn is None or self._drawn.size() != wanted:
            self._drawn = QPixmap(wanted)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            self._draw(self._drawn)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw(self, picture: QPixmap) -> None:
        """Drawn once and kept: the card is painted anew with every key in the filter."""
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)
        painter.setClipPath(frame)
        painter.fillPath(frame, self._theme.colour("window"))
        if self._at is not None and self._ground is not None:
            self._paint(painter, self._at, self._ground)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.colour("line"))
        painter.drawPath(frame)
        painter.end()

    def _paint(self, painter: QPainter, at: Point, ground: Sequence[Feature]) -> None:
        from tripplanner.documents.typesetting.geo import Bounds, Projection

        bounds = Bounds.around([at], 0.0, self._width_km(at))
        project = Projection.fit(bounds, float(self.width()), float(self.width()))
        drop = (self.height() - self.width()) / 2

        def place(point: Point) -> QPointF:
            x, y = project(*point)
            return QPointF(x, y + drop)

        for kind, look in _LOOKS.items():
            for feature in ground:
                if feature.kind == kind:
                    self._line(painter, _path([place(point) for point in feature.points], kind), look)
        here = place(at)
        for other in self._others:
            self._dot(painter, place(other), 3.0, "surface", "accent")
        self._name_towns(painter, [(place(town.at), town.name) for town in self._towns], here)
        self._dot(painter, here, 6.0, "accent", "surface")

    def _width_km(self, at: Point) -> float:
        """The narrowest map on which something else lies."""
        around = [*self._others, *(town.at for town in self._towns)]
        low = self.height() / max(1, self.width())

        def seen(width: float) -> int:
            half = width / 2 / 111.32
            return sum(abs(x - at[0]) * 0.7 < half and abs(y - at[1]) < half * low for x, y in around)

        return next((width for width in _WIDTHS_KM if seen(width) >= _NEIGHBOURS), _WIDTHS_KM[-1])

    def _line(self, painter: QPainter, path: QPainterPath, look: tuple[str, str, float, bool]) -> None:
        ink, ground, width, dashed = look
        pen = QPen(self._theme.colour(ink) if ink else QColor(Qt.GlobalColor.transparent), width)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen if ink else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _dot(self, painter: QPainter, at: QPointF, radius: float, ground: str, edge: str) -> None:
        painter.setBrush(self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour(edge), 1.5))
        painter.drawEllipse(at, radius, radius)

    def _name_towns(self, painter: QPainter, towns: Sequence[tuple[QPointF, str]], here: QPointF) -> None:
        """The towns whose names find room, each beside its dot and never over another."""
        taken = [QRectF(here.x() - 9, here.y() - 9, 18, 18)]
        inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        for at, name in towns:
            font = self._theme.sized(tokens.CAPTION)
            font.setFamilies(families_for(font, "zh" if has_han(name) else "fr"))
            metrics = QFontMetricsF(font)
            wide, high = metrics.horizontalAdvance(name), metrics.height()
            top = at.y() - high / 2
            sides = (QRectF(at.x() + 5, top, wide, high), QRectF(at.x() - 5 - wide, top, wide, high))
            free = [box for box in sides if inner.contains(box) and not any(box.intersects(one) for one in taken)]
            if not free:
                continue
            taken.append(free[0])
            self._dot(painter, at, 1.5, "text2", "text2")
            painter.setFont(font)
            _halo(painter, free[0], name, self._theme)


def _path(points: Sequence[QPointF], kind: str) -> QPainterPath:
    """A line through the points: curved, as the schematic ground is meant, but borders and coasts as surveyed."""
    from tripplanner.documents.typesetting.geo import smooth, straight

    nodes = [(point.x(), point.y()) for point in points]
    made = QPainterPath()
    for name, numbers in straight(nodes) if kind in ("border", "coast") else smooth(nodes, closed=kind in _AREAS):
        _OPS[name](made, numbers)
    return made


_AREAS = ("lake", "massif")
_OPS: Mapping[str, Callable[[QPainterPath, tuple[float, ...]], None]] = {
    "M": lambda path, at: path.moveTo(*at),
    "L": lambda path, at: path.lineTo(*at),
    "C": lambda path, at: path.cubicTo(*at),
    "Z": lambda path, _at: path.closeSubpath(),
}


def _halo(painter: QPainter, box: QRectF, words: str, theme: Theme) -> None:
    """Words that stay legible over lines."""
    path = QPainterPath()
    path.addText(box.left(), box.top() + QFontMetricsF(painter.font()).ascent(), painter.font(), words)
    painter.strokePath(path, QPen(theme.colour("window"), 3))
    painter.fillPath(path, theme.colour("text"))


def _read_ground(_progress: Progress) -> object:
    """The bundled maps; for a job, because the first reading takes a while."""
    from tripplanner.documents.cartography.ground import features

    return features()


def near(at: Point, towns: Sequence[Town]) -> list[Town]:
    """The towns that a map may show, the nearest first, without the one the site itself stands for."""
    far = FAR_DEGREES
    inside = [(_apart(at, town.at), town) for town in towns]
    found = [pair for pair in inside if _SAME_KM / 111.32 < pair[0] < far]
    return [town for _distance, town in sorted(found, key=lambda pair: pair[0])]


def _apart(one: Point, other: Point) -> float:
    """Roughly how far two places lie apart, in degrees of latitude: for sorting."""
    return max(abs(one[0] - other[0]) * 0.7, abs(one[1] - other[1]))
