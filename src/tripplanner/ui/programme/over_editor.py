"""A line editor laid over what it changes. Nothing is committed while an input method is composing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class OverEditor(QObject):
    """One editor at a time; Enter keeps, Escape gives up, leaving keeps. The focus goes back to ``below``."""

    def __init__(self, host: QWidget, below: QWidget) -> None:
        super().__init__(host)
        self._host, self._below = host, below
        self.editor: QLineEdit | None = None

    def finish(self, keep: bool) -> None:
        """Close the editor and keep what was typed, or not."""
        raise NotImplementedError

    def lay(self, words: str, named: str, box: QRect) -> None:
        """Open the editor with ``words`` at ``box`` of the host; ``named`` is what a screen reader calls it."""
        editor = QLineEdit(words, self._host)  # not in the view: its keys are not for typing
        editor.setAccessibleName(named)
        editor.setGeometry(box)
        editor.installEventFilter(self)
        editor.show()
        editor.setSelection(len(editor.text()), -len(editor.text()))  # from the end: its beginning is seen
        editor.setFocus()
        self.editor = editor

    def lift(self, keep: bool) -> str | None:
        """Take the editor away; the words typed, or ``None`` where there was none."""
        editor, self.editor = self.editor, None
        if editor is None:
            return None
        if keep:
            QGuiApplication.inputMethod().commit()
        words = editor.text().strip()
        editor.removeEventFilter(self)
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self._below.setFocus()
        return words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter or event.key() == Qt.Key.Key_Escape:
                self.finish(keep=enter)
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, lambda: self.finish(keep=True))
        return False
