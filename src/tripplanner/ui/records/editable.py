"""Words that become an editor when one wants to change them: by a click, Enter or F2."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from tripplanner.ui.plain import breakable, in_script, label
from tripplanner.ui.theme import tokens
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.unfailing import unfailing
from tripplanner.ui.widgets.basics import column, styled
from tripplanner.ui.widgets.ticks import Ticks

MakeEditor = Callable[[], QWidget]


@unfailing
class Editable(QWidget):
    """A value that reads like text. ``make`` gives the editor, already bound to where its words go.

    ``finished`` is emitted when the words are back in the place of the editor.
    """

    finished = Signal()

    def __init__(self, theme: Theme, text: str, ink: str = "", make: MakeEditor | None = None) -> None:
        super().__init__()
        self._theme, self._make = theme, make
        self._editor: QWidget | None = None
        self._hovered = False
        self.label: QLabel = in_script(styled(label(wrap=True), ink), breakable(text))
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._lines = column(self, (4, 2, 4, 2), 0)
        self._lines.addWidget(self.label)
        if make is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor)

    def editor(self) -> QWidget | None:
        """The editor, while there is one."""
        return self._editor

    def say(self, text: str) -> None:
        """Other words in the place of those it reads as."""
        in_script(self.label, breakable(text))

    def edit(self) -> None:
        """Put the editor in the place of the words."""
        if self._make is None or self._editor is not None:
            return
        self._editor = self._make()
        self._editor.setAccessibleName(self.accessibleName())
        self._editor.installEventFilter(self)
        if isinstance(self._editor, Ticks):
            self._editor.left.connect(lambda: self._finish(False))
            for part in self._editor.findChildren(QPushButton):
                part.installEventFilter(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self._editor)
        self.label.hide()
        self.setFocusProxy(self._editor)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self, refocus: bool) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.removeEventFilter(self)
        self.setFocusProxy(None)  # pyright: ignore[reportArgumentType] - Qt takes none
        self._lines.removeWidget(editor)
        self._lines.setContentsMargins(4, 2, 4, 2)
        self.label.show()
        editor.hide()
        editor.deleteLater()
        if refocus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter (Ctrl+Enter in a long text) and Escape leave the editor; so does losing the focus."""
        part_of_ticks = isinstance(self._editor, Ticks) and self._editor.isAncestorOf(watched)  # type: ignore[arg-type]
        if watched is not self._editor and not part_of_ticks:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _leaves(event, watched):
            QTimer.singleShot(0, self, lambda: self._finish(True))
            return True
        if event.type() == QEvent.Type.FocusOut and not part_of_ticks and not _has_popup(event):
            QTimer.singleShot(0, self, lambda: self._finish(False))
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._make is not None and event.button() == Qt.MouseButton.LeftButton:
            self.edit()
            event.accept()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self._make is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._make is None or self._editor is not None or not (self._hovered or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.colour("focus" if focused else "line"), 2 if focused else 1))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)


def _leaves(event: QKeyEvent, editor: QObject) -> bool:
    if event.key() == Qt.Key.Key_Escape:
        return True
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(editor, QComboBox):
        return False
    return isinstance(editor, QLineEdit | QPushButton) or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _has_popup(event: QEvent) -> bool:
    return isinstance(event, QFocusEvent) and event.reason() in (
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
    )


@unfailing
class LongEditor(QPlainTextEdit):
    """A field as high as its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setPlainText(text)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._grow)

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = self.document().documentLayout().documentSize().height()
        high = rows * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin() + 8
        return QSize(120, round(max(high, 32)))

    def resizeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._grow()

    def _grow(self) -> None:
        high = self.sizeHint().height()
        if high != self.height():
            self.setFixedHeight(high)
