"""A sentence in passing at the foot of the window, with at most one button, gone after 8 s."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLabel, QPushButton, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Words
from tripplanner.ui.plain import for_button
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import icon_button, row, text_label

LASTS = 8000
_ICONS = {"ok": "circle-check", "info": "info", "warn": "triangle-alert", "error": "circle-x"}


class Toast(QFrame):
    """One toast at a time; a new one replaces the old."""

    def __init__(self, theme: Theme, words: Words, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("look", "card")
        self._theme, self._run = theme, None
        self._icon = QLabel()
        self._text = text_label(wrap=True)
        self._button = QPushButton()
        self._button.setProperty("look", "pill")
        self._close = icon_button(words, msg("Close"), theme, "x")
        line = row(self, (14, 8, 8, 8), 10)
        for part in (self._icon, self._text, self._button, self._close):
            line.addWidget(part, 1 if part is self._text else 0, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LASTS)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._clicked)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        window.installEventFilter(self)
        self.hide()

    def show_text(
        self, text: str, tone: str = "info", label: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show ``text``; with ``label`` a button that calls ``run``."""
        ink = "accent" if tone == "ok" else f"{tone}.ink"
        icon = _ICONS.get(tone, "info")
        self._icon.setPixmap(self._theme.pixmap(icon, ink, 18, self.devicePixelRatioF()))
        self._text.setText(text)
        self._run = run
        self._button.setText(for_button(label))
        self._button.setAccessibleName(label)
        self._button.setVisible(bool(label))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """What is being said; empty when hidden."""
        return "" if self.isHidden() else self._text.text()

    def _clicked(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    def _place(self) -> None:
        window = self.parentWidget()
        width = min(640, window.width() - 80)
        layout = self.layout()
        self._text.setMinimumHeight(0)  # what it needed for other words, or at another width
        layout.invalidate()  # while it is hidden, other words do not tell the layout
        layout.activate()
        self.setFixedWidth(width)
        height = max(self._theme.px(48), layout.totalHeightForWidth(width))
        self.setGeometry((window.width() - width) // 2, window.height() - height - 24, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
