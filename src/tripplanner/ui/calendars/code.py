"""A QR code on the screen: dark on white in either theme, or phones do not read it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing

_QUIET = 4  # modules of white around it
_MODULE = 3  # pixels


@unfailing
class QrCode(QWidget):
    """Shows one address; nothing for none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[tuple[int, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def put(self, text: str) -> None:
        """Show ``text``."""
        import segno

        self._rows = tuple(tuple(row) for row in segno.make_qr(text, error="m").matrix) if text else ()
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = self._theme.px(_MODULE) * (len(self._rows) + 2 * _QUIET)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        module = self.width() // (len(self._rows) + 2 * _QUIET)
        edge = (self.width() - module * len(self._rows)) // 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(edge + x * module, edge + y * module, module, module, Qt.GlobalColor.black)
        painter.end()
