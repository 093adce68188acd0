"""The months of a site as twelve cells: open, closed, or not verified."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.dates import month_list, month_name
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing


@unfailing
class SeasonStrip(QWidget):
    """Twelve cells with the initials of the months; hatched while nobody has verified the season."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._months: Collection[int] | None = None
        self._language = "fr"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(34)

    def put(self, months: Collection[int] | None, language: str, unknown: str) -> None:
        """Show these months (None: unknown); what is shown is also the accessible name."""
        self._months, self._language = months, language
        self.setAccessibleName(unknown if months is None else month_list(sorted(months), language))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(260, 34)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.sized(tokens.CAPTION)
        painter.setFont(font)
        wide = self.width() / 12
        for month in range(1, 13):
            cell = QRectF((month - 1) * wide + 1, 2, wide - 3, 11)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._brush(month))
            painter.drawRoundedRect(cell, 3, 3)
            initial = str(month) if self._language == "zh" else month_name(month, self._language)[:1].upper()
            painter.setPen(self._theme.colour("text2"))
            left = cell.center().x() - QFontMetricsF(font).horizontalAdvance(initial) / 2
            painter.drawText(int(left), 29, initial)

    def _brush(self, month: int) -> QBrush:
        if self._months is None:
            return QBrush(self._theme.colour("warn.ink"), Qt.BrushStyle.BDiagPattern)
        return QBrush(self._theme.colour("accent" if month in self._months else "line"))
