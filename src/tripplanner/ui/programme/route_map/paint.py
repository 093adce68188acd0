"""Paints the map: the ground with its tracks, then ways, names and signs. Colours come from the theme alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from tripplanner.ui.programme.route_map.camera import Camera, Point
from tripplanner.ui.programme.route_map.marks import Lane, shifted
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import families_for, has_han

if TYPE_CHECKING:
    from tripplanner.documents.cartography.ground import Feature
    from tripplanner.ui.programme.route_map.backdrop import Backdrop
    from tripplanner.ui.theme.theme import Theme

SIGN = 24.0
#: How much smaller each contour of a massif is, and how strongly it shows.
_CONTOURS, _FAINT = (0.82, 0.64, 0.46, 0.28), 0.22
#: The colours of groups, in their order: those of their letters in the grid first.
_EVERYONE, _GROUPS = "text2", ("nature.ink", "alpine.ink", "farm.ink", "lodging.ink", "meal.ink", "water.ink")
_DASH, _DOTS, _FRONTIER = (5.0, 3.5), (0.1, 2.2), (6.0, 3.0, 1.0, 3.0)
TRACK = "urban.ink"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign to paint: where, what stands in it, its tone (none: several), and how it stands out."""

    at: Point
    text: str
    tone: str = ""
    home: Point | None = None
    chosen: bool = False
    hovered: bool = False


class MapPainter:
    """Paints with the fonts and colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._fonts: dict[tuple[tuple[int, int], bool, bool], QFont] = {}

    def forget(self) -> None:
        """The theme changed."""
        self._fonts.clear()

    def font(self, text: str, size: tuple[int, int] = tokens.DENSE, bold: bool = False) -> QFont:
        """The font for a text: its script decides whose punctuation is used."""
        key = (size, bold, has_han(text))
        if key not in self._fonts:
            made = self.theme.sized(size if not key[2] else max(size, tokens.DENSE), bold)
            made.setFamilies(families_for(made, "zh" if key[2] else "fr"))
            self._fonts[key] = made
        return self._fonts[key]

    def size(self, text: str, size: tuple[int, int] = tokens.DENSE, bold: bool = False) -> tuple[float, float]:
        """Width and height of a text in pixels."""
        metrics = QFontMetricsF(self.font(text, size, bold))
        return metrics.horizontalAdvance(text), metrics.height()

    def group_colour(self, groups: Sequence[str], codes: Sequence[str]) -> QColor:
        """The colour of those who go: of the first group among ``codes``."""
        at = next((n for n, code in enumerate(codes) if code in groups), None)
        return self.theme.colour(_EVERYONE if at is None else _GROUPS[at % len(_GROUPS)])

    # -- the ground

    def ground(self, painter: QPainter, camera: Camera, backdrop: Backdrop) -> None:
        """Massifs, water, borders and tracks, over the whole view."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, camera.width, camera.height), self.theme.colour("window"))
        near = [one for one in backdrop.features if _near(one, camera)]
        for kind, paint in self._kinds().items():
            for feature in near:
                if feature.kind == kind:
                    paint(painter, camera, feature)
        for one in backdrop.tracks:
            for line in one.track.lines if one.track is not None else ():
                self._line(painter, camera, line, self._pen(self.theme.colour(TRACK), 3.0, _DOTS))

    def _kinds(self) -> Mapping[str, Callable[[QPainter, Camera, Feature], None]]:
        return {"massif": self._massif, "lake": self._lake, "river": self._river, "coast": self._coast,
                "border": self._border}  # fmt: skip

    def _massif(self, painter: QPainter, camera: Camera, feature: Feature) -> None:
        """Soft relief: the outline filled, thinner and thinner contours inside."""
        outline = camera.line(feature.points)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("nature.soft"))
        painter.drawPath(_curve(outline))
        ink = self.theme.colour("nature.ink")
        ink.setAlphaF(_FAINT)
        painter.setPen(QPen(ink, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = (sum(x for x, _ in outline) / len(outline), sum(y for _, y in outline) / len(outline))
        for part in (1.0, *_CONTOURS):
            painter.drawPath(_curve([_towards(middle, at, part) for at in outline]))

    def _lake(self, painter: QPainter, camera: Camera, feature: Feature) -> None:
        painter.setPen(QPen(self.theme.colour("water.ink"), 1.0))
        painter.setBrush(self.theme.colour("water.soft"))
        painter.drawPath(_curve(camera.line(feature.points)))

    def _river(self, painter: QPainter, camera: Camera, feature: Feature) -> None:
        ink = self.theme.colour("water.ink")
        ink.setAlphaF(0.55)
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_curve(camera.line(feature.points), closed=False))

    def _coast(self, painter: QPainter, camera: Camera, feature: Feature) -> None:
        self._line(painter, camera, feature.points, QPen(self.theme.colour("water.ink"), 1.0))

    def _border(self, painter: QPainter, camera: Camera, feature: Feature) -> None:
        band = self.theme.colour("urban.ink")
        band.setAlphaF(0.14)
        self._line(painter, camera, feature.points, QPen(band, 4.0))
        self._line(painter, camera, feature.points, self._pen(self.theme.colour("text3"), 1.0, _FRONTIER))

    def _line(self, painter: QPainter, camera: Camera, points: Sequence[Point], pen: QPen) -> None:
        """What of a line comes near the view: strokes far outside would cost as much as those in it."""
        from tripplanner.documents.typesetting.geo import thinned, within

        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in within(thinned(camera.line(points), 1.0), camera.width, camera.height):
            painter.drawPath(_straight(part))

    def _pen(self, colour: QColor, width: float, pattern: Sequence[float] = ()) -> QPen:
        pen = QPen(colour, width)
        round_ends = not pattern or pattern is _DOTS
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if pattern:
            pen.setDashPattern(list(pattern))
        return pen

    # -- ways

    def way(self, painter: QPainter, points: Sequence[Point], lane: Lane, colour: QColor, chosen: bool) -> None:
        """A way (pixels of the view): a pale band below keeps it apart from the ground; dashed: an estimate."""
        path = _straight(points)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        under = self.theme.colour("focus" if chosen else "surface")
        painter.setPen(self._pen(under, 7.0 if chosen else 5.0))
        painter.drawPath(path)
        painter.setPen(self._pen(colour, 2.6, _DASH if lane.estimate else ()))
        painter.drawPath(path)

    def way_sample(self, painter: QPainter, line: QLineF, colour: QColor, kind: str) -> None:
        """A short piece of a line: ``way``, ``estimate`` or ``track``."""
        pattern = {"way": (), "estimate": _DASH, "track": _DOTS}[kind]
        painter.setPen(self._pen(colour, 3.0 if kind == "track" else 2.6, pattern))
        painter.drawLine(line)

    def badge(self, painter: QPainter, at: Point, text: str, colour: QColor) -> None:
        """The letters of those who take a way, on it."""
        wide = max(16.0, self.size(text, tokens.CAPTION, True)[0] + 8)
        box = QRectF(at[0] - wide / 2, at[1] - 8, wide, 16)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(self.theme.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colour)
        painter.setFont(self.font(text, tokens.CAPTION, True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # -- signs and names

    def sign(self, painter: QPainter, sign: Sign) -> None:
        """A disc or a pill with the numbers in it, a thread to its place where it stands beside it."""
        colour = self.theme.colour(f"{sign.tone}.ink" if sign.tone else "text2")
        if sign.home is not None:
            painter.setPen(QPen(self.theme.colour("border"), 1.0))
            painter.drawLine(QPointF(*sign.home), QPointF(*sign.at))
            self._dot(painter, sign.home, 2.5)
        box = self.sign_box(sign.at, sign.text)
        if sign.chosen:
            painter.setPen(QPen(self.theme.colour("focus"), 2.0))
            painter.setBrush(self.theme.colour("surface"))
            ring = box.adjusted(-4.5, -4.5, 4.5, 4.5)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.setPen(QPen(self.theme.colour("surface"), 2.0))
        painter.setBrush(self.theme.colour("text") if sign.hovered and not sign.chosen else colour)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(self.theme.colour("surface"))
        painter.setFont(self.font(sign.text, tokens.DENSE, True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign.text)

    def sign_box(self, at: Point, text: str) -> QRectF:
        """Where a sign is painted."""
        high = self.theme.px(int(SIGN))
        wide = max(float(high), self.size(text, tokens.DENSE, True)[0] + 12)
        return QRectF(at[0] - wide / 2, at[1] - high / 2, wide, high)

    def town(self, painter: QPainter, at: Point) -> None:
        """A town's small ring."""
        painter.setPen(QPen(self.theme.colour("text2"), 1.4))
        painter.setBrush(self.theme.colour("surface"))
        painter.drawEllipse(QPointF(*at), 3.2, 3.2)

    def _dot(self, painter: QPainter, at: Point, radius: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("border"))
        painter.drawEllipse(QPointF(*at), radius, radius)

    def name(self, painter: QPainter, box: QRectF, text: str, ink: str, bold: bool = False, plate: bool = True) -> None:
        """Words on a pale plate, or bare for what lies in the ground."""
        if plate:
            ground = self.theme.colour("surface")
            ground.setAlphaF(0.86)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 4, 4)
        painter.setPen(self.theme.colour(ink))
        painter.setFont(self.font(text, tokens.DENSE, bold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)

    def scale_bar(self, painter: QPainter, camera: Camera, write: Callable[[float], str]) -> None:
        """A round length at the lower right."""
        from tripplanner.documents.typesetting.geo import scale_length

        kilometres = scale_length(camera.width / camera.pixels_per_km)
        text, wide = write(kilometres), kilometres * camera.pixels_per_km
        right, bottom = camera.width - 14.0, camera.height - 12.0
        painter.setPen(QPen(self.theme.colour("text2"), 1.5))
        for line in ((right - wide, bottom, right, bottom), (right - wide, bottom - 4, right - wide, bottom),
                     (right, bottom - 4, right, bottom)):  # fmt: skip
            painter.drawLine(QLineF(*line))
        across, high = self.size(text)
        self.name(painter, QRectF(right - wide / 2 - across / 2, bottom - 5 - high, across, high), text, "text2")


def _near(feature: Feature, camera: Camera) -> bool:
    left, top = camera.degrees(0, 0)
    right, bottom = camera.degrees(camera.width, camera.height)
    west, east, south, north = feature.extent
    return west < right and east > left and south < top and north > bottom


def _towards(middle: Point, at: Point, part: float) -> Point:
    return middle[0] + (at[0] - middle[0]) * part, middle[1] + (at[1] - middle[1]) * part


def _curve(points: Sequence[Point], *, closed: bool = True) -> QPainterPath:
    """A curve through the points: the schematic ground is meant to be drawn so."""
    from tripplanner.documents.typesetting.geo import smooth

    made = QPainterPath()
    for name, numbers in smooth(points, closed=closed):
        _STEPS[name](made, numbers)
    return made


def _straight(points: Sequence[Point]) -> QPainterPath:
    made = QPainterPath(QPointF(*points[0])) if points else QPainterPath()
    for point in points[1:]:
        made.lineTo(*point)
    return made


_STEPS: Mapping[str, Callable[[QPainterPath, tuple[float, ...]], None]] = {
    "M": lambda path, at: path.moveTo(*at),
    "L": lambda path, at: path.lineTo(*at),
    "C": lambda path, at: path.cubicTo(*at),
    "Z": lambda path, _at: path.closeSubpath(),
}


def lane_points(camera: Camera, lane: Lane, along: Sequence[Point]) -> list[Point]:
    """A lane in the pixels of the view, beside the way where several groups take it."""
    return shifted(camera.line(along), lane.shift)
