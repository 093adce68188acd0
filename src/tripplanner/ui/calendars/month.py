"""The month on a phone: days with something on are marked, one is chosen; arrows and clicks move."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.dates import dated
from tripplanner.ui.language import Language
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_ROW, _HEAD, _ROWS = 30, 52, 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@unfailing
class Month(QWidget):
    """``chosen(date)`` comes when a person moves to a day."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.day = date(2000, 1, 1)
        self._busy: frozenset[date] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def put(self, busy: Collection[date], day: date) -> None:
        """Mark these days and choose one."""
        self._busy = frozenset(busy)
        self.move_to(day)

    def move_to(self, day: date) -> None:
        """Choose a day, and show its month."""
        self.day = day
        self.setAccessibleName(dated(day, self._language.code))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        px = self._theme.px
        return QSize(px(7 * 34), px(_HEAD + _ROW * len(self._weeks())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._choose(self.day + timedelta(days=step))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = next((day for day, box in self._boxes() if box.contains(event.position())), None)
        if found is not None:
            self._choose(found)

    def _choose(self, day: date) -> None:
        self.move_to(day)
        self.chosen.emit(day)

    def _weeks(self) -> list[list[date]]:
        return Calendar().monthdatescalendar(self.day.year, self.day.month)

    def _boxes(self) -> Iterator[tuple[date, QRectF]]:
        width, row, head = self.width() / 7, self._theme.px(_ROW), self._theme.px(_HEAD)
        for line, week in enumerate(self._weeks()):
            for at, day in enumerate(week):
                yield day, QRectF(at * width, head + line * row, width, row)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for day, box in self._boxes():
            if day.month == self.day.month:
                self._paint_day(painter, day, box)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        from babel.dates import format_skeleton, get_day_names

        from tripplanner.dates import locale_of

        locale, px = locale_of(self._language.code), self._theme.px
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        title = format_skeleton("yMMMM", self.day, locale=locale)
        painter.drawText(QRectF(0, 0, self.width(), px(28)), Qt.AlignmentFlag.AlignCenter, title)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("text3"))
        names = get_day_names("narrow", locale=locale)
        for at in range(7):
            box = QRectF(at * self.width() / 7, px(28), self.width() / 7, px(22))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, names[at])

    def _paint_day(self, painter: QPainter, day: date, box: QRectF) -> None:
        colour, px = self._theme.colour, self._theme.px
        is_chosen = day == self.day
        circle = QRectF(0, 0, px(26), px(26))
        circle.moveCenter(box.center())
        if is_chosen:
            painter.setPen(QPen(colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(circle)
        painter.setPen(colour("on_accent") if is_chosen else colour("text" if day in self._busy else "text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day in self._busy and not is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(QPointF(box.center().x(), box.bottom() - px(3)), px(2), px(2))
