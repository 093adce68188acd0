"""Editors bound to names: what is typed is kept without a Save button.

While somebody types, a value is committed 400 ms after the last key; leaving
the field commits at once. ``left`` is emitted then, so that all that was typed
in one visit of the field can be one step to undo. Nothing is
committed while an input method is composing: the text an editor reports then
does not hold the composition yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tripplanner.ui.plain import follow_script
from tripplanner.ui.widgets.ticks import Ticks

DEBOUNCE = 400

Commit = Callable[[str, object], object]


@dataclass(slots=True)
class _Bound:
    name: str
    editor: QWidget
    shown: object = ""


class Form(QObject):
    """Binds editors to names.

    :param commit: called with ``(name, value)``; raising keeps the typed words in the editor.
    """

    left = Signal(str)

    def __init__(self, commit: Commit, parent: QWidget) -> None:
        super().__init__(parent)
        self._commit = commit
        self._bound: dict[str, _Bound] = {}
        self._pending: _Bound | None = None
        self._composing: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._timer.timeout.connect(self.flush)

    def bind(self, name: str, editor: QWidget) -> QWidget:
        """Commit what is typed into ``editor`` under ``name``; the editor is returned."""
        bound = _Bound(name, editor)
        self._bound[name] = bound
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text, b=bound: self._touched(b))
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(lambda b=bound: self._touched(b))
        elif isinstance(editor, QComboBox):
            editor.activated.connect(lambda _index, b=bound: self._at_once(b))
        elif isinstance(editor, QCheckBox):
            editor.clicked.connect(lambda _on, b=bound: self._at_once(b))
        elif isinstance(editor, Ticks):
            editor.ticked.connect(lambda b=bound: self._at_once(b))
            editor.left.connect(lambda b=bound: self.left.emit(b.name))
        else:
            raise TypeError(type(editor))
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            follow_script(editor)
        editor.installEventFilter(self)
        return editor

    def show(self, values: Mapping[str, object]) -> None:
        """Put values into the editors; one that is being typed in keeps its words."""
        for name, value in values.items():
            bound = self._bound.get(name)
            if bound is None:
                continue
            if self._pending is bound:
                continue
            bound.shown = value
            if read(bound.editor) != value and self._composing is not bound.editor:
                write(bound.editor, value)

    def forget(self) -> None:
        """Commit what is pending: another record is about to be shown, or the page left."""
        bound = self._pending
        self.flush()
        if bound is not None:
            self.left.emit(bound.name)

    def flush(self) -> None:
        """Commit what was typed and not committed yet; waits while an input method is composing."""
        self._timer.stop()
        bound = self._pending
        if bound is None:
            return
        if self._composing is bound.editor:
            self._timer.start()
            return
        self._pending = None
        self._send(bound)

    def _touched(self, bound: _Bound) -> None:
        if read(bound.editor) == bound.shown:
            return
        if self._pending not in (None, bound):
            self.flush()
        self._pending = bound
        self._timer.start()

    def _at_once(self, bound: _Bound) -> None:
        self.flush()
        self._send(bound)

    def _send(self, bound: _Bound) -> None:
        value = read(bound.editor)
        if value == bound.shown:
            return
        bound.shown = value
        self._commit(bound.name, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QInputMethodEvent):
            self._composing = watched if event.preeditString() else None
        elif event.type() == QEvent.Type.FocusOut:
            self._left(watched)
        return False

    def _left(self, editor: QObject) -> None:
        if self._composing is editor:
            QGuiApplication.inputMethod().commit()
            self._composing = None
        if self._pending is not None and self._pending.editor is editor:
            self.flush()
        for bound in self._bound.values():
            if bound.editor is editor:
                self.left.emit(bound.name)


def read(editor: QWidget) -> object:
    """The value in an editor: text, checked, the data of the chosen entry, the keys ticked."""
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return plain_words(editor)
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QComboBox):
        return editor.currentData()
    if isinstance(editor, Ticks):
        return editor.value()
    raise TypeError(type(editor))


def plain_words(editor: QPlainTextEdit) -> str:
    """What stands in an editor. Qt's own way of asking turns every no-break space into an ordinary one."""
    return editor.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def write(editor: QWidget, value: object) -> None:
    """Put a value into an editor without reporting it as typed; the cursor stays where it was."""
    blocked = editor.blockSignals(True)
    if isinstance(editor, QLineEdit):
        at = editor.cursorPosition()
        editor.setText("" if value is None else str(value))
        editor.setCursorPosition(min(at, len(editor.text())))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText("" if value is None else str(value))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(value))
    elif isinstance(editor, Ticks):
        editor.put(value)  # type: ignore[arg-type]
    editor.blockSignals(blocked)


def refuse(said: QLabel, field: QWidget, words: str) -> None:
    """Say in a sheet what is wrong, to a screen reader as well, and bring the keyboard to the field it is about."""
    said.setText(words)
    said.show()
    field.setAccessibleDescription(words)
    field.setFocus()
