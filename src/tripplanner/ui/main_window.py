"""The window itself: its place on the screen and its ground, painted before anything else is loaded.

What stands on it is the :class:`~tripplanner.ui.desk.Desk`, built after the first paint, so that the
window is there as soon as the toolkit is.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from tripplanner.settings import Settings
from tripplanner.ui.reading_order import step
from tripplanner.ui.unfailing import unfailing

if TYPE_CHECKING:
    from tripplanner.ui.desk import Desk

SMALLEST, USUAL = (1024, 640), (1280, 800)
#: The strips of the ground that the menu bar and the rail will cover.
_BAR, _RAIL = 36, 196


@unfailing
class MainWindow(QMainWindow):
    """Remembers where it was left. ``painted`` is emitted once, after the first paint."""

    painted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setMinimumSize(*SMALLEST)
        self.setWindowTitle("tripplanner")
        self.desk: Desk | None = None
        self._settings = settings
        self._first_paint = True
        self._ground: tuple[str, str] = ("", "")
        self.resize(*USUAL)
        kept = settings.get("window", "")
        if kept:
            self.restoreGeometry(QByteArray(b64decode(kept)))

    def paint_ground(self, window: str, sunken: str) -> None:
        """The colours shown until the desk is built."""
        self._ground = (window, sunken)

    def come_to_front(self) -> None:
        """Another launch asked for this window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.desk is None and self._ground[0]:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor(self._ground[0]))
            painter.fillRect(0, 0, self.width(), _BAR, QColor(self._ground[1]))
            painter.fillRect(0, 0, _RAIL, self.height(), QColor(self._ground[1]))
        if self._first_paint:
            self._first_paint = False
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.desk is None or not self.desk.take_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        return step(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self.desk is not None:
            self.desk.fit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self.desk is not None and not self.desk.may_close():
            event.ignore()
            return
        self._settings.set("window", b64encode(self.saveGeometry().data()).decode())
        if self.desk is not None:
            self.desk.close()
        super().closeEvent(event)
