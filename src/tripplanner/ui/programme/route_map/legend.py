"""What the lines of the map mean, in a small card on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tripplanner.ui.programme.route_map.paint import TRACK, MapPainter
from tripplanner.ui.theme import tokens

_LINE, _SAMPLE, _PAD = 20, 34, 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: ``kind`` is *way*, *estimate* or *track*; ``groups`` whose, empty: everybody's."""

    kind: str
    words: str
    groups: tuple[str, ...] = ()


class Legend(QWidget):
    """Lets the mouse through to the map; its accessible name says all of it."""

    def __init__(self, painter: MapPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = painter
        self._entries: Sequence[Entry] = ()
        self._codes: Sequence[str] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_entries(self, entries: Sequence[Entry], codes: Sequence[str]) -> None:
        """Show these lines; nothing at all without any."""
        self._entries, self._codes = entries, codes
        self.setAccessibleName("\n".join(entry.words for entry in entries))
        self.setVisible(bool(entries))
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        wide = max((self._painter.size(entry.words)[0] for entry in self._entries), default=0.0)
        line = self._painter.theme.px(_LINE)
        return QSize(round(wide) + _SAMPLE + 3 * _PAD, line * len(self._entries) + _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._painter.theme
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, tokens.RADIUS_ITEM, tokens.RADIUS_ITEM)
        line = theme.px(_LINE)
        for n, entry in enumerate(self._entries):
            middle = _PAD / 2 + line * (n + 0.5)
            colour = self._painter.group_colour(entry.groups, self._codes)
            if entry.kind == "track":
                colour = theme.colour(TRACK)
            elif entry.kind == "estimate":
                colour = theme.colour("text2")
            sample = QLineF(_PAD, middle, _PAD + _SAMPLE, middle)
            self._painter.way_sample(painter, sample, colour, entry.kind)
            painter.setFont(self._painter.font(entry.words))
            painter.setPen(theme.colour("text"))
            words = QRectF(2 * _PAD + _SAMPLE, middle - line / 2, self.width(), line)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words)
