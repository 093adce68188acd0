"""Several of a few: a button for each, pressed or not, and one that says that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tripplanner.ui.plain import for_button
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.flow import Flow


@unfailing
class _Tick(QPushButton):
    """Asks at once for the room its words need in semi-bold: what is pressed is written so."""

    def sizeHint(self) -> QSize:  # noqa: N802
        hint, bold = super().sizeHint(), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return hint.grownBy(QMargins(0, 0, max(0, more) + 1, 0))


class Ticks(QWidget):
    """``value()`` gives the keys pressed, in order; ``None`` while *unknown* is pressed.

    ``ticked`` is emitted by a person's click, ``left`` when the focus goes elsewhere.
    """

    ticked = Signal()
    left = Signal()

    def __init__(self, choices: Sequence[tuple[object, str]], unknown: str = "") -> None:
        super().__init__()
        self._flow = Flow(self, 4)
        self._keys: list[tuple[object, QPushButton]] = [(key, self._button(words)) for key, words in choices]
        self._unknown = self._button(unknown) if unknown else None
        for _key, one in self._keys:
            one.clicked.connect(self._known)
        if self._unknown is not None:
            self._unknown.clicked.connect(self._forgotten)
        if self._keys:
            self.setFocusProxy(self._keys[0][1])

    def _button(self, words: str) -> QPushButton:
        made = _Tick(for_button(words))
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("look", "tick")
        made.setAccessibleName(words)
        made.installEventFilter(self)
        self._flow.addWidget(made)
        return made

    def value(self) -> list[object] | None:
        """What is pressed."""
        if self._unknown is not None and self._unknown.isChecked():
            return None
        return [key for key, one in self._keys if one.isChecked()]

    def put(self, value: Sequence[object] | None) -> None:
        """Press these, without a signal; ``None`` is unknown."""
        for key, one in self._keys:
            one.setChecked(value is not None and key in value)
        if self._unknown is not None:
            self._unknown.setChecked(value is None)

    def _known(self) -> None:
        if self._unknown is not None:
            self._unknown.setChecked(False)
        self.ticked.emit()

    def _forgotten(self) -> None:
        self.put(None)
        self.ticked.emit()

    def holds_focus(self) -> bool:
        """Whether the focus is on one of the buttons."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._look_for_focus)
        return super().eventFilter(watched, event)

    def _look_for_focus(self) -> None:
        if not self.holds_focus() and self.window().isActiveWindow():
            self.left.emit()
