"""What stands below a list: as high as it needs, but never more than a part of the room; then it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from tripplanner.ui.unfailing import unfailing

#: The part of the parent's height that it may take.
_PART = 0.5


@unfailing
class LowRoom(QScrollArea):
    """Holds ``inner``, and is shown and hidden with it. What has the focus in it stays in view."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, self._high())

    def _high(self) -> int:
        inner, parent = self.widget(), self.parentWidget()
        layout = inner.layout()
        wanted = layout.totalHeightForWidth(self.viewport().width()) if layout is not None else 0
        wanted = max(wanted, inner.minimumSizeHint().height())
        return wanted if parent is None else min(wanted, round(parent.height() * _PART))

    def _fit(self) -> None:
        if self.parentWidget() is None:
            return  # it has no place yet, and would become a window of its own
        self.setVisible(not self.widget().isHidden())
        high = self._high()
        if high != self.height():
            self.setFixedHeight(high)
        focused = self.widget().focusWidget()
        if focused is not None and focused.hasFocus():
            self.ensureWidgetVisible(focused, 0, 4)
