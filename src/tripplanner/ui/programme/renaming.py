"""F2: the title of a slot edited where it stands. Nothing is committed while an input method is composing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from tripplanner.i18n import msg
from tripplanner.planning import arranging
from tripplanner.typography import polished
from tripplanner.ui.language import short_name

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

LEAST, HIGH = 220, 30


class Renamer(QObject):
    """One editor at a time, over the slot; Enter keeps, Escape gives up, leaving keeps."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__(screen)
        self._screen, self._grid = screen, screen.grid
        self._key = ""
        self._language = ""
        self.editor: QLineEdit | None = None

    def start(self, key: str) -> bool:
        """Edit the title of this item; ``False`` where it has no slot on the grid."""
        self.finish(keep=True)
        board, grid = self._screen.board, self._grid
        item = board.item(key)
        piece = next((one for one in grid.sheet().plan.pieces if one.key == key and one.first), None)
        if item is None or board.view is None or piece is None or not grid.isVisible():
            return False
        grid.reveal()
        self._key, self._language = key, board.view.reader.first
        editor = QLineEdit(item.title.get(self._language) or board.title_of(key), self._screen)
        named = msg("Title ({language})", language=short_name(self._language))
        editor.setAccessibleName(self._screen.context.language.say(named))
        box, room = grid.box_of(piece), grid.viewport().rect()
        wide = min(max(LEAST, round(box.width())), room.width() - 8)
        left = max(4, min(round(box.left()), room.width() - wide - 4))
        top = max(round(grid.canvas().top()) + 2, min(round(box.top()), room.height() - HIGH - 4))
        place = grid.viewport().mapTo(self._screen, QPoint(left, top))  # not in the grid: its keys are not for typing
        editor.setGeometry(QRect(place, QSize(wide, HIGH)))
        editor.installEventFilter(self)
        editor.show()
        editor.setSelection(len(editor.text()), -len(editor.text()))  # from the end: its beginning is seen
        editor.setFocus()
        self.editor = editor
        return True

    def finish(self, keep: bool) -> None:
        """Close the editor and keep what was typed, or not."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        if keep:
            QGuiApplication.inputMethod().commit()
        words = polished(editor.text().strip(), self._language)
        editor.removeEventFilter(self)
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self._grid.setFocus()
        item = self._screen.board.item(self._key)
        if not keep or item is None or not words or words == self._screen.board.title_of(self._key):
            return
        label = msg("rename “{title}”", title=self._screen.board.title_of(self._key))
        self._screen.hands.do(label, arranging.rename, item.id, None, self._language, words)

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
