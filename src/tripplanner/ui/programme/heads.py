"""The heads of the days: date, where one sleeps, and who is there when the sub-groups part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from tripplanner.ui.programme.layout import Column
from tripplanner.ui.programme.paint import SlotPainter, draw_badge
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.fonts import has_han

PLAIN, WITH_TRACKS = 42, 54


@dataclass(frozen=True, slots=True)
class Track:
    """A sub-group in the head of its own column: its code, its name and how many they are."""

    code: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A day's head; ``about`` is a short badge (``A 8 · B 6``); with ``tracks`` each group gets its own head.

    ``short`` stands for a title that does not fit.
    """

    title: str
    second: str = ""
    about: str = ""
    today: bool = False
    tracks: tuple[Track, ...] = ()
    short: str = ""


class HeadPainter:
    """Paints heads with the fonts of a :class:`SlotPainter`."""

    def __init__(self, owner: SlotPainter) -> None:
        self._own = owner

    def height(self, heads: Sequence[Head]) -> float:
        """Pixels: more where groups are named."""
        return self._own.theme.px(WITH_TRACKS if any(head.tracks for head in heads) else PLAIN)

    def paint(self, painter: QPainter, box: QRectF, head: Head, column: Column) -> None:
        """Draw a day's head into ``box``."""
        if head.tracks and column.split:
            for track, (left, right) in zip(head.tracks, pairwise(column.edges), strict=False):
                part = QRectF(box.left() + box.width() * left, box.top(), box.width() * (right - left), box.height())
                self._track(painter, part, track)
            return
        inside = box.adjusted(7, 4, -5, -3)
        if head.about:
            self._badge(painter, inside, head)
        px = self._own.theme.px
        top = inside.top() + (inside.height() - px(35)) / 2
        ink = "accent" if head.today else "text"
        title = self._title(head, inside.width())
        self._line(painter, QRectF(inside.left(), top, inside.width(), px(18)), title, tokens.BODY, ink, True)
        second = QRectF(inside.left(), top + px(18), inside.width(), px(16))
        self._line(painter, second, head.second, tokens.DENSE, "text2")

    def _title(self, head: Head, width: float) -> str:
        """The title, or the day's number alone where half a weekday would hide it."""
        font, _key = self._own.font("zh" if has_han(head.title) else "fr", tokens.BODY, True)
        fits = QFontMetricsF(font).horizontalAdvance(head.title) <= width
        return head.title if fits else head.short or head.title

    def _badge(self, painter: QPainter, inside: QRectF, head: Head) -> None:
        """A rounded badge beside the date, else in the line below where that is free."""
        font, _key = self._own.font("en", tokens.CAPTION, True)
        wide = QFontMetricsF(font).horizontalAdvance(head.about) + 14
        title, _ = self._own.font("fr", tokens.BODY, True)
        beside = wide + QFontMetricsF(title).horizontalAdvance(head.title) + 6 <= inside.width()
        if not beside and (head.second or wide > inside.width()):
            return
        px = self._own.theme.px
        pill = QRectF(inside.right() - wide, inside.top(), wide, px(18))
        if not beside:
            pill = QRectF(inside.left(), inside.bottom() - px(17), wide, px(17))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._own.theme.colour("accent_soft"))
        painter.drawRoundedRect(pill, px(9), px(9))
        painter.setFont(font)
        painter.setPen(self._own.theme.colour("accent"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, head.about)

    def _track(self, painter: QPainter, box: QRectF, track: Track) -> None:
        badge = QRectF(box.left() + 12, box.center().y() - 13, 26, 26)
        draw_badge(painter, self._own, badge, track.code)
        left = badge.right() + 8
        px, room = self._own.theme.px, box.right() - left - 6
        top = box.center().y() - px(18)
        self._line(painter, QRectF(left, top, room, px(18)), track.name, tokens.BODY, "text", True)
        self._line(painter, QRectF(left, top + px(18), room, px(16)), track.about, tokens.DENSE, "text2")

    def _line(
        self, painter: QPainter, box: QRectF, text: str, size: tuple[int, int], ink: str, bold: bool = False
    ) -> None:
        """One line, shortened to the box, its baseline fixed whatever the font."""
        if not text or box.width() < 8:
            return
        font, _key = self._own.font("zh" if has_han(text) else "fr", size, bold)
        painter.setFont(font)
        painter.setPen(self._own.theme.colour(ink))
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QPointF(box.left(), round(box.top() + box.height() * 0.76)), short)
