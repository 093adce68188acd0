"""The field of quick add, with what was understood under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from tripplanner.i18n import msg
from tripplanner.ui.language import Language, Words
from tripplanner.ui.programme.quick_words import Told, spoken
from tripplanner.ui.theme.theme import Theme
from tripplanner.ui.widgets.basics import column
from tripplanner.ui.widgets.chips import Chip
from tripplanner.ui.widgets.flow import Flow


class _Choice(Chip):
    """A chip; one with several readings is clicked for the next one, as Tab does."""

    asked = Signal(int)

    def __init__(self, theme: Theme, told: Told) -> None:
        super().__init__(theme, " / ".join((told.words, *told.others)), told.tone, told.icon)
        self._index = told.index if told.others else -1
        if told.others:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(self._index)


class _Field(QLineEdit):
    """Enter adds, Ctrl+Enter adds and stays, Tab takes another reading where there is one, Esc gives up."""

    entered = Signal(bool)
    left = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.turnable = False

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._taken(event):
            return True
        return super().event(event)

    def _taken(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        if key == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if key == Qt.Key.Key_Tab and not event.modifiers() and self.turnable:
            self.turned.emit()
            return True
        return False


class QuickBar(QWidget):
    """``typed``: the words changed; ``entered``: add (True: and stay); ``turned``: next reading of a chip (-1: the
    first that has one); ``left``: back to the programme."""

    typed = Signal(str)
    entered = Signal(bool)
    turned = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, words: Words, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.field = _Field()
        self.field.setClearButtonEnabled(True)
        icon = self.field.addAction(theme.icon("calendar-plus", "text3", 16), QLineEdit.ActionPosition.LeadingPosition)
        theme.put_icon(icon, "calendar-plus", "text3", 16)
        words.put(self.field, msg("Add: Wed 9:30 Asters 2h, after lunch: coffee 20 min…"), "setPlaceholderText")
        words.put(self.field, msg("Quick add"), "setAccessibleName")
        self.chips = QWidget()
        self._flow = Flow(self.chips, 6)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.chips.setSizePolicy(policy)
        self.chips.hide()
        lines = column(self, gap=6)
        lines.addWidget(self.field)
        lines.addWidget(self.chips)
        self.field.textChanged.connect(self.typed)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self.left)
        self.field.turned.connect(lambda: self.turned.emit(-1))

    def show_chips(self, chips: tuple[Told, ...]) -> None:
        """Show what was understood."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for told in chips:
            chip = _Choice(self._theme, told)
            chip.asked.connect(self.turned)
            self._flow.addWidget(chip)
        self.field.turnable = any(told.others for told in chips)
        self.chips.setVisible(bool(chips))
        self.field.setAccessibleDescription(spoken(chips, self._language))

    def words_of_chips(self) -> list[str]:
        """What the chips say, in their order."""
        items = (self._flow.itemAt(at) for at in range(self._flow.count()))
        chips = (item.widget() for item in items if item is not None)
        return [chip.text() for chip in chips if isinstance(chip, Chip)]


class TypingHere(QObject):
    """Begins quick add when somebody just types on a pane; an input method's first letters come along."""

    def __init__(self, pane: QWidget, field: QLineEdit, but: str = "") -> None:
        super().__init__(pane)
        self._field, self._but = field, but
        pane.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        pane.installEventFilter(self)

    def eventFilter(self, pane: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.InputMethod:
            self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return self._field.event(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._begins(event):
            self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._field.insert(event.text())
            return True
        return super().eventFilter(pane, event)

    def _begins(self, event: QKeyEvent) -> bool:
        """Whether a key begins a line: ``but`` are the signs the pane keeps for itself."""
        return _begins(event) and event.text() not in self._but


def _begins(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    text = event.text()
    # AltGr makes letters on many keyboards, and is Ctrl+Alt to Qt on Windows
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return text.isprintable() and bool(text.strip()) and (not plain or plain == both)
