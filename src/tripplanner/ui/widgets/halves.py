"""A line of two halves that becomes two lines where there is no room for one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import row


@unfailing
class Halves(QWidget):
    """``left`` takes what room there is, ``right`` what it needs; put widgets into both."""

    def __init__(self) -> None:
        super().__init__()
        self.left: QHBoxLayout = row(gap=10)
        self.right: QHBoxLayout = row(gap=10)
        self._line = row(self, gap=10)
        self._line.addLayout(self.left, 1)
        self._line.addLayout(self.right)

    def fit(self) -> None:
        """One line where both halves have the width they ask for, else two."""
        wanted = self.left.minimumSize().width() + self.right.minimumSize().width() + self._line.spacing()
        across, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = across if wanted <= self.width() else below
        if self._line.direction() != direction:
            self._line.setDirection(direction)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = super().minimumSizeHint()
        hint.setWidth(max(self.left.minimumSize().width(), self.right.minimumSize().width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)
