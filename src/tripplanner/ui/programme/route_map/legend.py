"""What the lines and signs of the map mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tripplanner.ui.programme.route_map.paint import TRACK, MapPainter, Sign
from tripplanner.ui.unfailing import unfailing

_LINE, _SAMPLE, _GAP = 22, 34, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: ``kind`` is *sign*, *way*, *estimate* or *track*; ``groups`` whose, empty: everybody's."""

    kind: str
    words: str
    groups: tuple[str, ...] = ()
    sample: str = ""


@unfailing
class Legend(QWidget):
    """A line per entry; its accessible name says all of them."""

    def __init__(self, painter: MapPainter) -> None:
        super().__init__()
        self._painter = painter
        self._entries: Sequence[Entry] = ()
        self._codes: Sequence[str] = ()

    def show_entries(self, entries: Sequence[Entry], codes: Sequence[str]) -> None:
        """Show these lines; nothing at all without any."""
        self._entries, self._codes = entries, codes
        self.setAccessibleName("\n".join(entry.words for entry in entries))
        self.setVisible(bool(entries))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        wide = max((self._painter.size(entry.words)[0] for entry in self._entries), default=0.0)
        line = self._painter.theme.px(_LINE)
        return QSize(round(wide) + _SAMPLE + _GAP, line * len(self._entries))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._painter.theme.px(_LINE)
        for n, entry in enumerate(self._entries):
            self._entry(painter, entry, line * (n + 0.5), line)

    def _entry(self, painter: QPainter, entry: Entry, middle: float, line: int) -> None:
        theme = self._painter.theme
        if entry.kind == "sign":
            self._painter.sign(painter, Sign((_SAMPLE / 2, middle), entry.sample))
        else:
            inks = {"track": theme.colour(TRACK), "estimate": theme.colour("text2")}
            colour = inks.get(entry.kind) or self._painter.group_colour(entry.groups, self._codes)
            self._painter.way_sample(painter, QLineF(2, middle, _SAMPLE - 2, middle), colour, entry.kind)
            if entry.groups:
                self._painter.badge(painter, (_SAMPLE / 2, middle), "·".join(entry.groups), colour)
        words = QRectF(_SAMPLE + _GAP, middle - line / 2, self.width() - _SAMPLE - _GAP, line)
        font = self._painter.font(entry.words)
        shown = QFontMetricsF(font).elidedText(entry.words, Qt.TextElideMode.ElideRight, words.width())
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
