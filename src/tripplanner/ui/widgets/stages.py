"""The seven stages of a trip: words in the header, dots on a card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.i18n import Message, msg
from tripplanner.ui.language import Language
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

#: In order. The keys are those of the model.
STAGES: dict[str, Message] = {
    "idea": msg("Idea"),
    "preparation": msg("Preparation"),
    "confirmed": msg("Confirmed"),
    "published": msg("Published"),
    "under_way": msg("Under way"),
    "review": msg("Review"),
    "archived": msg("Archived"),
}


class _Stages(QWidget):
    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language, self._at = theme, language, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        language.changed.connect(self._refresh)

    def set_stage(self, stage: str) -> None:
        """The key of the stage reached; an unknown one shows the first."""
        self._at = list(STAGES).index(stage) if stage in STAGES else 0
        self._refresh()

    def _refresh(self) -> None:
        names = self._names()
        self.setAccessibleName(f"{names[self._at]} ({self._at + 1}/{len(names)})")
        self.updateGeometry()
        self.update()

    def _names(self) -> list[str]:
        return [self._language.say(message) for message in STAGES.values()]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)


@unfailing
class StageWords(_Stages):
    """``✓ Idea › [Preparation] › Confirmed › …`` in one line; narrows to the current stage and its neighbours."""

    _GAP = 22

    def _pieces(self, room: float) -> list[tuple[int, str, float]]:
        """Which stages fit: (index, name, width), the current one always."""
        plain, bold = (QFontMetricsF(self._theme.sized(tokens.DENSE, strong)) for strong in (False, True))
        pieces = [
            (i, name, bold.horizontalAdvance(name) + 20 if i == self._at else plain.horizontalAdvance(name))
            for i, name in enumerate(self._names())
        ]
        while len(pieces) > 1 and self._width(pieces) > room:
            far_left, far_right = self._at - pieces[0][0], pieces[-1][0] - self._at
            pieces.pop(-1 if far_right >= far_left else 0)
        return pieces

    def _width(self, pieces: list[tuple[int, str, float]]) -> float:
        return sum(p[2] for p in pieces) + self._GAP * (len(pieces) - 1) + (20 if self._at else 0)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(round(self._width(self._pieces(10_000))) + 2, self._theme.px(26))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(round(self._width(self._pieces(0))) + 2, self._theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pieces = self._pieces(self.width())
        x = self.width() - self._width(pieces)
        for i, name, width in pieces:
            if i < self._at and i == pieces[0][0]:
                tick = self._theme.pixmap("check", "accent", 14, self.devicePixelRatioF())
                painter.drawPixmap(int(x), (self.height() - 14) // 2, tick)
                x += 20
            self._word(painter, QRectF(x, 0, width, self.height()), name, i)
            x += width
            if i != pieces[-1][0]:
                arrow = self._theme.pixmap("chevron-right", "text3", 12, self.devicePixelRatioF())
                painter.drawPixmap(int(x + 5), (self.height() - 12) // 2, arrow)
            x += self._GAP

    def _word(self, painter: QPainter, box: QRectF, name: str, i: int) -> None:
        current = i == self._at
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft"))
            pill = box.adjusted(0, 2, 0, -2)
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(self._theme.sized(tokens.DENSE, current))
        painter.setPen(self._theme.colour("accent" if current else "text2"))
        side = Qt.AlignmentFlag.AlignHCenter if current else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, name)


@unfailing
class StageDots(_Stages):
    """Seven dots on a line with their names below, as on a trip card."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(640, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(260, self._height())

    def _height(self) -> int:
        return round(18 + QFontMetricsF(self._theme.sized(tokens.DENSE)).height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = self._names()
        edge = self._edge(names)
        step = (self.width() - 2 * edge) / (len(names) - 1)
        points = [QPointF(edge + i * step, 9) for i in range(len(names))]
        painter.setPen(QPen(self._theme.colour("line"), 2))
        painter.drawLine(points[self._at], points[-1])
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawLine(points[0], points[self._at])
        for i, (point, name) in enumerate(zip(points, names, strict=True)):
            self._dot(painter, point, i)
            self._name(painter, point, name, i, step)

    def _edge(self, names: list[str]) -> float:
        metrics = QFontMetricsF(self._theme.sized(tokens.DENSE, True))
        return max(metrics.horizontalAdvance(names[0]), metrics.horizontalAdvance(names[-1])) / 2 + 2

    def _dot(self, painter: QPainter, point: QPointF, i: int) -> None:
        past, now = i < self._at, i == self._at
        painter.setPen(QPen(self._theme.colour("accent" if past or now else "border"), 4 if now else 1.5))
        painter.setBrush(self._theme.colour("accent" if past else "surface"))
        radius = 4.5 if not now else 4.0
        painter.drawEllipse(point, radius, radius)

    def _name(self, painter: QPainter, point: QPointF, name: str, i: int, step: float) -> None:
        now = i == self._at
        font = self._theme.sized(tokens.DENSE, now)
        metrics = QFontMetricsF(font)
        fits = metrics.horizontalAdvance(name) <= step + 12
        if not (fits or now or i in (0, len(STAGES) - 1)):
            return
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent" if now else "text2"))
        half = metrics.horizontalAdvance(name) / 2 + 2
        box = QRectF(point.x() - half, 18, 2 * half, metrics.height() + 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
