"""F2: the title of a slot edited where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize

from tripplanner.i18n import msg
from tripplanner.planning import arranging
from tripplanner.typography import polished
from tripplanner.ui.language import short_name
from tripplanner.ui.programme.over_editor import OverEditor

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen

LEAST, HIGH = 220, 30


class Renamer(OverEditor):
    """The editor over a slot of the grid."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        super().__init__(screen, screen.grid)
        self._screen, self._grid = screen, screen.grid
        self._key = ""
        self._language = ""

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
        named = msg("Title ({language})", language=short_name(self._language))
        box, room = grid.box_of(piece), grid.viewport().rect()
        wide = min(max(LEAST, round(box.width())), room.width() - 8)
        left = max(4, min(round(box.left()), room.width() - wide - 4))
        top = max(round(grid.canvas().top()) + 2, min(round(box.top()), room.height() - HIGH - 4))
        place = grid.viewport().mapTo(self._screen, QPoint(left, top))
        words = item.title.get(self._language) or board.title_of(key)
        self.lay(words, self._screen.context.language.say(named), QRect(place, QSize(wide, HIGH)))
        return True

    def finish(self, keep: bool) -> None:
        typed = self.lift(keep)
        words = polished(typed or "", self._language)
        item = self._screen.board.item(self._key)
        if not keep or item is None or not words or words == self._screen.board.title_of(self._key):
            return
        label = msg("rename “{title}”", title=self._screen.board.title_of(self._key))
        self._screen.hands.do(label, arranging.rename, item.id, None, self._language, words)
